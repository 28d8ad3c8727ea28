//! A mesh of bicubic Bezier patches over a rectangle: Photoshop's custom warp (one patch) and quilt warp (many).

use super::Point;

/// Control points over a content rectangle, in content pixels.
///
/// Patches lie in a grid whose borders are `slices_x` and `slices_y`; inside a patch the parameters run linearly
/// between its borders, so patches may differ in width. Neighbours share their border points: `m` patches
/// across take `3 m + 1` points.
#[derive(Debug, Clone, PartialEq)]
pub struct Mesh {
    slices_x: Vec<f64>,
    slices_y: Vec<f64>,
    points: Vec<Point>,
}

impl Mesh {
    /// A mesh from its patch borders (ascending) and its control points, row by row from the top-left.
    ///
    /// `None` when the counts do not fit, a border does not ascend, or a number is not finite.
    pub fn new(slices_x: Vec<f64>, slices_y: Vec<f64>, points: Vec<Point>) -> Option<Self> {
        let ascends = |s: &[f64]| s.len() >= 2 && s.windows(2).all(|w| w[0] < w[1]) && s.iter().all(|v| v.is_finite());
        if !ascends(&slices_x) || !ascends(&slices_y) {
            return None;
        }
        let columns = 3 * (slices_x.len() - 1) + 1;
        let rows = 3 * (slices_y.len() - 1) + 1;
        let finite = points.iter().all(|p| p.x.is_finite() && p.y.is_finite());
        (points.len() == columns * rows && finite).then_some(Self { slices_x, slices_y, points })
    }

    /// The content rectangle as left, top, right, bottom.
    pub fn domain(&self) -> [f64; 4] {
        let last = |s: &[f64]| s[s.len() - 1];
        [self.slices_x[0], self.slices_y[0], last(&self.slices_x), last(&self.slices_y)]
    }

    /// The patch borders from left to right.
    pub fn slices_x(&self) -> &[f64] {
        &self.slices_x
    }

    /// The patch borders from top to bottom.
    pub fn slices_y(&self) -> &[f64] {
        &self.slices_y
    }

    /// Control points in one row.
    pub fn columns(&self) -> usize {
        3 * (self.slices_x.len() - 1) + 1
    }

    /// All control points, row by row.
    pub fn points(&self) -> &[Point] {
        &self.points
    }

    /// The bounding box of the **control points** as left, top, right, bottom. This, and not the content rectangle,
    /// is what Photoshop maps to the placed quad.
    pub fn control_bounds(&self) -> [f64; 4] {
        self.points.iter().fold([f64::MAX, f64::MAX, f64::MIN, f64::MIN], |[l, t, r, b], p| {
            [l.min(p.x), t.min(p.y), r.max(p.x), b.max(p.y)]
        })
    }

    /// Where the content point `p` goes. Beyond the content rectangle the border patch is continued.
    pub fn apply(&self, p: Point) -> Point {
        let (column, u) = locate(&self.slices_x, p.x);
        let (row, v) = locate(&self.slices_y, p.y);
        let (bu, bv) = (bernstein(u), bernstein(v));
        let mut sum = Point::default();
        for (j, weight_v) in bv.iter().enumerate() {
            let line = (row * 3 + j) * self.columns() + column * 3;
            for (i, weight_u) in bu.iter().enumerate() {
                let control = self.points[line + i];
                sum.x += weight_u * weight_v * control.x;
                sum.y += weight_u * weight_v * control.y;
            }
        }
        sum
    }
}

/// Which slice `position` lies in, and where in it (0 at its start, 1 at its end).
fn locate(slices: &[f64], position: f64) -> (usize, f64) {
    let patch = slices[1..slices.len() - 1].partition_point(|border| *border <= position);
    (patch, (position - slices[patch]) / (slices[patch + 1] - slices[patch]))
}

/// The four cubic Bernstein weights at `t`.
fn bernstein(t: f64) -> [f64; 4] {
    let s = 1.0 - t;
    [s * s * s, 3.0 * s * s * t, 3.0 * s * t * t, t * t * t]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flat(slices_x: &[f64], slices_y: &[f64]) -> Mesh {
        let thirds = |s: &[f64]| {
            let mut positions = vec![s[0]];
            for w in s.windows(2) {
                positions.extend((1..=3).map(|k| w[0] + (w[1] - w[0]) * f64::from(k) / 3.0));
            }
            positions
        };
        let xs = thirds(slices_x);
        let points =
            thirds(slices_y).into_iter().flat_map(|y| xs.iter().map(move |x| Point::new(*x, y)).collect::<Vec<_>>());
        Mesh::new(slices_x.to_vec(), slices_y.to_vec(), points.collect()).unwrap()
    }

    #[test]
    fn evenly_spread_control_points_change_nothing() {
        let mesh = flat(&[0.0, 10.0, 90.0], &[0.0, 33.0, 50.0, 60.0]);
        for (x, y) in [(0.0, 0.0), (9.9, 33.0), (10.0, 1.0), (55.5, 44.4), (90.0, 60.0)] {
            let p = mesh.apply(Point::new(x, y));
            assert!((p.x - x).abs() < 1e-9 && (p.y - y).abs() < 1e-9, "{x},{y} went to {p:?}");
        }
    }

    #[test]
    fn a_mesh_with_the_wrong_number_of_points_is_refused() {
        assert!(Mesh::new(vec![0.0, 1.0], vec![0.0, 1.0], vec![Point::default(); 15]).is_none());
        assert!(Mesh::new(vec![0.0, 0.0], vec![0.0, 1.0], vec![Point::default(); 16]).is_none());
    }
}
