//! Motion blur: the mean along a straight line.

use pixels::Picture;
use pixels::geometry::Point;
use rayon::prelude::*;

use super::pixel::{Beyond, add, bilinear, straight};

/// The longest line that Photoshop's dialog has.
const LONGEST: f32 = 2000.0;

/// Blurs along a line of `distance` pixels, centred on each pixel. Its pixels count once each, the two at the ends by the
/// part of them that the line covers.
pub(super) fn apply(picture: &mut Picture, angle: f32, distance: f32) {
    let half = (distance.min(LONGEST) - 1.0) / 2.0;
    if half.is_nan() || half <= 0.0 {
        return;
    }
    let (sin, cos) = f64::from(angle).to_radians().sin_cos();
    let whole = half.floor();
    let taps: Vec<(f64, f64, f32)> = (-(whole as i32) - 1..=whole as i32 + 1)
        .map(|step| {
            let weight = if step.unsigned_abs() > whole as u32 { half - whole } else { 1.0 };
            // Canvas y runs down.
            (f64::from(step) * cos, -f64::from(step) * sin, weight / distance.min(LONGEST))
        })
        .collect();
    let source = picture.clone();
    let width = picture.size().width as usize;
    picture.rgba_mut().par_chunks_exact_mut(width * 4).enumerate().for_each(|(y, row)| {
        for (x, out) in row.chunks_exact_mut(4).enumerate() {
            let sum = taps.iter().fold([0.0; 4], |sum, (dx, dy, weight)| {
                let at = Point::new(x as f64 + 0.5 + dx, y as f64 + 0.5 + dy);
                add(sum, bilinear(&source, at, Beyond::Repeat), *weight)
            });
            out.copy_from_slice(&straight(sum));
        }
    });
}
