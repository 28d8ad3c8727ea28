//! Colour, gradient and pattern overlay: one fill over the whole shape.

use pixels::Rect;

use super::field::{FULL, Field};
use super::{Overlay, Part, Place};
use crate::blend::BlendMode;
use crate::fill::Fill;

/// Parameters of a colour, gradient or pattern overlay: the fill says which.
#[derive(Debug, Clone)]
pub struct FillOverlay {
    /// How it meets the layer.
    pub blend: BlendMode,
    /// 0 to 1.
    pub opacity: f32,
    /// What it is painted with.
    pub fill: Fill,
}

impl FillOverlay {
    /// Photoshop's stacking order among overlays, from the bottom.
    pub(super) fn rank(&self) -> u8 {
        match self.fill {
            Fill::Pattern(_) => 0,
            Fill::Gradient(_) => 1,
            Fill::Solid(_) => 2,
        }
    }

    pub(super) fn part(&self) -> Part {
        let name = match self.fill {
            Fill::Pattern(_) => "pattern overlay",
            Fill::Gradient(_) => "gradient overlay",
            Fill::Solid(_) => "colour overlay",
        };
        Part::new(name, Place::Inside, self.blend, self.opacity)
    }

    pub(super) fn prepare(&self, shape: &Field, canvas: Rect) -> Overlay {
        let rect = shape.rect.intersect(canvas);
        let coverage = Field { rect, samples: vec![FULL; rect.area() as usize], outside: 0 };
        Overlay::new(self.fill.clone().into(), coverage)
    }
}
