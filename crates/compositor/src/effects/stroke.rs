//! Stroke: a line along the shape's edge.

use pixels::Rect;

use super::field::Field;
use super::{Overlay, Paint, Part, Place, distance};
use crate::blend::BlendMode;

/// On which side of the edge a stroke lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Position {
    /// Beyond the shape.
    #[default]
    Outside,
    /// Within the shape.
    Inside,
    /// Half on each side.
    Centre,
}

/// Parameters of a stroke.
#[derive(Debug, Clone, PartialEq)]
pub struct Stroke {
    /// How it meets what is below.
    pub blend: BlendMode,
    /// 0 to 1.
    pub opacity: f32,
    /// What it is painted with.
    pub paint: Paint,
    /// Pixels across.
    pub size: f32,
    /// On which side of the edge.
    pub position: Position,
}

impl Stroke {
    /// Pixels beyond the shape and within it.
    fn radii(&self) -> (f32, f32) {
        match self.position {
            Position::Outside => (self.size, 0.0),
            Position::Inside => (0.0, self.size),
            Position::Centre => (self.size / 2.0, self.size / 2.0),
        }
    }

    pub(super) fn reach(&self) -> i32 {
        self.radii().0.max(0.0).ceil() as i32 + 1
    }

    pub(super) fn parts(&self) -> Vec<Part> {
        let part = |place| Part { name: "stroke", place, blend: self.blend, opacity: self.opacity };
        self.places().into_iter().map(part).collect()
    }

    fn places(&self) -> Vec<Place> {
        match self.position {
            Position::Outside => vec![Place::Behind],
            Position::Inside => vec![Place::Inside],
            Position::Centre => vec![Place::Behind, Place::Inside],
        }
    }

    pub(super) fn prepare(&self, shape: &Field, canvas: Rect) -> Vec<Overlay> {
        let (outer, inner) = self.radii();
        let line = |place| match place {
            Place::Inside => within(shape, inner, canvas),
            Place::Behind | Place::Under => beyond(shape, outer, canvas),
        };
        self.places().into_iter().map(|place| Overlay::new(self.paint.clone(), line(place))).collect()
    }
}

/// The shape and `radius` pixels around it; the shape itself hides what lies below it.
fn beyond(shape: &Field, radius: f32, canvas: Rect) -> Field {
    let margin = radius.max(0.0).ceil() as i32 + 1;
    let rect = shape.rect.inflate(margin).intersect(canvas);
    distance::grow(&shape.over(rect.inflate(margin)), radius).over(rect)
}

/// What is within `radius` pixels of the shape's surroundings.
fn within(shape: &Field, radius: f32, canvas: Rect) -> Field {
    let margin = radius.max(0.0).ceil() as i32 + 1;
    let rect = shape.rect.intersect(canvas);
    distance::grow(&shape.clone().inverse().over(rect.inflate(margin)), radius).over(rect)
}
