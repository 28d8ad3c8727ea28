//! Placing a slot's content on the canvas through mesh and quad.
//!
//! Two steps, because a template is compiled once and drawn often: [`Warp::new`] turns a placement into the inverse
//! map (which content point each canvas pixel shows, and how much of the pixel the content covers), and
//! [`Warp::draw`] looks a frame up through it. The frame is the content at any resolution; at the content's own, it is
//! filtered as Photoshop does, as far as that could be measured on its stored pixels.

mod forward;
mod frame;
mod inverse;
mod raster;
mod resize;
mod sample;

use std::ops::Range;

use pixels::geometry::Placement;
use pixels::{Picture, Rect};
use rayon::prelude::*;

use frame::Filter;
pub use frame::Frame;
use inverse::{BAND, InverseMap};
use raster::Border;

/// The most pixels one placement may draw; the inverse map of so many takes about 230 MB.
const MOST_PIXELS: u64 = 900_000_000;

/// The geometry of one placed slot, ready to draw frames.
///
/// Takes about a quarter of a byte a pixel, plus 12 a pixel along the outline, patch borders and folds.
#[derive(Debug, Clone)]
pub struct Warp {
    rect: Rect,
    content: [f64; 4],
    filter: Filter,
    map: InverseMap,
}

/// A frame after placement: `picture` lies at `rect` on the canvas, transparent where the content does not reach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// The canvas pixels that the picture covers.
    pub rect: Rect,
    /// Straight RGBA.
    pub picture: Picture,
}

impl Warp {
    /// Inverts `placement` over the canvas pixels inside `clip`.
    ///
    /// Where a folded mesh lays content over content, later rows (then later columns) of the mesh win. Geometry that
    /// is not finite, or that lies outside `clip`, draws nothing.
    pub fn new(placement: &Placement, clip: Rect) -> Self {
        let rect = reach(placement).intersect(clip);
        let rect = if rect.area() > MOST_PIXELS { Rect::default() } else { rect };
        let filter = Filter::new(placement);
        let border = Border::new(placement, filter);
        Self { rect, content: placement.content(), filter, map: InverseMap::new(placement, &border, rect) }
    }

    /// The canvas pixels that may be drawn.
    pub fn rect(&self) -> Rect {
        self.rect
    }

    /// How much a frame of the content's size may be shrunk beforehand along its width and its height, by taking the
    /// mean of whole pixels, without any change to what is drawn. Often 1: the warp filters what it shrinks.
    pub fn natural_scale(&self) -> (f64, f64) {
        let scale = self.filter.natural_scale(self.content);
        (scale, scale)
    }

    /// Filters `picture`, which is stretched over the whole content rectangle, for drawing its rows.
    pub fn frame<'a>(&self, picture: &'a Picture) -> Frame<'a> {
        Frame::new(picture, self.content, self.filter, self.rect)
    }

    /// Draws `picture`, which is stretched over the whole content rectangle.
    pub fn draw(&self, picture: &Picture) -> Placed {
        let mut drawn = Picture::new(self.rect.size(), vec![0; self.rect.area() as usize * 4]);
        let row = self.rect.width() * 4;
        if row > 0 {
            let frame = self.frame(picture);
            drawn.rgba_mut().par_chunks_mut(row * BAND).enumerate().for_each(|(band, out)| {
                let first = self.rect.top + (band * BAND) as i32;
                self.draw_covered(&frame, first..first + (out.len() / row) as i32, out);
            });
        }
        Placed { rect: self.rect, picture: drawn }
    }

    /// Draws the canvas rows `rows` (inside [`Warp::rect`]) into `out`, which holds `rect().width() * 4` samples a row.
    /// Every sample of `out` is written.
    ///
    /// # Panics
    /// When `out` is not that long.
    pub fn draw_rows(&self, frame: &Frame, rows: Range<i32>, out: &mut [u8]) {
        assert_eq!(out.len(), rows.len() * self.rect.width() * 4, "out holds the rows asked for");
        out.fill(0);
        self.draw_covered(frame, rows, out);
    }

    /// Leaves the pixels that are not covered as they are.
    fn draw_covered(&self, frame: &Frame, rows: Range<i32>, out: &mut [u8]) {
        let width = self.rect.width();
        if width == 0 || frame.pixels.is_empty() {
            return;
        }
        for (y, out) in rows.zip(out.chunks_exact_mut(width * 4)) {
            if y >= self.rect.top && y < self.rect.bottom {
                self.map.row((y - self.rect.top) as usize, |span| frame.draw_span(&span, out));
            }
        }
    }
}

/// The canvas pixels that `placement` may touch.
fn reach(placement: &Placement) -> Rect {
    let bounds = placement.bounds();
    if bounds.is_empty() || placement.mesh().is_none_or(forward::is_flat) {
        return bounds;
    }
    let (x, y) = forward::largest_scale(placement);
    bounds.inflate((Border::EXTRA * x.max(y)).ceil().clamp(1.0, 256.0) as i32)
}

#[cfg(test)]
mod tests;
