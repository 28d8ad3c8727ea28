//! Contours: the curve from an effect's raw strength to the strength it is drawn with.

use super::field::{FULL, Field};
use crate::adjust::Spline;

/// A point of a contour, both 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ContourPoint {
    /// Raw strength.
    pub input: f32,
    /// Strength drawn.
    pub output: f32,
    /// The curve has a corner here; otherwise it is smooth.
    pub corner: bool,
}

/// A curve through points, as a table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Contour {
    /// 256 outputs, or none for the straight line.
    table: Vec<f32>,
    /// Values between two entries of the table are interpolated; otherwise the nearer entry counts.
    antialiased: bool,
}

impl Contour {
    /// The straight line, which changes nothing.
    pub fn linear() -> Self {
        Self::default()
    }

    /// The curve through `points`: natural cubic splines between corners. Fewer than two points make the straight line.
    pub fn new(points: &[ContourPoint], antialiased: bool) -> Self {
        let mut points = points.to_vec();
        points.retain(|point| point.input.is_finite() && point.output.is_finite());
        points.sort_by(|a, b| a.input.total_cmp(&b.input));
        points.dedup_by(|a, b| a.input == b.input);
        if points.len() < 2 || is_identity(&points) {
            return Self::linear();
        }
        let (stretches, corners) = (stretches(&points), &points[1..points.len() - 1]);
        let at = |x: f32| stretches[corners.iter().filter(|point| point.corner && point.input <= x).count()].at(x);
        let table = (0..256).map(|step| at(step as f32 / 255.0)).collect();
        Self { table, antialiased }
    }

    /// The output for a strength of 0 to 1.
    pub fn at(&self, strength: f32) -> f32 {
        let place = strength.clamp(0.0, 1.0) * 255.0;
        if self.table.is_empty() {
            return strength.clamp(0.0, 1.0);
        }
        if !self.antialiased {
            return self.table[(place + 0.5) as usize];
        }
        let low = place as usize;
        let high = (low + 1).min(255);
        self.table[low] + (self.table[high] - self.table[low]) * (place - low as f32)
    }

    pub(super) fn apply(&self, field: Field) -> Field {
        if self.table.is_empty() {
            return field;
        }
        field.map(|sample| (self.at(f32::from(sample) / f32::from(FULL)) * f32::from(FULL) + 0.5) as u16)
    }
}

fn is_identity(points: &[ContourPoint]) -> bool {
    points.len() == 2
        && points[0].input == 0.0
        && points[0].output == 0.0
        && points[1].input == 1.0
        && points[1].output == 1.0
}

/// One spline for each stretch from corner to corner.
fn stretches(points: &[ContourPoint]) -> Vec<Spline> {
    let last = points.len() - 1;
    let corners: Vec<usize> = (0..=last).filter(|at| *at == 0 || *at == last || points[*at].corner).collect();
    let through = |ends: &[usize]| {
        let bytes = points[ends[0]..=ends[1]].iter().map(|point| (point.input * 255.0, point.output * 255.0));
        Spline::through(bytes.collect())
    };
    corners.windows(2).map(through).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(input: f32, output: f32) -> ContourPoint {
        ContourPoint { input, output, corner: false }
    }

    #[test]
    fn the_straight_line_changes_nothing() {
        let straight = Contour::new(&[point(0.0, 0.0), point(1.0, 1.0)], false);
        assert_eq!(straight, Contour::linear());
        assert_eq!(straight.at(0.3), 0.3);
    }

    #[test]
    fn the_curve_passes_through_its_points() {
        let contour = Contour::new(&[point(0.0, 1.0), point(0.4, 0.0), point(1.0, 0.8)], true);
        for (input, output) in [(0.0, 1.0), (0.4, 0.0), (1.0, 0.8)] {
            assert!((contour.at(input) - output).abs() < 1e-3);
        }
    }

    #[test]
    fn between_corners_the_curve_is_straight() {
        let corner = |input, output| ContourPoint { input, output, corner: true };
        let cone = Contour::new(&[corner(0.0, 0.0), corner(0.5, 1.0), corner(1.0, 0.0)], true);
        assert!((cone.at(0.25) - 0.5).abs() < 0.01);
        assert!((cone.at(0.75) - 0.5).abs() < 0.01);
    }
}
