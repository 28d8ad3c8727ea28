//! Colours, as descriptors and as the ten bytes of older structures.

use crate::Result;
use crate::cursor::Cursor;
use crate::descriptor::Descriptor;

/// A colour in one of the models that files use.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Color {
    /// Red, green, blue: 0 to 255.
    Rgb([f64; 3]),
    /// Red, green, blue of 32-bit documents: 0 to 1 and beyond, linear light.
    RgbFloat([f64; 3]),
    /// Hue in degrees, saturation and brightness in percent.
    Hsb([f64; 3]),
    /// Cyan, magenta, yellow, black in percent of ink.
    Cmyk([f64; 4]),
    /// Lightness 0 to 100, a and b -128 to 127.
    Lab([f64; 3]),
    /// Percent of ink: 0 is white.
    Gray(f64),
}

impl Color {
    /// Reads a colour's descriptor; nothing for colours of a book without values.
    pub fn from_descriptor(descriptor: &Descriptor) -> Option<Self> {
        let three = |keys: [&str; 3]| {
            Some([descriptor.number(keys[0])?, descriptor.number(keys[1])?, descriptor.number(keys[2])?])
        };
        if let Some(rgb) = three(["Rd  ", "Grn ", "Bl  "]) {
            return Some(Self::Rgb(rgb));
        }
        if let Some(rgb) = three(["redFloat", "greenFloat", "blueFloat"]) {
            return Some(Self::RgbFloat(rgb));
        }
        if let Some([cyan, magenta, yellow]) = three(["Cyn ", "Mgnt", "Ylw "]) {
            return Some(Self::Cmyk([cyan, magenta, yellow, descriptor.number("Blck")?]));
        }
        three(["H   ", "Strt", "Brgh"])
            .map(Self::Hsb)
            .or_else(|| three(["Lmnc", "A   ", "B   "]).map(Self::Lab))
            .or_else(|| descriptor.number("Gry ").map(Self::Gray))
    }

    /// A descriptor of class `RGBC`, samples 0 to 255.
    pub fn rgb_descriptor([red, green, blue]: [f64; 3]) -> Descriptor {
        Descriptor::new("RGBC").with("Rd  ", red).with("Grn ", green).with("Bl  ", blue)
    }

    /// Reads a "color structure": a colour space and four numbers. Nothing for custom spaces.
    pub(crate) fn read(cursor: &mut Cursor) -> Result<Option<Self>> {
        let space = cursor.u16()?;
        let [a, b, c, d] = [cursor.u16()?, cursor.u16()?, cursor.u16()?, cursor.u16()?];
        let scaled = |value: u16, full: f64| value as f64 * full / 65535.0;
        // Inks are stored inverted: 0 is full.
        let ink = |value: u16| 100.0 - scaled(value, 100.0);
        let signed = |value: u16| (value as i16) as f64 / 100.0;
        Ok(match space {
            0 => Some(Self::Rgb([a, b, c].map(|value| scaled(value, 255.0)))),
            1 => Some(Self::Hsb([scaled(a, 360.0), scaled(b, 100.0), scaled(c, 100.0)])),
            2 => Some(Self::Cmyk([a, b, c, d].map(ink))),
            7 => Some(Self::Lab([a, b, c].map(signed))),
            8 => Some(Self::Gray(a as f64 / 100.0)),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_told_apart_by_their_keys() {
        let rgb = Color::rgb_descriptor([255.0, 128.0, 0.0]);
        assert_eq!(Color::from_descriptor(&rgb), Some(Color::Rgb([255.0, 128.0, 0.0])));
        let gray = Descriptor::new("Grsc").with("Gry ", 40.0);
        assert_eq!(Color::from_descriptor(&gray), Some(Color::Gray(40.0)));
        assert_eq!(Color::from_descriptor(&Descriptor::new("BkCl")), None);
    }

    #[test]
    fn ten_bytes_make_a_colour() {
        let read = |bytes: &'static [u8]| Color::read(&mut Cursor::new(bytes.into(), "a test")).unwrap();
        assert_eq!(read(&[0, 0, 255, 255, 0, 0, 0, 0, 0, 0]), Some(Color::Rgb([255.0, 0.0, 0.0])));
        assert_eq!(read(&[0, 2, 255, 255, 0, 0, 0, 0, 0, 0]), Some(Color::Cmyk([0.0, 100.0, 100.0, 100.0])));
        assert_eq!(read(&[0, 9, 0, 0, 0, 0, 0, 0, 0, 0]), None);
    }
}
