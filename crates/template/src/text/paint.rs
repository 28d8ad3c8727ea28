//! From set type to pixels: how much of each pixel letters cover, and their colours.

use std::sync::Arc;

use compositor::scene::Raster;
use pixels::geometry::{Affine, Mesh, Point};
use pixels::{ColourModel, Depth, LimitExceeded, Plane, Rect, Samples};

use super::layout::{Bar, Layout, PlacedGlyph};
use super::style::Style;
use super::warp;
use crate::Result;
use crate::lower::{Coverage, Samples4, colour_samples};

/// All glyphs together may cover this many pixels: enough for a poster full of words, and done in a second or two.
const MOST_PIXELS: u64 = 400_000_000;

/// What type is painted on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Page<'a> {
    pub(super) model: ColourModel,
    pub(super) depth: Depth,
    /// No pixel beyond it is painted.
    pub(super) rect: Rect,
    /// From text space to the canvas.
    pub(super) transform: Affine,
    /// No grey at the edges.
    pub(super) aliased: bool,
    /// Bends text space before it is put on the canvas.
    pub(super) bend: Option<&'a Mesh>,
    /// Nothing is painted outside this box of text space: left, top, right, bottom.
    pub(super) clip: Option<[f64; 4]>,
}

impl Page<'_> {
    /// A polygon of text space, on the canvas.
    fn place(&self, polygon: &[Point]) -> Vec<Point> {
        let bent = self.bend.map(|mesh| warp::bent(polygon, mesh, scale(self.transform)));
        let polygon = bent.as_deref().unwrap_or(polygon);
        polygon.iter().map(|point| self.transform.apply(*point)).collect()
    }
}

/// A shape on the canvas in one colour.
struct Mark {
    polygons: Vec<Vec<Point>>,
    rect: Rect,
    colour: Samples4,
}

/// The pixels of a layout: straight colour, and coverage as alpha.
pub(super) fn paint(layout: &Layout, page: &Page<'_>) -> Result<Raster> {
    let glyphs = layout.glyphs.iter().filter_map(|glyph| glyph_mark(glyph, page));
    let bars = layout.bars.iter().filter_map(|bar| bar_mark(bar, page));
    let (mut marks, mut asked) = (Vec::new(), 0);
    for mark in glyphs.chain(bars) {
        asked += mark.rect.area();
        if asked > MOST_PIXELS {
            let what = "the pixel count of all letters of a text";
            return Err(LimitExceeded { what, asked, limit: MOST_PIXELS }.into());
        }
        marks.push(mark);
    }
    let rect = marks.iter().fold(Rect::default(), |all, mark| all.union(mark.rect));
    if rect.area() > MOST_PIXELS {
        let what = "the pixel count of a text layer";
        return Err(LimitExceeded { what, asked: rect.area(), limit: MOST_PIXELS }.into());
    }
    let mut ink = Ink::new(rect, page.model, &marks);
    for mark in &marks {
        ink.add(mark);
    }
    if let Some(room) = page.clip {
        let mut coverage = Coverage::new(rect);
        add(&mut coverage, &page.place(&corners(room)));
        ink.alpha.iter_mut().zip(coverage.non_zero()).for_each(|(alpha, inside)| *alpha *= inside);
    }
    if page.aliased {
        ink.alpha.iter_mut().for_each(|alpha| *alpha = if *alpha >= 0.5 { 1.0 } else { 0.0 });
    }
    Ok(ink.into_raster(page.depth))
}

fn glyph_mark(glyph: &PlacedGlyph, page: &Page<'_>) -> Option<Mark> {
    let style = glyph.style.as_ref();
    let (across, up) = (style.size * style.horizontal_scale, style.size * style.vertical_scale);
    let to_text = Affine([across, 0.0, 0.0, up, glyph.x, glyph.y]);
    let mut polygons = glyph.face.outline(glyph.id).polygons(style, scale(to_text.then(page.transform)));
    polygons.iter_mut().flatten().for_each(|point| *point = to_text.apply(*point));
    mark(polygons.iter().map(|polygon| page.place(polygon)).collect(), style, page)
}

/// How much larger the longer of both axes becomes.
fn scale(Affine([a, b, c, d, ..]): Affine) -> f64 {
    a.hypot(b).max(c.hypot(d))
}

