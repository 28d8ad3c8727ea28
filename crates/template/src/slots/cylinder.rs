//! Slots with Photoshop's Cylinder warp, whose seven numbers are described nowhere: the shape is read off the pixels that
//! Photoshop stored for the layer, or else assumed.
//!
//! Read off: where each column of the content begins and ends, and where that came to lie in the layer.

use pixels::PlaneSource;
use pixels::geometry::{Cylinder, Homography, Placement, Point, Quad};

use super::silhouette::{Mask, Silhouette};

/// A third of the way around the cylinder lies within twice this angle: what one sees of it without its steep sides.
const ASSUMED_ANGLE: f64 = std::f64::consts::FRAC_PI_3;

/// Where the content lies; `alpha` is the layer's stored transparency.
///
/// The quad is taken to be the bounding box of the bent content, as it is for a mesh.
pub(super) fn placement(
    content: [f64; 4],
    quad: Quad,
    alpha: Option<&dyn PlaneSource>,
    silhouette: &Silhouette,
) -> Option<Placement> {
    let box_to_canvas = Homography::from_unit_square(quad)?;
    let cylinder = alpha.and_then(|alpha| measured(&box_to_canvas, quad, &Mask::read(alpha)?, silhouette));
    let mesh = cylinder.unwrap_or_else(|| assumed(content, quad)).mesh(content)?;
    // What was measured may reach a little further than the box, or less far.
    let [left, top, right, bottom] = mesh.control_bounds();
    let Quad(corners) = Quad::upright(left, top, right, bottom);
    Placement::new(content, Some(mesh), Quad(corners.map(|corner| box_to_canvas.apply(corner))))
}

/// The mean lengths of the quad's level and its upright sides.
fn sides(Quad([p0, p1, p2, p3]): Quad) -> (f64, f64) {
    let length = |a: Point, b: Point| (a.x - b.x).hypot(a.y - b.y);
    (f64::midpoint(length(p0, p1), length(p3, p2)), f64::midpoint(length(p0, p3), length(p1, p2)))
}

/// Seen from above, with both edges bent alike, by as much as the quad is taller than the content.
fn assumed([left, top, right, bottom]: [f64; 4], quad: Quad) -> Cylinder {
    let (across, down) = sides(quad);
    let taller = 1.0 - (bottom - top) / (right - left) * across / down;
    let sag = if taller.is_finite() { taller.clamp(0.0, 0.9) } else { 0.0 };
    Cylinder { half_angle: ASSUMED_ANGLE, top: [0.0, sag], bottom: [1.0 - sag, 1.0] }
}

/// Columns in which edges are looked for.
const COLUMNS: usize = 129;
/// In so many of them there must be edges; more where nobody knows whether the content is opaque.
const FEWEST_COLUMNS: usize = 32;
const MOST_COLUMNS: usize = 120;
/// The outermost columns lie this far inside the box: corners may be round, and are soft.
const MARGIN: f64 = 0.02;
/// How far from the box, in shares of it, the fitted edges may reach.
const REACH: f64 = 0.1;
/// An edge that is further off the fitted one, in shares of the box and besides in pixels, counts as off by so much; the
/// root mean square of all may be half of it.
const FAR: (f64, f64) = (0.01, 1.0);
/// Flat edges hardly tell the angle: one that is off the assumed one by a radian must fit better by so many pixels.
const DOUBT: f64 = 0.05;
/// Edges further off the first fit than this many times the mean do not count in the second.
const OUTLIER: f64 = 2.5;

