//! One channel, still compressed, that any row can be read from on its own.

use std::sync::{Arc, OnceLock};

use bytes::Bytes;

use super::{Compression, packbits, zip};
use crate::header::{Depth, Version};
use crate::{Error, Limits, Result};

/// A channel of known size. Raw and `PackBits` rows are read straight from the file's bytes; a zip channel is
/// inflated whole when the first row is asked for, and kept. Cheap to clone, and may be read from many threads.
#[derive(Debug, Clone)]
pub struct ChannelRows {
    width: u32,
    height: u32,
    depth: Depth,
    storage: Storage,
}

#[derive(Debug, Clone)]
enum Storage {
    Raw(Bytes),
    PackBits {
        data: Bytes,
        /// Where each row starts in `data`, and where the last one ends.
        offsets: Arc<[u64]>,
    },
    Zip {
        data: Bytes,
        predicted: bool,
        inflated: Arc<OnceLock<Result<Vec<u8>>>>,
    },
}

impl ChannelRows {
    /// The rows of `data`, which is what follows the compression method in the file. Everything that can be known
    /// without decompressing is checked here: sizes against `limits`, row counts against the bytes that are there.
    pub fn new(
        compression: Compression,
        data: Bytes,
        (width, height): (u32, u32),
        depth: Depth,
        version: Version,
        limits: &Limits,
    ) -> Result<Self> {
        limits.check_pixels(width, height)?;
        let storage = match compression {
            Compression::Raw => Storage::Raw(raw(data, depth.row_bytes(width), height)?),
            Compression::PackBits => {
                let (counts, data) = split_row_counts(data, height as usize, version)?;
                let offsets = row_offsets(&counts, data.len())?;
                Storage::PackBits { data, offsets }
            }
            Compression::Zip | Compression::ZipWithPrediction => Storage::Zip {
                data,
                predicted: compression == Compression::ZipWithPrediction,
                inflated: Arc::new(OnceLock::new()),
            },
        };
        Ok(Self { width, height, depth, storage })
    }

    /// The `channels` of a merged image, which share one compression method and one table of row counts.
    pub(crate) fn merged(
        compression: Compression,
        data: Bytes,
        channels: usize,
        (width, height): (u32, u32),
        depth: Depth,
        version: Version,
    ) -> Result<Vec<Self>> {
        let (row_bytes, rows) = (depth.row_bytes(width), height as usize);
        let one = |storage| Self { width, height, depth, storage };
        if compression == Compression::PackBits {
            let (counts, data) = split_row_counts(data, rows * channels, version)?;
            let offsets = row_offsets(&counts, data.len())?;
            let channel = |c: usize| offsets[c * rows..=(c + 1) * rows].into();
            return Ok((0..channels)
                .map(|c| one(Storage::PackBits { data: data.clone(), offsets: channel(c) }))
                .collect());
        }
        let size = row_bytes * rows;
        let whole = if compression == Compression::Raw {
            raw(data, row_bytes, height * channels as u32)?
        } else {
            let mut whole = zip::inflate(&data, size * channels)?;
            if compression == Compression::ZipWithPrediction {
                zip::undo_prediction(&mut whole, row_bytes, depth);
            }
            whole.into()
        };
        Ok((0..channels).map(|c| one(Storage::Raw(whole.slice(c * size..(c + 1) * size)))).collect())
    }

    /// Width in samples.
    pub fn width(&self) -> u32 {
        self.width
    }

    /// Number of rows.
    pub fn height(&self) -> u32 {
        self.height
    }

    /// Bits a sample.
    pub fn depth(&self) -> Depth {
        self.depth
    }

    /// Bytes of one decoded row.
    pub fn row_bytes(&self) -> usize {
        self.depth.row_bytes(self.width)
    }

