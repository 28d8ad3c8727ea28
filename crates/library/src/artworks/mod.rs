//! Artwork that came with orders, as its owners ask to have it forgotten.

mod cases;
mod port;

pub use port::Write;

use crate::blobs::BlobHash;

/// What artwork is known by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Known {
    /// The URL that an order named.
    Url(String),
    /// Stored bytes: artwork that came with an order, or a picture that was drawn.
    Blob(BlobHash),
}

impl Known {
    /// What orders that hold it are found by: the hash of the URL's words, or of the bytes.
    pub fn mark(&self) -> [u8; 32] {
        match self {
            Self::Url(url) => *blake3::hash(url.as_bytes()).as_bytes(),
            Self::Blob(hash) => hash.0,
        }
    }
}