/// The cylinder that takes the content's outline to that of the layer; `None` when there is none.
fn measured(box_to_canvas: &Homography, quad: Quad, mask: &Mask, content: &Silhouette) -> Option<Cylinder> {
    let (_, pixels) = sides(quad);
    let column = |k: usize| MARGIN + (1.0 - 2.0 * MARGIN) * k as f64 / (COLUMNS - 1) as f64;
    let edges: Vec<[f64; 3]> = (0..COLUMNS).filter_map(|k| mask.edges(box_to_canvas, column(k), pixels)).collect();
    if edges.len() < if content.is_known { FEWEST_COLUMNS } else { MOST_COLUMNS } {
        return None;
    }
    let far = FAR.0 + FAR.1 / pixels;
    let fits = (5..=90).filter_map(|degrees| {
        let (cylinder, error) = fitted(f64::from(degrees).to_radians(), &edges, content, far)?;
        let doubt = (cylinder.half_angle - ASSUMED_ANGLE) * DOUBT / pixels;
        Some((cylinder, error, error + doubt * doubt))
    });
    let (cylinder, error, _) = fits.min_by(|a, b| a.2.total_cmp(&b.2))?;
    let Cylinder { top, bottom, .. } = cylinder;
    let reaches = top[0].min(top[1]).abs() < REACH && (bottom[0].max(bottom[1]) - 1.0).abs() < REACH;
    let is_upright = (0..2).all(|at| bottom[at] - top[at] > REACH);
    (reaches && is_upright && error.sqrt() < far / 2.0).then_some(cylinder)
}

/// An edge that was seen: what the ends and the middles of the cylinder's edges count for in it, and where it lies.
type Sight = ([f64; 4], f64);

/// A cylinder of this angle, by least squares from the layer's edges (column, top, bottom), and the mean squared error, in
/// which an edge is off by `far` at the most.
fn fitted(half_angle: f64, edges: &[[f64; 3]], content: &Silhouette, far: f64) -> Option<(Cylinder, f64)> {
    let flat = Cylinder { half_angle, top: [0.0; 2], bottom: [1.0; 2] };
    let sights = edges.iter().filter_map(|[x, top, bottom]| {
        let rows = content.at(flat.share(*x))?;
        let ring = flat.ring(*x);
        let sight = |row: f64, at: f64| {
            let (up, down) = (1.0 - row, row);
            ([up * (1.0 - ring), up * ring, down * (1.0 - ring), down * ring], at)
        };
        Some([sight(rows[0], *top), sight(rows[1], *bottom)])
    });
    let all: Vec<Sight> = sights.flatten().collect();
    let off = |solution: &[f64; 4], (weights, at): &Sight| {
        (weights.iter().zip(solution).map(|(weight, place)| weight * place).sum::<f64>() - at).powi(2)
    };
    let mean = |solution: &[f64; 4], most: f64| {
        all.iter().map(|sight| off(solution, sight).min(most)).sum::<f64>() / all.len() as f64
    };
    let first = least_squares(&all)?;
    let limit = mean(&first, f64::MAX) * OUTLIER * OUTLIER;
    let near: Vec<Sight> = all.iter().filter(|sight| off(&first, sight) <= limit).copied().collect();
    let solution = least_squares(&near).filter(|_| near.len() >= FEWEST_COLUMNS)?;
    let [a, b, c, d] = solution;
    Some((Cylinder { half_angle, top: [a, b], bottom: [c, d] }, mean(&solution, far * far)))
}

/// The solution of the normal equations; `None` when the sights leave it open.
fn least_squares(sights: &[Sight]) -> Option<[f64; 4]> {
    let mut rows = [[0.0; 5]; 4];
    for (weights, at) in sights {
        for (row, weight) in rows.iter_mut().zip(weights) {
            for (sum, factor) in row.iter_mut().zip(weights.iter().chain([at])) {
                *sum += weight * factor;
            }
        }
    }
    // Gauss and Jordan's elimination; without pivots, as normal equations need none.
    for pivot in 0..4 {
        let line = rows[pivot].map(|value| value / rows[pivot][pivot]);
        if rows[pivot][pivot] < 1e-6 {
            return None;
        }
        for (row, values) in rows.iter_mut().enumerate() {
            let factor = values[pivot];
            *values = if row == pivot { line } else { std::array::from_fn(|k| values[k] - factor * line[k]) };
        }
    }
    Some(rows.map(|row| row[4]))
}