fn bar_mark(bar: &Bar, page: &Page<'_>) -> Option<Mark> {
    mark(vec![page.place(&corners(bar.edges))], &bar.style, page)
}

/// The corners of a box: left, top, right, bottom.
fn corners([left, top, right, bottom]: [f64; 4]) -> [Point; 4] {
    [(left, top), (right, top), (right, bottom), (left, bottom)].map(|(x, y)| Point::new(x, y))
}

/// `None` when nothing of it is on the page.
fn mark(polygons: Vec<Vec<Point>>, style: &Style, page: &Page<'_>) -> Option<Mark> {
    let edges = polygons.iter().flatten().fold([f64::MAX, f64::MAX, f64::MIN, f64::MIN], |[l, t, r, b], point| {
        [l.min(point.x), t.min(point.y), r.max(point.x), b.max(point.y)]
    });
    if !edges.iter().all(|edge| edge.is_finite()) || edges[2] < edges[0] {
        return None;
    }
    let [left, top, right, bottom] = edges;
    // Casts beyond `i32` saturate, and the page is smaller.
    let bounds = Rect::new(left.floor() as i32, top.floor() as i32, right.ceil() as i32, bottom.ceil() as i32);
    let rect = bounds.intersect(page.rect);
    (!rect.is_empty()).then(|| Mark { polygons, rect, colour: colour_samples(&style.colour, page.model, page.depth) })
}

fn add(coverage: &mut Coverage, polygon: &[Point]) {
    let next = polygon.iter().cycle().skip(1);
    polygon.iter().zip(next).for_each(|(from, to)| coverage.line(*from, *to));
}

/// What is painted so far.
struct Ink {
    rect: Rect,
    alpha: Vec<f32>,
    /// One plane a channel, or none when everything has `colour`.
    planes: Vec<Vec<f32>>,
    colour: Samples4,
    channels: usize,
}

impl Ink {
    fn new(rect: Rect, model: ColourModel, marks: &[Mark]) -> Self {
        let colour = marks.first().map(|mark| mark.colour).unwrap_or_default();
        let pixels = rect.area() as usize;
        let several = marks.iter().any(|mark| mark.colour != colour);
        let planes = if several { vec![vec![0.0; pixels]; model.channels()] } else { Vec::new() };
        Self { rect, alpha: vec![0.0; pixels], planes, colour, channels: model.channels() }
    }

    fn add(&mut self, mark: &Mark) {
        let mut coverage = Coverage::new(mark.rect);
        mark.polygons.iter().for_each(|polygon| add(&mut coverage, polygon));
        let covered = coverage.non_zero();
        let (width, own) = (self.rect.width(), mark.rect.width());
        for (row, line) in covered.chunks_exact(own.max(1)).enumerate() {
            let y = row + (mark.rect.top - self.rect.top) as usize;
            let start = y * width + (mark.rect.left - self.rect.left) as usize;
            for (at, covered) in line.iter().enumerate().filter(|(_, covered)| **covered > 0.0) {
                let at = start + at;
                let below = self.alpha[at] * (1.0 - covered);
                let alpha = covered + below;
                for (plane, sample) in self.planes.iter_mut().zip(mark.colour) {
                    plane[at] = (sample * covered + plane[at] * below) / alpha;
                }
                self.alpha[at] = alpha;
            }
        }
    }

    /// Alpha as fine as the document's samples.
    fn into_raster(self, depth: Depth) -> Raster {
        let Self { rect, alpha, planes, colour, channels } = self;
        let alpha = match depth {
            Depth::Eight => Samples::Eight(alpha.iter().map(|alpha| (alpha * 255.0 + 0.5) as u8).collect()),
            Depth::Sixteen | Depth::ThirtyTwo => Samples::ThirtyTwo(alpha),
        };
        let planes: Vec<Arc<dyn pixels::PlaneSource>> = if planes.is_empty() {
            crate::lower::flat_planes(rect, &colour[..channels])
        } else {
            planes.into_iter().map(|plane| Arc::new(Plane::new(rect, Samples::ThirtyTwo(plane))) as _).collect()
        };
        Raster { colour: planes, alpha: Some(Arc::new(Plane::new(rect, alpha))) }
    }
}
