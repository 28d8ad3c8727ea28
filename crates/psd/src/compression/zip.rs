//! zlib streams of whole channels, and the per-row prediction that 16- and 32-bit files add.

use std::io::Read;

use crate::header::Depth;
use crate::{Error, Result};

const CORRUPT: Error = Error::Malformed { part: "a zip compressed channel", problem: "a broken or too short stream" };

/// Inflates exactly `length` bytes. The buffer grows with what arrives, so a length that is a lie costs nothing.
pub(crate) fn inflate(packed: &[u8], length: usize) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    flate2::read::ZlibDecoder::new(packed).take(length as u64).read_to_end(&mut out).map_err(|_| CORRUPT)?;
    if out.len() == length { Ok(out) } else { Err(CORRUPT) }
}

/// Turns rows of differences into rows of samples, in place. 32-bit rows hold all first bytes of the samples, then
/// all second ones and so on, and the differences run over that.
pub(crate) fn undo_prediction(rows: &mut [u8], row_bytes: usize, depth: Depth) {
    if row_bytes == 0 {
        return;
    }
    let mut planes = vec![0; if depth == Depth::ThirtyTwo { row_bytes } else { 0 }];
    for row in rows.chunks_exact_mut(row_bytes) {
        match depth {
            Depth::One | Depth::Eight => add_up(row),
            Depth::Sixteen => {
                for at in (2..row.len() - row.len() % 2).step_by(2) {
                    let left = u16::from_be_bytes([row[at - 2], row[at - 1]]);
                    let sample = u16::from_be_bytes([row[at], row[at + 1]]).wrapping_add(left);
                    row[at..at + 2].copy_from_slice(&sample.to_be_bytes());
                }
            }
            Depth::ThirtyTwo => {
                add_up(row);
                planes.copy_from_slice(row);
                let width = row_bytes / 4;
                for (x, sample) in row.chunks_exact_mut(4).enumerate() {
                    sample.iter_mut().enumerate().for_each(|(byte, out)| *out = planes[byte * width + x]);
                }
            }
        }
    }
}

fn add_up(row: &mut [u8]) {
    let mut left = 0u8;
    for byte in row {
        left = left.wrapping_add(*byte);
        *byte = left;
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in crate::compression) fn deflate(data: &[u8]) -> Vec<u8> {
        let mut packed = Vec::new();
        flate2::read::ZlibEncoder::new(data, flate2::Compression::default()).read_to_end(&mut packed).unwrap();
        packed
    }

    #[test]
    fn predictions_are_undone_row_by_row() {
        let mut eight = [10, 1, 255, 5, 0, 0];
        undo_prediction(&mut eight, 3, Depth::Eight);
        assert_eq!(eight, [10, 11, 10, 5, 5, 5]);

        let mut sixteen = [0x01, 0xff, 0x00, 0x02];
        undo_prediction(&mut sixteen, 4, Depth::Sixteen);
        assert_eq!(sixteen, [0x01, 0xff, 0x02, 0x01]);
    }

    #[test]
    fn float_rows_are_put_back_together_from_their_byte_planes() {
        let (a, b) = (1.0f32.to_be_bytes(), (-0.25f32).to_be_bytes());
        let planes: Vec<u8> = (0..4).flat_map(|i| [a[i], b[i]]).collect();
        let mut row: Vec<u8> = planes
            .iter()
            .enumerate()
            .map(|(i, byte)| if i == 0 { *byte } else { byte.wrapping_sub(planes[i - 1]) })
            .collect();
        undo_prediction(&mut row, 8, Depth::ThirtyTwo);
        assert_eq!(row, [a, b].concat());
    }

    #[test]
    fn a_stream_must_hold_all_that_is_asked() {
        let packed = deflate(&[7; 100]);
        assert_eq!(inflate(&packed, 100).unwrap(), [7; 100]);
        assert!(inflate(&packed, 101).is_err());
        assert!(inflate(&packed[..5], 100).is_err());
    }
}
