//! Glyph outlines: flattened to polygons, with faux bold and faux italic applied.

use harfrust::font::glyph::outline::PathSink;
use pixels::geometry::Point;

use super::style::Style;

/// How far off a curve its polygon may be, in canvas pixels.
const TOLERANCE: f64 = 0.02;

/// More pieces than this no letter has: a hostile font is cut here.
const MOST_PIECES: usize = 50_000;

/// Faux bold moves each edge outwards by this share of the font's size.
const BOLDNESS: f64 = 0.5 * 55.0 / 2048.0;

/// Faux italic leans by this much to the right for each step up (12 degrees).
const SLANT: f64 = 0.212_556_56;

/// A glyph's curves in shares of the font's size, y growing down.
#[derive(Debug, Default)]
pub(super) struct Outline {
    unit: f64,
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone, Copy)]
enum Piece {
    Move(Point),
    /// A Bezier curve whose first `.1` points count: its controls and its end.
    Curve([Point; 3], usize),
}

impl Outline {
    /// For a font whose design unit is `unit` of its size.
    pub(super) fn new(unit: f64) -> Self {
        Self { unit, pieces: Vec::new() }
    }

    fn point(&self, x: f32, y: f32) -> Point {
        Point::new(f64::from(x) * self.unit, -f64::from(y) * self.unit)
    }

    fn push(&mut self, piece: Piece) {
        if self.pieces.len() < MOST_PIECES {
            self.pieces.push(piece);
        }
    }

    /// Closed polygons in shares of the size, fine enough to be drawn `scale` pixels large.
    pub(super) fn polygons(&self, style: &Style, scale: f64) -> Vec<Vec<Point>> {
        let mut polygons: Vec<Vec<Point>> = Vec::new();
        for piece in &self.pieces {
            match (*piece, polygons.last_mut()) {
                (Piece::Move(start), _) => polygons.push(vec![start]),
                (Piece::Curve(points, count), Some(polygon)) => flatten(polygon, &points[..count], scale),
                // A curve that starts nowhere is no curve.
                (Piece::Curve(..), None) => {}
            }
        }
        if style.faux_bold {
            embolden(&mut polygons);
        }
        if style.faux_italic {
            polygons.iter_mut().flatten().for_each(|point| point.x -= SLANT * point.y);
        }
        polygons
    }
}

impl PathSink for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.push(Piece::Move(self.point(x, y)));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.push(Piece::Curve([self.point(x, y), Point::default(), Point::default()], 1));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.push(Piece::Curve([self.point(cx, cy), self.point(x, y), Point::default()], 2));
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.push(Piece::Curve([self.point(cx0, cy0), self.point(cx1, cy1), self.point(x, y)], 3));
    }

    fn close(&mut self) {}
}

/// Adds a Bezier curve of one, two or three more points, cut evenly; a curve of degree n is off its chords by at most
/// n (n - 1) / 8 of its largest second difference, over the cuts squared.
fn flatten(polygon: &mut Vec<Point>, curve: &[Point], scale: f64) {
    let Some(from) = polygon.last().copied() else { return };
    let bend = |a: Point, b: Point, c: Point| (a.x - 2.0 * b.x + c.x).hypot(a.y - 2.0 * b.y + c.y);
    let error = match *curve {
        [b, c] => bend(from, b, c) / 4.0,
        [b, c, d] => bend(from, b, c).max(bend(b, c, d)) * 0.75,
        _ => 0.0,
    };
    let steps = (error * scale / TOLERANCE).sqrt().ceil().clamp(1.0, 200.0) as usize;
    for step in 1..=steps {
        let t = step as f64 / steps as f64;
        polygon.push(match *curve {
            [b, c] => mix(mix(from, b, t), mix(b, c, t), t),
            [b, c, d] => {
                let middle = mix(b, c, t);
                mix(mix(mix(from, b, t), middle, t), mix(middle, mix(c, d, t), t), t)
            }
            [to, ..] => mix(from, to, t),
            [] => from,
        });
    }
}

fn mix(a: Point, b: Point, t: f64) -> Point {
    Point::new(a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t)
}

/// Moves every edge outwards, holes included. The outermost polygons decide which side is out.
fn embolden(polygons: &mut [Vec<Point>]) {
    let area: f64 = polygons.iter().map(|polygon| area(polygon)).sum();
    let outwards = if area > 0.0 { BOLDNESS } else { -BOLDNESS };
    for polygon in polygons {
        polygon.dedup();
        if polygon.len() > 1 && polygon.first() == polygon.last() {
            polygon.pop();
        }
        let count = polygon.len();
        let moved = (0..count).map(|at| {
            let [before, here, after] = [polygon[(at + count - 1) % count], polygon[at], polygon[(at + 1) % count]];
            let ((ax, ay), (bx, by)) = (normal(before, here), normal(here, after));
            // The mitre of both edges' normals, no longer than three times the step.
            let stretch = (1.0 + ax * bx + ay * by).max(1.0 / 3.0);
            Point::new(here.x + outwards * (ax + bx) / stretch, here.y + outwards * (ay + by) / stretch)
        });
        let moved: Vec<Point> = moved.collect();
        *polygon = moved;
    }
}

/// Twice the area; positive when it runs clockwise on a canvas whose y grows down.
fn area(polygon: &[Point]) -> f64 {
    let next = polygon.iter().cycle().skip(1);
    polygon.iter().zip(next).map(|(a, b)| a.x * b.y - b.x * a.y).sum()
}

/// The unit normal of an edge: out of a polygon of positive area.
fn normal(from: Point, to: Point) -> (f64, f64) {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let length = dx.hypot(dy);
    if length > 0.0 { (dy / length, -dx / length) } else { (0.0, 0.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A square of a fifth of the size, drawn either way round.
    fn square(clockwise: bool) -> Outline {
        let mut outline = Outline::new(0.1);
        outline.move_to(0.0, 0.0);
        let corners = [(0.0, 2.0), (2.0, 2.0), (2.0, 0.0)];
        for at in 0..3 {
            let (x, y) = corners[if clockwise { at } else { 2 - at }];
            outline.line_to(x, y);
        }
        outline.close();
        outline
    }

    #[test]
    fn faux_bold_moves_edges_outwards_whichever_way_they_run() {
        for clockwise in [true, false] {
            let bold = square(clockwise).polygons(&Style { faux_bold: true, ..Style::default() }, 100.0);
            let side = 0.2 + 2.0 * BOLDNESS;
            assert!((area(&bold[0]).abs() / 2.0 - side * side).abs() < 1e-9, "{clockwise}: {bold:?}");
        }
    }

    #[test]
    fn faux_italic_leans_to_the_right() {
        let upright = square(true).polygons(&Style::default(), 100.0);
        let leaning = square(true).polygons(&Style { faux_italic: true, ..Style::default() }, 100.0);
        assert_eq!(upright[0][0], leaning[0][0]);
        assert!((leaning[0][1].x - 0.2 * SLANT).abs() < 1e-9);
    }

    #[test]
    fn a_curve_stays_within_the_tolerance_of_its_polygon() {
        let mut polygon = vec![Point::new(0.0, 0.0)];
        flatten(&mut polygon, &[Point::new(0.5, 1.0), Point::new(1.0, 0.0)], 100.0);
        for pair in polygon.windows(2) {
            let (x, chord) = (f64::midpoint(pair[0].x, pair[1].x), f64::midpoint(pair[0].y, pair[1].y));
            assert!((2.0 * x * (1.0 - x) - chord).abs() * 100.0 <= TOLERANCE * 1.001, "at {x}");
        }
    }
}
