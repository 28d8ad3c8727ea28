//! Shaping: from a paragraph's items to glyphs with advances in text space.

use std::ops::Range;
use std::sync::Arc;

use harfrust::{Buffer, Direction, Feature, GlyphId, Script, ShapeOptions, ShaperFont, Tag};
use unicode_bidi::Level;

use super::face::Face;
use super::itemise::{Item, Itemised, LINE_SEPARATOR, Resolver, itemise};
use super::style::{Paragraph, Style};

/// How much wider a faux bold letter is, as a share of its size: measured in Photoshop's line widths.
const FAUX_BOLD_ADVANCE: f64 = 55.0 / 2048.0;

/// A shaped paragraph.
#[derive(Debug)]
pub(super) struct Shaped {
    pub(super) text: String,
    /// In logical order.
    pub(super) items: Vec<ShapedItem>,
    pub(super) right_to_left: bool,
    pub(super) missing: Vec<char>,
    pub(super) borrowed: bool,
}

/// Glyphs of one style and font.
#[derive(Debug)]
pub(super) struct ShapedItem {
    /// Bytes of the paragraph's text.
    pub(super) range: Range<usize>,
    pub(super) level: Level,
    pub(super) style: Arc<Style>,
    pub(super) face: Arc<Face>,
    /// From the left to the right.
    pub(super) glyphs: Vec<Glyph>,
}

/// One glyph. Lengths are in text space.
#[derive(Debug, Clone)]
pub(super) struct Glyph {
    pub(super) id: GlyphId,
    /// The byte of the text that it begins with.
    pub(super) cluster: usize,
    pub(super) advance: f64,
    /// To the right and up.
    pub(super) offset: (f64, f64),
    pub(super) is_space: bool,
}

pub(super) fn shape(runs: &[(String, Style)], paragraph: &Paragraph, resolver: &Resolver<'_>) -> Shaped {
    let Itemised { text, items, right_to_left, missing, borrowed } = itemise(runs, resolver);
    let items = items.into_iter().map(|item| shape_item(&text, item, paragraph)).collect();
    Shaped { text, items, right_to_left, missing, borrowed }
}

fn shape_item(text: &str, item: Item, paragraph: &Paragraph) -> ShapedItem {
    let glyphs = glyphs(text, &item, paragraph).unwrap_or_default();
    let Item { range, level, style, face, .. } = item;
    ShapedItem { range, level, style, face, glyphs }
}

/// `None` when the font can't be read, or has tables that can't be followed.
fn glyphs(text: &str, item: &Item, paragraph: &Paragraph) -> Option<Vec<Glyph>> {
    let style = item.style.as_ref();
    let mut buffer = Buffer::new();
    buffer.set_pre_context(&text[..item.range.start]);
    buffer.push_str(&text[item.range.clone()]);
    buffer.set_post_context(&text[item.range.end..]);
    buffer.set_direction(if item.level.is_rtl() { Direction::RightToLeft } else { Direction::LeftToRight });
    buffer.set_script(Script::from_iso15924_tag(Tag::from_u32(item.script.as_iso15924_tag())));
    let features = features(style);
    let options = ShapeOptions::new().features(&features);
    harfrust::shape(&ShaperFont::new(item.face.font()?), &mut buffer, options).ok()?;

    let unit = style.size / item.face.units();
    let (across, up) = (unit * style.horizontal_scale, unit * style.vertical_scale);
    let mut spacing = (style.tracking + style.kerning) / 1000.0;
    if style.faux_bold {
        spacing += FAUX_BOLD_ADVANCE;
    }
    let spacing = spacing * style.size * style.horizontal_scale;
    let (infos, positions) = (buffer.glyph_infos(), buffer.glyph_positions());
    let mut glyphs = Vec::with_capacity(infos.len());
    for (index, (info, position)) in infos.iter().zip(positions).enumerate() {
        let cluster = item.range.start + info.cluster as usize;
        let character = text[cluster..].chars().next().unwrap_or(' ');
        if character == LINE_SEPARATOR {
            continue;
        }
        let is_space = character == ' ' || character == '\u{a0}';
        let mut advance = f64::from(position.x_advance) * across;
        if is_space {
            advance *= paragraph.word_spacing;
        }
        // A ligature is one letter to the spacing.
        if infos.get(index + 1).is_none_or(|next| next.cluster != info.cluster) {
            advance += spacing;
        }
        let offset = (f64::from(position.x_offset) * across, f64::from(position.y_offset) * up);
        glyphs.push(Glyph { id: GlyphId::new(info.glyph_id), cluster, advance, offset, is_space });
    }
    Some(glyphs)
}

/// The features that differ from what a font does by itself.
fn features(style: &Style) -> Vec<Feature> {
    let mut features = Vec::new();
    let mut switch = |tag: &[u8; 4], on: bool| features.push(Feature::new(Tag::new(tag), u32::from(on), ..));
    if !style.auto_kerning {
        switch(b"kern", false);
    }
    if !style.ligatures {
        switch(b"liga", false);
        switch(b"clig", false);
    }
    if style.discretionary_ligatures {
        switch(b"dlig", true);
    }
    features
}
