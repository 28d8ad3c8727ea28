//! What an effect becomes: a paint, and how much of each pixel it covers.

use pixels::{Plane, PlaneSource, Rect};

use super::Colour;
use super::field::Field;

/// What an overlay's covered pixels look like.
#[derive(Debug, Clone, PartialEq)]
pub enum Paint {
    /// One colour.
    Solid(Colour),
    /// A colour and an opacity for each coverage, from 0 to full in equal steps: the coverage itself only picks.
    Ramp(Vec<(Colour, f32)>),
}

/// One prepared effect, or part of one, over a rectangle of the canvas.
#[derive(Debug, Clone)]
pub struct Overlay {
    paint: Paint,
    coverage: Plane,
}

impl Overlay {
    pub(super) fn new(paint: Paint, coverage: Field) -> Self {
        Self { paint, coverage: coverage.into_plane() }
    }

    /// The pixels it can cover; beyond them it covers none.
    pub fn rect(&self) -> Rect {
        self.coverage.rect()
    }

    /// How much of each pixel is covered, 0 to 1.
    pub fn coverage(&self) -> &Plane {
        &self.coverage
    }

    /// Writes colour and opacity of row `y`, `width` columns from `left`. Opacity is 0 beyond [`Overlay::rect`].
    pub fn row(&self, y: i32, left: i32, width: usize, colour: &mut [Vec<f32>], alpha: &mut [f32]) {
        let alpha = &mut alpha[..width];
        alpha.fill(0.0);
        let span = Rect::new(left, y, left + width as i32, y + 1).intersect(self.rect());
        if span.is_empty() {
            return;
        }
        let at = (span.left - left) as usize..(span.right - left) as usize;
        if self.coverage.read_row(y, span.left, &mut alpha[at.clone()]).is_err() {
            return;
        }
        match &self.paint {
            Paint::Solid(solid) => {
                for (plane, sample) in colour.iter_mut().zip(solid) {
                    plane[at.clone()].fill(*sample);
                }
            }
            Paint::Ramp(steps) => {
                for x in at {
                    let (picked, opacity) = pick(steps, alpha[x]);
                    alpha[x] = opacity;
                    for (plane, sample) in colour.iter_mut().zip(picked) {
                        plane[x] = sample;
                    }
                }
            }
        }
    }
}

/// The step nearest to `coverage`; an empty ramp is transparent, and so is what is not covered at all.
fn pick(steps: &[(Colour, f32)], coverage: f32) -> (Colour, f32) {
    let last = steps.len().saturating_sub(1);
    match steps.get((coverage * last as f32 + 0.5) as usize) {
        Some(step) if coverage > 0.0 => *step,
        _ => ([0.0; 4], 0.0),
    }
}
