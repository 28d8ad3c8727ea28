//! Drop shadow and inner shadow: the shape, or its surroundings, spread, blurred and moved away from the light.

use pixels::Rect;

use super::contour::Contour;
use super::field::Field;
use super::{Colour, Overlay, Part, Place, blur, distance};
use crate::blend::BlendMode;

/// Parameters of a drop shadow or an inner shadow.
#[derive(Debug, Clone, PartialEq)]
pub struct Shadow {
    /// How it meets what is below.
    pub blend: BlendMode,
    /// 0 to 1.
    pub opacity: f32,
    /// What it is painted with.
    pub colour: Colour,
    /// Where the light comes from: degrees counterclockwise from the right.
    pub angle: f32,
    /// Pixels away from the light.
    pub distance: f32,
    /// Pixels from full to nothing.
    pub size: f32,
    /// The share of `size` that grows the shadow (chokes an inner one) instead of blurring it, 0 to 1.
    pub spread: f32,
    /// From blurred to final coverage.
    pub contour: Contour,
    /// The share of coverage that becomes speckles, 0 to 1.
    pub noise: f32,
    /// The layer hides the shadow below it even where it is itself translucent. Says nothing for inner shadows.
    pub concealed: bool,
}

impl Shadow {
    pub(super) fn reach(&self) -> i32 {
        let (dx, dy) = offset(self.angle, self.distance);
        blurred_reach(self.size) + dx.abs().max(dy.abs())
    }

    pub(super) fn part_behind(&self) -> Part {
        let place = if self.concealed { Place::Behind } else { Place::Under };
        Part::new("drop shadow", place, self.blend, self.opacity)
    }

    pub(super) fn part_inside(&self) -> Part {
        Part::new("inner shadow", Place::Inside, self.blend, self.opacity)
    }

    pub(super) fn behind(&self, shape: &Field, canvas: Rect) -> Overlay {
        let rect = shape.rect.inflate(self.reach()).intersect(canvas);
        self.cast(shape, rect)
    }

    pub(super) fn inside(&self, shape: &Field, canvas: Rect) -> Overlay {
        self.cast(&shape.clone().inverse(), shape.rect.intersect(canvas))
    }

    fn cast(&self, shape: &Field, rect: Rect) -> Overlay {
        let shadow = spread_and_blur(&shape.over(rect.inflate(self.reach())), self.size, self.spread);
        let coverage = self.contour.apply(shadow.translate(offset(self.angle, self.distance)).over(rect));
        Overlay::new(self.colour.into(), coverage.speckled(self.noise))
    }
}

/// Away from the light, in whole pixels as Photoshop moves it.
pub(super) fn offset(angle: f32, distance: f32) -> (i32, i32) {
    let (sin, cos) = f64::from(angle).to_radians().sin_cos();
    let distance = f64::from(distance);
    // Sine and cosine leave halves a hair low: 5 pixels at 120 degrees, the usual shadow, go 3 to the right.
    let whole = |length: f64| (length + length.signum() * 1e-6).round() as i32;
    (whole(-distance * cos), whole(distance * sin))
}

/// How far [`spread_and_blur`] can carry a shape.
pub(super) fn blurred_reach(size: f32) -> i32 {
    size.max(0.0).ceil() as i32 + 2
}

/// A share of `size`, in whole pixels, grows the shape; the rest blurs it.
pub(super) fn spread_and_blur(shape: &Field, size: f32, share: f32) -> Field {
    let radius = (size * share.clamp(0.0, 1.0)).round();
    blur::blur(&distance::spread(shape, radius), size - radius)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shadows_move_by_whole_pixels_and_halves_away_from_the_light() {
        assert_eq!(offset(120.0, 5.0), (3, 4));
        assert_eq!(offset(90.0, 18.0), (0, 18));
        assert_eq!(offset(-45.0, 2.0), (-1, -1));
    }
}
