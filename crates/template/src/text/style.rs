//! Styles of characters and paragraphs, as Photoshop's panels name them.

use pixels::{ColourModel, Depth};
use psd::tagged::Color;

use crate::lower::colour_samples;

/// The style of a run of characters.
#[expect(clippy::struct_excessive_bools, reason = "each is a button of the character panel")]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Style {
    /// PostScript name.
    pub(crate) font: String,
    /// In text space.
    pub(crate) size: f64,
    /// What automatic leading follows: the size before superscript and small capitals shrink it.
    pub(crate) nominal_size: f64,
    pub(crate) colour: Color,
    /// Distance from the baseline above; `None` is a share of the size.
    pub(super) leading: Option<f64>,
    /// Added after each character, in thousandths of the size.
    pub(super) tracking: f64,
    /// The font's own kerning.
    pub(super) auto_kerning: bool,
    /// Kerning by hand, in thousandths of the size.
    pub(super) kerning: f64,
    /// Upwards.
    pub(super) baseline_shift: f64,
    pub(super) horizontal_scale: f64,
    pub(super) vertical_scale: f64,
    pub(super) faux_bold: bool,
    pub(super) faux_italic: bool,
    pub(super) caps: Caps,
    pub(super) underline: bool,
    pub(super) strikethrough: bool,
    pub(super) ligatures: bool,
    pub(super) discretionary_ligatures: bool,
}

/// How letters are capitalised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Caps {
    #[default]
    Normal,
    /// Small letters become small capitals.
    Small,
    /// Small letters become capitals.
    All,
}

/// What Photoshop begins with.
impl Default for Style {
    fn default() -> Self {
        Self {
            font: String::new(),
            size: 12.0,
            nominal_size: 12.0,
            colour: Color::Rgb([0.0; 3]),
            leading: None,
            tracking: 0.0,
            auto_kerning: true,
            kerning: 0.0,
            baseline_shift: 0.0,
            horizontal_scale: 1.0,
            vertical_scale: 1.0,
            faux_bold: false,
            faux_italic: false,
            caps: Caps::Normal,
            underline: false,
            strikethrough: false,
            ligatures: true,
            discretionary_ligatures: false,
        }
    }
}

impl Style {
    /// Its colour as encoded sRGB.
    pub(crate) fn rgb(&self) -> [u8; 3] {
        let [r, g, b, _] = colour_samples(&self.colour, ColourModel::Rgb, Depth::Eight);
        [r, g, b].map(|sample| (sample.clamp(0.0, 1.0) * 255.0).round() as u8)
    }

    /// The same in another size; lengths go with it.
    pub(super) fn sized(&self, size: f64) -> Self {
        let scale = if self.nominal_size > 0.0 { size / self.nominal_size } else { 1.0 };
        Self {
            size: self.size * scale,
            nominal_size: size,
            leading: self.leading.map(|leading| leading * scale),
            baseline_shift: self.baseline_shift * scale,
            ..self.clone()
        }
    }
}

/// The style of a paragraph. Lengths are in text space.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Paragraph {
    pub(super) justification: Justification,
    pub(super) first_line_indent: f64,
    pub(super) start_indent: f64,
    pub(super) end_indent: f64,
    pub(super) space_before: f64,
    pub(super) space_after: f64,
    /// Automatic leading as a share of the font's size.
    pub(super) auto_leading: f64,
    /// The width of a word space as a share of the font's own.
    pub(super) word_spacing: f64,
}

impl Default for Paragraph {
    fn default() -> Self {
        Self {
            justification: Justification::default(),
            first_line_indent: 0.0,
            start_indent: 0.0,
            end_indent: 0.0,
            space_before: 0.0,
            space_after: 0.0,
            auto_leading: 1.2,
            word_spacing: 1.0,
        }
    }
}

/// Where lines lie between their margins, or about their anchor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Justification {
    /// Of lines that are not full.
    pub(super) align: Align,
    pub(super) spread: Spread,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Align {
    #[default]
    Left,
    Right,
    Centre,
}

/// Which lines fill the measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Spread {
    #[default]
    None,
    /// All but a paragraph's last.
    ButLast,
    All,
}

impl Justification {
    /// Photoshop's number.
    pub(super) fn of_number(number: u32) -> Self {
        let (align, spread) = match number {
            1 => (Align::Right, Spread::None),
            2 => (Align::Centre, Spread::None),
            3 => (Align::Left, Spread::ButLast),
            4 => (Align::Right, Spread::ButLast),
            5 => (Align::Centre, Spread::ButLast),
            6 => (Align::Left, Spread::All),
            _ => (Align::Left, Spread::None),
        };
        Self { align, spread }
    }
}

/// What bounds the lines.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Shape {
    /// Nothing: lines end where paragraphs do, and lie about the origin.
    Point,
    /// Left, top, right, bottom in text space.
    Box([f64; 4]),
}
