//! "Channel image data": one channel of a layer, compressed as the file has it.

use bytes::Bytes;

use crate::compression::{ChannelRows, Compression, packbits};
use crate::header::{Depth, Version};
use crate::sink::Sink;
use crate::{Error, Limits, Result};

/// Which channel it is: 0, 1, 2 ... are the colours, negative ones are transparency and masks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ChannelId(pub i16);

impl ChannelId {
    /// The layer's transparency.
    pub const TRANSPARENCY: Self = Self(-1);
    /// The raster mask, or raster and vector mask together where the layer has both.
    pub const USER_MASK: Self = Self(-2);
    /// The raster mask alone, where the layer has a vector mask too.
    pub const REAL_USER_MASK: Self = Self(-3);
}

/// One channel, still compressed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Channel {
    /// Which channel it is.
    pub id: ChannelId,
    /// The compression method and the compressed rows. May be empty in a layer without pixels.
    stored: Bytes,
}

impl Channel {
    /// A channel of rows that are compressed already.
    pub fn new(id: ChannelId, compression: Compression, data: &[u8]) -> Self {
        Self { id, stored: [&compression.code().to_be_bytes(), data].concat().into() }
    }

    /// A channel made of whole rows of `row_bytes`, compressed with `PackBits`.
    pub fn pack(id: ChannelId, rows: &[u8], row_bytes: usize, version: Version) -> Result<Self> {
        Ok(Self::new(id, Compression::PackBits, &pack_rows([rows], row_bytes, version)?))
    }

    pub(crate) fn from_stored(id: ChannelId, stored: Bytes) -> Self {
        Self { id, stored }
    }

    /// The channel as stored, compression method first.
    pub fn as_bytes(&self) -> &Bytes {
        &self.stored
    }

    /// How the rows are compressed.
    pub fn compression(&self) -> Result<Compression> {
        let Some((code, _)) = self.stored.split_first_chunk::<2>() else {
            return Err(Error::Truncated { part: "a channel", needed: 2, left: self.stored.len() as u64 });
        };
        Compression::from_code(u16::from_be_bytes(*code))
    }

    /// Its rows, given the size that the layer record (or the mask) says it has.
    pub fn rows(&self, size: (u32, u32), depth: Depth, version: Version, limits: &Limits) -> Result<ChannelRows> {
        if size.0 == 0 || size.1 == 0 {
            return ChannelRows::new(Compression::Raw, Bytes::new(), (0, 0), depth, version, limits);
        }
        ChannelRows::new(self.compression()?, self.stored.slice(2..), size, depth, version, limits)
    }
}

/// The table of row counts of all `planes`, then their packed rows.
pub(crate) fn pack_rows<'a>(
    planes: impl IntoIterator<Item = &'a [u8]>,
    row_bytes: usize,
    version: Version,
) -> Result<Vec<u8>> {
    let (mut counts, mut packed) = (Sink::default(), Vec::new());
    for row in planes.into_iter().flat_map(|plane| plane.chunks_exact(row_bytes.max(1))) {
        let start = packed.len();
        packbits::encode(row, &mut packed);
        let count = packed.len() - start;
        match version {
            Version::Psd => {
                counts.u16(u16::try_from(count).map_err(|_| Error::Unwritable("a row is too long for a PSD"))?);
            }
            Version::Psb => counts.count(count)?,
        }
    }
    let mut data = counts.into_vec();
    data.append(&mut packed);
    Ok(data)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_rows_are_read_back_in_both_versions() {
        let samples: Vec<u8> = (0..60).map(|i| if i < 30 { 9 } else { i }).collect();
        for version in [Version::Psd, Version::Psb] {
            let channel = Channel::pack(ChannelId(0), &samples, 20, version).unwrap();
            let rows = channel.rows((20, 3), Depth::Eight, version, &Limits::default()).unwrap();
            assert_eq!(rows.decode().unwrap(), samples);
        }
    }

    #[test]
    fn an_empty_channel_has_no_rows() {
        let channel = Channel::from_stored(ChannelId(0), Bytes::new());
        let rows = channel.rows((0, 0), Depth::Eight, Version::Psd, &Limits::default()).unwrap();
        assert!(rows.decode().unwrap().is_empty());
        assert!(channel.rows((1, 1), Depth::Eight, Version::Psd, &Limits::default()).is_err());
    }
}
