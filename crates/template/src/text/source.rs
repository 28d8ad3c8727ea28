//! What a type layer says: its words, styles, shape and transform, out of the text engine's data.

use pixels::Limits;
use pixels::geometry::Affine;
use psd::engine_data::EngineValue;
use psd::layers::Layer;
use psd::tagged::{Color, TypeLayer, Warp};

use super::style::{Caps, Justification, Paragraph, Shape, Style};
use crate::lower::psd_limits;

/// A text layer, ready to be set.
#[derive(Debug, Clone)]
pub(crate) struct TextSource {
    /// The layer's number in the file.
    pub(crate) layer_id: Option<u32>,
    /// The words, a carriage return between paragraphs.
    pub(crate) words: String,
    /// Characters of one style, and their count in UTF-16 units; together as long as the words.
    pub(crate) runs: Vec<(usize, Style)>,
    /// One for each paragraph; never empty.
    pub(super) paragraphs: Vec<Paragraph>,
    pub(super) shape: Shape,
    /// From text space to the canvas.
    pub(super) transform: Affine,
    pub(super) warp: Option<Warp>,
    /// Left, top, right, bottom of the words' room, if the file says so.
    pub(super) bounds: Option<[f64; 4]>,
    /// Lines run down instead of across.
    pub(super) vertical: bool,
    /// No grey at the edges.
    pub(super) aliased: bool,
}

impl TextSource {
    /// The text of a layer; `None` for other layers, and for text that can't be read.
    pub(crate) fn of_layer(layer: &Layer, limits: &Limits) -> Option<Self> {
        let limits = psd_limits(limits);
        let text = layer.text(&limits).ok().flatten()?;
        let engine = text.engine_data(&limits).ok().flatten();
        Some(Self { layer_id: layer.id(), ..Self::new(&text, engine.as_ref().unwrap_or(&EngineValue::Null)) })
    }

    fn new(text: &TypeLayer, engine: &EngineValue) -> Self {
        let words = text.text();
        let words = words.trim_end_matches('\0').replace('\n', "\r");
        let edges = |bounds: &psd::descriptor::Descriptor| {
            let edge = |key| bounds.number(key);
            Some([edge("Left")?, edge("Top ")?, edge("Rght")?, edge("Btom")?])
        };
        Self {
            layer_id: None,
            runs: runs(&words, engine),
            paragraphs: paragraphs(&words, engine),
            shape: shape(engine),
            transform: Affine(text.transform),
            warp: text.warp().filter(|warp| !warp.is_none()),
            bounds: text.descriptor.object("bounds").and_then(edges).filter(is_box),
            vertical: text.descriptor.enumeration("Ornt").as_deref() == Some("Vrtc"),
            aliased: text.descriptor.enumeration("AntA").as_deref() == Some("Anno"),
            words,
        }
    }

    /// Whether its words can be set anew.
    pub(crate) fn is_editable(&self) -> bool {
        !self.vertical && self.transform.inverse().is_some() && !self.runs.is_empty()
    }

    /// How much larger than in text space the letters are on the canvas, from top to bottom.
    pub(crate) fn scale(&self) -> f64 {
        let [_, _, c, d, ..] = self.transform.0;
        c.hypot(d)
    }
}

fn is_box([left, top, right, bottom]: &[f64; 4]) -> bool {
    right - left > 0.0 && bottom - top > 0.0
}

/// The first shape that the text was rendered in.
fn shape(engine: &EngineValue) -> Shape {
    let cookie = engine.get("EngineDict/Rendered/Shapes/Children/0/Cookie/Photoshop");
    let is_box_type = cookie.and_then(|c| c.get("ShapeType")?.as_f64()) == Some(1.0);
    let bounds: Vec<f64> = cookie
        .and_then(|cookie| cookie.get("BoxBounds"))
        .map_or(&[][..], EngineValue::items)
        .iter()
        .filter_map(EngineValue::as_f64)
        .collect();
    match <[f64; 4]>::try_from(bounds) {
        Ok(bounds) if is_box_type && is_box(&bounds) && bounds.iter().all(|edge| edge.is_finite()) => {
            Shape::Box(bounds)
        }
        _ => Shape::Point,
    }
}

/// Pairs of a run and its length, cut and filled so that they cover the words and no more.
fn lengths<'a>(engine: &'a EngineValue, path: &str, units: usize) -> Vec<(usize, &'a EngineValue)> {
    let runs = engine.get(&format!("EngineDict/{path}/RunArray")).map_or(&[][..], EngineValue::items);
    let lengths = engine.get(&format!("EngineDict/{path}/RunLengthArray")).map_or(&[][..], EngineValue::items);
    let mut left = units;
    let mut found = Vec::new();
    for (run, length) in runs.iter().zip(lengths) {
        let length = (length.as_f64().unwrap_or(0.0).max(0.0) as usize).min(left);
        left -= length;
        // A layer without words has one run of nothing, and its style.
        if length > 0 || found.is_empty() {
            found.push((length, run));
        }
    }
    if let Some((length, _)) = found.last_mut() {
        *length += left;
    }
    found
}

fn runs(words: &str, engine: &EngineValue) -> Vec<(usize, Style)> {
    let normal = engine.get("ResourceDict/TheNormalStyleSheet").and_then(EngineValue::as_f64).unwrap_or(0.0) as usize;
    let normal = engine.get(&format!("ResourceDict/StyleSheetSet/{normal}/StyleSheetData"));
    let found = lengths(engine, "StyleRun", words.encode_utf16().count());
    found
        .into_iter()
        .map(|(length, run)| {
            let sheet = Sheet { engine, own: run.get("StyleSheet/StyleSheetData"), normal };
            (length, sheet.style())
        })
        .collect()
}

