//! `FEid` and `FXid`: what smart filters keep beside their settings, which are in the placed layer's descriptor.
//!
//! For each smart object with filters: its pixels before the filters, and the filters' mask. Only the mask is read here;
//! the pixels can be made again.

use bytes::Bytes;

use crate::compression::{ChannelRows, Compression};
use crate::cursor::Cursor;
use crate::header::{Depth, Version};
use crate::layers::Rect;
use crate::strings::PascalString;
use crate::{Limits, Result};

/// The mask of one smart object's filters.
#[derive(Debug, Clone)]
pub struct FilterMask {
    /// Whose: [`PlacedLayer::placed_id`](crate::tagged::PlacedLayer::placed_id).
    pub placed_id: String,
    /// Where it lies on the canvas.
    pub rect: Rect,
    /// How much of the filters' result shows.
    pub rows: ChannelRows,
}

const PART: &str = "a filter mask";

/// Reads a block's contents. Smart objects without a filter mask are left out.
pub fn read(data: &Bytes, limits: &Limits) -> Result<Vec<FilterMask>> {
    let mut cursor = Cursor::new(data.clone(), PART);
    if !(1..=3).contains(&cursor.u32()?) {
        return Err(cursor.malformed("an unknown version"));
    }
    let mut masks = Vec::new();
    // Behind the last there may be padding.
    while cursor.left() >= 8 {
        let length = cursor.u64()?;
        if length == 0 {
            break;
        }
        masks.extend(FilterMask::read(&mut cursor.part(length, PART)?, limits)?);
        cursor.take((length.next_multiple_of(4) - length).min(cursor.left() as u64))?;
    }
    Ok(masks)
}

impl FilterMask {
    fn read(cursor: &mut Cursor, limits: &Limits) -> Result<Option<Self>> {
        let placed_id = PascalString::read(cursor, 1)?.to_string();
        if cursor.u32()? != 1 {
            return Err(cursor.malformed("an unknown version"));
        }
        let length = cursor.u64()?;
        let mut pixels = cursor.part(length, PART)?;
        pixels.array::<16>()?; // Their rectangle.
        let depth = Depth::from_bits(u16::try_from(pixels.u32()?).unwrap_or(u16::MAX))?;
        if cursor.is_empty() || cursor.u8()? == 0 {
            return Ok(None);
        }
        let rect = Rect::read(cursor)?;
        let length = cursor.u64()?;
        let mut mask = cursor.part(length, PART)?;
        let compression = Compression::from_code(mask.u16()?)?;
        let size = (rect.width(), rect.height());
        // Seen with 4-byte row counts in PSD files too.
        let rows = ChannelRows::new(compression, mask.rest(), size, depth, Version::Psb, limits)?;
        Ok(Some(Self { placed_id, rect, rows }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(written: bool) -> Bytes {
        let mut entry = vec![2, b'i', b'd'];
        entry.extend(1u32.to_be_bytes());
        let mut pixels = Vec::new();
        for number in [0i32, 0, 9, 9, 8, 1, 0, 0, 0] {
            pixels.extend(number.to_be_bytes());
        }
        entry.extend((pixels.len() as u64).to_be_bytes());
        entry.extend(&pixels);
        entry.push(u8::from(written));
        if written {
            for number in [3i32, 2, 5, 6] {
                entry.extend(number.to_be_bytes());
            }
            entry.extend(10u64.to_be_bytes());
            entry.extend([0, 0, 1, 2, 3, 4, 5, 6, 7, 8]);
        }
        let mut block = 3u32.to_be_bytes().to_vec();
        block.extend((entry.len() as u64).to_be_bytes());
        block.extend(&entry);
        block.resize(block.len().next_multiple_of(4), 0);
        block.into()
    }

    #[test]
    fn a_mask_is_read_with_its_place() {
        let masks = read(&block(true), &Limits::default()).unwrap();
        assert_eq!(masks.len(), 1);
        assert_eq!((masks[0].placed_id.as_str(), masks[0].rect), ("id", Rect::at(2, 3, 4, 2)));
        assert_eq!(masks[0].rows.decode().unwrap(), [1, 2, 3, 4, 5, 6, 7, 8]);
        assert!(read(&block(false), &Limits::default()).unwrap().is_empty());
    }

    #[test]
    fn every_cut_is_an_error_or_fewer_masks() {
        let whole = block(true);
        for length in 0..whole.len() - 8 {
            let cut = read(&whole.slice(..length), &Limits::default());
            assert!(cut.is_err() || cut.is_ok_and(|masks| masks.is_empty()), "{length}");
        }
    }
}
