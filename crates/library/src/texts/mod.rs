//! Texts: the words inside files, which a search finds beside names. Files are read after they are stored, one at a
//! time and in the background, so that nobody waits for a long document and a broken one harms no request.

mod cases;
mod port;

pub use cases::run;
pub use port::{Read, Write};

use crate::blobs::Blob;
use crate::items::Form;
use crate::things::ThingKind;

/// The most characters of one file that are found.
pub const CHARACTERS: usize = 200_000;

/// How often a file is tried: a process that ends while reading it does not read it for ever.
pub const ATTEMPTS: u32 = 3;

/// A file whose words are not known yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// The file.
    pub file: Blob,
    /// Its media type.
    pub media_type: String,
}

/// Whether files of this media type have words to be found.
pub fn has_words(media_type: &str) -> bool {
    matches!(Form::of(ThingKind::Asset, media_type), Form::Text | Form::Document)
}
