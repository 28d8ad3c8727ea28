//! `Patt`, `Pat2` and `Pat3`: the patterns that fills and effects of the document use.

use bytes::Bytes;

use crate::compression::{ChannelRows, Compression};
use crate::cursor::Cursor;
use crate::header::{ColorMode, Depth, Version};
use crate::strings::{PascalString, UnicodeString};
use crate::{Limits, Result};

/// A pattern's tile.
#[derive(Debug, Clone)]
pub struct Pattern {
    /// What fills refer to it by.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How the colour planes are to be read.
    pub color_mode: ColorMode,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// The colours of an indexed pattern.
    pub color_table: Option<Vec<[u8; 3]>>,
    /// One plane a colour channel.
    pub colors: Vec<ChannelRows>,
    /// Its transparency, if it has any.
    pub alpha: Option<ChannelRows>,
}

/// Reads a block's contents. Patterns without planes of one size, as deleted ones leave behind, are left out.
pub fn read(data: &Bytes, limits: &Limits) -> Result<Vec<Pattern>> {
    let mut cursor = Cursor::new(data.clone(), "a pattern");
    let mut patterns = Vec::new();
    while cursor.left() >= 4 {
        let length = cursor.u32()? as u64;
        if length == 0 {
            break;
        }
        let mut pattern = cursor.part(length, "a pattern")?;
        patterns.extend(Pattern::read(&mut pattern, limits)?);
        cursor.take((length.next_multiple_of(4) - length).min(cursor.left() as u64))?;
    }
    Ok(patterns)
}

impl Pattern {
    fn read(cursor: &mut Cursor, limits: &Limits) -> Result<Option<Self>> {
        if cursor.u32()? != 1 {
            return Err(cursor.malformed("an unknown version"));
        }
        let color_mode = ColorMode::from_code(cursor.u32()?.try_into().unwrap_or(u16::MAX))?;
        cursor.array::<4>()?; // Height and width, again below.
        let name = UnicodeString::read(cursor)?.to_string();
        let id = PascalString::read(cursor, 1)?.to_string();
        let color_table = if color_mode == ColorMode::Indexed {
            let table = cursor.take(256 * 3)?;
            cursor.array::<4>()?;
            Some(table.chunks_exact(3).map(|rgb| [rgb[0], rgb[1], rgb[2]]).collect())
        } else {
            None
        };
        if cursor.u32()? != 3 {
            return Err(cursor.malformed("planes of an unknown version"));
        }
        let mut planes = Cursor::new(cursor.block()?, "a pattern's planes");
        let (top, left, bottom, right) = (planes.u32()?, planes.u32()?, planes.u32()?, planes.u32()?);
        let (width, height) = (right.saturating_sub(left), bottom.saturating_sub(top));
        // Behind the colours come two more: a user mask and the transparency.
        let count = planes.u32()? as usize;
        let mut colors = Vec::new();
        let mut alpha = None;
        for index in 0..planes.room_for(count.saturating_add(2), 4)? {
            let Some(plane) = plane(&mut planes, limits)? else { continue };
            if (plane.width(), plane.height()) != (width, height) {
                return Ok(None);
            }
            if index < count { colors.push(plane) } else { alpha = Some(plane) }
        }
        let expected = color_mode.channels().max(1);
        if colors.len() > expected && alpha.is_none() {
            alpha = colors.get(expected).cloned();
        }
        if colors.len() < expected {
            return Ok(None);
        }
        colors.truncate(expected);
        Ok(Some(Self { id, name, color_mode, width, height, color_table, colors, alpha }))
    }
}

/// One "virtual memory array"; nothing for one that was never written.
fn plane(cursor: &mut Cursor, limits: &Limits) -> Result<Option<ChannelRows>> {
    if cursor.is_empty() || cursor.u32()? == 0 {
        return Ok(None);
    }
    let mut plane = Cursor::new(cursor.block()?, "a pattern's plane");
    if plane.is_empty() {
        return Ok(None);
    }
    plane.u32()?; // The depth, again below.
    let (top, left, bottom, right) = (plane.u32()?, plane.u32()?, plane.u32()?, plane.u32()?);
    let depth = Depth::from_bits(plane.u16()?)?;
    let compression = Compression::from_code(u16::from(plane.u8()?))?;
    let size = (right.saturating_sub(left), bottom.saturating_sub(top));
    // Row counts have 2 bytes here even in a PSB.
    ChannelRows::new(compression, plane.rest(), size, depth, Version::Psd, limits).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sink::Sink;

    fn plane_bytes(sink: &mut Sink, samples: [u8; 4]) {
        sink.u32(1);
        sink.u32(27);
        sink.u32(8);
        for edge in [0, 0, 2, 2] {
            sink.u32(edge);
        }
        sink.u16(8);
        sink.u8(0);
        sink.bytes(&samples);
    }

    fn block() -> Vec<u8> {
        let mut planes = Sink::default();
        for number in [0, 0, 2, 2, 3] {
            planes.u32(number);
        }
        (1..4).for_each(|i| plane_bytes(&mut planes, [i; 4]));
        planes.u32(0);
        plane_bytes(&mut planes, [9; 4]);
        let mut pattern = Sink::default();
        pattern.u32(1);
        pattern.u32(3);
        pattern.bytes(&[0, 2, 0, 2]);
        UnicodeString::terminated("dots").write(&mut pattern).unwrap();
        PascalString::new("ff61", 1).write(&mut pattern).unwrap();
        pattern.u32(3);
        pattern.block(&planes.into_vec()).unwrap();
        let mut block = Sink::default();
        block.block(&pattern.into_vec()).unwrap();
        block.pad(0, 4);
        block.into_vec()
    }

    #[test]
    fn planes_and_transparency_are_told_apart() {
        let patterns = read(&block().into(), &Limits::default()).unwrap();
        let pattern = &patterns[0];
        assert_eq!((pattern.id.as_str(), pattern.name.as_str(), pattern.width), ("ff61", "dots", 2));
        let colors: Vec<_> = pattern.colors.iter().map(|plane| plane.decode().unwrap()[0]).collect();
        assert_eq!(colors, [1, 2, 3]);
        assert_eq!(pattern.alpha.as_ref().unwrap().decode().unwrap(), [9; 4]);
    }

    #[test]
    fn a_pattern_that_ends_early_is_refused() {
        let block = block();
        assert!(read(&Bytes::from(block[..block.len() - 8].to_vec()), &Limits::default()).is_err());
    }
}
