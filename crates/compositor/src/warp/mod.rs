//! Placing a slot's content on the canvas through mesh and quad.
//!
//! Two steps, because a template is compiled once and drawn often: [`Warp::new`] turns a placement into the inverse
//! map (which content point each canvas pixel shows, and how much of the pixel the content covers), and
//! [`Warp::draw`] looks a frame up through it. The frame is the content at any resolution.
//!
//! Minification is the caller's first step: build the frame at [`Warp::natural_scale`] and it is filtered once,
//! properly; the warp itself then samples near one frame pixel a canvas pixel.

mod forward;
mod inverse;
mod raster;
mod sample;

use std::ops::Range;

use pixels::geometry::Placement;
use pixels::{Picture, Rect};
use rayon::prelude::*;

use inverse::{BAND, InverseMap};
use sample::Frame;

/// The most pixels one placement may draw; the inverse map of so many takes about 100 MB.
const MOST_PIXELS: u64 = 900_000_000;

/// The geometry of one placed slot, ready to draw frames.
///
/// Takes about 0.2 bytes a pixel, plus 12 a pixel along the outline, patch borders and folds.
#[derive(Debug, Clone)]
pub struct Warp {
    rect: Rect,
    content: [f64; 4],
    natural_scale: (f64, f64),
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
        let rect = placement.bounds().inflate(1).intersect(clip);
        let rect = if rect.area() > MOST_PIXELS { Rect::default() } else { rect };
        Self {
            rect,
            content: placement.content(),
            natural_scale: forward::natural_scale(placement),
            map: InverseMap::new(placement, rect),
        }
    }

    /// The canvas pixels that may be drawn.
    pub fn rect(&self) -> Rect {
        self.rect
    }

    /// How much a frame may be shrunk beforehand along its width and its height: canvas pixels a content pixel, the
    /// most over the slot, never above 1.
    pub fn natural_scale(&self) -> (f64, f64) {
        self.natural_scale
    }

    /// Draws `frame`, which is stretched over the whole content rectangle.
    pub fn draw(&self, frame: &Picture) -> Placed {
        let mut picture = Picture::filled(self.rect.size(), [0; 4]);
        let row = self.rect.width() * 4;
        if row > 0 {
            let frame = Frame::new(frame, self.content);
            picture.rgba_mut().par_chunks_mut(row * BAND).enumerate().for_each(|(band, out)| {
                let first = self.rect.top + (band * BAND) as i32;
                self.draw_frame_rows(&frame, first..first + (out.len() / row) as i32, out);
            });
        }
        Placed { rect: self.rect, picture }
    }

    /// Draws the canvas rows `rows` (inside [`Warp::rect`]) into `out`, which holds `rect().width() * 4` samples a row.
    /// Every sample of `out` is written.
    ///
    /// # Panics
    /// When `out` is not that long.
    pub fn draw_rows(&self, frame: &Picture, rows: Range<i32>, out: &mut [u8]) {
        assert_eq!(out.len(), rows.len() * self.rect.width() * 4, "out holds the rows asked for");
        out.fill(0);
        self.draw_frame_rows(&Frame::new(frame, self.content), rows, out);
    }

    fn draw_frame_rows(&self, frame: &Frame, rows: Range<i32>, out: &mut [u8]) {
        let width = self.rect.width();
        if width == 0 || frame.is_empty() {
            return;
        }
        for (y, out) in rows.zip(out.chunks_exact_mut(width * 4)) {
            if y >= self.rect.top && y < self.rect.bottom {
                self.map.row((y - self.rect.top) as usize, |span| frame.draw_span(&span, out));
            }
        }
    }
}

#[cfg(test)]
mod tests;
