//! Conversions: stored pictures in other formats, made when somebody asks, and kept for a while.

mod cases;
mod port;

pub use port::{Read, Write};

use std::time::Duration;

use crate::Time;
use crate::blobs::{Blob, BlobHash};
use crate::renders::Format;

/// How long a conversion is kept since it was last asked for: longer than links to it hold.
pub(crate) const KEPT: Duration = Duration::from_hours(30 * 24);

/// A picture in another format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Conversion {
    /// The picture's own bytes.
    pub source: BlobHash,
    /// The format.
    pub format: Format,
    /// Its bytes there.
    pub file: Blob,
    /// When it was last asked for, to the day.
    pub asked_at: Time,
}
