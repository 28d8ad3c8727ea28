//! The forward side: how large the content comes to lie on the canvas, and the mesh as a net of small cells.

use pixels::geometry::{Mesh, Placement, Point};

use super::raster::Border;

/// The side that a cell of the net aims at, in canvas pixels. A bend of radius `r` pixels is missed by about
/// `CELL^2 / (8 r)` at the most.
const CELL: f64 = 7.5;
/// The most lines of a net along one axis; beyond it cells grow.
const MOST_LINES: f64 = 1500.0;
/// How far beyond the content rectangle the net goes on, in canvas pixels, so that pixels whose centre lies just
/// outside still know how far.
const MARGIN: f64 = 1.5;
/// How far a flat mesh's control points may lie off, as a part of its size.
const FLAT: f64 = 1e-6;
/// Steps along each axis in which the local scale is measured.
const PROBES: u32 = 32;

/// Canvas pixels a content pixel along x and y, the most over the slot.
pub(super) fn largest_scale(placement: &Placement) -> (f64, f64) {
    let [left, top, right, bottom] = placement.content();
    let (dx, dy) = ((right - left) / f64::from(PROBES), (bottom - top) / f64::from(PROBES));
    let (mut along_x, mut along_y) = (0.0f64, 0.0f64);
    for j in 0..PROBES {
        for i in 0..PROBES {
            let (x, y) = (left + dx * f64::from(i), top + dy * f64::from(j));
            let origin = placement.apply(Point::new(x, y));
            along_x = along_x.max(distance(origin, placement.apply(Point::new(x + dx, y))) / dx.abs());
            along_y = along_y.max(distance(origin, placement.apply(Point::new(x, y + dy))) / dy.abs());
        }
    }
    (along_x, along_y)
}

fn distance(a: Point, b: Point) -> f64 {
    (a.x - b.x).hypot(a.y - b.y)
}

/// Canvas area a content area, over the whole slot; 1 when that is not a number.
pub(super) fn mean_area_scale(placement: &Placement) -> f64 {
    let [left, top, right, bottom] = placement.content();
    let (dx, dy) = ((right - left) / f64::from(PROBES), (bottom - top) / f64::from(PROBES));
    let at = |i: u32, j: u32| placement.apply(Point::new(left + dx * f64::from(i), top + dy * f64::from(j)));
    let area = |i, j| {
        let (p0, p1, p2, p3) = (at(i, j), at(i + 1, j), at(i + 1, j + 1), at(i, j + 1));
        ((p2.x - p0.x) * (p3.y - p1.y) - (p3.x - p1.x) * (p2.y - p0.y)).abs() / 2.0
    };
    let placed: f64 = (0..PROBES * PROBES).map(|k| area(k % PROBES, k / PROBES)).sum();
    let scale = placed / ((right - left) * (bottom - top)).abs();
    if scale.is_finite() && scale > 0.0 { scale } else { 1.0 }
}

/// Whether the mesh takes every content point to where its place in the quad would be without a mesh.
pub(super) fn is_flat(mesh: &Mesh) -> bool {
    let [left, top, right, bottom] = mesh.control_bounds();
    let rows = mesh.points().chunks_exact(mesh.columns());
    let (xs, ys) = (spread(mesh.slices_x(), left, right), spread(mesh.slices_y(), top, bottom));
    let near = |a: f64, b: f64, length: f64| (a - b).abs() <= FLAT * length;
    rows.zip(ys)
        .all(|(row, y)| row.iter().zip(&xs).all(|(p, x)| near(p.x, *x, right - left) && near(p.y, y, bottom - top)))
}

/// Where the control points along one axis lie when they do not bend: at the thirds of each slice, from `low` to `high`.
fn spread(slices: &[f64], low: f64, high: f64) -> Vec<f64> {
    let (first, last) = (slices[0], slices[slices.len() - 1]);
    let place = |s: f64| low + (s - first) * (high - low) / (last - first);
    let mut positions = vec![place(first)];
    for w in slices.windows(2) {
        positions.extend((1..=3).map(|k| place(w[0] + (w[1] - w[0]) * f64::from(k) / 3.0)));
    }
    positions
}

/// The placed content as a net: content positions of its lines, and where they cross on the canvas.
pub(super) struct Net {
    pub(super) xs: Vec<f64>,
    pub(super) ys: Vec<f64>,
    /// Row by row, `xs.len()` a row. `None` where the crossing lies on or behind the horizon.
    pub(super) crossings: Vec<Option<Point>>,
}

impl Net {
    pub(super) fn new(placement: &Placement, mesh: &Mesh) -> Self {
        let [left, top, right, bottom] = placement.content();
        let (scale_x, scale_y) = largest_scale(placement);
        let [l, t, r, b] = mesh.domain();
        let borders_x: Vec<_> = mesh.slices_x().iter().map(|s| left + (s - l) * (right - left) / (r - l)).collect();
        let borders_y: Vec<_> = mesh.slices_y().iter().map(|s| top + (s - t) * (bottom - top) / (b - t)).collect();
        let xs = lines(left, right, &borders_x, scale_x);
        let ys = lines(top, bottom, &borders_y, scale_y);
        let crossings = ys.iter().flat_map(|y| xs.iter().map(move |x| Point::new(*x, *y))).map(|p| cross(placement, p));
        Self { crossings: crossings.collect(), xs, ys }
    }
}

/// Where `p` lies on the canvas, if it lies in front of the horizon.
fn cross(placement: &Placement, p: Point) -> Option<Point> {
    let bent = placement.bend(p);
    let [.., g, h, i] = placement.to_canvas().0;
    let placed = placement.to_canvas().apply(bent);
    (g * bent.x + h * bent.y + i > 1e-6 && placed.x.is_finite() && placed.y.is_finite()).then_some(placed)
}

/// Ascending positions from `low` to `high` and a margin beyond, at most [`CELL`] canvas pixels apart, with every
/// patch border among them (a mesh may have a kink there).
fn lines(low: f64, high: f64, slices: &[f64], scale: f64) -> Vec<f64> {
    let scale = if scale.is_finite() && scale > 1e-9 { scale } else { 1e-9 };
    let margin = (MARGIN / scale).min(high - low);
    let step = (CELL / scale).max((high - low) / MOST_LINES);
    let mut stops = vec![low - margin, low];
    stops.extend(slices.iter().copied().filter(|s| *s > low && *s < high));
    stops.extend([high, high + Border::EXTRA + margin]);
    let mut positions = vec![stops[0]];
    for w in stops.windows(2) {
        let parts = ((w[1] - w[0]) / step).ceil().max(1.0);
        positions.extend((1..=parts as u32).map(|k| w[0] + (w[1] - w[0]) * f64::from(k) / parts));
    }
    positions
}
