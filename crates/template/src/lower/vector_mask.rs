//! Vector masks as coverage planes.
//!
//! An outline and those that follow it with "continue" make one component, filled by the even-odd rule; components
//! join one after another by their operations.

use std::sync::Arc;

use compositor::fill::Bounds;
use pixels::geometry::Point;
use pixels::{Plane, Rect, Samples, Size};
use psd::tagged::{PathOperation, Subpath, VectorMask};

use super::coverage::Coverage;

/// A rasterised vector mask; without outlines it shows everything, and there is none.
pub(super) struct Rasterised {
    pub(super) plane: Arc<Plane>,
    /// What counts beyond the plane, 0 or 1.
    pub(super) outside: f32,
}

/// Rasterises `mask` on a canvas of `size`, no further than `margin` beyond it.
pub(super) fn rasterise(mask: &VectorMask, size: Size, margin: i32) -> Option<Rasterised> {
    if mask.subpaths.is_empty() {
        return None;
    }
    let rect = bounds(mask, size).intersect(Rect::of_size(size).inflate(margin));
    let mut shown = vec![0.0; rect.area() as usize];
    let mut outside = 0.0;
    for (index, (operation, outlines)) in components(&mask.subpaths).into_iter().enumerate() {
        let starts_filled =
            mask.starts_filled || matches!(operation, PathOperation::Subtract | PathOperation::Intersect);
        if index == 0 && starts_filled {
            shown.fill(1.0);
            outside = 1.0;
        }
        let mut coverage = Coverage::new(rect);
        for outline in &outlines {
            add(&mut coverage, outline, size);
        }
        for (shown, covered) in shown.iter_mut().zip(coverage.even_odd()) {
            *shown = join(operation, *shown, covered);
        }
        outside = join(operation, outside, 0.0);
    }
    if mask.is_inverted() {
        for sample in &mut shown {
            *sample = 1.0 - *sample;
        }
        outside = 1.0 - outside;
    }
    let samples = shown.iter().map(|shown| (shown * 255.0 + 0.5) as u8).collect();
    Some(Rasterised { plane: Arc::new(Plane::new(rect, Samples::Eight(samples))), outside })
}

/// The smallest rectangle of whole pixels around all outlines, their control points included.
fn bounds(mask: &VectorMask, size: Size) -> Rect {
    let knots = mask.subpaths.iter().flat_map(|outline| &outline.knots);
    let points = knots.flat_map(|knot| [knot.preceding, knot.anchor, knot.leaving]).map(|point| on_canvas(point, size));
    points.fold(Rect::default(), |rect, point| {
        let (x, y) = (point.x.floor() as i32, point.y.floor() as i32);
        rect.union(Rect::new(x, y, x.saturating_add(1), y.saturating_add(1)))
    })
}

/// The extent of all outlines; `None` when they have no area.
pub(super) fn extent(mask: &VectorMask, size: Size) -> Option<Bounds> {
    let (mut x, mut y) = ((f64::MAX, f64::MIN), (f64::MAX, f64::MIN));
    let widen = |(low, high): &mut (f64, f64), value: f64| (*low, *high) = (low.min(value), high.max(value));
    for curve in mask.subpaths.iter().flat_map(|outline| curves(outline, size)) {
        for value in extremes(curve.map(|point| point.x)) {
            widen(&mut x, value);
        }
        for value in extremes(curve.map(|point| point.y)) {
            widen(&mut y, value);
        }
    }
    let bounds = Bounds { left: x.0, top: y.0, right: x.1, bottom: y.1 };
    (x.0 < x.1 && y.0 < y.1).then_some(bounds)
}

/// Where one coordinate of a cubic Bezier curve can be least or greatest: its ends, and where it stands still.
fn extremes([a, b, c, d]: [f64; 4]) -> [f64; 4] {
    // The derivative, by powers of t.
    let (p, q, r) = (d - 3.0 * c + 3.0 * b - a, 2.0 * (c - 2.0 * b + a), b - a);
    let root = (q * q - 4.0 * p * r).max(0.0).sqrt();
    let still = if p.abs() > 1e-9 { [(-q + root) / (2.0 * p), (-q - root) / (2.0 * p)] } else { [-r / q; 2] };
    let at = |t: f64| {
        // A line has no such place, and a division by 0 gives none.
        let t = if t.is_finite() { t.clamp(0.0, 1.0) } else { 0.0 };
        let s = 1.0 - t;
        s * s * s * a + 3.0 * s * s * t * b + 3.0 * s * t * t * c + t * t * t * d
    };
    [a, at(still[0]), at(still[1]), d]
}

