//! What a job is to do.

use library::Result;
use library::ids::{RenderId, UploadId};
use library::jobs;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

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
}

impl Twin<jobs::Work> for Work {
    fn of(value: &jobs::Work) -> Self {
        match value {
            jobs::Work::Render(id) => Self::Render(id.0),
            jobs::Work::Import(import) => Self::Import(Twin::of(import)),
        }
    }

    fn back(self) -> Result<jobs::Work> {
        Ok(match self {
            Self::Render(id) => jobs::Work::Render(RenderId(id)),
            Self::Import(import) => jobs::Work::Import(import.back()?),
        })
    }
}

twin! { Import of jobs::Import { source: ImportSource, name: Option<String> } }

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
