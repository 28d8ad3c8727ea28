//! Files on their way in, in parts.

use chrono::{DateTime, Utc};
use library::uploads as theirs;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::schemas;

/// How large parts had best be: lost time stays small, and a file of the largest size has few enough of them.
pub(crate) const PART_BYTES: u64 = 8 << 20;

/// An upload to begin.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewUpload {
    /// The file's name.
    #[schema(schema_with = schemas::name)]
    pub(crate) name: String,
}

/// A file on its way in; forgotten a day after it was begun.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Upload {
    id: Uuid,
    /// The file's name.
    name: String,
    created_at: DateTime<Utc>,
    /// How large parts had best be. Any size will do, and the last part is what is left.
    part_bytes: u64,
    /// Parts that have arrived.
    parts: Vec<Part>,
    /// Whether the parts were put together.
    complete: bool,
    /// The whole file's size, once it is complete.
    bytes: Option<u64>,
    /// The whole file's BLAKE3 hash, once it is complete.
    hash: Option<String>,
}

impl Upload {
    pub(crate) fn of(upload: theirs::Upload, parts: &[theirs::Part]) -> Self {
        let theirs::Upload { id, name, created_at, file, .. } = upload;
        Self {
            id: id.0,
            name,
            created_at,
            part_bytes: PART_BYTES,
            parts: parts.iter().map(Part::from).collect(),
            complete: file.is_some(),
            bytes: file.map(|file| file.bytes),
            hash: file.map(|file| file.hash.to_string()),
        }
    }
}

/// A part that has arrived.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Part {
    /// From 1.
    number: u32,
    bytes: u64,
    /// The part's BLAKE3 hash.
    hash: String,
}

impl From<&theirs::Part> for Part {
    fn from(part: &theirs::Part) -> Self {
        Self { number: part.number, bytes: part.blob.bytes, hash: part.blob.hash.to_string() }
    }
}
