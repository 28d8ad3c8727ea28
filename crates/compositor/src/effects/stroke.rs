//! Stroke: a line along the shape's edge.

use pixels::Rect;

use super::field::{Field, quantise};
use super::{Overlay, Paint, Part, Place, distance};
use crate::blend::BlendMode;
use crate::fill::Fill;

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
#[derive(Debug, Clone)]
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
    /// Blends with the layer's own content instead of knocking it out. Photoshop's default is no.
    pub overprint: bool,
}

impl Stroke {
    pub(super) fn reach(&self) -> i32 {
        self.beyond().ceil() as i32 + 1
    }

    /// Pixels that it covers beyond the shape. A gradient spans them too.
    pub fn beyond(&self) -> f32 {
        radii(self.size, self.position).0.max(0.0)
    }

    pub(super) fn parts(&self) -> Vec<Part> {
        let part = |place: &Place| Part {
            knocks_out: !self.overprint && !self.hides_all(),
            ..Part::new("stroke", *place, self.blend, self.opacity)
        };
        places(self.position).iter().map(part).collect()
    }

    /// Nothing shows through it anyway.
    fn hides_all(&self) -> bool {
        self.blend == BlendMode::Normal && self.opacity == 1.0 && matches!(self.paint, Paint::Fill(Fill::Solid(_)))
    }

    pub(super) fn prepare(&self, shape: &Field, canvas: Rect) -> Vec<Overlay> {
        let line = |place: &Place| match (place, self.position) {
            (_, Position::Centre) => across(shape, self.size, canvas),
            (Place::Inside, _) => within(shape, self.size, canvas),
            (Place::Behind | Place::Under | Place::Over, _) => beyond(shape, self.size, canvas),
        };
        let overlay = |place: &Place| {
            let line = line(place);
            let burst =
                matches!(self.paint, Paint::Burst(_)).then(|| burst(shape, self.size, self.position, line.rect));
            let overlay = Overlay::new(self.paint.clone(), line);
            if let Some(burst) = burst { overlay.at_places(burst) } else { overlay }
        };
        places(self.position).iter().map(overlay).collect()
    }
}

/// Where a stroke shows.
pub(super) fn places(position: Position) -> &'static [Place] {
    match position {
        Position::Outside => &[Place::Behind],
        Position::Inside => &[Place::Inside],
        Position::Centre => &[Place::Behind, Place::Inside],
    }
}

/// Pixels beyond the shape and within it.
fn radii(size: f32, position: Position) -> (f32, f32) {
    match position {
        Position::Outside => (size, 0.0),
        Position::Inside => (0.0, size),
        Position::Centre => (size / 2.0, size / 2.0),
    }
}

/// The stroke alone, without what it encloses, over the shape's rectangle.
pub(super) fn ring(shape: &Field, size: f32, position: Position) -> Field {
    let (outer, inner) = radii(size, position);
    let surroundings = shape.clone().inverse();
    let (mut grown, shrunk) = (distance::grow(shape, outer), distance::grow(&surroundings, inner));
    grown.samples.iter_mut().zip(&shrunk.samples).for_each(|(grown, shrunk)| *grown = (*grown).min(*shrunk));
    grown
}

/// How far each pixel lies across the line, from 0 on its outer side to 1 on its inner.
fn burst(shape: &Field, size: f32, position: Position, rect: Rect) -> Field {
    let (outer, inner) = radii(size, position);
    let around = shape.over(rect.inflate(size.max(0.0).ceil() as i32 + 2));
    let beyond = distance::by_distance(&around, outer + 1.0, |distance| distance);
    let within = distance::by_distance(&around.clone().inverse(), inner + 1.0, |distance| distance);
    let place = |(beyond, within): (&f32, &f32)| {
        // Both count from pixels that are full, whose middles lie half a pixel off the edge.
        let from_edge = beyond - within;
        let from_edge = from_edge - from_edge.signum() * (from_edge.abs() / 2.0).min(0.5);
        quantise((outer - from_edge) / size.max(1.0))
    };
    let samples = beyond.iter().zip(&within).map(place).collect();
    Field { samples, ..around.clone_empty() }.over(rect)
}

/// A line on both sides of the edge. Inside and outside it covers a pixel alike, so that a pixel on a soft edge is
/// covered by just this much (exact on Photoshop's pixels).
fn across(shape: &Field, size: f32, canvas: Rect) -> Field {
    let margin = (size / 2.0).max(0.0).ceil() as i32 + 1;
    let rect = shape.rect.inflate(margin).intersect(canvas);
    ring(&shape.over(rect.inflate(margin)), size, Position::Centre).over(rect)
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
