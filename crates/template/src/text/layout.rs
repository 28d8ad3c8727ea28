//! Layout: glyphs at their places in text space, line under line.

use std::sync::Arc;

use harfrust::GlyphId;
use unicode_bidi::{BidiInfo, Level};

use super::compose::Composed;
use super::face::Face;
use super::itemise::Resolver;
use super::lines::{Line, break_lines};
use super::shape::{Glyph, Shaped, ShapedItem, shape};
use super::style::{Align, Paragraph, Shape, Spread, Style};

/// Text with every glyph in its place.
#[derive(Debug, Default)]
pub(super) struct Layout {
    pub(super) glyphs: Vec<PlacedGlyph>,
    pub(super) bars: Vec<Bar>,
    /// Left, top, right, bottom of the lines, from the tops of letters to the bottoms of their descenders.
    pub(super) extent: Option<[f64; 4]>,
    /// A word was wider than its line.
    pub(super) cuts_words: bool,
    pub(super) missing: Vec<char>,
    pub(super) borrowed: bool,
}

/// A glyph whose origin is at (x, y).
#[derive(Debug, Clone)]
pub(super) struct PlacedGlyph {
    pub(super) id: GlyphId,
    pub(super) face: Arc<Face>,
    pub(super) style: Arc<Style>,
    pub(super) x: f64,
    pub(super) y: f64,
}

/// A line under text, or through it: left, top, right, bottom.
#[derive(Debug, Clone)]
pub(super) struct Bar {
    pub(super) edges: [f64; 4],
    pub(super) style: Arc<Style>,
}

pub(super) fn layout(composed: &Composed, shape_of: Shape, resolver: &Resolver<'_>) -> Layout {
    let mut pen = Pen { layout: Layout::default(), shape: shape_of, baseline: None };
    for (index, (paragraph, runs)) in composed.paragraphs.iter().enumerate() {
        let shaped = shape(runs, paragraph, resolver);
        if index > 0 {
            pen.skip(paragraph.space_before);
        }
        let or = runs.first().map(|(_, style)| Arc::new(style.clone())).unwrap_or_default();
        pen.paragraph(paragraph, &shaped, &or, resolver);
        pen.skip(paragraph.space_after);
        pen.layout.borrowed |= shaped.borrowed;
        pen.layout.missing.extend(shaped.missing);
    }
    pen.layout
}

/// Writes lines, one below the other.
struct Pen {
    layout: Layout,
    shape: Shape,
    /// Of the line above, with the space behind its paragraph.
    baseline: Option<f64>,
}

