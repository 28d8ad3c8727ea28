//! Adjustments of colour.

use bytes::Bytes;

use crate::cursor::Cursor;
use crate::descriptor::Descriptor;
use crate::key::Key;
use crate::strings::UnicodeString;
use crate::tagged::fill::FULL;
use crate::tagged::{Color, ColorStop, Gradient, OpacityStop, StopColor};
use crate::{Limits, Result};

const PART: &str = "an adjustment";

fn three(cursor: &mut Cursor) -> Result<[i16; 3]> {
    Ok([cursor.i16()?, cursor.i16()?, cursor.i16()?])
}

fn four(cursor: &mut Cursor) -> Result<[i16; 4]> {
    Ok([cursor.i16()?, cursor.i16()?, cursor.i16()?, cursor.i16()?])
}

/// Hue and saturation. Three numbers are hue (-180 to 180), saturation and lightness (-100 to 100).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HueSaturation {
    /// *Colorize*: `colorization` counts, all else does not.
    pub is_colorizing: bool,
    /// Hue 0 to 360, saturation 0 to 100, lightness.
    pub colorization: [i16; 3],
    /// For all colours.
    pub master: [i16; 3],
    /// For reds, yellows, greens, cyans, blues, magentas.
    pub ranges: [HueRange; 6],
}

/// The settings of one range of hues.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct HueRange {
    /// Degrees: from where it rises, is full, is full until, and has fallen.
    pub bounds: [i16; 4],
    /// Hue, saturation, lightness.
    pub change: [i16; 3],
}

impl HueSaturation {
    pub(super) fn read(data: &Bytes) -> Result<Self> {
        let mut cursor = Cursor::new(data.clone(), PART);
        if cursor.u16()? != 2 {
            return Err(cursor.malformed("hue and saturation of an unknown version"));
        }
        let [is_colorizing, _] = cursor.array()?;
        let (colorization, master) = (three(&mut cursor)?, three(&mut cursor)?);
        let mut ranges = [HueRange::default(); 6];
        for range in &mut ranges {
            *range = HueRange { bounds: four(&mut cursor)?, change: three(&mut cursor)? };
        }
        Ok(Self { is_colorizing: is_colorizing != 0, colorization, master, ranges })
    }
}

/// Colour balance. Three numbers are cyan-red, magenta-green, yellow-blue: -100 to 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of Photoshop's dialogue")]
pub struct ColorBalance {
    pub shadows: [i16; 3],
    pub midtones: [i16; 3],
    pub highlights: [i16; 3],
    pub preserves_luminosity: bool,
}

impl ColorBalance {
    pub(super) fn read(data: &Bytes) -> Result<Self> {
        let mut cursor = Cursor::new(data.clone(), PART);
        Ok(Self {
            shadows: three(&mut cursor)?,
            midtones: three(&mut cursor)?,
            highlights: three(&mut cursor)?,
            preserves_luminosity: cursor.u8()? != 0,
        })
    }
}

/// Black and white: how much each hue weighs, in percent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BlackAndWhite {
    /// Reds, yellows, greens, cyans, blues, magentas.
    pub weights: [f64; 6],
    /// The colour of the tint, if there is one.
    pub tint: Option<Color>,
}

impl BlackAndWhite {
    pub(super) fn read(data: &Bytes, limits: &Limits) -> Result<Self> {
        let descriptor = Descriptor::read(data, limits)?;
        let tint = descriptor.object("tintColor").and_then(Color::from_descriptor);
        Ok(Self {
            weights: ["Rd  ", "Yllw", "Grn ", "Cyn ", "Bl  ", "Mgnt"].map(|key| descriptor.number(key).unwrap_or(0.0)),
            tint: tint.filter(|_| descriptor.boolean("useTint") == Some(true)),
        })
    }
}

/// Photo filter.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PhotoFilter {
    /// The filter's colour; nothing for custom colour spaces.
    pub color: Option<Color>,
    /// 0 to 1.
    pub density: f64,
    /// Whether lightness is kept.
    pub preserves_luminosity: bool,
}

