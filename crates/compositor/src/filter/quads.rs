//! Perspective warp: quads of the picture, each drawn into another quad.

use pixels::geometry::{Homography, Point, Quad};
use pixels::{Picture, Rect};
use rayon::prelude::*;

use super::pixel::{Beyond, bilinear, straight};

/// Quads before and after. Between the corners each runs projectively; beyond the outermost, the nearest goes on.
#[derive(Debug, Clone)]
pub struct QuadWarp {
    /// After: corners in order around, either way.
    quads: Vec<(Quad, Homography)>,
}

impl QuadWarp {
    /// From quads on the canvas before and after; `None` when one has no area, or there is none.
    pub fn new(quads: &[(Quad, Quad)]) -> Option<Self> {
        let back = |(from, to): &(Quad, Quad)| {
            let to_unit = Homography::from_unit_square(*to)?.inverse()?;
            Some((*to, to_unit.then(Homography::from_unit_square(*from)?)))
        };
        let quads: Option<Vec<_>> = quads.iter().map(back).collect();
        quads.filter(|quads| !quads.is_empty()).map(|quads| Self { quads })
    }

    /// Pixels for which nothing of the picture is left become transparent.
    pub(super) fn apply(&self, picture: &mut Picture, rect: Rect) {
        let source = picture.clone();
        let row = rect.width() * 4;
        picture.rgba_mut().par_chunks_exact_mut(row).zip(rect.top..rect.bottom).for_each(|(row, y)| {
            for (out, x) in row.chunks_exact_mut(4).zip(rect.left..) {
                let from = self.origin(Point::new(f64::from(x) + 0.5, f64::from(y) + 0.5));
                let at = Point::new(from.x - f64::from(rect.left), from.y - f64::from(rect.top));
                out.copy_from_slice(&straight(bilinear(&source, at, Beyond::Transparent)));
            }
        });
    }

    /// What a canvas point shows.
    fn origin(&self, p: Point) -> Point {
        let nearest = self.quads.iter().min_by(|(a, _), (b, _)| outside(*a, p).total_cmp(&outside(*b, p)));
        nearest.map_or(p, |(_, back)| back.apply(p))
    }
}

/// How far a point lies outside a quad; 0 within.
fn outside(quad: Quad, p: Point) -> f64 {
    let side = |from: Point, to: Point| {
        let (dx, dy) = (to.x - from.x, to.y - from.y);
        ((p.x - from.x) * dy - (p.y - from.y) * dx) / dx.hypot(dy).max(1e-9)
    };
    let [a, b, c, d] = quad.0;
    let area = (c.x - a.x) * (d.y - b.y) - (c.y - a.y) * (d.x - b.x);
    let sides = [side(a, b), side(b, c), side(c, d), side(d, a)];
    sides.into_iter().map(|distance| distance * area.signum()).fold(0.0, f64::max)
}
