//! Where pictures begin and end, column by column: the content of a slot, and the layer that it became.

use pixels::geometry::{Homography, Point};
use pixels::{Picture, PlaneSource};

/// The first and the last opaque row of each column of a picture, in shares of its height.
pub(super) struct Silhouette {
    columns: Vec<Option<[f64; 2]>>,
    /// Not merely taken for opaque.
    pub(super) is_known: bool,
}

impl Silhouette {
    /// Content that nobody knows is taken to be opaque.
    pub(super) fn of(content: Option<&Picture>) -> Self {
        let Some(content) = content else { return Self { columns: vec![Some([0.0, 1.0])], is_known: false } };
        let (width, height) = (content.size().width, content.size().height);
        let mut columns = vec![None; width as usize];
        for y in 0..height {
            for (x, column) in (0..width).zip(&mut columns) {
                if content.pixel(x, y)[3] >= 128 {
                    let [first, _] = column.unwrap_or([y, y]);
                    *column = Some([first, y + 1]);
                }
            }
        }
        let share = |row: u32| f64::from(row) / f64::from(height);
        Self { columns: columns.into_iter().map(|column| column.map(|rows| rows.map(share))).collect(), is_known: true }
    }

    /// At the share `across` of the width.
    pub(super) fn at(&self, across: f64) -> Option<[f64; 2]> {
        let column = (across * self.columns.len() as f64) as usize;
        self.columns.get(column.min(self.columns.len().saturating_sub(1))).copied().flatten()
    }
}

/// A layer's transparency, decoded.
pub(super) struct Mask {
    left: f64,
    top: f64,
    width: usize,
    samples: Vec<u8>,
}

/// Larger layers are not looked at.
const MOST_PIXELS: u64 = 100_000_000;
/// How far above and below the box edges are looked for, in shares of it.
const AROUND: f64 = 0.1;
/// The longest column is looked at in so many places.
const MOST_STEPS: f64 = 10_000.0;

impl Mask {
    /// `None` when it can't be read, or has no pixels.
    pub(super) fn read(alpha: &dyn PlaneSource) -> Option<Self> {
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
    pub(super) fn edges(&self, box_to_canvas: &Homography, x: f64, pixels: f64) -> Option<[f64; 3]> {
        let steps = (2.0 * pixels * (1.0 + 2.0 * AROUND)).ceil().clamp(2.0, MOST_STEPS);
        let place = |step: f64| step / steps * (1.0 + 2.0 * AROUND) - AROUND;
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
