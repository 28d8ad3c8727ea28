//! Rows of "which content point does this pixel show", made pixel by pixel; the inverse map is condensed from them.

use pixels::Rect;
use pixels::geometry::{Homography, Placement, Point};

use super::forward::Net;
use super::frame::Filter;

/// What one canvas pixel shows.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Texel {
    /// The content point at the pixel's centre.
    pub(super) u: f32,
    pub(super) v: f32,
    /// How much of the pixel the content covers, 0 to 1.
    pub(super) coverage: f32,
}

/// The texels of some whole rows of the canvas.
pub(super) struct Texels {
    rect: Rect,
    texels: Vec<Texel>,
}

impl Texels {
    pub(super) fn empty(rect: Rect) -> Self {
        Self { rect, texels: vec![Texel::default(); rect.area() as usize] }
    }

    /// Column and row are counted from the rectangle's corner.
    pub(super) fn at(&self, column: usize, row: usize) -> &Texel {
        &self.texels[row * self.rect.width() + column]
    }

    /// Writes what a quad without a mesh shows.
    pub(super) fn project(&mut self, border: &Border, to_content: &Homography) {
        let [a, b, c, d, e, f, g, h, i] = to_content.0;
        let width = self.rect.width();
        for (y, row) in (self.rect.top..).zip(self.texels.chunks_exact_mut(width)) {
            let y = f64::from(y) + 0.5;
            for (x, texel) in (self.rect.left..).zip(row) {
                let x = f64::from(x) + 0.5;
                let w = g * x + h * y + i;
                if w <= 0.0 {
                    continue;
                }
                let (u, v) = ((a * x + b * y + c) / w, (d * x + e * y + f) / w);
                let along_u = ((a - u * g) / w).hypot((b - u * h) / w);
                let along_v = ((d - v * g) / w).hypot((e - v * h) / w);
                *texel = Texel { u: u as f32, v: v as f32, coverage: border.coverage(u, v, along_u, along_v) };
            }
        }
    }

    /// Writes what a net shows, cell by cell in row order; a cell replaces what covers a pixel less or as much.
    pub(super) fn fill(&mut self, border: &Border, net: &Net) {
        let columns = net.xs.len();
        for row in 0..net.ys.len() - 1 {
            for column in 0..columns - 1 {
                let corner = |dx: usize, dy: usize| {
                    let place = net.crossings[(row + dy) * columns + column + dx]?;
                    Some(Vertex { place, u: net.xs[column + dx], v: net.ys[row + dy] })
                };
                let (Some(p0), Some(p1), Some(p2), Some(p3)) = (corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1))
                else {
                    continue;
                };
                self.triangle(border, [p0, p1, p2]);
                self.triangle(border, [p0, p2, p3]);
            }
        }
    }

    fn triangle(&mut self, border: &Border, corners: [Vertex; 3]) {
        let Some((columns, rows)) = self.reach(&corners) else { return };
        let Some(plane) = Plane::through(&corners) else { return };
        let (along_u, along_v) = (plane.u.0.hypot(plane.u.1), plane.v.0.hypot(plane.v.1));
        let width = self.rect.width();
        for row in rows {
            let y = f64::from(self.rect.top) + row as f64 + 0.5 - corners[0].place.y;
            for column in columns.clone() {
                let x = f64::from(self.rect.left) + column as f64 + 0.5 - corners[0].place.x;
                if !plane.holds(x, y) {
                    continue;
                }
                let u = corners[0].u + plane.u.0 * x + plane.u.1 * y;
                let v = corners[0].v + plane.v.0 * x + plane.v.1 * y;
                let coverage = border.coverage(u, v, along_u, along_v);
                let texel = &mut self.texels[row * width + column];
                if coverage > 0.0 && coverage >= texel.coverage {
                    *texel = Texel { u: u as f32, v: v as f32, coverage };
                }
            }
        }
    }

    /// The columns and rows whose pixel centres the triangle's box may hold.
    fn reach(&self, corners: &[Vertex; 3]) -> Option<(std::ops::Range<usize>, std::ops::Range<usize>)> {
        let span = |low: f64, high: f64, start: i32, length: usize| {
            let first = (low - f64::from(start) - 0.5).ceil().max(0.0);
            let last = (high - f64::from(start) - 0.5).floor().min(length as f64 - 1.0);
            (first <= last).then(|| first as usize..last as usize + 1)
        };
        let [a, b, c] = corners.each_ref().map(|corner| corner.place);
        let columns = span(a.x.min(b.x).min(c.x), a.x.max(b.x).max(c.x), self.rect.left, self.rect.width())?;
        let rows = span(a.y.min(b.y).min(c.y), a.y.max(b.y).max(c.y), self.rect.top, self.rect.height())?;
        Some((columns, rows))
    }
}

