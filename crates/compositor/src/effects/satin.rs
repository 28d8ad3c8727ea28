//! Satin: the difference between two blurred copies of the shape, moved apart.

use pixels::Rect;

use super::contour::Contour;
use super::field::Field;
use super::shadow::{blurred_reach, offset};
use super::{Colour, Overlay, Part, Place, blur};
use crate::blend::BlendMode;

/// Parameters of satin.
#[derive(Debug, Clone, PartialEq)]
pub struct Satin {
    /// How it meets the layer.
    pub blend: BlendMode,
    /// 0 to 1.
    pub opacity: f32,
    /// What it is painted with.
    pub colour: Colour,
    /// Degrees counterclockwise from the right along which the copies part.
    pub angle: f32,
    /// Pixels by which each copy is moved.
    pub distance: f32,
    /// Pixels of blur.
    pub size: f32,
    /// Covers where the copies agree instead of where they differ.
    pub invert: bool,
    /// From difference to coverage.
    pub contour: Contour,
}

impl Satin {
    fn reach(&self) -> i32 {
        let (dx, dy) = offset(self.angle, self.distance);
        blurred_reach(self.size) + dx.abs().max(dy.abs())
    }

    pub(super) fn part(&self) -> Part {
        Part::new("satin", Place::Inside, self.blend, self.opacity)
    }

    pub(super) fn prepare(&self, shape: &Field, canvas: Rect) -> Overlay {
        let rect = shape.rect.intersect(canvas);
        let blurred = blur::blur(&shape.over(rect.inflate(self.reach())), self.size);
        let (dx, dy) = offset(self.angle, self.distance);
        let [mut one, other] = [(dx, dy), (-dx, -dy)].map(|by| blurred.clone().translate(by).over(rect));
        one.samples.iter_mut().zip(&other.samples).for_each(|(one, other)| *one = one.abs_diff(*other));
        let difference = if self.invert { one.inverse() } else { one };
        Overlay::new(self.colour.into(), self.contour.apply(difference))
    }
}
