//! Records as lines of JSON and back. Every field is named here, so that a new one does not compile until it is written;
//! docs/export.md says what each one is.

use std::collections::BTreeMap;
use std::sync::Arc;

use library::accounts::Profile;
use library::catalogs::Catalog;
use library::collections::{Collection, View};
use library::entries::Entry;
use library::fonts::{Added, Category, Face, Font};
use library::ids::{
    AccountId, CatalogId, CollectionId, CommentId, EntryId, FontId, OriginalId, ReactionId, TemplateId, ThingId, UserId,
};
use library::inputs::{Input, Target};
use library::originals::Original;
use library::responses::{Comment, Reaction};
use library::templates::Template;
use library::things::{Privacy, ThingKind};
use library::transfer::{CollectionRecord, EntryRecord, Record};
use library::{Order, Time};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::thing::{BlobLine, ThingLine};
use crate::Result;

/// Why a line cannot be read.
pub(super) type Read<T> = std::result::Result<T, String>;

/// A record's line, without its end.
pub(super) fn write(record: &Record) -> Result<Vec<u8>> {
    Ok(serde_json::to_vec(&Line::of(record)?)?)
}

/// The record of a line.
pub(super) fn read(line: &[u8]) -> Read<Record> {
    serde_json::from_slice::<Line>(line).map_err(|error| error.to_string())?.back()
}

/// Whose things they are is for the account that they are brought into.
pub(super) const NOBODY: UserId = UserId(Uuid::nil());
pub(super) const NOWHERE: AccountId = AccountId(Uuid::nil());

/// A time as text.
pub(super) fn date(time: Time) -> String {
    time.to_rfc3339_opts(chrono::SecondsFormat::Micros, true)
}

/// The text's time. Years have four digits, and there is no year 0: what every database knows.
pub(super) fn time(text: &str) -> Read<Time> {
    let time = chrono::DateTime::parse_from_rfc3339(text).map_err(|_| format!("{text:?} is no date"))?;
    let time = library::clock::to_microseconds(time.to_utc());
    if time.timestamp() < -62_000_000_000 || time.timestamp() > 253_402_300_799 {
        return Err(format!("{text:?} is out of the range of dates"));
    }
    Ok(time)
}

