//! Colour overlay: one colour over the whole shape.

use pixels::Rect;

use super::field::{FULL, Field};
use super::{Colour, Overlay, Paint, Part, Place};
use crate::blend::BlendMode;

/// Parameters of a colour overlay.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ColourOverlay {
    /// How it meets the layer.
    pub blend: BlendMode,
    /// 0 to 1.
    pub opacity: f32,
    /// What it is painted with.
    pub colour: Colour,
}

impl ColourOverlay {
    pub(super) fn part(&self) -> Part {
        Part { name: "colour overlay", place: Place::Inside, blend: self.blend, opacity: self.opacity }
    }

    pub(super) fn prepare(&self, shape: &Field, canvas: Rect) -> Overlay {
        Overlay::new(Paint::Solid(self.colour), everywhere(shape, canvas))
    }
}

/// Full coverage wherever the shape may be.
pub(super) fn everywhere(shape: &Field, canvas: Rect) -> Field {
    let rect = shape.rect.intersect(canvas);
    Field { rect, samples: vec![FULL; rect.area() as usize], outside: 0 }
}
