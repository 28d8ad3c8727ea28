//! Assets: files of any kind.

mod cases;
mod port;

pub(crate) use cases::PICTURE_BYTES;
pub use port::{Read, Write};

use crate::blobs::Blob;
use crate::ids::AccountId;
use crate::things::{Preview, Thing};
use crate::{Order, Window};

/// A file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// Its name, dates and so on.
    pub thing: Thing,
    /// Its bytes.
    pub blob: Blob,
    /// Its media type, by its content: "image/png".
    pub media_type: String,
    /// Width and height in pixels, of a picture.
    pub size: Option<(u32, u32)>,
    /// Small pictures of it, widest first.
    pub previews: Vec<Preview>,
}

/// Which assets, newest or oldest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// Whose.
    pub account: AccountId,
    /// With this text somewhere in the name, both in lower case ([`str::to_lowercase`]); empty for all.
    pub name: String,
    /// Which way, by the time of making; equal ones by id, the same way.
    pub order: Order,
    /// Which part.
    pub window: Window,
}