    /// Decodes row `y` into `out`: big-endian samples as stored, [`ChannelRows::row_bytes`] of them.
    ///
    /// # Panics
    /// When `y` is not a row or `out` is not one row long.
    pub fn row(&self, y: u32, out: &mut [u8]) -> Result<()> {
        assert!(
            y < self.height && out.len() == self.row_bytes(),
            "row {y} of {} into {} bytes",
            self.height,
            out.len()
        );
        let (y, row_bytes) = (y as usize, self.row_bytes());
        match &self.storage {
            Storage::Raw(data) => out.copy_from_slice(&data[y * row_bytes..][..row_bytes]),
            Storage::PackBits { data, offsets } => {
                packbits::decode(&data[offsets[y] as usize..offsets[y + 1] as usize], out)?;
            }
            Storage::Zip { data, predicted, inflated } => {
                let whole = inflated.get_or_init(|| self.inflate(data, *predicted)).as_ref().map_err(Clone::clone)?;
                out.copy_from_slice(&whole[y * row_bytes..][..row_bytes]);
            }
        }
        Ok(())
    }

    /// Decodes all rows: big-endian samples as stored.
    pub fn decode(&self) -> Result<Vec<u8>> {
        let row_bytes = self.row_bytes();
        let size = row_bytes * self.height as usize;
        match &self.storage {
            // Two packed bytes stand for at most 128, so that is how far a small file can grow.
            Storage::PackBits { offsets, .. } if size as u64 > (offsets[offsets.len() - 1] - offsets[0]) * 64 => {
                return Err(packbits::CORRUPT);
            }
            Storage::Zip { data, predicted, inflated } => {
                return inflated.get_or_init(|| self.inflate(data, *predicted)).clone();
            }
            _ => {}
        }
        let mut out = vec![0; size];
        if row_bytes > 0 {
            for (y, row) in out.chunks_exact_mut(row_bytes).enumerate() {
                self.row(y as u32, row)?;
            }
        }
        Ok(out)
    }

    /// Writes samples `left..left + out.len()` of row `y` as 0 to 1 (32-bit samples as they are; a set bit of a
    /// bitmap is black, 0).
    ///
    /// # Panics
    /// When the span is not inside the channel.
    pub fn samples(&self, y: u32, left: u32, out: &mut [f32]) -> Result<()> {
        let mut row = vec![0; self.row_bytes()];
        self.row(y, &mut row)?;
        let left = left as usize;
        match self.depth {
            Depth::One => {
                let bit = |x: usize| row[x / 8] >> (7 - x % 8) & 1;
                out.iter_mut().enumerate().for_each(|(x, sample)| *sample = 1.0 - bit(left + x) as f32);
            }
            Depth::Eight => {
                let span = &row[left..left + out.len()];
                out.iter_mut().zip(span).for_each(|(sample, byte)| *sample = *byte as f32 / 255.0);
            }
            Depth::Sixteen => {
                let span = row[left * 2..(left + out.len()) * 2].chunks_exact(2);
                let value = |b: &[u8]| u16::from_be_bytes([b[0], b[1]]) as f32 / 65535.0;
                out.iter_mut().zip(span).for_each(|(sample, bytes)| *sample = value(bytes));
            }
            Depth::ThirtyTwo => {
                let span = row[left * 4..(left + out.len()) * 4].chunks_exact(4);
                let value = |b: &[u8]| f32::from_be_bytes([b[0], b[1], b[2], b[3]]);
                out.iter_mut().zip(span).for_each(|(sample, bytes)| *sample = value(bytes));
            }
        }
        Ok(())
    }

    fn inflate(&self, data: &[u8], predicted: bool) -> Result<Vec<u8>> {
        let mut whole = zip::inflate(data, self.row_bytes() * self.height as usize)?;
        if predicted {
            zip::undo_prediction(&mut whole, self.row_bytes(), self.depth);
        }
        Ok(whole)
    }
}

const PART: &str = "a channel's pixel data";

fn raw(data: Bytes, row_bytes: usize, rows: u32) -> Result<Bytes> {
    let needed = row_bytes as u64 * rows as u64;
    if needed > data.len() as u64 {
        return Err(Error::Truncated { part: PART, needed, left: data.len() as u64 });
    }
    Ok(data)
}

