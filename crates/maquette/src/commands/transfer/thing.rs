//! A thing's line: what every kind has, and what mockups and photo mockups have beside.

use std::collections::BTreeMap;

use library::blobs::{Blob, BlobHash};
use library::ids::{CatalogId, OriginalId, PresetId, TemplateId, ThingId};
use library::items::{Content, Item, ItemFile, Model, ModelState, Snapshot};
use library::photos::{Area, PhotoMockup};
use library::presets::Preset;
use library::renders::PrintArea;
use library::things::{Preview, Privacy, Thing, ThingKind};
use library::transfer::{MockupPlace, ThingRecord};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::json::{NOBODY, NOWHERE, Read, date, named, time};

/// A file of the archive.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BlobLine {
    blake3: String,
    bytes: u64,
}

impl BlobLine {
    pub(super) fn of(blob: Blob) -> Self {
        Self { blake3: blob.hash.to_string(), bytes: blob.bytes }
    }

    pub(super) fn back(self) -> Read<Blob> {
        let hash = self.blake3.parse::<BlobHash>().map_err(|_| format!("{:?} is no hash", self.blake3))?;
        if self.bytes > i64::MAX.unsigned_abs() {
            return Err("a file is longer than files are".to_owned());
        }
        Ok(Blob { hash, bytes: self.bytes })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ThingLine {
    id: Uuid,
    kind: String,
    author: String,
    name: String,
    description: String,
    privacy: String,
    created_at: String,
    updated_at: String,
    trashed_at: Option<String>,
    hidden: bool,
    tags: Vec<String>,
    details: BTreeMap<String, String>,
    /// The thing that it was made of.
    parent: Option<Uuid>,
    content: ContentLine,
    file: Option<FileLine>,
    previews: Vec<PreviewLine>,
    snapshots: Vec<SnapshotLine>,
    mockup: Option<MockupLine>,
    photo: Option<PhotoLine>,
    presets: Vec<PresetLine>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum ContentLine {
    None,
    Model { state: String, examples: Vec<Uuid>, training: Vec<Uuid> },
    Link(String),
    Note(String),
    Colour([u8; 3]),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileLine {
    file: BlobLine,
    media_type: String,
    size: Option<(u32, u32)>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PreviewLine {
    file: BlobLine,
    media_type: String,
    width: u32,
    height: u32,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SnapshotLine {
    id: Uuid,
    author: String,
    file: BlobLine,
    taken_at: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct MockupLine {
    template: Uuid,
    original: Option<Uuid>,
    catalog: Option<Uuid>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PhotoLine {
    file: BlobLine,
    media_type: String,
    width: u32,
    height: u32,
    version: u32,
    /// Ids, names, and four corners.
    areas: Vec<(Uuid, Option<String>, [[f64; 2]; 4])>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PresetLine {
    id: Uuid,
    slot: Uuid,
    name: String,
    left: f64,
    top: f64,
    width: f64,
    height: f64,
    previews: Vec<PreviewLine>,
    created_at: String,
}

impl ThingLine {
    pub(super) fn of(record: &ThingRecord) -> Self {
        let ThingRecord { item, author, mockup, photo, snapshots, presets } = record;
        let Item { thing, serial: _, content, file, previews, tags, details, parent, hidden, lock: _, trashed_at } =
            item;
        let Thing { id, kind, account: _, author: _, name, description, privacy, created_at, updated_at } = thing;
        Self {
            id: id.0,
            kind: kind.name().to_owned(),
            author: author.clone(),
            name: name.clone(),
            description: description.clone(),
            privacy: privacy.name().to_owned(),
            created_at: date(*created_at),
            updated_at: date(*updated_at),
            trashed_at: trashed_at.map(date),
            hidden: *hidden,
            tags: tags.clone(),
            details: details.clone(),
            parent: parent.map(|parent| parent.0),
            content: ContentLine::of(content),
            file: file.as_ref().map(FileLine::of),
            previews: previews.iter().map(PreviewLine::of).collect(),
            snapshots: snapshots.iter().map(|(snapshot, author)| SnapshotLine::of(snapshot, author)).collect(),
            mockup: mockup.map(|MockupPlace { template, original, catalog }| MockupLine {
                template: template.0,
                original: original.map(|original| original.0),
                catalog: catalog.map(|catalog| catalog.0),
            }),
            photo: photo.as_ref().map(PhotoLine::of),
            presets: presets.iter().map(PresetLine::of).collect(),
        }
    }

    pub(super) fn back(self) -> Read<ThingRecord> {
        let thing = Thing {
            id: ThingId(self.id),
            kind: named(ThingKind::from_name(&self.kind), &self.kind, "kind of thing")?,
            account: NOWHERE,
            author: NOBODY,
            name: self.name,
            description: self.description,
            privacy: named(Privacy::from_name(&self.privacy), &self.privacy, "privacy")?,
            created_at: time(&self.created_at)?,
            updated_at: time(&self.updated_at)?,
        };
        let photo = self.photo.map(|photo| photo.back(&thing)).transpose()?;
        let snapshots = self.snapshots.into_iter().map(|snapshot| snapshot.back(thing.id)).collect::<Read<_>>()?;
        let presets = self.presets.into_iter().map(|preset| preset.back(thing.id)).collect::<Read<_>>()?;
        let mockup = self.mockup.map(|MockupLine { template, original, catalog }| MockupPlace {
            template: TemplateId(template),
            original: original.map(OriginalId),
            catalog: catalog.map(CatalogId),
        });
        let item = Item {
            thing,
            serial: 0,
            content: self.content.back()?,
            file: self.file.map(FileLine::back).transpose()?,
            previews: self.previews.into_iter().map(PreviewLine::back).collect::<Read<_>>()?,
            tags: self.tags,
            details: self.details,
            parent: self.parent.map(ThingId),
            hidden: self.hidden,
            lock: None,
            trashed_at: self.trashed_at.as_deref().map(time).transpose()?,
        };
        Ok(ThingRecord { item, author: self.author, mockup, photo, snapshots, presets })
    }
}

impl ContentLine {
    fn of(content: &Content) -> Self {
        let ids = |things: &[ThingId]| things.iter().map(|id| id.0).collect();
        match content {
            Content::None => Self::None,
            Content::Model(Model { state, examples, training }) => {
                Self::Model { state: state.name().to_owned(), examples: ids(examples), training: ids(training) }
            }
            Content::Link(url) => Self::Link(url.clone()),
            Content::Note(words) => Self::Note(words.clone()),
            Content::Colour(colour) => Self::Colour(*colour),
        }
    }

    fn back(self) -> Read<Content> {
        let ids = |things: Vec<Uuid>| things.into_iter().map(ThingId).collect();
        Ok(match self {
            Self::None => Content::None,
            Self::Model { state, examples, training } => Content::Model(Model {
                state: named(ModelState::from_name(&state), &state, "state of models")?,
                examples: ids(examples),
                training: ids(training),
            }),
            Self::Link(url) => Content::Link(url),
            Self::Note(words) => Content::Note(words),
            Self::Colour(colour) => Content::Colour(colour),
        })
    }
}

impl FileLine {
    fn of(file: &ItemFile) -> Self {
        let ItemFile { blob, media_type, size } = file.clone();
        Self { file: BlobLine::of(blob), media_type, size }
    }

    fn back(self) -> Read<ItemFile> {
        Ok(ItemFile { blob: self.file.back()?, media_type: self.media_type, size: self.size })
    }
}

impl PreviewLine {
    fn of(preview: &Preview) -> Self {
        let Preview { width, height, blob, media_type } = preview.clone();
        Self { file: BlobLine::of(blob), media_type, width, height }
    }

    fn back(self) -> Read<Preview> {
        let Self { file, media_type, width, height } = self;
        Ok(Preview { width, height, blob: file.back()?, media_type })
    }
}

impl SnapshotLine {
    fn of(snapshot: &Snapshot, author: &str) -> Self {
        let Snapshot { id, thing: _, author: _, blob, taken_at } = *snapshot;
        Self { id, author: author.to_owned(), file: BlobLine::of(blob), taken_at: date(taken_at) }
    }

    fn back(self, thing: ThingId) -> Read<(Snapshot, String)> {
        let (blob, taken_at) = (self.file.back()?, time(&self.taken_at)?);
        Ok((Snapshot { id: self.id, thing, author: NOBODY, blob, taken_at }, self.author))
    }
}

impl PhotoLine {
    fn of(mockup: &PhotoMockup) -> Self {
        let PhotoMockup { thing: _, photo, media_type, width, height, areas, version, previews: _ } = mockup;
        let area = |area: &Area| (area.id, area.name.clone(), area.corners);
        Self {
            file: BlobLine::of(*photo),
            media_type: media_type.clone(),
            width: *width,
            height: *height,
            version: *version,
            areas: areas.iter().map(area).collect(),
        }
    }

    fn back(self, thing: &Thing) -> Read<PhotoMockup> {
        let Self { file, media_type, width, height, version, areas } = self;
        let area = |(id, name, corners)| Area { id, name, corners };
        Ok(PhotoMockup {
            thing: thing.clone(),
            photo: file.back()?,
            media_type,
            width,
            height,
            areas: areas.into_iter().map(area).collect(),
            version,
            previews: Vec::new(),
        })
    }
}

impl PresetLine {
    fn of(preset: &Preset) -> Self {
        let Preset { id, mockup: _, slot, name, area, previews, created_at } = preset;
        let PrintArea { left, top, width, height } = *area;
        Self {
            id: id.0,
            slot: *slot,
            name: name.clone(),
            left,
            top,
            width,
            height,
            previews: previews.iter().map(PreviewLine::of).collect(),
            created_at: date(*created_at),
        }
    }

    fn back(self, mockup: ThingId) -> Read<Preset> {
        let Self { id, slot, name, left, top, width, height, previews, created_at } = self;
        let previews = previews.into_iter().map(PreviewLine::back).collect::<Read<_>>()?;
        let area = PrintArea { left, top, width, height };
        Ok(Preset { id: PresetId(id), mockup, slot, name, area, previews, created_at: time(&created_at)? })
    }
}
