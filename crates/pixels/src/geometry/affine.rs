//! Affine maps: the ones that keep parallel lines parallel.

use super::Point;

/// `x' = a x + c y + e`, `y' = b x + d y + f` (the order of SVG's `matrix()`).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Affine(pub [f64; 6]);

impl Affine {
    /// The map that changes nothing.
    pub const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// Moves by (`dx`, `dy`).
    pub const fn translate(dx: f64, dy: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, dx, dy])
    }

    /// Scales about the origin.
    pub const fn scale(sx: f64, sy: f64) -> Self {
        Self([sx, 0.0, 0.0, sy, 0.0, 0.0])
    }

    /// Turns about the origin; positive turns clockwise, because y grows down.
    pub fn rotate(degrees: f64) -> Self {
        let (sin, cos) = degrees.to_radians().sin_cos();
        Self([cos, sin, -sin, cos, 0.0, 0.0])
    }

    /// First `self`, then `next`.
    #[must_use]
    pub fn then(self, next: Self) -> Self {
        let ([a, b, c, d, e, f], [na, nb, nc, nd, ne, nf]) = (self.0, next.0);
        Self([
            na * a + nc * b,
            nb * a + nd * b,
            na * c + nc * d,
            nb * c + nd * d,
            na * e + nc * f + ne,
            nb * e + nd * f + nf,
        ])
    }

    /// Where `p` goes.
    pub fn apply(self, p: Point) -> Point {
        let [a, b, c, d, e, f] = self.0;
        Point::new(a * p.x + c * p.y + e, b * p.x + d * p.y + f)
    }

    /// The map back; `None` when this one flattens the plane to a line.
    pub fn inverse(self) -> Option<Self> {
        let [a, b, c, d, e, f] = self.0;
        let determinant = a * d - b * c;
        if determinant.abs() < 1e-12 || !determinant.is_finite() {
            return None;
        }
        let k = 1.0 / determinant;
        Some(Self([d * k, -b * k, -c * k, a * k, (c * f - d * e) * k, (b * e - a * f) * k]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quarter_turn_is_clockwise_on_a_canvas_whose_y_grows_down() {
        let p = Affine::rotate(90.0).apply(Point::new(1.0, 0.0));
        assert!((p.x).abs() < 1e-12 && (p.y - 1.0).abs() < 1e-12);
    }

    #[test]
    fn a_map_and_its_inverse_come_back() {
        let map = Affine::rotate(30.0).then(Affine::scale(2.0, 3.0)).then(Affine::translate(5.0, -7.0));
        let p = map.then(map.inverse().unwrap()).apply(Point::new(11.0, 13.0));
        assert!((p.x - 11.0).abs() < 1e-9 && (p.y - 13.0).abs() < 1e-9);
    }
}
