//! Masks: planes that say how much of a layer shows.

use std::sync::Arc;

use pixels::{PlaneSource, Rect};

/// A raster mask or a rasterised vector mask, feather already applied.
#[derive(Debug, Clone)]
pub struct Mask {
    /// How much shows: 0 nothing, 1 all.
    pub plane: Arc<dyn PlaneSource>,
    /// What counts beyond the plane's rectangle, 0 or 1.
    pub outside: f32,
    /// How much of the mask counts, 0 to 1: at 0 everything shows.
    pub density: f32,
    /// Whether it cuts off the layer's effects too. Otherwise they take its shape.
    pub hides_effects: bool,
}

impl Mask {
    /// Where something may show; `None` when that is unbounded.
    pub fn reach(&self) -> Option<Rect> {
        (self.outside == 0.0 && self.density == 1.0).then(|| self.plane.rect())
    }
}
