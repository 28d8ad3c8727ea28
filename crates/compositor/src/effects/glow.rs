//! Outer glow and inner glow.

use pixels::Rect;

use super::contour::Contour;
use super::field::{Field, quantise, unit};
use super::shadow::{blurred_reach, spread_and_blur};
use super::{Overlay, Paint, Part, Place, distance};
use crate::blend::BlendMode;

/// How a glow fades.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Technique {
    /// By a blur.
    #[default]
    Softer,
    /// By the distance from the shape.
    Precise,
}

/// Where an inner glow comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Source {
    /// From the shape's edge inwards.
    #[default]
    Edge,
    /// From the shape's middle outwards.
    Centre,
}

/// Parameters of an outer or an inner glow.
#[derive(Debug, Clone)]
pub struct Glow {
    /// How it meets what is below.
    pub blend: BlendMode,
    /// 0 to 1.
    pub opacity: f32,
    /// A colour, or the glow's gradient as [`Paint::Strength`].
    pub paint: Paint,
    /// How it fades.
    pub technique: Technique,
    /// Where it comes from; says nothing for outer glows.
    pub source: Source,
    /// Pixels from full to nothing.
    pub size: f32,
    /// The share of `size` that is grown (an inner glow's choke) instead of faded, 0 to 1.
    pub spread: f32,
    /// The share of the fade at which the contour ends, 0 to 1; Photoshop's default is 0.5.
    pub range: f32,
    /// How much the place in the gradient varies at random, 0 to 1.
    pub jitter: f32,
    /// From faded to final coverage.
    pub contour: Contour,
    /// The share of coverage that becomes speckles, 0 to 1.
    pub noise: f32,
}

impl Glow {
    pub(super) fn reach(&self) -> i32 {
        blurred_reach(self.size)
    }

    pub(super) fn part(&self, name: &'static str, place: Place) -> Part {
        Part::new(name, place, self.blend, self.opacity)
    }

    pub(super) fn outer(&self, shape: &Field, canvas: Rect) -> Overlay {
        let rect = shape.rect.inflate(self.reach()).intersect(canvas);
        self.overlay(self.fade(&shape.over(rect.inflate(self.reach()))).over(rect))
    }

    pub(super) fn inner(&self, shape: &Field, canvas: Rect) -> Overlay {
        let rect = shape.rect.intersect(canvas);
        let surroundings = shape.clone().inverse().over(rect.inflate(self.reach()));
        let from_edge = self.fade(&surroundings).over(rect);
        self.overlay(match self.source {
            Source::Edge => from_edge,
            Source::Centre => from_edge.inverse(),
        })
    }

    fn fade(&self, shape: &Field) -> Field {
        let range = self.range.clamp(0.01, 1.0);
        match self.technique {
            Technique::Softer => {
                spread_and_blur(shape, self.size, self.spread).map(|sample| quantise(unit(sample) / range))
            }
            Technique::Precise => self.fade_by_distance(shape, range),
        }
    }

    fn fade_by_distance(&self, shape: &Field, range: f32) -> Field {
        let full = self.size * self.spread.clamp(0.0, 1.0);
        let fade = (self.size - full).max(1.0);
        let strength = |distance: f32| quantise((full + fade - distance) / fade / (2.0 * range));
        let samples = distance::by_distance(shape, full + fade, strength);
        Field { samples, ..shape.clone_empty() }
    }

    fn overlay(&self, coverage: Field) -> Overlay {
        let coverage = self.contour.apply(coverage).speckled(self.noise);
        let coverage = match self.paint {
            Paint::Strength(_) => coverage.jittered(self.jitter),
            Paint::Fill(_) | Paint::Burst(_) => coverage,
        };
        Overlay::new(self.paint.clone(), coverage)
    }
}
