//! Making a frame ready to be looked up: shrunk or enlarged the way Photoshop does before it places it.
//!
//! What Photoshop does was measured on its stored pixels. Upright and unbent, it resamples once with a bicubic kernel
//! as wide as the shrinking asks for. Bent or turned, it takes the level of a pyramid of halved pictures that is still
//! no smaller than the placed content, and looks that up bilinearly.

use std::borrow::Cow;

use pixels::geometry::{Placement, Quad};
use pixels::{Picture, Rect};
use rayon::prelude::*;

use super::forward;
use super::resize::{self, Axis};

/// How a frame is filtered, decided by geometry alone.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Filter {
    /// Content that lies upright in the rectangle left, top, right, bottom of the canvas: resampled on canvas pixels.
    Upright([f64; 4]),
    /// The level of a pyramid.
    Pyramid {
        /// Canvas area a content area.
        scale: f64,
        /// Whether the quad is no parallelogram.
        perspective: bool,
    },
}

impl Filter {
    pub(super) fn new(placement: &Placement) -> Self {
        let bent = placement.mesh().is_some_and(|mesh| !forward::is_flat(mesh));
        let Quad([p0, p1, p2, p3]) = placement.quad();
        let near = |a: f64, b: f64| (a - b).abs() < 1e-6;
        let upright = near(p0.y, p1.y) && near(p1.x, p2.x) && near(p2.y, p3.y) && near(p3.x, p0.x);
        if !bent && upright && p0.x < p1.x && p0.y < p3.y {
            return Self::Upright([p0.x, p0.y, p2.x, p2.y]);
        }
        let perspective = !near(p0.x + p2.x, p1.x + p3.x) || !near(p0.y + p2.y, p1.y + p3.y);
        Self::Pyramid { scale: forward::mean_area_scale(placement), perspective }
    }

    /// How much a frame of content's own size may be shrunk beforehand, by whole pixels and their mean, without any
    /// change to what is drawn: to the level of the pyramid that is looked up.
    pub(super) fn natural_scale(self, [left, top, right, bottom]: [f64; 4]) -> f64 {
        let Self::Pyramid { scale, .. } = self else { return 1.0 };
        let side = f64::from(1u32 << level(1.0 / scale));
        let divides = |length: f64| length % side == 0.0;
        if divides(right - left) && divides(bottom - top) { 1.0 / side } else { 1.0 }
    }

    /// Whether content pixels lie exactly on canvas pixels.
    pub(super) fn keeps_pixels(self, content: [f64; 4]) -> bool {
        let Self::Upright([left, top, right, bottom]) = self else { return false };
        let near = |a: f64, b: f64| (a - b).abs() < 1e-6;
        let same_size = near(right - left, content[2] - content[0]) && near(bottom - top, content[3] - content[1]);
        same_size && near(left, left.round()) && near(top, top.round())
    }
}

/// The last level of a pyramid that is not smaller than what is drawn, from the pixels that one drawn pixel shows.
fn level(pixels: f64) -> u32 {
    // The little extra is for places that are an exact half but for rounding.
    (pixels.log2() / 2.0 + 1e-3).floor().clamp(0.0, 16.0) as u32
}

/// A frame ready to be drawn through the warp that made it, from as many threads as one likes.
#[derive(Debug)]
pub struct Frame<'a> {
    pub(super) pixels: Cow<'a, [[u8; 4]]>,
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) opaque: bool,
    /// From content to positions counted from the first pixel's centre: `position = content * scale + offset`.
    pub(super) scale: [f32; 2],
    pub(super) offset: [f32; 2],
}

impl<'a> Frame<'a> {
    /// `picture` stretched over the rectangle `content` and filtered for drawing on the canvas pixels `rect`.
    pub(super) fn new(picture: &'a Picture, content: [f64; 4], filter: Filter, rect: Rect) -> Self {
        let whole = Self::unfiltered(picture, content);
        if whole.pixels.is_empty() || rect.is_empty() {
            return whole;
        }
        match filter {
            Filter::Upright(placed) => whole.resized(content, placed, rect),
            Filter::Pyramid { scale, perspective } => {
                let area = ((content[2] - content[0]) * (content[3] - content[1])).abs();
                let frame = whole.level(level(picture.size().pixels() as f64 / (area * scale)));
                if perspective { frame.shifted(level(1.0 / scale)) } else { frame }
            }
        }
    }

