//! Stored pixels of a layer.

use std::sync::Arc;

use pixels::{PlaneSource, Rect};

/// Colour planes and alpha over one rectangle; straight, not premultiplied.
#[derive(Debug, Clone)]
pub struct Raster {
    /// One plane a channel of the scene's colour model, all over the same rectangle.
    pub colour: Vec<Arc<dyn PlaneSource>>,
    /// Opacity of each pixel; opaque all over when absent.
    pub alpha: Option<Arc<dyn PlaneSource>>,
}

impl Raster {
    /// The pixels that are stored; empty when there is no plane.
    pub fn rect(&self) -> Rect {
        self.colour.first().map(|plane| plane.rect()).unwrap_or_default()
    }
}