impl PhotoFilter {
    pub(super) fn read(data: &Bytes) -> Result<Self> {
        let mut cursor = Cursor::new(data.clone(), PART);
        let color = match cursor.u16()? {
            2 => Color::read(&mut cursor)?,
            // Lab in hundredths, though the chapter calls it XYZ.
            3 => {
                let lab = [cursor.i32()?, cursor.i32()?, cursor.i32()?];
                Some(Color::Lab(lab.map(|value| f64::from(value) / 100.0)))
            }
            _ => return Err(cursor.malformed("a photo filter of an unknown version")),
        };
        let density = f64::from(cursor.u32()?) / 100.0;
        Ok(Self { color, density, preserves_luminosity: cursor.u8()? != 0 })
    }
}

/// Channel mixer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChannelMixer {
    /// All outputs are the same, the first.
    pub is_monochrome: bool,
    /// For each output channel: percent of each of four inputs, and a constant.
    pub outputs: Vec<[i16; 5]>,
}

impl ChannelMixer {
    pub(super) fn read(data: &Bytes) -> Result<Self> {
        let mut cursor = Cursor::new(data.clone(), PART);
        if cursor.u16()? != 1 {
            return Err(cursor.malformed("a channel mixer of an unknown version"));
        }
        let is_monochrome = cursor.u16()? != 0;
        let mut outputs = Vec::new();
        while cursor.left() >= 10 {
            let [a, b, c, d] = four(&mut cursor)?;
            outputs.push([a, b, c, d, cursor.i16()?]);
        }
        Ok(Self { is_monochrome, outputs })
    }
}

/// Colour lookup.
#[derive(Debug, Clone, PartialEq)]
pub struct ColorLookup {
    /// `3dLUT`, `abstractProfile`, `deviceLinkProfile`.
    pub kind: String,
    /// The file it was loaded from.
    pub name: String,
    /// The table as an ICC profile.
    pub profile: Option<Bytes>,
    /// All that was read.
    pub descriptor: Descriptor,
}

impl ColorLookup {
    pub(super) fn read(data: &Bytes, limits: &Limits) -> Result<Self> {
        let mut cursor = Cursor::new(data.clone(), PART);
        cursor.u16()?;
        let descriptor = Descriptor::read_versioned(&mut cursor, limits)?;
        Ok(Self {
            kind: descriptor.enumeration("lookupType").unwrap_or_default(),
            name: descriptor.text("Nm  ").unwrap_or_default(),
            profile: descriptor.get("profile").and_then(|value| value.as_raw()).cloned(),
            descriptor,
        })
    }
}

/// Selective colour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SelectiveColor {
    /// Percentages are of the whole, not of what is there.
    pub is_absolute: bool,
    /// Percent of cyan, magenta, yellow, black for reds, yellows, greens, cyans, blues, magentas, whites, neutrals,
    /// blacks.
    pub changes: [[i16; 4]; 9],
}

impl SelectiveColor {
    pub(super) fn read(data: &Bytes) -> Result<Self> {
        let mut cursor = Cursor::new(data.clone(), PART);
        if cursor.u16()? != 1 {
            return Err(cursor.malformed("selective colour of an unknown version"));
        }
        let is_absolute = cursor.u16()? != 0;
        four(&mut cursor)?; // Reserved.
        let mut changes = [[0; 4]; 9];
        for change in &mut changes {
            *change = four(&mut cursor)?;
        }
        Ok(Self { is_absolute, changes })
    }
}

/// Vibrance, both -100 to 100.
#[derive(Debug, Clone, Copy, PartialEq)]
#[expect(missing_docs, reason = "the names are those of Photoshop's dialogue")]
pub struct Vibrance {
    pub vibrance: f64,
    pub saturation: f64,
}

impl Vibrance {
    pub(super) fn read(data: &Bytes, limits: &Limits) -> Result<Self> {
        let descriptor = Descriptor::read(data, limits)?;
        let number = |key| descriptor.number(key).unwrap_or(0.0);
        Ok(Self { vibrance: number("vibrance"), saturation: number("Strt") })
    }
}

/// Gradient map.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the names are those of Photoshop's dialogue")]
pub struct GradientMap {
    pub gradient: Gradient,
    pub is_reversed: bool,
    pub is_dithered: bool,
    /// As in [`GradientFill`](crate::tagged::GradientFill).
    pub method: Option<String>,
}

