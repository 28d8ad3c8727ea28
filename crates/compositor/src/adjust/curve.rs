//! Curves: a natural cubic spline through points, or a map drawn by hand.

/// One channel's curve.
#[derive(Debug, Clone, PartialEq)]
pub enum Curve {
    /// Points (input, output) from 0 to 255, in any order.
    Points(Vec<(f32, f32)>),
    /// The output for each input byte, 0 to 255.
    Map(Vec<u8>),
}

impl Default for Curve {
    fn default() -> Self {
        Self::Points(vec![(0.0, 0.0), (255.0, 255.0)])
    }
}

/// A curve, ready to be asked.
#[derive(Debug, Clone)]
pub(crate) struct Spline {
    points: Vec<(f32, f32)>,
    /// The second derivative at each point.
    bends: Vec<f32>,
}

impl Spline {
    /// The spline of a curve. A map becomes straight pieces between its entries.
    pub(super) fn new(curve: &Curve) -> Self {
        match curve {
            Curve::Points(points) => Self::through(points.clone()),
            Curve::Map(map) => {
                let points: Vec<_> = map.iter().enumerate().map(|(x, y)| (x as f32, f32::from(*y))).collect();
                Self { bends: vec![0.0; points.len()], points }
            }
        }
    }

    /// The natural cubic spline (second derivative 0 at both ends; Press et al., *Numerical Recipes*, 3.3): Photoshop's,
    /// exact on the fixtures but for rounding of halves. Of points with one input the last counts.
    pub(crate) fn through(mut points: Vec<(f32, f32)>) -> Self {
        points.retain(|(x, y)| x.is_finite() && y.is_finite());
        points.sort_by(|a, b| a.0.total_cmp(&b.0));
        points.reverse();
        points.dedup_by_key(|point| point.0);
        points.reverse();
        let bends = bends(&points);
        Self { points, bends }
    }

    /// The output for an input, both 0 to 1; beyond the first and last points it is theirs. Without points, the input.
    pub(crate) fn at(&self, sample: f32) -> f32 {
        let x = sample * 255.0;
        let (Some(first), Some(last)) = (self.points.first(), self.points.last()) else { return sample };
        if x <= first.0 {
            return first.1 / 255.0;
        }
        if x >= last.0 {
            return last.1 / 255.0;
        }
        let next = self.points.partition_point(|point| point.0 <= x);
        let ((x0, y0), (x1, y1)) = (self.points[next - 1], self.points[next]);
        let width = x1 - x0;
        let (a, b) = ((x1 - x) / width, (x - x0) / width);
        let bend = (a * a * a - a) * self.bends[next - 1] + (b * b * b - b) * self.bends[next];
        ((a * y0 + b * y1 + bend * width * width / 6.0) / 255.0).clamp(0.0, 1.0)
    }
}

/// The tridiagonal system of the natural spline, solved from the front to the back.
fn bends(points: &[(f32, f32)]) -> Vec<f32> {
    let count = points.len();
    let (mut bends, mut rest) = (vec![0.0f32; count], vec![0.0f32; count]);
    for i in 1..count.saturating_sub(1) {
        let ((x0, y0), (x1, y1), (x2, y2)) = (points[i - 1], points[i], points[i + 1]);
        let share = (x1 - x0) / (x2 - x0);
        let pivot = share * bends[i - 1] + 2.0;
        bends[i] = (share - 1.0) / pivot;
        let turn = (y2 - y1) / (x2 - x1) - (y1 - y0) / (x1 - x0);
        rest[i] = (6.0 * turn / (x2 - x0) - share * rest[i - 1]) / pivot;
    }
    if let Some(last) = bends.last_mut() {
        *last = 0.0;
    }
    for i in (1..count.saturating_sub(1)).rev() {
        bends[i] = bends[i] * bends[i + 1] + rest[i];
    }
    bends
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn byte(spline: &Spline, v: u8) -> f32 {
        (spline.at(f32::from(v) / 255.0) * 255.0).round()
    }

    #[test]
    fn the_default_changes_nothing() {
        let spline = Spline::new(&Curve::default());
        assert!((0..=255).all(|v| byte(&spline, v) == f32::from(v)));
    }

    #[test]
    fn a_natural_spline_by_hand() {
        // Through (0, 0), (1, 1), (2, 0): second derivative -3 in the middle, so 11/16 at one half.
        let spline = Spline::through(vec![(0.0, 0.0), (100.0, 100.0), (200.0, 0.0)]);
        assert!((spline.at(50.0 / 255.0) * 255.0 - 68.75).abs() < 1e-3);
    }

    #[test]
    fn beyond_the_ends_it_is_flat_and_no_points_no_change() {
        let spline = Spline::through(vec![(50.0, 20.0), (200.0, 220.0)]);
        assert_eq!((byte(&spline, 3), byte(&spline, 240)), (20.0, 220.0));
        assert_eq!(byte(&Spline::through(vec![]), 77), 77.0);
    }

    #[test]
    fn maps_are_taken_as_they_are() {
        let spline = Spline::new(&Curve::Map((0..=255).rev().collect()));
        assert_eq!(byte(&spline, 10), 245.0);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn it_passes_through_its_points(mut points in prop::collection::btree_map(0u8..=255, 0u8..=255, 1..8)) {
            points.insert(0, 9);
            let spline = Spline::through(points.iter().map(|(x, y)| (f32::from(*x), f32::from(*y))).collect());
            for (x, y) in points {
                prop_assert!((byte(&spline, x) - f32::from(y)).abs() <= 1.0);
            }
        }

        #[test]
        fn two_rising_points_make_a_rising_curve(a in 0u8..100, b in 150u8..=255, low in 0u8..100, high in 100u8..=255) {
            let points = [(a, low), (b, high)].map(|(x, y)| (f32::from(x), f32::from(y)));
            let spline = Spline::through(points.to_vec());
            prop_assert!((1..=255).all(|v| byte(&spline, v) >= byte(&spline, v - 1)));
        }
    }
}
