//! One canvas of the painter's stack: a band of rows in float planes.

use pixels::{Rect, Samples};

/// Straight colour and alpha of a band of pixels, 0 to 1.
#[derive(Debug, Clone)]
pub(crate) struct Canvas {
    pub(crate) rect: Rect,
    pub(crate) colour: Vec<Vec<f32>>,
    pub(crate) alpha: Vec<f32>,
}

impl Canvas {
    /// A transparent canvas.
    pub(crate) fn empty(rect: Rect, channels: usize) -> Self {
        let pixels = rect.area() as usize;
        Self { rect, colour: vec![vec![0.0; pixels]; channels], alpha: vec![0.0; pixels] }
    }

    /// A canvas with stored samples: the colour planes, then alpha.
    pub(crate) fn from_samples(rect: Rect, samples: &[Samples]) -> Self {
        let mut canvas = Self::empty(rect, samples.len().saturating_sub(1));
        for (plane, samples) in canvas.colour.iter_mut().chain([&mut canvas.alpha]).zip(samples) {
            samples.read(0, plane);
        }
        canvas
    }

    /// The part of the canvas within `rect`, which must lie inside it.
    pub(crate) fn crop(&self, rect: Rect) -> Self {
        let mut part = Self::empty(rect, self.colour.len());
        let width = rect.width();
        for y in rect.top..rect.bottom {
            let (from, to) = (self.span(y, rect.left, width), part.span(y, rect.left, width));
            for (out, plane) in part.colour.iter_mut().zip(&self.colour) {
                out[to.clone()].copy_from_slice(&plane[from.clone()]);
            }
            part.alpha[to].copy_from_slice(&self.alpha[from]);
        }
        part
    }

    /// Where row `y`'s pixels from column `left` lie in the planes.
    pub(crate) fn span(&self, y: i32, left: i32, width: usize) -> std::ops::Range<usize> {
        let start = (y - self.rect.top) as usize * self.rect.width() + (left - self.rect.left) as usize;
        start..start + width
    }
}