impl GradientMap {
    pub(super) fn read(data: &Bytes) -> Result<Self> {
        let mut cursor = Cursor::new(data.clone(), PART);
        let version = cursor.u16()?;
        let [is_reversed, is_dithered] = cursor.array()?;
        let method = match version {
            1 => None,
            3 => Some(Key(cursor.array()?).to_string()),
            _ => return Err(cursor.malformed("a gradient map of an unknown version")),
        };
        let name = UnicodeString::read(&mut cursor)?.to_string();
        let count = cursor.u16()? as usize;
        let mut colors = Vec::with_capacity(cursor.room_for(count, 20)?);
        for _ in 0..count {
            colors.push(color_stop(&mut cursor)?);
        }
        let count = cursor.u16()? as usize;
        let mut opacities = Vec::with_capacity(cursor.room_for(count, 10)?);
        for _ in 0..count {
            let (location, midpoint) = place(&mut cursor)?;
            opacities.push(OpacityStop { opacity: f64::from(cursor.u16()?) / 100.0, location, midpoint });
        }
        cursor.u16()?; // The number of fields that follow.
        let smoothness = f64::from(cursor.u16()?) / FULL;
        let gradient = Gradient { name, smoothness, colors, opacities, noise: None };
        Ok(Self { gradient, is_reversed: is_reversed != 0, is_dithered: is_dithered != 0, method })
    }
}

fn place(cursor: &mut Cursor) -> Result<(f64, f64)> {
    Ok((f64::from(cursor.u32()?) / FULL, f64::from(cursor.u32()?) / 100.0))
}

fn color_stop(cursor: &mut Cursor) -> Result<ColorStop> {
    let (location, midpoint) = place(cursor)?;
    let fixed = Color::read(cursor)?;
    let color = match (cursor.u16()?, fixed) {
        (1, _) => StopColor::Foreground,
        (2, _) => StopColor::Background,
        (_, Some(color)) => StopColor::Fixed(color),
        (_, None) => return Err(cursor.malformed("a stop of a custom colour")),
    };
    Ok(ColorStop { color, location, midpoint })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sink::Sink;

    fn words(words: impl IntoIterator<Item = i16>) -> Bytes {
        let mut sink = Sink::default();
        words.into_iter().for_each(|word| sink.i16(word));
        sink.into_vec().into()
    }

    #[test]
    fn hue_saturation_has_six_ranges() {
        let numbers = [2, 256, 1, 2, 3, 4, 5, 6].into_iter().chain((0..42).map(|i| i - 10));
        let read = HueSaturation::read(&words(numbers)).unwrap();
        assert!(read.is_colorizing);
        assert_eq!((read.colorization, read.master), ([1, 2, 3], [4, 5, 6]));
        assert_eq!(read.ranges[5], HueRange { bounds: [25, 26, 27, 28], change: [29, 30, 31] });
    }

    #[test]
    fn selective_colour_skips_what_is_reserved() {
        let read = SelectiveColor::read(&words([1, 1].into_iter().chain(0..40))).unwrap();
        assert!(read.is_absolute);
        assert_eq!((read.changes[0], read.changes[8]), ([4, 5, 6, 7], [36, 37, 38, 39]));
    }

    #[test]
    fn a_gradient_map_reads_its_stops() {
        let mut sink = Sink::default();
        sink.bytes(&[0, 1, 1, 0]);
        UnicodeString::terminated("a").write(&mut sink).unwrap();
        sink.u16(1);
        sink.bytes(&[0, 0, 16, 0, 0, 0, 0, 50, 0, 0, 255, 255, 0, 0, 0, 0, 0, 0, 0, 0]);
        sink.u16(1);
        sink.bytes(&[0, 0, 8, 0, 0, 0, 0, 50, 0, 100]);
        sink.bytes(&[0, 2, 16, 0]);
        let map = GradientMap::read(&sink.into_vec().into()).unwrap();
        assert!(map.is_reversed && !map.is_dithered);
        assert_eq!(map.gradient.colors[0].color, StopColor::Fixed(Color::Rgb([255.0, 0.0, 0.0])));
        assert_eq!((map.gradient.opacities[0].location, map.gradient.smoothness), (0.5, 1.0));
    }

    #[test]
    fn mixer_and_balance_read_their_numbers() {
        let mixer = ChannelMixer::read(&words([1, 0, 100, 0, 0, 0, 5, 0, 100, 0, 0, 0])).unwrap();
        assert_eq!(mixer.outputs, [[100, 0, 0, 0, 5], [0, 100, 0, 0, 0]]);
        let balance = ColorBalance::read(&words([1, 2, 3, 4, 5, 6, 7, 8, 9, 256])).unwrap();
        assert_eq!((balance.highlights, balance.preserves_luminosity), ([7, 8, 9], true));
    }
}
