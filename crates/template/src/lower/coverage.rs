//! How much of each pixel an outline covers, exactly: signed areas, summed along each row.
//!
//! The method is that of Raph Levien's *font-rs* ("Inside the fastest font renderer in the world", 2016).

use pixels::Rect;
use pixels::geometry::Point;

/// Gathers the signed areas of one outline or several.
#[derive(Debug)]
pub(crate) struct Coverage {
    rect: Rect,
    /// One column more than the rectangle has: what lies beyond its right edge.
    stride: usize,
    areas: Vec<f32>,
}

impl Coverage {
    pub(crate) fn new(rect: Rect) -> Self {
        let stride = rect.width() + 1;
        Self { rect, stride, areas: vec![0.0; stride * rect.height()] }
    }

    /// Adds a cubic Bezier curve.
    pub(crate) fn curve(&mut self, [a, b, c, d]: [Point; 4]) {
        let distance = |p: Point, q: Point| (p.x - q.x).hypot(p.y - q.y);
        let length = distance(a, b) + distance(b, c) + distance(c, d);
        if distance(a, b) + distance(c, d) == 0.0 {
            return self.line(a, d);
        }
        let steps = (length.sqrt() * 8.0).ceil().clamp(4.0, 1000.0) as usize;
        let mut from = a;
        for step in 1..=steps {
            let t = step as f64 / steps as f64;
            let s = 1.0 - t;
            let [ka, kb, kc, kd] = [s * s * s, 3.0 * s * s * t, 3.0 * s * t * t, t * t * t];
            let to = Point::new(ka * a.x + kb * b.x + kc * c.x + kd * d.x, ka * a.y + kb * b.y + kc * c.y + kd * d.y);
            self.line(from, to);
            from = to;
        }
    }

    /// Adds a straight line.
    pub(crate) fn line(&mut self, from: Point, to: Point) {
        let (left, top) = (f64::from(self.rect.left), f64::from(self.rect.top));
        let (from, to) = (Point::new(from.x - left, from.y - top), Point::new(to.x - left, to.y - top));
        if from.y == to.y || !(from.x + from.y + to.x + to.y).is_finite() {
            return;
        }
        let (sign, upper, lower) = if from.y < to.y { (1.0, from, to) } else { (-1.0, to, from) };
        let slope = (lower.x - upper.x) / (lower.y - upper.y);
        let at = |y: f64| upper.x + (y - upper.y) * slope;
        let (start, end) = (upper.y.max(0.0), lower.y.min(self.rect.height() as f64));
        let mut y = start;
        while y < end {
            let next = (y.floor() + 1.0).min(end);
            self.within_row(y as usize, sign * (next - y), at(y), at(next));
            y = next;
        }
    }

    /// A line that stays in one row: it descends by `height`, between columns `x0` and `x1`.
    fn within_row(&mut self, row: usize, height: f64, x0: f64, x1: f64) {
        let (low, high) = if x0 < x1 { (x0, x1) } else { (x1, x0) };
        if high - low < 1e-9 {
            return self.within_pixel(row, height, low);
        }
        let per_column = height / (high - low);
        if low < 0.0 {
            self.within_pixel(row, per_column * (high.min(0.0) - low), low);
        }
        let (mut x, end) = (low.max(0.0), high.min(self.rect.width() as f64));
        while x < end {
            let next = (x.floor() + 1.0).min(end);
            self.within_pixel(row, per_column * (next - x), f64::midpoint(x, next));
            x = next;
        }
    }

    /// A line that stays in one pixel, or beside the rectangle; `middle` is where its middle lies. Left of the
    /// rectangle it counts as if it lay on the edge.
    fn within_pixel(&mut self, row: usize, height: f64, middle: f64) {
        if middle < self.rect.width() as f64 {
            let middle = middle.max(0.0);
            let at = row * self.stride + middle as usize;
            let outside = middle.fract();
            self.areas[at] += (height * (1.0 - outside)) as f32;
            self.areas[at + 1] += (height * outside) as f32;
        }
    }