/// Splits the table of row byte counts (2 bytes each, 4 in a PSB) from the rows.
fn split_row_counts(mut data: Bytes, rows: usize, version: Version) -> Result<(Vec<u32>, Bytes)> {
    let width = if version.is_wide() { 4 } else { 2 };
    let needed = rows as u64 * width as u64;
    if needed > data.len() as u64 {
        return Err(Error::Truncated { part: "a channel's row counts", needed, left: data.len() as u64 });
    }
    let table = data.split_to(rows * width);
    let counts = table.chunks_exact(width).map(|count| count.iter().fold(0, |n, byte| n << 8 | *byte as u32)).collect();
    Ok((counts, data))
}

fn row_offsets(counts: &[u32], available: usize) -> Result<Arc<[u64]>> {
    let ends = counts.iter().scan(0u64, |end, count| {
        *end += *count as u64;
        Some(*end)
    });
    let offsets: Arc<[u64]> = std::iter::once(0).chain(ends).collect();
    match offsets.last() {
        Some(end) if *end > available as u64 => {
            Err(Error::Truncated { part: PART, needed: *end, left: available as u64 })
        }
        _ => Ok(offsets),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(compression: Compression, data: &[u8], size: (u32, u32), depth: Depth) -> Result<ChannelRows> {
        let data = Bytes::copy_from_slice(data);
        ChannelRows::new(compression, data, size, depth, Version::Psd, &Limits::default())
    }

    #[test]
    fn any_packed_row_is_read_on_its_own() {
        let packed = [0, 2, 0, 4, 0xfe, 7, 2, 1, 2, 3];
        let rows = rows(Compression::PackBits, &packed, (3, 2), Depth::Eight).unwrap();
        let mut row = [0; 3];
        rows.row(1, &mut row).unwrap();
        assert_eq!(row, [1, 2, 3]);
        assert_eq!(rows.decode().unwrap(), [7, 7, 7, 1, 2, 3]);
    }

    #[test]
    fn sizes_that_the_bytes_cannot_hold_are_refused_before_decoding() {
        assert!(rows(Compression::Raw, &[0; 11], (3, 4), Depth::Eight).is_err());
        assert!(rows(Compression::PackBits, &[0, 200, 1], (3, 1), Depth::Eight).is_err());
        assert!(rows(Compression::PackBits, &[0], (3, 1_000_000), Depth::Eight).is_err());
        let huge = rows(Compression::Zip, &[0; 4], (30_000, 30_001), Depth::Eight).unwrap_err();
        assert!(matches!(huge, Error::Limit { .. }));
        let lie = rows(Compression::Zip, &zip::tests::deflate(&[0; 9]), (30_000, 30_000), Depth::ThirtyTwo).unwrap();
        assert!(lie.row(0, &mut vec![0; 120_000]).is_err(), "a stream shorter than the size is an error, cheaply");
    }

    #[test]
    fn samples_run_from_0_to_1_at_every_depth() {
        let mut out = [0.0; 2];
        let eight = rows(Compression::Raw, &[9, 0, 255], (3, 1), Depth::Eight).unwrap();
        eight.samples(0, 1, &mut out).unwrap();
        assert_eq!(out, [0.0, 1.0]);
        let sixteen = rows(Compression::Raw, &[0, 0, 255, 255], (2, 1), Depth::Sixteen).unwrap();
        sixteen.samples(0, 0, &mut out).unwrap();
        assert_eq!(out, [0.0, 1.0]);
        let bits = rows(Compression::Raw, &[0b0000_0010], (8, 1), Depth::One).unwrap();
        bits.samples(0, 5, &mut out).unwrap();
        assert_eq!(out, [1.0, 0.0]);
        let float =
            rows(Compression::Raw, &[1.5f32.to_be_bytes(), 0.25f32.to_be_bytes()].concat(), (2, 1), Depth::ThirtyTwo);
        float.unwrap().samples(0, 0, &mut out).unwrap();
        assert_eq!(out, [1.5, 0.25]);
    }

    #[test]
    fn merged_channels_share_one_table() {
        let packed = [0, 2, 0, 2, 0xff, 5, 0xff, 6];
        let data = Bytes::copy_from_slice(&packed);
        let channels = ChannelRows::merged(Compression::PackBits, data, 2, (2, 1), Depth::Eight, Version::Psd).unwrap();
        assert_eq!(channels[1].decode().unwrap(), [6, 6]);
    }
}