    fn unfiltered(picture: &'a Picture, [left, top, right, bottom]: [f64; 4]) -> Self {
        let size = picture.size();
        let scale = [f64::from(size.width) / (right - left), f64::from(size.height) / (bottom - top)];
        Self {
            pixels: Cow::Borrowed(picture.rgba().as_chunks().0),
            width: size.width as usize,
            height: size.height as usize,
            opaque: picture.rgba().par_chunks(1 << 18).all(|part| part.as_chunks::<4>().0.iter().all(|p| p[3] == 255)),
            scale: scale.map(|s| s as f32),
            offset: [(-left * scale[0] - 0.5) as f32, (-top * scale[1] - 0.5) as f32],
        }
    }

    /// Resampled so that one pixel is one canvas pixel of `rect`.
    fn resized(self, content: [f64; 4], placed: [f64; 4], rect: Rect) -> Self {
        let [left, top, right, bottom] = placed;
        let columns = Axis::new(self.width, left, right, rect.left, rect.width());
        let rows = Axis::new(self.height, top, bottom, rect.top, rect.height());
        if columns.is_plain_shift() && rows.is_plain_shift() {
            return self;
        }
        let scale = [(right - left) / (content[2] - content[0]), (bottom - top) / (content[3] - content[1])];
        let offset = [
            left - f64::from(rect.left) - 0.5 - content[0] * scale[0],
            top - f64::from(rect.top) - 0.5 - content[1] * scale[1],
        ];
        Frame {
            pixels: Cow::Owned(resize::resize(&self.pixels, self.width, self.opaque, &columns, &rows)),
            width: rect.width(),
            height: rect.height(),
            opaque: self.opaque,
            scale: scale.map(|s| s as f32),
            offset: offset.map(|o| o as f32),
        }
    }

    /// Halved `level` times.
    fn level(self, level: u32) -> Self {
        if level == 0 {
            return self;
        }
        let side = 1usize << level;
        let (width, height) = (self.width.div_ceil(side), self.height.div_ceil(side));
        let mut pixels = vec![[0; 4]; width * height];
        pixels.par_chunks_mut(width).enumerate().for_each(|(row, out)| {
            for (column, out) in out.iter_mut().enumerate() {
                *out = self.mean(column * side, row * side, side);
            }
        });
        let shrink = 1.0 / side as f32;
        Frame {
            pixels: Cow::Owned(pixels),
            width,
            height,
            opaque: self.opaque,
            scale: self.scale.map(|s| s * shrink),
            offset: self.offset.map(|o| (o + 0.5) * shrink - 0.5),
        }
    }

    /// In perspective, the levels of Photoshop's pyramid lie as if their first pixels' centres coincided, not their
    /// corners, so that content moves right and down by `(2^level - 1) / 2` of its pixels. It looks like a slip, but it
    /// is what the stored pixels show.
    fn shifted(mut self, level: u32) -> Self {
        let shift = ((1u32 << level) - 1) as f32 / 2.0;
        self.offset = [0, 1].map(|k| self.offset[k] - shift * self.scale[k]);
        self
    }

    /// The mean of the square at (`x`, `y`), weighted by alpha.
    fn mean(&self, x: usize, y: usize, side: usize) -> [u8; 4] {
        let (right, bottom) = ((x + side).min(self.width), (y + side).min(self.height));
        let mut sums = [0u64; 4];
        for row in y..bottom {
            for pixel in &self.pixels[row * self.width + x..row * self.width + right] {
                let alpha = u64::from(pixel[3]);
                for channel in 0..3 {
                    sums[channel] += alpha * u64::from(pixel[channel]);
                }
                sums[3] += alpha;
            }
        }
        let count = ((right - x) * (bottom - y)) as u64;
        let [r, g, b, alpha] = sums;
        if alpha == 0 {
            return [0; 4];
        }
        let colour = |sum: u64| ((sum + alpha / 2) / alpha) as u8;
        [colour(r), colour(g), colour(b), ((alpha + count / 2) / count) as u8]
    }
}