    /// The coverage of each pixel, row by row, where overlaps count once (the non-zero rule). Exact where outlines that
    /// overlap run the same way round, as a font's do.
    pub(crate) fn non_zero(self) -> Vec<f32> {
        // Sums of parts of pixels leave dust where there is nothing.
        self.summed(|sum| if sum.abs() < 1e-4 { 0.0 } else { sum.abs().min(1.0) })
    }

    /// The coverage of each pixel, row by row, where overlaps cancel out (the even-odd rule).
    pub(crate) fn even_odd(self) -> Vec<f32> {
        self.summed(|sum| {
            let folded = sum.abs() % 2.0;
            folded.min(2.0 - folded)
        })
    }

    /// The areas summed from the left of each row, and what `rule` makes of each sum.
    fn summed(self, rule: impl Fn(f32) -> f32) -> Vec<f32> {
        let width = self.rect.width();
        let mut covered = Vec::with_capacity(width * self.rect.height());
        for row in self.areas.chunks_exact(self.stride) {
            let mut sum = 0.0f32;
            covered.extend(row[..width].iter().map(|area| {
                sum += area;
                rule(sum)
            }));
        }
        covered
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn polygon(points: &[(f64, f64)], rect: Rect) -> Vec<f32> {
        let mut coverage = Coverage::new(rect);
        let points: Vec<Point> = points.iter().map(|(x, y)| Point::new(*x, *y)).collect();
        for (index, point) in points.iter().enumerate() {
            coverage.line(*point, points[(index + 1) % points.len()]);
        }
        coverage.even_odd()
    }

    fn near(found: &[f32], expected: &[f32]) {
        assert!(found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-5), "{found:?} is not {expected:?}");
        assert_eq!(found.len(), expected.len());
    }

    #[test]
    fn parts_of_pixels_count_by_their_area() {
        let square = [(0.5, 0.5), (2.5, 0.5), (2.5, 1.5), (0.5, 1.5)];
        let expected = [0.25, 0.5, 0.25, 0.25, 0.5, 0.25];
        near(&polygon(&square, Rect::new(0, 0, 3, 2)), &expected);
        let mut reversed = square;
        reversed.reverse();
        near(&polygon(&reversed, Rect::new(0, 0, 3, 2)), &expected);
    }

    #[test]
    fn outlines_may_leave_the_rectangle_on_every_side() {
        let diamond = [(1.0, -3.0), (5.0, 1.0), (1.0, 5.0), (-3.0, 1.0)];
        near(&polygon(&diamond, Rect::new(0, 0, 2, 2)), &[1.0; 4]);
        near(&polygon(&[(-1.0, 0.0), (1.0, 0.0), (-1.0, 2.0)], Rect::new(0, 0, 2, 2)), &[0.5, 0.0, 0.0, 0.0]);
        near(&polygon(&[(1.0, 0.0), (4.0, 0.0), (4.0, 1.0), (1.0, 1.0)], Rect::new(0, 0, 2, 1)), &[0.0, 1.0]);
    }

    #[test]
    fn a_circle_of_curves_has_its_area() {
        let k = 0.552_284_75 * 4.0;
        let p = Point::new;
        let mut coverage = Coverage::new(Rect::new(0, 0, 10, 10));
        let (c, r) = (5.0, 4.0);
        coverage.curve([p(c + r, c), p(c + r, c + k), p(c + k, c + r), p(c, c + r)]);
        coverage.curve([p(c, c + r), p(c - k, c + r), p(c - r, c + k), p(c - r, c)]);
        coverage.curve([p(c - r, c), p(c - r, c - k), p(c - k, c - r), p(c, c - r)]);
        coverage.curve([p(c, c - r), p(c + k, c - r), p(c + r, c - k), p(c + r, c)]);
        let area: f32 = coverage.even_odd().iter().sum();
        assert!((area - std::f32::consts::PI * 16.0).abs() < 0.1, "{area}");
    }
}
