//! Paint that needs no stored pixels: a colour, a gradient or a pattern, evaluated row by row.

mod gradient;
mod gradient_fill;
mod noise;
mod oklab;
mod pattern;
mod spline;

pub use gradient::{ColourStop, Gradient, Interpolation, OpacityStop, Ramp};
pub use gradient_fill::{Bounds, GradientFill, GradientStyle};
pub use noise::NoiseGradient;
pub use pattern::{PatternFill, Tile};

use pixels::Rect;

/// A colour's samples in the document's model; those beyond its channels are ignored.
pub type Samples4 = [f32; 4];

/// What a fill layer, an overlay or a stroke is painted with.
#[derive(Debug, Clone)]
pub enum Fill {
    /// One opaque colour.
    Solid(Samples4),
    /// A gradient over a rectangle.
    Gradient(GradientFill),
    /// A repeated tile.
    Pattern(PatternFill),
}

impl Fill {
    /// Writes columns `left..left + width` of row `y`: a plane of `colour` for each channel of the document, and alpha.
    /// `bounds` is what a gradient without bounds of its own spans: the canvas, or the layer it lies on.
    ///
    /// # Panics
    /// When a plane is shorter than `width`.
    pub fn row(&self, bounds: Rect, y: i32, left: i32, width: usize, colour: &mut [Vec<f32>], alpha: &mut [f32]) {
        match self {
            Self::Solid(samples) => {
                colour.iter_mut().zip(samples).for_each(|(plane, sample)| plane[..width].fill(*sample));
                alpha[..width].fill(1.0);
            }
            Self::Gradient(gradient) => gradient.row(bounds, y, left, width, colour, alpha),
            Self::Pattern(pattern) => pattern.row(y, left, width, colour, alpha),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_solid_fill_is_its_colour_everywhere() {
        let (mut colour, mut alpha) = (vec![vec![0.0; 3]; 3], vec![0.0; 3]);
        Fill::Solid([0.1, 0.2, 0.3, 0.9]).row(Rect::new(0, 0, 9, 9), 4, 2, 3, &mut colour, &mut alpha);
        assert_eq!(colour, [[0.1; 3], [0.2; 3], [0.3; 3]]);
        assert_eq!(alpha, [1.0; 3]);
    }
}
