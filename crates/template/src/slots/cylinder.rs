//! Slots with Photoshop's Cylinder warp, whose seven numbers are described nowhere: the shape is read off the pixels that
//! Photoshop stored for the layer, or else assumed.

use pixels::PlaneSource;
use pixels::geometry::{Cylinder, Homography, Placement, Point, Quad};

/// A third of the way around the cylinder lies within twice this angle: what one sees of it without its steep sides.
const ASSUMED_ANGLE: f64 = std::f64::consts::FRAC_PI_3;

/// Where the content lies; `alpha` is the layer's stored transparency.
///
/// The quad is taken to be the bounding box of the bent content, as it is for a mesh.
pub(super) fn placement(content: [f64; 4], quad: Quad, alpha: Option<&dyn PlaneSource>) -> Option<Placement> {
    let box_to_canvas = Homography::from_unit_square(quad)?;
    let cylinder = alpha.and_then(|alpha| measured(&box_to_canvas, quad, &Mask::read(alpha)?));
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
const COLUMNS: usize = 65;
/// In so many of them both edges must be there.
const MOST_COLUMNS: usize = 60;
/// The outermost columns lie this far inside the box: corners may be round, and are soft.
const MARGIN: f64 = 0.02;
/// How far from the box, in shares of it, the fitted edges may reach: content that is transparent there says nothing.
const REACH: f64 = 0.1;
/// What edges may be off the fitted ones, in shares of the box and besides in pixels.
const TOLERANCE: (f64, f64) = (0.01, 1.0);
/// Flat edges hardly tell the angle: one that is off the assumed one by a radian must fit better by so many pixels.
const DOUBT: f64 = 0.05;

/// The cylinder whose edges are those of the opaque part; `None` when that has no such edges.
fn measured(box_to_canvas: &Homography, quad: Quad, mask: &Mask) -> Option<Cylinder> {
    let (_, pixels) = sides(quad);
    let column = |k: usize| MARGIN + (1.0 - 2.0 * MARGIN) * k as f64 / (COLUMNS - 1) as f64;
    let edges: Vec<[f64; 3]> = (0..COLUMNS).filter_map(|k| mask.edges(box_to_canvas, column(k), pixels)).collect();
    if edges.len() < MOST_COLUMNS {
        return None;
    }
    let fits = (5..=90).map(|degrees| {
        let (cylinder, error) = fitted(f64::from(degrees).to_radians(), &edges);
        let doubt = (cylinder.half_angle - ASSUMED_ANGLE) * DOUBT / pixels;
        (cylinder, error, error + doubt * doubt)
    });
    let (cylinder, error, _) = fits.min_by(|a, b| a.2.total_cmp(&b.2))?;
    let Cylinder { top, bottom, .. } = cylinder;
    let reaches = top[0].min(top[1]).abs() < REACH && (bottom[0].max(bottom[1]) - 1.0).abs() < REACH;
    let is_upright = (0..2).all(|at| bottom[at] - top[at] > REACH);
    (reaches && is_upright && error.sqrt() < TOLERANCE.0 + TOLERANCE.1 / pixels).then_some(cylinder)
}

/// The edges (column, top, bottom) as rings of a cylinder of this angle, by least squares, and the mean squared error.
fn fitted(half_angle: f64, edges: &[[f64; 3]]) -> (Cylinder, f64) {
    let flat = Cylinder { half_angle, top: [0.0; 2], bottom: [1.0; 2] };
    let rings: Vec<f64> = edges.iter().map(|[x, ..]| flat.ring(*x)).collect();
    let count = edges.len() as f64;
    let mean = rings.iter().sum::<f64>() / count;
    let spread: f64 = rings.iter().map(|ring| (ring - mean).powi(2)).sum();
    let mut error = 0.0;
    let mut line = |side: usize| {
        let middle = edges.iter().map(|edge| edge[side]).sum::<f64>() / count;
        let along: f64 = rings.iter().zip(edges).map(|(ring, edge)| (ring - mean) * edge[side]).sum();
        let sag = along / spread;
        let at_sides = middle - sag * mean;
        let off = rings.iter().zip(edges).map(|(ring, edge)| (edge[side] - at_sides - sag * ring).powi(2));
        error += off.sum::<f64>() / (2.0 * count);
        [at_sides, at_sides + sag]
    };
    (Cylinder { half_angle, top: line(1), bottom: line(2) }, error)
}

/// A layer's transparency, decoded.
struct Mask {
    left: f64,
    top: f64,
    width: usize,
    samples: Vec<u8>,
}

/// Larger layers are not looked at.
const MOST_PIXELS: u64 = 100_000_000;
/// The longest column is looked at in so many places.
const MOST_STEPS: f64 = 10_000.0;

impl Mask {
    fn read(alpha: &dyn PlaneSource) -> Option<Self> {
        let rect = alpha.rect();
        if rect.is_empty() || rect.area() > MOST_PIXELS {
            return None;
        }
        let mut samples = Vec::with_capacity(rect.area() as usize);
        let mut row = vec![0.0; rect.width()];
        for y in rect.top..rect.bottom {
            alpha.read_row(y, rect.left, &mut row).ok()?;
            samples.extend(row.iter().map(|sample| (sample * 255.0) as u8));
        }
        Some(Self { left: f64::from(rect.left), top: f64::from(rect.top), width: rect.width(), samples })
    }

    /// Coverage at a point of the canvas, between the centres of pixels; 0 outside.
    fn at(&self, p: Point) -> f64 {
        let (x, y) = (p.x - self.left - 0.5, p.y - self.top - 0.5);
        let height = self.samples.len() / self.width;
        let sample = |x: f64, y: f64| {
            let is_inside = x >= 0.0 && y >= 0.0 && x < self.width as f64 && y < height as f64;
            if is_inside { f64::from(self.samples[y as usize * self.width + x as usize]) / 255.0 } else { 0.0 }
        };
        let (x0, y0) = (x.floor(), y.floor());
        let (fx, fy) = (x - x0, y - y0);
        let row = |y: f64| sample(x0, y) * (1.0 - fx) + sample(x0 + 1.0, y) * fx;
        row(y0) * (1.0 - fy) + row(y0 + 1.0) * fy
    }

    /// A column of the box with the first and the last place where it becomes opaque, looked for from a little above it to a
    /// little below. `pixels` is its height.
    fn edges(&self, box_to_canvas: &Homography, x: f64, pixels: f64) -> Option<[f64; 3]> {
        let steps = (2.0 * pixels * (1.0 + 2.0 * REACH)).ceil().clamp(2.0, MOST_STEPS);
        let place = |step: f64| step / steps * (1.0 + 2.0 * REACH) - REACH;
        let coverage: Vec<f64> =
            (0..=steps as usize).map(|step| self.at(box_to_canvas.apply(Point::new(x, place(step as f64))))).collect();
        let first = coverage.iter().position(|covered| *covered >= 0.5)?;
        let last = coverage.iter().rposition(|covered| *covered >= 0.5)?;
        // Between the last place that is clear and the first that is opaque.
        let crossing = |clear: usize, opaque: usize| {
            let (a, b) = (coverage[clear], coverage[opaque]);
            clear as f64 + (0.5 - a) / (b - a) * (opaque as f64 - clear as f64)
        };
        (first > 0 && last + 1 < coverage.len())
            .then(|| [x, place(crossing(first - 1, first)), place(crossing(last + 1, last))])
    }
}
