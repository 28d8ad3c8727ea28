//! Vector masks as coverage planes.
//!
//! An outline and those that follow it with "continue" make one component, filled by the even-odd rule; components
//! join one after another by their operations.

use std::sync::Arc;

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

/// The smallest rectangle around all outlines, their control points included.
pub(super) fn bounds(mask: &VectorMask, size: Size) -> Rect {
    let knots = mask.subpaths.iter().flat_map(|outline| &outline.knots);
    let points = knots.flat_map(|knot| [knot.preceding, knot.anchor, knot.leaving]).map(|point| on_canvas(point, size));
    points.fold(Rect::default(), |rect, point| {
        let (x, y) = (point.x.floor() as i32, point.y.floor() as i32);
        rect.union(Rect::new(x, y, x.saturating_add(1), y.saturating_add(1)))
    })
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
    let knots = &outline.knots;
    for (index, knot) in knots.iter().enumerate() {
        let last = index + 1 == knots.len();
        let next = &knots[if last { 0 } else { index + 1 }];
        let [from, to] = [knot.anchor, next.anchor].map(|point| on_canvas(point, size));
        if last && !outline.is_closed {
            coverage.line(from, to);
        } else {
            coverage.curve([from, on_canvas(knot.leaving, size), on_canvas(next.preceding, size), to]);
        }
    }
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
    fn no_outline_is_no_mask() {
        assert!(rasterise(&VectorMask::new(Vec::new()), Size::new(4, 1), 0).is_none());
    }
}
