//! Uploads: files on their way in, in parts that may be sent again.

mod cases;
mod port;

pub use port::{Read, Write};

use crate::Time;
use crate::blobs::Blob;
use crate::ids::{AccountId, UploadId};

/// The most parts that an upload may have.
pub const PARTS: u32 = 10_000;

/// A file on its way in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    /// Its id.
    pub id: UploadId,
    /// Whose.
    pub account: AccountId,
    /// The file's name.
    pub name: String,
    /// What a door keeps with it, in its own words; the library reads none.
    pub words: String,
    /// When it was begun; it is forgotten a day later.
    pub created_at: Time,
    /// The whole file, once it is complete.
    pub file: Option<Blob>,
}

/// A part that has arrived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// From 1.
    pub number: u32,
    /// Its bytes.
    pub blob: Blob,
}
