//! Projective maps: what a flat picture undergoes when it is seen in perspective.

use super::{Point, Quad};

/// A 3 x 3 matrix, row by row, that maps `(x, y, 1)` to `(x', y', w)`; the point is `(x' / w, y' / w)`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Homography(pub [f64; 9]);

impl Homography {
    /// The map from the unit square to `quad`, corner to corner.
    ///
    /// Formula: P. Heckbert, *Fundamentals of Texture Mapping and Image Warping* (1989), section 2.2.3.
    /// `None` when the corners do not span an area.
    pub fn from_unit_square(quad: Quad) -> Option<Self> {
        let [p0, p1, p2, p3] = quad.0;
        let (sx, sy) = (p0.x - p1.x + p2.x - p3.x, p0.y - p1.y + p2.y - p3.y);
        let (dx1, dy1) = (p1.x - p2.x, p1.y - p2.y);
        let (dx2, dy2) = (p3.x - p2.x, p3.y - p2.y);
        let determinant = dx1 * dy2 - dx2 * dy1;
        if !determinant.is_finite() || determinant.abs() < 1e-9 {
            return None;
        }
        let g = (sx * dy2 - dx2 * sy) / determinant;
        let h = (dx1 * sy - sx * dy1) / determinant;
        Some(Self([
            p1.x - p0.x + g * p1.x,
            p3.x - p0.x + h * p3.x,
            p0.x,
            p1.y - p0.y + g * p1.y,
            p3.y - p0.y + h * p3.y,
            p0.y,
            g,
            h,
            1.0,
        ]))
    }

    /// The map from the upright rectangle (`left`, `top`, `right`, `bottom`) to `quad`.
    pub fn from_rectangle(rectangle: [f64; 4], quad: Quad) -> Option<Self> {
        let [left, top, right, bottom] = rectangle;
        let (width, height) = (right - left, bottom - top);
        if !(width.abs() > 1e-9 && height.abs() > 1e-9) {
            return None;
        }
        let to_unit = Self([1.0 / width, 0.0, -left / width, 0.0, 1.0 / height, -top / height, 0.0, 0.0, 1.0]);
        Some(to_unit.then(Self::from_unit_square(quad)?))
    }

    /// First `self`, then `next`.
    #[must_use]
    pub fn then(self, next: Self) -> Self {
        let mut product = [0.0; 9];
        for row in 0..3 {
            for column in 0..3 {
                product[row * 3 + column] = (0..3).map(|k| next.0[row * 3 + k] * self.0[k * 3 + column]).sum();
            }
        }
        Self(product)
    }

    /// Where `p` goes; not finite when it lies on the horizon.
    pub fn apply(&self, p: Point) -> Point {
        let m = &self.0;
        let w = m[6] * p.x + m[7] * p.y + m[8];
        Point::new((m[0] * p.x + m[1] * p.y + m[2]) / w, (m[3] * p.x + m[4] * p.y + m[5]) / w)
    }

    /// The map back; `None` when there is none.
    pub fn inverse(&self) -> Option<Self> {
        let [a, b, c, d, e, f, g, h, i] = self.0;
        let determinant = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
        if !determinant.is_finite() || determinant.abs() < 1e-18 {
            return None;
        }
        let k = 1.0 / determinant;
        Some(Self([
            (e * i - f * h) * k,
            (c * h - b * i) * k,
            (b * f - c * e) * k,
            (f * g - d * i) * k,
            (a * i - c * g) * k,
            (c * d - a * f) * k,
            (d * h - e * g) * k,
            (b * g - a * h) * k,
            (a * e - b * d) * k,
        ]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corners_go_to_corners_and_back() {
        let quad =
            Quad([Point::new(10.0, 20.0), Point::new(200.0, 5.0), Point::new(180.0, 150.0), Point::new(0.0, 90.0)]);
        let map = Homography::from_rectangle([-5.0, 0.0, 45.0, 30.0], quad).unwrap();
        let corners = Quad::upright(-5.0, 0.0, 45.0, 30.0);
        let back = map.inverse().unwrap();
        for (from, to) in corners.0.into_iter().zip(quad.0) {
            let p = map.apply(from);
            assert!((p.x - to.x).abs() < 1e-9 && (p.y - to.y).abs() < 1e-9);
            let q = back.apply(p);
            assert!((q.x - from.x).abs() < 1e-9 && (q.y - from.y).abs() < 1e-9);
        }
    }

    #[test]
    fn a_quad_without_area_has_no_map() {
        assert!(Homography::from_unit_square(Quad::upright(3.0, 3.0, 3.0, 3.0)).is_none());
    }
}