/// The value of a name.
pub(super) fn named<T>(found: Option<T>, name: &str, what: &str) -> Read<T> {
    found.ok_or_else(|| format!("{name:?} is no {what}"))
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum Line {
    Account(AccountLine),
    Preference { name: String, words: String },
    Catalog { id: Uuid, name: String, created_at: String },
    Font(FontLine),
    Template { id: Uuid, file: BlobLine, outline: Value, created_at: String },
    Original { id: Uuid, template: Uuid, name: String, created_at: String },
    Thing(Box<ThingLine>),
    Collection(CollectionLine),
    Entry(EntryLine),
    Comment(CommentLine),
}

impl Line {
    fn of(record: &Record) -> Result<Self> {
        Ok(match record {
            Record::Account { name, profile } => Self::Account(AccountLine::of(name, profile)),
            Record::Preference { name, words } => Self::Preference { name: name.clone(), words: words.clone() },
            Record::Catalog(Catalog { id, serial: _, account: _, name, default: _, created_at }) => {
                Self::Catalog { id: id.0, name: name.clone(), created_at: date(*created_at) }
            }
            Record::Font(font) => Self::Font(FontLine::of(font)),
            Record::Template(Template { id, account: _, file, outline, created_at }) => Self::Template {
                id: id.0,
                file: BlobLine::of(*file),
                outline: serde_json::from_str(&store::write_outline(outline)?)?,
                created_at: date(*created_at),
            },
            Record::Original(Original { id, account: _, template, name, created_at }) => {
                Self::Original { id: id.0, template: template.0, name: name.clone(), created_at: date(*created_at) }
            }
            Record::Thing(thing) => Self::Thing(Box::new(ThingLine::of(thing))),
            Record::Collection(collection) => Self::Collection(CollectionLine::of(collection)),
            Record::Entry(entry) => Self::Entry(EntryLine::of(entry)),
            Record::Comment { comment, author } => Self::Comment(CommentLine::of(comment, author)),
        })
    }

    fn back(self) -> Read<Record> {
        Ok(match self {
            Self::Account(account) => account.back()?,
            Self::Preference { name, words } => Record::Preference { name, words },
            Self::Catalog { id, name, created_at } => Record::Catalog(Catalog {
                id: CatalogId(id),
                serial: 0,
                account: NOWHERE,
                name,
                default: false,
                created_at: time(&created_at)?,
            }),
            Self::Font(font) => Record::Font(font.back()?),
            Self::Template { id, file, outline, created_at } => {
                let outline = store::read_outline(&outline.to_string()).map_err(|_| "an outline cannot be read")?;
                Record::Template(Template {
                    id: TemplateId(id),
                    account: NOWHERE,
                    file: file.back()?,
                    outline: Arc::new(outline),
                    created_at: time(&created_at)?,
                })
            }
            Self::Original { id, template, name, created_at } => Record::Original(Original {
                id: OriginalId(id),
                account: NOWHERE,
                template: TemplateId(template),
                name,
                created_at: time(&created_at)?,
            }),
            Self::Thing(thing) => Record::Thing(Box::new(thing.back()?)),
            Self::Collection(collection) => Record::Collection(Box::new(collection.back()?)),
            Self::Entry(entry) => Record::Entry(Box::new(entry.back()?)),
            Self::Comment(comment) => comment.back()?,
        })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct AccountLine {
    name: String,
    title: String,
    description: String,
    avatar: Option<(BlobLine, String)>,
    view: ViewLine,
    details: BTreeMap<String, String>,
}

impl AccountLine {
    fn of(name: &str, profile: &Profile) -> Self {
        let Profile { title, description, avatar, view, details } = profile.clone();
        let avatar = avatar.map(|(blob, media_type)| (BlobLine::of(blob), media_type));
        Self { name: name.to_owned(), title, description, avatar, view: ViewLine::of(&view), details }
    }

    fn back(self) -> Read<Record> {
        let Self { name, title, description, avatar, view, details } = self;
        let avatar = avatar.map(|(blob, media_type)| blob.back().map(|blob| (blob, media_type))).transpose()?;
        let profile = Profile { title, description, avatar, view: view.back(), details };
        Ok(Record::Account { name, profile })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ViewLine {
    sort: String,
    descending: bool,
    mode: String,
    labels: bool,
}

impl ViewLine {
    fn of(view: &View) -> Self {
        let View { sort, order, mode, labels } = view.clone();
        Self { sort, descending: order == Order::Descending, mode, labels }
    }

    fn back(self) -> View {
        let Self { sort, descending, mode, labels } = self;
        View { sort, order: if descending { Order::Descending } else { Order::Ascending }, mode, labels }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FontLine {
    id: Uuid,
    family: String,
    style: String,
    postscript_name: String,
    category: String,
    license: String,
    file: Option<BlobLine>,
    created_at: Option<String>,
}

impl FontLine {
    fn of(font: &Font) -> Self {
        let Face { family, style, postscript_name, category, license } = font.face.clone();
        Self {
            id: font.id.0,
            family,
            style,
            postscript_name,
            category: category.name().to_owned(),
            license,
            file: font.added.map(|added| BlobLine::of(added.file)),
            created_at: font.added.map(|added| date(added.at)),
        }
    }

    fn back(self) -> Read<Font> {
        let Self { id, family, style, postscript_name, category, license, file, created_at } = self;
        let category = named(Category::from_name(&category), &category, "category of fonts")?;
        let added = match (file, created_at) {
            (Some(file), Some(at)) => Some(Added { account: NOWHERE, file: file.back()?, at: time(&at)? }),
            _ => None,
        };
        let face = Face { family, style, postscript_name, category, license };
        Ok(Font { id: FontId(id), face, added })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CollectionLine {
    id: Uuid,
    catalog: Option<Uuid>,
    author: String,
    name: String,
    description: String,
    privacy: String,
    created_at: String,
    updated_at: String,
    view: ViewLine,
    cover: Option<Uuid>,
    archived: bool,
    /// Names, each with the mockups and slots that it fills.
    inputs: Vec<(String, Vec<(Uuid, Uuid)>)>,
}

impl CollectionLine {
    fn of(record: &CollectionRecord) -> Self {
        let CollectionRecord { collection, catalog, author, inputs } = record;
        let slots = |input: &Input| input.targets.iter().map(|target| (target.mockup.0, target.slot)).collect();
        Self {
            id: collection.id.0,
            catalog: catalog.map(|catalog| catalog.0),
            author: author.clone(),
            name: collection.name.clone(),
            description: collection.description.clone(),
            privacy: collection.privacy.name().to_owned(),
            created_at: date(collection.created_at),
            updated_at: date(collection.updated_at),
            view: ViewLine::of(&collection.view),
            cover: collection.cover.map(|cover| cover.0),
            archived: collection.archived,
            inputs: inputs.iter().map(|input| (input.name.clone(), slots(input))).collect(),
        }
    }

    fn back(self) -> Read<CollectionRecord> {
        let id = CollectionId(self.id);
        let target = |(mockup, slot)| Target { mockup: ThingId(mockup), slot };
        let inputs = self.inputs.into_iter().map(|(name, targets)| Input {
            collection: id,
            name,
            targets: targets.into_iter().map(target).collect(),
        });
        let collection = Collection {
            id,
            serial: 0,
            account: NOWHERE,
            catalog: CatalogId(Uuid::nil()),
            author: NOBODY,
            name: self.name,
            description: self.description,
            privacy: named(Privacy::from_name(&self.privacy), &self.privacy, "privacy")?,
            created_at: time(&self.created_at)?,
            updated_at: time(&self.updated_at)?,
            view: self.view.back(),
            cover: self.cover.map(ThingId),
            archived: self.archived,
            collaborators: 0,
            mockups: 0,
            assets: 0,
            models: 0,
            links: 0,
            notes: 0,
            colours: 0,
            stacks: 0,
        };
        let (catalog, inputs) = (self.catalog.map(CatalogId), inputs.collect());
        Ok(CollectionRecord { collection, catalog, author: self.author, inputs })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct EntryLine {
    id: Uuid,
    collection: Uuid,
    thing: Uuid,
    kind: String,
    rank: i64,
    /// The stack that it is in.
    stack: Option<Uuid>,
    made: bool,
    added_by: String,
    created_at: String,
    /// Ids, names and dates.
    reactions: Vec<(Uuid, String, String)>,
}

impl EntryLine {
    fn of(record: &EntryRecord) -> Self {
        let EntryRecord { entry, added_by, reactions } = record;
        let reaction = |(reaction, name): &(Reaction, String)| (reaction.id.0, name.clone(), date(reaction.created_at));
        Self {
            id: entry.id.0,
            collection: entry.collection.0,
            thing: entry.thing.0,
            kind: entry.kind.name().to_owned(),
            rank: entry.rank,
            stack: entry.parent.map(|parent| parent.0),
            made: entry.made,
            added_by: added_by.clone(),
            created_at: date(entry.created_at),
            reactions: reactions.iter().map(reaction).collect(),
        }
    }

    fn back(self) -> Read<EntryRecord> {
        let id = EntryId(self.id);
        let reaction = |(own, name, at): (Uuid, String, String)| {
            let created_at = time(&at)?;
            Ok((Reaction { id: ReactionId(own), serial: 0, entry: id, user: NOBODY, created_at }, name))
        };
        let entry = Entry {
            id,
            serial: 0,
            collection: CollectionId(self.collection),
            thing: ThingId(self.thing),
            kind: named(ThingKind::from_name(&self.kind), &self.kind, "kind of thing")?,
            rank: self.rank,
            parent: self.stack.map(EntryId),
            made: self.made,
            added_by: NOBODY,
            created_at: time(&self.created_at)?,
            reactions: 0,
            comments: 0,
            children: 0,
        };
        let reactions = self.reactions.into_iter().map(reaction).collect::<Read<_>>()?;
        Ok(EntryRecord { entry, added_by: self.added_by, reactions })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CommentLine {
    id: Uuid,
    entry: Uuid,
    author: String,
    body: String,
    annotation: String,
    created_at: String,
    updated_at: String,
}

impl CommentLine {
    fn of(comment: &Comment, author: &str) -> Self {
        let Comment { id, serial: _, entry, author: _, body, annotation, created_at, updated_at } = comment.clone();
        let (created_at, updated_at) = (date(created_at), date(updated_at));
        Self { id: id.0, entry: entry.0, author: author.to_owned(), body, annotation, created_at, updated_at }
    }

    fn back(self) -> Read<Record> {
        let Self { id, entry, author, body, annotation, created_at, updated_at } = self;
        let comment = Comment {
            id: CommentId(id),
            serial: 0,
            entry: EntryId(entry),
            author: NOBODY,
            body,
            annotation,
            created_at: time(&created_at)?,
            updated_at: time(&updated_at)?,
        };
        Ok(Record::Comment { comment: Box::new(comment), author })
    }
}
