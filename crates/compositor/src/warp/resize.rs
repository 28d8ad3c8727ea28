//! Upright resampling with a bicubic kernel, columns first, then rows.

use rayon::prelude::*;

/// The kernel's steepness when content shrinks. Measured: of the usual ones this comes nearest to Photoshop's pixels.
const SHRINKING: f64 = -1.2;
/// The kernel's steepness when content grows (Catmull and Rom's). Not measured.
const GROWING: f64 = -0.5;
/// Rows of the source that are held at a time, about.
const BAND: usize = 96;

/// Along one axis: which source pixels make up each canvas pixel, and how much of each.
pub(super) struct Axis {
    taps: Vec<Taps>,
    plain_shift: bool,
}

struct Taps {
    first: usize,
    weights: Vec<f32>,
}

impl Axis {
    /// A source of `count` pixels that lies from `low` to `high` on the canvas, seen by `length` canvas pixels from
    /// `start` on.
    pub(super) fn new(count: usize, low: f64, high: f64, start: i32, length: usize) -> Self {
        let ratio = count as f64 / (high - low);
        let plain_shift = (ratio - 1.0).abs() < 1e-9 && (low - low.round()).abs() < 1e-6;
        let taps = (0..length).map(|k| Taps::new((f64::from(start) + k as f64 + 0.5 - low) * ratio, ratio, count));
        Self { taps: taps.collect(), plain_shift }
    }

    /// Whether source pixels lie exactly on canvas pixels.
    pub(super) fn is_plain_shift(&self) -> bool {
        self.plain_shift
    }
}

impl Taps {
    fn new(centre: f64, ratio: f64, count: usize) -> Self {
        let (stretch, steepness) = if ratio > 1.0 { (ratio, SHRINKING) } else { (1.0, GROWING) };
        let centre = centre.clamp(0.5, count as f64 - 0.5);
        let first = (centre - 2.0 * stretch).floor().max(0.0) as usize;
        let last = ((centre + 2.0 * stretch).ceil() as usize).min(count);
        let weight = |k: usize| bicubic((k as f64 + 0.5 - centre) / stretch, steepness);
        let sum: f64 = (first..last).map(weight).sum();
        Self { first, weights: (first..last).map(|k| (weight(k) / sum) as f32).collect() }
    }
}

/// R. Keys, *Cubic convolution interpolation for digital image processing* (1981), with `a` left free.
fn bicubic(x: f64, a: f64) -> f64 {
    let x = x.abs();
    if x < 1.0 {
        ((a + 2.0) * x - (a + 3.0)) * x * x + 1.0
    } else if x < 2.0 {
        ((a * x - 5.0 * a) * x + 8.0 * a) * x - 4.0 * a
    } else {
        0.0
    }
}

/// The source, `width` pixels a row, as the canvas pixels of both axes see it.
pub(super) fn resize(source: &[[u8; 4]], width: usize, opaque: bool, columns: &Axis, rows: &Axis) -> Vec<[u8; 4]> {
    let length = columns.taps.len();
    let mut out = vec![[0; 4]; length * rows.taps.len()];
    let reach = rows.taps.iter().map(|taps| taps.weights.len()).max().unwrap_or(1);
    let band = (BAND / reach).max(1) * 4;
    out.par_chunks_mut(length * band).enumerate().for_each(|(number, out)| {
        let rows = &rows.taps[number * band..(number * band + out.len() / length)];
        let first = rows.iter().map(|taps| taps.first).min().unwrap_or(0);
        let last = rows.iter().map(|taps| taps.first + taps.weights.len()).max().unwrap_or(0);
        let narrow: Vec<Vec<[f32; 4]>> =
            (first..last).map(|row| narrow_row(&source[row * width..(row + 1) * width], opaque, columns)).collect();
        let mut sums = vec![[0.0f32; 4]; length];
        for (taps, out) in rows.iter().zip(out.chunks_exact_mut(length)) {
            sums.fill([0.0; 4]);
            for (row, weight) in narrow[taps.first - first..].iter().zip(&taps.weights) {
                for (sum, pixel) in sums.iter_mut().zip(row) {
                    for channel in 0..4 {
                        sum[channel] += weight * pixel[channel];
                    }
                }
            }
            for (sum, pixel) in sums.iter().zip(out) {
                *pixel = to_straight(*sum);
            }
        }
    });
    out
}

/// One row along the columns' axis, premultiplied.
fn narrow_row(row: &[[u8; 4]], opaque: bool, columns: &Axis) -> Vec<[f32; 4]> {
    let premultiply = |pixel: &[u8; 4]| {
        let [r, g, b, a] = pixel.map(f32::from);
        let k = if opaque { 1.0 } else { a / 255.0 };
        [r * k, g * k, b * k, a]
    };
    let row: Vec<[f32; 4]> = row.iter().map(premultiply).collect();
    let mix = |taps: &Taps| {
        let mut sum = [0.0f32; 4];
        for (pixel, weight) in row[taps.first..].iter().zip(&taps.weights) {
            for channel in 0..4 {
                sum[channel] += weight * pixel[channel];
            }
        }
        sum
    };
    columns.taps.iter().map(mix).collect()
}

/// Back to straight bytes; the kernel's overshoot is cut off.
fn to_straight([r, g, b, a]: [f32; 4]) -> [u8; 4] {
    if a < 0.5 {
        return [0; 4];
    }
    let k = 255.0 / a;
    [r * k, g * k, b * k, a].map(|value| (value + 0.5) as u8)
}
