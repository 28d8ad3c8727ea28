//! Adjustments of tone: levels, curves, exposure, brightness and contrast, posterise and threshold.

use bytes::Bytes;

use crate::cursor::Cursor;
use crate::descriptor::Descriptor;
use crate::{Limits, Result};

const PART: &str = "an adjustment";

/// The most channels that levels and curves can have settings for, all together included.
pub const MAXIMUM_CHANNELS: usize = 57;

/// The levels of one channel, 0 to 255.
#[derive(Debug, Clone, Copy, PartialEq)]
#[expect(missing_docs, reason = "the names are those of Photoshop's dialogue")]
pub struct Level {
    pub input_black: u16,
    pub input_white: u16,
    pub output_black: u16,
    pub output_white: u16,
    /// 0.1 to 9.99
    pub gamma: f64,
}

pub(super) fn levels(data: &Bytes) -> Result<Vec<Level>> {
    let mut cursor = Cursor::new(data.clone(), PART);
    if cursor.u16()? != 2 {
        return Err(cursor.malformed("levels of an unknown version"));
    }
    let mut levels = Vec::with_capacity(29);
    for _ in 0..29 {
        levels.push(level(&mut cursor)?);
    }
    if cursor.peek().starts_with(b"Lvls") {
        cursor.array::<4>()?;
        let (_version, count) = (cursor.u16()?, cursor.u16()? as usize);
        for _ in 29..count.min(MAXIMUM_CHANNELS) {
            levels.push(level(&mut cursor)?);
        }
    }
    Ok(levels)
}

fn level(cursor: &mut Cursor) -> Result<Level> {
    Ok(Level {
        input_black: cursor.u16()?,
        input_white: cursor.u16()?,
        output_black: cursor.u16()?,
        output_white: cursor.u16()?,
        gamma: cursor.u16()? as f64 / 100.0,
    })
}

/// The curve of one channel.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// 0 is all channels together, 1 the first colour.
    pub channel: u16,
    /// How it is given.
    pub shape: CurveShape,
}

/// A curve, 0 to 255 on both axes.
#[derive(Debug, Clone, PartialEq)]
pub enum CurveShape {
    /// Input and output of each point that the curve goes through.
    Points(Vec<(u16, u16)>),
    /// The output for every input.
    Map(Vec<u8>),
}

/// Curves that are stored twice are taken from the second place, which names their channels.
pub(super) fn curves(data: &Bytes) -> Result<Vec<Curve>> {
    let mut cursor = Cursor::new(data.clone(), PART);
    let is_map = cursor.u8()? != 0;
    let version = cursor.u16()?;
    let channels = cursor.u32()?;
    let channels: Vec<u16> = match version {
        1 => (0..32).filter(|bit| channels >> bit & 1 == 1).collect(),
        4 if channels as usize <= MAXIMUM_CHANNELS => (0..channels as u16).collect(),
        _ => return Err(cursor.malformed("curves of an unknown version")),
    };
    let mut curves = Vec::with_capacity(channels.len());
    for channel in channels {
        curves.push(Curve { channel, shape: curve_shape(&mut cursor, is_map)? });
    }
    if version == 1 && cursor.peek().starts_with(b"Crv ") {
        cursor.array::<4>()?;
        let (_version, count) = (cursor.u16()?, cursor.u32()? as usize);
        curves.clear();
        for _ in 0..count.min(MAXIMUM_CHANNELS) {
            curves.push(Curve { channel: cursor.u16()?, shape: curve_shape(&mut cursor, is_map)? });
        }
    }
    Ok(curves)
}

fn curve_shape(cursor: &mut Cursor, is_map: bool) -> Result<CurveShape> {
    if is_map {
        return Ok(CurveShape::Map(cursor.take(256)?.to_vec()));
    }
    let count = cursor.u16()? as usize;
    let mut points = Vec::with_capacity(cursor.room_for(count, 4)?);
    for _ in 0..count {
        let (output, input) = (cursor.u16()?, cursor.u16()?);
        points.push((input, output));
    }
    Ok(CurveShape::Points(points))
}

