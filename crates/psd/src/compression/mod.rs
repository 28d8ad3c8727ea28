//! The four ways a channel's rows are stored.

pub(crate) mod packbits;
mod rows;
pub(crate) mod zip;

pub use rows::ChannelRows;

use crate::{Error, Result};

/// How samples are compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Compression {
    /// Rows one after the other.
    Raw,
    /// The byte counts of all rows, then each row in `PackBits` run-length coding.
    PackBits,
    /// All rows as one zlib stream.
    Zip,
    /// The same, each sample stored as its difference to the one on its left.
    ZipWithPrediction,
}

impl Compression {
    /// The number of the method in the file.
    pub const fn code(self) -> u16 {
        match self {
            Self::Raw => 0,
            Self::PackBits => 1,
            Self::Zip => 2,
            Self::ZipWithPrediction => 3,
        }
    }

    pub(crate) fn from_code(code: u16) -> Result<Self> {
        Ok(match code {
            0 => Self::Raw,
            1 => Self::PackBits,
            2 => Self::Zip,
            3 => Self::ZipWithPrediction,
            _ => return Err(Error::Unsupported { what: "compression method", value: code as u32 }),
        })
    }
}
