//! Feathering: a mask's edge, blurred.

use pixels::{Plane, PlaneSource, Rect, Samples};

use crate::Result;

/// How many standard deviations of the bell curve count.
const REACH: f64 = 3.0;

/// `plane`, which is `outside` beyond its rectangle, blurred by a bell curve of standard deviation `radius`, over
/// its rectangle and as far beyond as the blur reaches, but not beyond `limit`.
pub(super) fn feather(plane: &dyn PlaneSource, outside: f32, radius: f64, limit: Rect) -> Result<Plane> {
    let reach = (radius * REACH).ceil().clamp(1.0, 3000.0) as i32;
    let source = plane.rect().intersect(limit.inflate(reach));
    let rect = plane.rect().inflate(reach).intersect(limit);
    let kernel = kernel(radius, reach);
    let mut across = vec![outside; rect.width() * source.height()];
    let mut row = vec![0.0; source.width()];
    for (y, out) in (source.top..source.bottom).zip(across.chunks_exact_mut(rect.width().max(1))) {
        plane.read_row(y, source.left, &mut row).map_err(compositor::paint::PaintError::from)?;
        convolve(&row, source.left, outside, &kernel, rect.left, out, 1);
    }
    let mut blurred = vec![0.0; rect.area() as usize];
    let mut column = vec![0.0; source.height()];
    for x in 0..rect.width() {
        let from = across.iter().skip(x).step_by(rect.width());
        column.iter_mut().zip(from).for_each(|(out, sample)| *out = *sample);
        convolve(&column, source.top, outside, &kernel, rect.top, &mut blurred[x..], rect.width());
    }
    Ok(Plane::new(rect, Samples::Eight(blurred.into_iter().map(|v| (v * 255.0 + 0.5) as u8).collect())))
}

fn kernel(radius: f64, reach: i32) -> Vec<f32> {
    let weight = |x: i32| (-0.5 * (f64::from(x) / radius.max(1e-3)).powi(2)).exp();
    let total: f64 = (-reach..=reach).map(weight).sum();
    (-reach..=reach).map(|x| (weight(x) / total) as f32).collect()
}

/// Writes the samples from place `to` on, `step` apart. `row` begins at place `from`; beyond it lies `outside`.
fn convolve(row: &[f32], from: i32, outside: f32, kernel: &[f32], to: i32, out: &mut [f32], step: usize) {
    let reach = (kernel.len() / 2) as i32;
    for (index, out) in out.iter_mut().step_by(step).enumerate() {
        let first = to + index as i32 - reach - from;
        let inside = (first.max(0), (first + kernel.len() as i32).min(row.len() as i32));
        // Only what differs from the outside needs to be summed.
        *out = outside;
        if inside.0 < inside.1 {
            let weights = &kernel[(inside.0 - first) as usize..(inside.1 - first) as usize];
            let samples = &row[inside.0 as usize..inside.1 as usize];
            *out += samples.iter().zip(weights).map(|(sample, weight)| (sample - outside) * weight).sum::<f32>();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn samples(plane: &Plane, y: i32) -> Vec<f32> {
        let mut row = vec![0.0; plane.rect().width()];
        plane.read_row(y, plane.rect().left, &mut row).unwrap();
        row
    }

    #[test]
    fn an_edge_becomes_half_and_stays_symmetric() {
        let plane = Plane::new(Rect::new(0, 0, 10, 40), Samples::Eight(vec![255; 400]));
        let blurred = feather(&plane, 0.0, 2.0, Rect::new(-20, 0, 40, 40)).unwrap();
        assert_eq!(blurred.rect(), Rect::new(-6, 0, 16, 40));
        let row = samples(&blurred, 20);
        assert!((row[5] + row[6] - 1.0).abs() < 0.01, "{row:?}");
        assert!(row.iter().zip(row.iter().rev()).all(|(a, b)| (a - b).abs() < 0.01));
    }

    #[test]
    fn a_mask_like_its_surroundings_stays() {
        let plane = Plane::new(Rect::new(0, 0, 4, 4), Samples::Eight(vec![255; 16]));
        let blurred = feather(&plane, 1.0, 3.0, Rect::new(0, 0, 9, 9)).unwrap();
        assert!(samples(&blurred, 2).iter().all(|v| *v == 1.0));
    }
}