impl Pen {
    fn skip(&mut self, space: f64) {
        if let Some(baseline) = &mut self.baseline {
            *baseline += space;
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph, shaped: &Shaped, or: &Arc<Style>, resolver: &Resolver<'_>) {
        let bounds = self.shape;
        let measure = |index: usize| match bounds {
            Shape::Point => f64::INFINITY,
            Shape::Box([left, _, right, _]) => {
                let first = if index == 0 { paragraph.first_line_indent } else { 0.0 };
                right - left - paragraph.start_indent - paragraph.end_indent - first
            }
        };
        for (index, line) in break_lines(shaped, measure).iter().enumerate() {
            self.layout.cuts_words |= line.cuts_word;
            self.line(paragraph, shaped, line, or, resolver, (index == 0, measure(index)));
        }
    }

    fn line(
        &mut self,
        paragraph: &Paragraph,
        shaped: &Shaped,
        line: &Line,
        or: &Arc<Style>,
        resolver: &Resolver<'_>,
        (is_first, measure): (bool, f64),
    ) {
        let items: Vec<&ShapedItem> = shaped.items.iter().filter(|item| overlap(item, line)).collect();
        let styles = || {
            let own = items.iter().map(|item| (&item.style, &item.face));
            let other = resolver.get(&or.font).map(|resolved| (or, &resolved.face)).filter(|_| items.is_empty());
            own.chain(other)
        };
        let leading = |style: &Style| style.leading.unwrap_or(style.nominal_size * paragraph.auto_leading);
        let leading = styles().map(|(style, _)| leading(style)).fold(0.0, f64::max);
        let (mut ascent, mut descent) = (0.0f64, 0.0f64);
        for (style, face) in styles() {
            let (up, down) = face.ascent_and_descent();
            ascent = ascent.max(up * style.size * style.vertical_scale);
            descent = descent.max(down * style.size * style.vertical_scale);
        }
        let baseline = match (self.baseline, self.shape) {
            (Some(above), _) => above + leading,
            (None, Shape::Point) => 0.0,
            (None, Shape::Box([_, top, _, _])) => top + ascent,
        };
        self.baseline = Some(baseline);
        let set = SetLine::new(&items, shaped, line, paragraph, measure);
        let left = self.left(paragraph, shaped, &set, is_first, measure);
        self.include([left, baseline - ascent, left + set.width, baseline + descent]);
        self.write(&set, left, baseline);
    }

    /// Where a line begins.
    fn left(&self, paragraph: &Paragraph, shaped: &Shaped, set: &SetLine<'_>, is_first: bool, measure: f64) -> f64 {
        let first = if is_first { paragraph.first_line_indent } else { 0.0 };
        let align = paragraph.justification.align;
        match self.shape {
            Shape::Point => match align {
                Align::Left => paragraph.start_indent + first,
                Align::Centre => -set.width / 2.0,
                Align::Right => -set.width - paragraph.end_indent,
            },
            Shape::Box([left, ..]) => {
                let margin = if shaped.right_to_left { paragraph.end_indent } else { paragraph.start_indent + first };
                let free = measure - set.width;
                let share = match align {
                    Align::Left => 0.0,
                    Align::Centre => 0.5,
                    Align::Right => 1.0,
                };
                left + margin + free * share
            }
        }
    }

    fn include(&mut self, [left, top, right, bottom]: [f64; 4]) {
        let [l, t, r, b] = self.layout.extent.unwrap_or([left, top, right, bottom]);
        self.layout.extent = Some([l.min(left), t.min(top), r.max(right), b.max(bottom)]);
    }

    fn write(&mut self, set: &SetLine<'_>, left: f64, baseline: f64) {
        let mut x = left;
        for (item, glyphs) in &set.runs {
            let start = x;
            let y = baseline - item.style.baseline_shift;
            for glyph in glyphs {
                self.layout.glyphs.push(PlacedGlyph {
                    id: glyph.id,
                    face: item.face.clone(),
                    style: item.style.clone(),
                    x: x + glyph.offset.0,
                    y: y - glyph.offset.1,
                });
                x += glyph.advance + if glyph.is_space { set.to_space } else { 0.0 } + set.to_glyph;
            }
            for strikethrough in [false, true] {
                if if strikethrough { item.style.strikethrough } else { item.style.underline } {
                    let (middle, thickness) = item.face.decoration(strikethrough);
                    let middle = y - middle * item.style.size;
                    let half = thickness * item.style.size / 2.0;
                    self.layout
                        .bars
                        .push(Bar { edges: [start, middle - half, x, middle + half], style: item.style.clone() });
                }
            }
        }
    }
}

fn overlap(item: &ShapedItem, line: &Line) -> bool {
    item.range.start < line.range.end && item.range.end > line.range.start
}

/// A line's glyphs from the left to the right, without the spaces at its end.
struct SetLine<'a> {
    runs: Vec<(&'a ShapedItem, Vec<&'a Glyph>)>,
    width: f64,
    /// Added to each space, and to each glyph, so that the line fills its measure.
    to_space: f64,
    to_glyph: f64,
}

impl<'a> SetLine<'a> {
    fn new(items: &[&'a ShapedItem], shaped: &Shaped, line: &Line, paragraph: &Paragraph, measure: f64) -> Self {
        let text = &shaped.text[line.range.clone()];
        // Point text keeps its spaces; where lines are broken they hang over the edge.
        let end = if measure.is_finite() { line.range.start + text.trim_end().len() } else { line.range.end };
        let levels: Vec<Level> = items.iter().map(|item| item.level).collect();
        let runs: Vec<_> = BidiInfo::reorder_visual(&levels)
            .into_iter()
            .map(|index| {
                let within = |glyph: &&Glyph| glyph.cluster >= line.range.start && glyph.cluster < end;
                (items[index], items[index].glyphs.iter().filter(within).collect::<Vec<_>>())
            })
            .collect();
        let glyphs = || runs.iter().flat_map(|(_, glyphs)| glyphs);
        let natural: f64 = glyphs().map(|glyph| glyph.advance).sum();
        let fills = match paragraph.justification.spread {
            Spread::None => false,
            Spread::ButLast => !line.is_last,
            Spread::All => true,
        };
        let free = measure - natural;
        let (mut to_space, mut to_glyph) = (0.0, 0.0);
        if fills && free.is_finite() && free > 0.0 {
            let spaces = glyphs().filter(|glyph| glyph.is_space).count();
            let gaps = glyphs().count().saturating_sub(1);
            if spaces > 0 {
                to_space = free / spaces as f64;
            } else if gaps > 0 {
                to_glyph = free / gaps as f64;
            }
        }
        let width = if to_space > 0.0 || to_glyph > 0.0 { measure } else { natural };
        Self { runs, width, to_space, to_glyph }
    }
}
