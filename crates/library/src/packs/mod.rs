//! Packs: many files in one archive, made by a job.

mod archive;
mod cases;
mod fulfil;

use crate::blobs::Blob;

/// The most files of one archive.
pub const FILES: usize = 5_000;

/// Files to be put into one archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pack {
    /// The archive's name, without an extension.
    pub name: String,
    /// What a door keeps with it, in its own words; the library reads none.
    pub word: String,
    /// What goes in, in order.
    pub files: Vec<Packed>,
}

/// A file in an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packed {
    /// Its path there, with `/` between folders; no two are the same.
    pub path: String,
    /// What is in it.
    pub content: Content,
}

/// What a packed file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// A stored file.
    Blob(Blob),
    /// Words.
    Text(String),
}
