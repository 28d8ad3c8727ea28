//! Displace: shows at each pixel what lies as far away as a map says.

use std::sync::Arc;

use pixels::geometry::Point;
use pixels::{Picture, Rect};
use rayon::prelude::*;

use super::pixel::{Beyond, bilinear, straight};

/// The settings of Displace.
#[derive(Debug, Clone)]
pub struct Displace {
    /// Where the map comes from.
    pub map: DisplacementMap,
    /// Canvas pixels to the right for each level of the first channel above 128, in per cent.
    pub horizontal: f32,
    /// The same down, by the second channel.
    pub vertical: f32,
    /// What shows where there is nothing.
    pub beyond: Beyond,
}

/// A picture whose levels are distances.
#[derive(Debug, Clone)]
pub struct DisplacementMap {
    /// Red is horizontal, green vertical; in a gray picture both are the same.
    pub picture: Arc<Picture>,
    /// Repeated over the canvas; otherwise stretched to it.
    pub tile: bool,
}

impl Displace {
    /// The pixels that may show something.
    pub(super) fn reach(&self, rect: Rect, canvas: Rect) -> Rect {
        if self.beyond == Beyond::Wrap {
            return canvas;
        }
        let farthest = 1.28 * self.horizontal.abs().max(self.vertical.abs());
        rect.inflate(farthest.ceil().clamp(0.0, 1e6) as i32 + 1)
    }

    /// A level of 128 leaves a pixel where it is (Adobe's manual). Lighter levels show what lies to the right and below:
    /// they move the picture left and up.
    pub(super) fn apply(&self, picture: &mut Picture, rect: Rect, canvas: Rect) {
        if self.map.picture.size().is_empty() {
            return;
        }
        let source = picture.clone();
        let row = rect.width() * 4;
        picture.rgba_mut().par_chunks_exact_mut(row).zip(rect.top..rect.bottom).for_each(|(row, y)| {
            for (out, x) in row.chunks_exact_mut(4).zip(rect.left..) {
                let [right, down, ..] = self.map.at(x - canvas.left, y - canvas.top, canvas);
                let shift = |level: f32, scale: f32| f64::from((level - 128.0) * scale / 100.0);
                let at = Point::new(
                    f64::from(x - rect.left) + 0.5 + shift(right, self.horizontal),
                    f64::from(y - rect.top) + 0.5 + shift(down, self.vertical),
                );
                out.copy_from_slice(&straight(bilinear(&source, at, self.beyond)));
            }
        });
    }
}

impl DisplacementMap {
    /// The map's levels at a canvas pixel.
    fn at(&self, x: i32, y: i32, canvas: Rect) -> [f32; 4] {
        let size = self.picture.size();
        let (x, y) = (f64::from(x) + 0.5, f64::from(y) + 0.5);
        let (at, beyond) = if self.tile {
            (Point::new(x, y), Beyond::Wrap)
        } else {
            let scale = |side: u32, of: usize| f64::from(side) / of.max(1) as f64;
            (Point::new(x * scale(size.width, canvas.width()), y * scale(size.height, canvas.height())), Beyond::Repeat)
        };
        bilinear(&self.picture, at, beyond)
    }
}
