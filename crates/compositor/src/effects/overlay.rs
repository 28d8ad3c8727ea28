//! What an effect becomes: a paint, and how much of each pixel it covers.

use pixels::{Plane, PlaneSource, Rect};

use super::Colour;
use super::field::Field;
use crate::fill::{Fill, Ramp};

/// What an overlay's covered pixels look like.
#[derive(Debug, Clone)]
pub enum Paint {
    /// The same wherever it covers. A gradient without bounds of its own spans the rectangle of the layer's shape.
    Fill(Fill),
    /// A colour and an opacity for each strength of coverage, the strongest at 0: the gradient of a glow.
    Strength(Ramp),
    /// A gradient across the line of a stroke, from its outer side inwards.
    Burst(Ramp),
}

impl From<Fill> for Paint {
    fn from(fill: Fill) -> Self {
        Self::Fill(fill)
    }
}

impl From<Colour> for Paint {
    fn from(colour: Colour) -> Self {
        Self::Fill(Fill::Solid(colour))
    }
}

/// One prepared effect, or part of one, over a rectangle of the canvas.
#[derive(Debug, Clone)]
pub struct Overlay {
    paint: Paint,
    coverage: Plane,
    /// Where each pixel lies in a [`Paint::Burst`], 0 to 1, over the coverage's rectangle.
    places: Option<Plane>,
    /// What gradients span.
    bounds: Rect,
}

impl Overlay {
    pub(super) fn new(paint: Paint, coverage: Field) -> Self {
        Self { paint, bounds: coverage.rect, coverage: coverage.into_plane(), places: None }
    }

    /// How many bytes of memory its coverage takes.
    pub(crate) fn bytes(&self) -> u64 {
        PlaneSource::bytes(&self.coverage) + self.places.as_ref().map_or(0, PlaneSource::bytes)
    }

    /// The same with the places of a [`Paint::Burst`].
    pub(super) fn at_places(self, places: Field) -> Self {
        Self { places: Some(places.into_plane()), ..self }
    }

    /// The same with gradients over `bounds`.
    pub(super) fn spanning(self, bounds: Rect) -> Self {
        Self { bounds, ..self }
    }

    /// The pixels it can cover; beyond them it covers none.
    pub fn rect(&self) -> Rect {
        self.coverage.rect()
    }

    /// How much of each pixel is covered, 0 to 1.
    pub fn coverage(&self) -> &Plane {
        &self.coverage
    }

    /// Writes the paint of row `y`, `width` columns from `left`, as if it covered everything: for parts that knock out.
    ///
    /// # Panics
    /// When a plane is shorter than `width`.
    pub fn paint_row(&self, y: i32, left: i32, width: usize, colour: &mut [Vec<f32>], alpha: &mut [f32]) {
        match &self.paint {
            Paint::Fill(fill) => fill.row(self.bounds, y, left, width, colour, alpha),
            Paint::Strength(_) => self.row(y, left, width, colour, alpha),
            Paint::Burst(ramp) => self.burst_row(ramp, y, left, width, colour, alpha),
        }
    }

    fn burst_row(&self, ramp: &Ramp, y: i32, left: i32, width: usize, colour: &mut [Vec<f32>], alpha: &mut [f32]) {
        let mut places = vec![0.0; width];
        let span = Rect::new(left, y, left + width as i32, y + 1).intersect(self.rect());
        if let (Some(plane), false) = (&self.places, span.is_empty()) {
            let within = (span.left - left) as usize..(span.right - left) as usize;
            // A field's rows can always be read.
            let _ = plane.read_row(y, span.left, &mut places[within]);
        }
        for (x, place) in places.into_iter().enumerate() {
            alpha[x] = ramp.alpha_at(place);
            colour.iter_mut().zip(ramp.colour_at(place)).for_each(|(plane, sample)| plane[x] = sample);
        }
    }

    /// Writes colour and opacity of row `y`, `width` columns from `left`. Opacity is 0 beyond [`Overlay::rect`].
    ///
    /// # Panics
    /// When a plane is shorter than `width`.
    pub fn row(&self, y: i32, left: i32, width: usize, colour: &mut [Vec<f32>], alpha: &mut [f32]) {
        let mut coverage = vec![0.0; width];
        let span = Rect::new(left, y, left + width as i32, y + 1).intersect(self.rect());
        let within = (span.left - left) as usize..(span.right - left) as usize;
        let alpha = &mut alpha[..width];
        if span.is_empty() || self.coverage.read_row(y, span.left, &mut coverage[within]).is_err() {
            return alpha.fill(0.0);
        }
        match &self.paint {
            Paint::Fill(fill) => {
                fill.row(self.bounds, y, left, width, colour, alpha);
                alpha.iter_mut().zip(&coverage).for_each(|(alpha, coverage)| *alpha *= coverage);
            }
            Paint::Burst(ramp) => {
                self.burst_row(ramp, y, left, width, colour, alpha);
                alpha.iter_mut().zip(&coverage).for_each(|(alpha, coverage)| *alpha *= coverage);
            }
            Paint::Strength(ramp) => {
                for (x, strength) in coverage.into_iter().enumerate() {
                    alpha[x] = if strength > 0.0 { ramp.alpha_at(1.0 - strength) } else { 0.0 };
                    let samples = ramp.colour_at(1.0 - strength);
                    colour.iter_mut().zip(samples).for_each(|(plane, sample)| plane[x] = sample);
                }
            }
        }
    }
}