/// Exposure.
#[derive(Debug, Clone, Copy, PartialEq)]
#[expect(missing_docs, reason = "the names are those of Photoshop's dialogue")]
pub struct Exposure {
    /// Stops.
    pub exposure: f32,
    pub offset: f32,
    pub gamma: f32,
}

impl Exposure {
    pub(super) fn read(data: &Bytes) -> Result<Self> {
        let mut cursor = Cursor::new(data.clone(), PART);
        cursor.u16()?;
        Ok(Self { exposure: cursor.f32()?, offset: cursor.f32()?, gamma: cursor.f32()? })
    }
}

/// Brightness and contrast.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BrightnessContrast {
    /// -150 to 150; -100 to 100 in the legacy form.
    pub brightness: f64,
    /// -50 to 100; -100 to 100 in the legacy form.
    pub contrast: f64,
    /// The mean of the picture, which the new form turns about.
    pub mean: f64,
    /// Only lightness is changed.
    pub is_lab_only: bool,
    /// *Use Legacy*: plain addition and multiplication.
    pub is_legacy: bool,
}

impl BrightnessContrast {
    pub(super) fn read(data: &Bytes) -> Result<Self> {
        let mut cursor = Cursor::new(data.clone(), PART);
        Ok(Self {
            brightness: f64::from(cursor.i16()?),
            contrast: f64::from(cursor.i16()?),
            mean: f64::from(cursor.u16()?),
            is_lab_only: cursor.u8()? != 0,
            is_legacy: true,
        })
    }

    pub(super) fn read_descriptor(data: &Bytes, limits: &Limits) -> Result<Self> {
        let descriptor = Descriptor::read(data, limits)?;
        Ok(Self {
            brightness: descriptor.number("Brgh").unwrap_or(0.0),
            contrast: descriptor.number("Cntr").unwrap_or(0.0),
            mean: descriptor.number("means").unwrap_or(127.0),
            is_lab_only: descriptor.boolean("Lab ").unwrap_or(false),
            is_legacy: descriptor.boolean("useLegacy").unwrap_or(true),
        })
    }
}

/// The one number that some adjustments are.
pub(super) fn number(data: &Bytes) -> Result<u16> {
    Cursor::new(data.clone(), PART).u16()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sink::Sink;

    #[test]
    fn curves_swap_output_and_input_and_name_their_channels() {
        let mut sink = Sink::default();
        sink.u8(0);
        sink.u16(1);
        sink.u32(0b101);
        for _ in 0..2 {
            for number in [2, 0, 0, 200, 255] {
                sink.u16(number);
            }
        }
        let curves = curves(&sink.into_vec().into()).unwrap();
        assert_eq!(curves.iter().map(|curve| curve.channel).collect::<Vec<_>>(), [0, 2]);
        assert_eq!(curves[0].shape, CurveShape::Points(vec![(0, 0), (255, 200)]));
    }

    #[test]
    fn levels_have_29_records_and_more_behind() {
        let mut sink = Sink::default();
        sink.u16(2);
        for i in 0..30 {
            if i == 29 {
                sink.bytes(b"Lvls");
                sink.u16(3);
                sink.u16(30);
            }
            for number in [i, 255, 0, 255, 150] {
                sink.u16(number);
            }
        }
        let levels = levels(&sink.into_vec().into()).unwrap();
        assert_eq!((levels.len(), levels[29].input_black, levels[0].gamma), (30, 29, 1.5));
    }

    #[test]
    fn what_ends_early_is_refused() {
        assert!(levels(&Bytes::from_static(&[0, 2, 0])).is_err());
        assert!(curves(&Bytes::from_static(&[0, 0, 1, 0, 0, 0, 1, 255, 255])).is_err());
    }
}
