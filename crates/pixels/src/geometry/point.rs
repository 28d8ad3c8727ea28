//! Points and the four corners of a placed picture.

use crate::Rect;

/// A place on the canvas, in pixels, y down.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Down.
    pub y: f64,
}

impl Point {
    /// The point (`x`, `y`).
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }
}

/// Four corners in the order top-left, top-right, bottom-right, bottom-left of the picture that is placed there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quad(pub [Point; 4]);

impl Quad {
    /// The corners of an upright rectangle from (`left`, `top`) to (`right`, `bottom`).
    pub const fn upright(left: f64, top: f64, right: f64, bottom: f64) -> Self {
        Self([Point::new(left, top), Point::new(right, top), Point::new(right, bottom), Point::new(left, bottom)])
    }

    /// The quad moved by (`dx`, `dy`).
    #[must_use]
    pub fn translate(self, dx: f64, dy: f64) -> Self {
        Self(self.0.map(|p| Point::new(p.x + dx, p.y + dy)))
    }

    /// The smallest rectangle of whole pixels around the four corners.
    pub fn bounds(self) -> Rect {
        bounds_of(self.0.into_iter())
    }
}

/// How far a coordinate may lie beyond a whole pixel by rounding alone; it does not reach into the next one.
const ROUNDING: f64 = 1e-6;

/// The smallest rectangle of whole pixels around `points`; empty when there is none or one is not a number.
pub(crate) fn bounds_of(points: impl Iterator<Item = Point>) -> Rect {
    let (mut first, mut last) = (Point::new(f64::MAX, f64::MAX), Point::new(f64::MIN, f64::MIN));
    for p in points {
        if !p.x.is_finite() || !p.y.is_finite() {
            return Rect::default();
        }
        first = Point::new(first.x.min(p.x), first.y.min(p.y));
        last = Point::new(last.x.max(p.x), last.y.max(p.y));
    }
    if first.x > last.x {
        return Rect::default();
    }
    // A float cast saturates, so corners far off the canvas stay valid numbers.
    let (low, high) = (|v: f64| (v + ROUNDING).floor() as i32, |v: f64| (v - ROUNDING).ceil() as i32);
    Rect::new(low(first.x), low(first.y), high(last.x), high(last.y))
}