/// A style sheet above the document's normal one.
struct Sheet<'a> {
    engine: &'a EngineValue,
    own: Option<&'a EngineValue>,
    normal: Option<&'a EngineValue>,
}

impl Sheet<'_> {
    fn get(&self, key: &str) -> Option<&EngineValue> {
        self.own.and_then(|own| own.get(key)).or_else(|| self.normal?.get(key))
    }

    /// A finite number no larger than any sensible one.
    fn number(&self, key: &str) -> Option<f64> {
        self.get(key).and_then(EngineValue::as_f64).filter(|number| number.abs() <= 1e6)
    }

    fn switch(&self, key: &str) -> Option<bool> {
        self.get(key).and_then(EngineValue::as_bool)
    }

    fn style(&self) -> Style {
        let or = Style::default();
        let font = self.number("Font").map(|index| index.max(0.0) as usize);
        let font = font.and_then(|index| self.engine.get(&format!("ResourceDict/FontSet/{index}/Name")));
        let auto_leading = self.switch("AutoLeading").unwrap_or(true);
        let size = self.number("FontSize").unwrap_or(or.size).max(0.0);
        let mut style = Style {
            font: font.and_then(EngineValue::as_text).unwrap_or_default().to_owned(),
            size,
            nominal_size: size,
            colour: self.get("FillColor").and_then(colour).unwrap_or(or.colour),
            leading: self.number("Leading").filter(|leading| !auto_leading && *leading > 0.0),
            tracking: self.number("Tracking").unwrap_or(0.0),
            auto_kerning: self.switch("AutoKerning").unwrap_or(true),
            kerning: self.number("Kerning").unwrap_or(0.0),
            baseline_shift: self.number("BaselineShift").unwrap_or(0.0),
            horizontal_scale: self.number("HorizontalScale").unwrap_or(1.0).clamp(0.0, 100.0),
            vertical_scale: self.number("VerticalScale").unwrap_or(1.0).clamp(0.0, 100.0),
            faux_bold: self.switch("FauxBold").unwrap_or(false),
            faux_italic: self.switch("FauxItalic").unwrap_or(false),
            caps: match self.number("FontCaps") {
                Some(1.0) => Caps::Small,
                Some(2.0) => Caps::All,
                _ => Caps::Normal,
            },
            underline: self.switch("Underline").unwrap_or(false),
            strikethrough: self.switch("Strikethrough").unwrap_or(false),
            ligatures: self.switch("Ligatures").unwrap_or(true),
            discretionary_ligatures: self.switch("DLigatures").unwrap_or(false),
        };
        self.raise(&mut style);
        style
    }

    /// Superscript and subscript: smaller, and off the baseline. The leading stays that of the full size.
    fn raise(&self, style: &mut Style) {
        let share = |key: &str, or: f64| {
            let share = self.engine.get(&format!("ResourceDict/{key}")).and_then(EngineValue::as_f64);
            share.filter(|share| (0.0..=10.0).contains(share)).unwrap_or(or)
        };
        let (scale, shift) = match self.number("FontBaseline") {
            Some(1.0) => (share("SuperscriptSize", 0.583), share("SuperscriptPosition", 0.333)),
            Some(2.0) => (share("SubscriptSize", 0.583), -share("SubscriptPosition", 0.333)),
            _ => return,
        };
        style.baseline_shift += shift * style.size;
        style.size *= scale;
    }
}

/// Samples from 0 to 1 behind an opacity; how many there are says of what model.
fn colour(value: &EngineValue) -> Option<Color> {
    let samples: Vec<f64> = value.get("Values")?.items().iter().filter_map(EngineValue::as_f64).collect();
    match samples[..] {
        [_, r, g, b] => Some(Color::Rgb([r, g, b].map(|sample| sample.clamp(0.0, 1.0) * 255.0))),
        [_, c, m, y, k] => Some(Color::Cmyk([c, m, y, k].map(|ink| ink.clamp(0.0, 1.0) * 100.0))),
        [_, gray] => Some(Color::Gray(100.0 - gray.clamp(0.0, 1.0) * 100.0)),
        _ => None,
    }
}

/// The style of each paragraph of the words.
fn paragraphs(words: &str, engine: &EngineValue) -> Vec<Paragraph> {
    let sheets = lengths(engine, "ParagraphRun", words.encode_utf16().count());
    let mut ends: Vec<(usize, Paragraph)> = Vec::new();
    for (length, run) in sheets {
        let start = ends.last().map_or(0, |(end, _)| *end);
        ends.push((start + length, paragraph(run.get("ParagraphSheet/Properties"))));
    }
    let mut start = 0;
    let mut found = Vec::new();
    for paragraph in words.split('\r') {
        let sheet = ends.iter().find(|(end, _)| *end > start).or(ends.last());
        found.push(sheet.map(|(_, sheet)| sheet.clone()).unwrap_or_default());
        start += paragraph.encode_utf16().count() + 1;
    }
    found
}

fn paragraph(properties: Option<&EngineValue>) -> Paragraph {
    let or = Paragraph::default();
    let number = |path: &str, or: f64| {
        let number = properties.and_then(|properties| properties.get(path)?.as_f64());
        number.filter(|number| number.abs() <= 1e6).unwrap_or(or)
    };
    Paragraph {
        justification: Justification::of_number(number("Justification", 0.0).max(0.0) as u32),
        first_line_indent: number("FirstLineIndent", 0.0),
        start_indent: number("StartIndent", 0.0),
        end_indent: number("EndIndent", 0.0),
        space_before: number("SpaceBefore", 0.0),
        space_after: number("SpaceAfter", 0.0),
        auto_leading: number("AutoLeading", or.auto_leading).max(0.0),
        word_spacing: number("WordSpacing/1", 1.0).max(0.0),
    }
}