fn components(outlines: &[Subpath]) -> Vec<(PathOperation, Vec<&Subpath>)> {
    let mut components: Vec<(PathOperation, Vec<&Subpath>)> = Vec::new();
    for outline in outlines {
        match components.last_mut() {
            Some((_, members)) if outline.operation == PathOperation::Continue => members.push(outline),
            _ => components.push((outline.operation, vec![outline])),
        }
    }
    components
}

fn join(operation: PathOperation, shown: f32, covered: f32) -> f32 {
    match operation {
        PathOperation::Exclude => shown + covered - 2.0 * shown * covered,
        PathOperation::Subtract => shown * (1.0 - covered),
        PathOperation::Intersect => shown * covered,
        PathOperation::Combine | PathOperation::Continue | PathOperation::Unknown(_) => {
            shown + covered - shown * covered
        }
    }
}

/// Adds an outline; an open one is closed by a straight line.
fn add(coverage: &mut Coverage, outline: &Subpath, size: Size) {
    let mut last = None;
    for curve in curves(outline, size) {
        coverage.curve(curve);
        last = Some(curve[3]);
    }
    if let (Some(last), Some(first), false) = (last, outline.knots.first(), outline.is_closed) {
        coverage.line(last, on_canvas(first.anchor, size));
    }
}

/// The curves from knot to knot; those of a closed outline lead back to the first.
fn curves(outline: &Subpath, size: Size) -> impl Iterator<Item = [Point; 4]> {
    let knots = &outline.knots;
    let count = if outline.is_closed { knots.len() } else { knots.len().saturating_sub(1) };
    (0..count).map(move |index| {
        let (knot, next) = (&knots[index], &knots[(index + 1) % knots.len()]);
        [knot.anchor, knot.leaving, next.preceding, next.anchor].map(|point| on_canvas(point, size))
    })
}

fn on_canvas([x, y]: [f64; 2], size: Size) -> Point {
    Point::new(x * f64::from(size.width), y * f64::from(size.height))
}

#[cfg(test)]
mod tests {
    use super::*;
    use pixels::PlaneSource;
    use psd::tagged::Knot;

    fn square(operation: PathOperation, from: f64, to: f64) -> Subpath {
        let corner = |x, y| Knot { preceding: [x, y], anchor: [x, y], leaving: [x, y] };
        let knots = vec![corner(from, 0.0), corner(to, 0.0), corner(to, 1.0), corner(from, 1.0)];
        Subpath { is_closed: true, operation, knots }
    }

    /// The masks' values in a canvas of four pixels in a row.
    fn row(subpaths: Vec<Subpath>) -> Vec<u8> {
        let mask = rasterise(&VectorMask::new(subpaths), Size::new(4, 1), 0).unwrap();
        let mut row = [mask.outside; 4];
        let rect = mask.plane.rect();
        mask.plane.read_row(0, rect.left, &mut row[rect.left as usize..rect.right as usize]).unwrap();
        row.iter().map(|v| (v * 255.0) as u8).collect()
    }

    #[test]
    fn components_join_by_their_operations() {
        use PathOperation as O;
        let first = || square(O::Combine, 0.0, 0.5);
        assert_eq!(row(vec![first(), square(O::Combine, 0.25, 0.75)]), [255, 255, 255, 0]);
        assert_eq!(row(vec![first(), square(O::Subtract, 0.25, 0.75)]), [255, 0, 0, 0]);
        assert_eq!(row(vec![first(), square(O::Intersect, 0.25, 0.75)]), [0, 255, 0, 0]);
        assert_eq!(row(vec![first(), square(O::Exclude, 0.25, 0.75)]), [255, 0, 255, 0]);
        assert_eq!(row(vec![first(), square(O::Continue, 0.25, 0.75)]), [255, 0, 255, 0]);
    }

    #[test]
    fn subtracting_first_leaves_the_rest_of_the_canvas() {
        assert_eq!(row(vec![square(PathOperation::Subtract, 0.25, 0.5)]), [255, 0, 255, 255]);
    }

    #[test]
    fn the_extent_of_a_curve_is_not_that_of_its_control_points() {
        let knot = |x: f64, y: f64| Knot { preceding: [x, y - 0.3], anchor: [x, y], leaving: [x, y + 0.3] };
        let knots = vec![knot(0.25, 0.5), knot(0.75, 0.5)];
        let arc = Subpath { is_closed: false, operation: PathOperation::Combine, knots };
        let found = extent(&VectorMask::new(vec![arc]), Size::new(100, 100)).unwrap();
        assert_eq!((found.left, found.right), (25.0, 75.0));
        assert!((found.top - 41.34).abs() < 0.01 && (found.bottom - 58.66).abs() < 0.01, "{found:?}");
    }

    #[test]
    fn no_outline_is_no_mask() {
        assert!(rasterise(&VectorMask::new(Vec::new()), Size::new(4, 1), 0).is_none());
    }
}
