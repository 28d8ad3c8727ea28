//! What can go wrong between bytes and pixels, in sentences that are safe to show.

use pixels::LimitExceeded;

use crate::{Format, InputFormat};

/// A picture could not be read or written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The first bytes are those of no format that can be read.
    #[error("the picture is not PNG, JPEG, WebP, GIF, TIFF, BMP, SVG or PDF")]
    UnknownFormat,
    /// The format is known, its content is broken or of a rare kind that is not supported.
    #[error("the {} picture cannot be read: {reason}", format.name())]
    Unreadable {
        /// What the file says it is.
        format: InputFormat,
        /// The decoder's own words.
        reason: String,
    },
    /// The picture is larger than its limits allow.
    #[error(transparent)]
    Limit(#[from] LimitExceeded),
    /// The picture is larger than the format can store.
    #[error("a {} picture has at most {limit} pixels a side, this one is {width}x{height}", format.name())]
    TooLargeFor {
        /// The format that was asked for.
        format: Format,
        /// Its longest side.
        limit: u32,
        /// The picture's width.
        width: u32,
        /// The picture's height.
        height: u32,
    },
    /// The encoder refused.
    #[error("the picture cannot be written as {}: {reason}", format.name())]
    Unwritable {
        /// The format that was asked for.
        format: Format,
        /// The encoder's own words.
        reason: String,
    },
    /// There is not one pixel to resize or write.
    #[error("the picture has no pixels")]
    Empty,
}

impl Error {
    #[expect(clippy::needless_pass_by_value, reason = "ends a map_err")]
    pub(crate) fn unreadable(format: InputFormat, reason: impl ToString) -> Self {
        Self::Unreadable { format, reason: reason.to_string() }
    }

    #[expect(clippy::needless_pass_by_value, reason = "ends a map_err")]
    pub(crate) fn unwritable(format: Format, reason: impl ToString) -> Self {
        Self::Unwritable { format, reason: reason.to_string() }
    }
}
