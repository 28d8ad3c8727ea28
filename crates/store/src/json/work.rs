//! What a job is to do.

use library::ids::{CatalogId, CollectionId, OriginalId, RenderId, ThingId, UploadId};
use library::{Result, jobs, packs};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::photo::{Import as PhotoImport, Render as PhotoRender};
use super::{Blob, Twin, twin};

/// The work's text.
pub(crate) fn write(work: &jobs::Work) -> Result<String> {
    super::write::<_, Work>(work)
}

/// The text's work.
pub(crate) fn read(text: &str) -> Result<jobs::Work> {
    super::read::<_, Work>(text)
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum Work {
    Render(Uuid),
    Import(Import),
    ImportPhoto(PhotoImport),
    RenderPhoto(PhotoRender),
    Preview(Uuid),
    Pack(Pack),
}

impl Twin<jobs::Work> for Work {
    fn of(value: &jobs::Work) -> Self {
        match value {
            jobs::Work::Render(id) => Self::Render(id.0),
            jobs::Work::Import(import) => Self::Import(Twin::of(import)),
            jobs::Work::ImportPhoto(import) => Self::ImportPhoto(Twin::of(import)),
            jobs::Work::RenderPhoto(render) => Self::RenderPhoto(Twin::of(render)),
            jobs::Work::Preview(thing) => Self::Preview(thing.0),
            jobs::Work::Pack(pack) => Self::Pack(Twin::of(pack)),
        }
    }

    fn back(self) -> Result<jobs::Work> {
        Ok(match self {
            Self::Render(id) => jobs::Work::Render(RenderId(id)),
            Self::Import(import) => jobs::Work::Import(import.back()?),
            Self::ImportPhoto(import) => jobs::Work::ImportPhoto(import.back()?),
            Self::RenderPhoto(render) => jobs::Work::RenderPhoto(render.back()?),
            Self::Preview(thing) => jobs::Work::Preview(ThingId(thing)),
            Self::Pack(pack) => jobs::Work::Pack(pack.back()?),
        })
    }
}

twin! { Pack of packs::Pack { name: String, word: String, files: Vec<Packed> } }

twin! { Packed of packs::Packed { path: String, content: Content } }

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum Content {
    Blob(Blob),
    Text(String),
}

impl Twin<packs::Content> for Content {
    fn of(value: &packs::Content) -> Self {
        match value {
            packs::Content::Blob(blob) => Self::Blob(Twin::of(blob)),
            packs::Content::Text(words) => Self::Text(words.clone()),
        }
    }

    fn back(self) -> Result<packs::Content> {
        Ok(match self {
            Self::Blob(blob) => packs::Content::Blob(blob.back()?),
            Self::Text(words) => packs::Content::Text(words),
        })
    }
}

twin! { Import of jobs::Import { source: ImportSource, name: Option<String>, filing: Option<Filing> } }

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Filing {
    original: Uuid,
    mockup: bool,
    catalog: Option<Uuid>,
    collections: Vec<Uuid>,
}

impl Twin<jobs::Filing> for Filing {
    fn of(jobs::Filing { original, mockup, catalog, collections }: &jobs::Filing) -> Self {
        let collections = collections.iter().map(|collection| collection.0).collect();
        Self { original: original.0, mockup: *mockup, catalog: catalog.map(|catalog| catalog.0), collections }
    }

    fn back(self) -> Result<jobs::Filing> {
        let Self { original, mockup, catalog, collections } = self;
        let collections = collections.into_iter().map(CollectionId).collect();
        Ok(jobs::Filing { original: OriginalId(original), mockup, catalog: catalog.map(CatalogId), collections })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum ImportSource {
    Url(String),
    Upload { id: Uuid, file: Blob, name: String },
}

impl Twin<jobs::ImportSource> for ImportSource {
    fn of(value: &jobs::ImportSource) -> Self {
        match value {
            jobs::ImportSource::Url(url) => Self::Url(url.clone()),
            jobs::ImportSource::Upload { id, file, name } => {
                Self::Upload { id: id.0, file: Twin::of(file), name: name.clone() }
            }
        }
    }

    fn back(self) -> Result<jobs::ImportSource> {
        Ok(match self {
            Self::Url(url) => jobs::ImportSource::Url(url),
            Self::Upload { id, file, name } => {
                jobs::ImportSource::Upload { id: UploadId(id), file: file.back()?, name }
            }
        })
    }
}