/// A crossing of the net: where it lies and which content point it is.
#[derive(Clone, Copy)]
struct Vertex {
    place: Point,
    u: f64,
    v: f64,
}

/// Content position as a linear function of canvas position over one triangle, counted from its first corner.
struct Plane {
    /// Barycentric weights of the second and third corner, each as (per x, per y).
    second: (f64, f64),
    third: (f64, f64),
    u: (f64, f64),
    v: (f64, f64),
}

impl Plane {
    fn through(corners: &[Vertex; 3]) -> Option<Self> {
        let [a, b, c] = corners;
        let (bx, by) = (b.place.x - a.place.x, b.place.y - a.place.y);
        let (cx, cy) = (c.place.x - a.place.x, c.place.y - a.place.y);
        let area = bx * cy - by * cx;
        if area.abs() < 1e-9 {
            return None;
        }
        let second = (cy / area, -cx / area);
        let third = (-by / area, bx / area);
        let mix = |b: f64, c: f64| (b * second.0 + c * third.0, b * second.1 + c * third.1);
        Some(Self { u: mix(b.u - a.u, c.u - a.u), v: mix(b.v - a.v, c.v - a.v), second, third })
    }

    /// Whether the point lies in the triangle; borders belong to both neighbours, so that no pixel falls between.
    fn holds(&self, x: f64, y: f64) -> bool {
        let second = self.second.0 * x + self.second.1 * y;
        let third = self.third.0 * x + self.third.1 * y;
        second >= -1e-9 && third >= -1e-9 && second + third <= 1.0 + 1e-9
    }
}

/// The outline of the content and how it fades into what is not covered.
pub(super) struct Border {
    content: [f64; 4],
    soft: bool,
}

impl Border {
    /// How far a soft border reaches to either side, in canvas pixels.
    const REACH: f64 = 0.84;
    /// How far warped content goes on at its right and its bottom, in content pixels.
    pub(super) const EXTRA: f64 = 0.85;

    /// The border of `placement`. Without a mesh it covers pixels by area. The rest is what Photoshop's stored pixels
    /// show of meshes: one that does not bend fades softly (pixels just inside a whole-pixel border are covered to
    /// 0.949), unless content pixels are canvas pixels; others cover by area, but go on a little to the right and down.
    pub(super) fn new(placement: &Placement, filter: Filter) -> Self {
        let content = placement.content();
        let [left, top, right, bottom] = content;
        match (placement.mesh(), filter) {
            (Some(_), Filter::Upright(_)) => Self { content, soft: !filter.keeps_pixels(content) },
            (Some(_), _) => Self { content: [left, top, right + Self::EXTRA, bottom + Self::EXTRA], soft: false },
            (None, _) => Self { content, soft: false },
        }
    }

    /// How much of a pixel is covered, from the content point at its centre. `along_u` and `along_v` are content pixels
    /// a canvas pixel, across the borders.
    fn coverage(&self, u: f64, v: f64, along_u: f64, along_v: f64) -> f32 {
        let [left, top, right, bottom] = self.content;
        let between = |from_low: f64, from_high: f64, along: f64| {
            (self.fade(from_low / along) + self.fade(from_high / along) - 1.0).max(0.0)
        };
        (between(u - left, right - u, along_u) * between(v - top, bottom - v, along_v)) as f32
    }

    /// Coverage by one border `distance` canvas pixels away, positive inside.
    fn fade(&self, distance: f64) -> f64 {
        use std::f64::consts::PI;
        if self.soft {
            let t = (distance / Self::REACH).clamp(-1.0, 1.0);
            (1.0 + t + (PI * t).sin() / PI) / 2.0
        } else {
            (distance + 0.5).clamp(0.0, 1.0)
        }
    }
}
