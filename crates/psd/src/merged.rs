//! Chapter "Image Data Section": the flattened picture, all rows of one channel, then of the next.

use bytes::Bytes;

use crate::compression::{ChannelRows, Compression};
use crate::header::Header;
use crate::{Error, Result};

/// The flattened picture, still compressed. Its channels are those of the [`Header`]: colours, then transparency if
/// the layers say so ([`crate::layers::LayerSection::merged_has_transparency`]), then alpha channels.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MergedImage {
    /// The compression method and the compressed rows. Empty where a writer left the section out.
    stored: Bytes,
}

impl MergedImage {
    /// A merged image of rows that are compressed already.
    pub fn new(compression: Compression, data: &[u8]) -> Self {
        Self { stored: [&compression.code().to_be_bytes(), data].concat().into() }
    }

    /// The section as stored, compression method first.
    pub fn as_bytes(&self) -> &Bytes {
        &self.stored
    }

    /// Whether there is one at all.
    pub fn is_present(&self) -> bool {
        !self.stored.is_empty()
    }

    /// How the rows are compressed.
    pub fn compression(&self) -> Result<Compression> {
        let Some((code, _)) = self.stored.split_first_chunk::<2>() else {
            return Err(Error::Truncated { part: PART, needed: 2, left: self.stored.len() as u64 });
        };
        Compression::from_code(u16::from_be_bytes(*code))
    }

    /// Its channels, each readable row by row.
    pub fn channels(&self, header: &Header) -> Result<Vec<ChannelRows>> {
        let compression = self.compression()?;
        let size = (header.width, header.height);
        let data = self.stored.slice(2..);
        ChannelRows::merged(compression, data, header.channels as usize, size, header.depth, header.version)
    }

    /// Takes what is left of the file. Run-length coded pictures, which Photoshop writes, show by their row counts
    /// when a file is cut off, and that is an error. Some writers of layered files leave the section out or store a
    /// stub; theirs is only an error when its pixels are asked for.
    pub(crate) fn read(stored: Bytes, header: &Header, has_layers: bool) -> Result<Self> {
        let merged = Self { stored };
        let may_be_stub = has_layers && (!merged.is_present() || merged.compression()? != Compression::PackBits);
        if !may_be_stub && !matches!(merged.compression()?, Compression::Zip | Compression::ZipWithPrediction) {
            merged.channels(header)?;
        }
        Ok(merged)
    }
}

const PART: &str = "the merged image";
