//! Surface blur: a mean over a square in which a pixel counts the less the more it differs from the middle one.
//!
//! The weight falls in a straight line and is 0 at a difference of 2.5 times the threshold: the common account of the
//! filter. Adobe publishes no formula.

use pixels::Picture;
use rayon::prelude::*;

use super::rank::Window;

/// Blurs each channel on its own; colours count by alpha.
pub(super) fn apply(picture: &mut Picture, radius: u32, threshold: f32) {
    let falloff = 2.5 * threshold.max(1.0);
    let weights: Vec<f32> = (0..256).map(|difference| (1.0 - difference as f32 / falloff).max(0.0)).collect();
    let widest = weights.iter().rposition(|weight| *weight > 0.0).unwrap_or(0);
    let source = picture.clone();
    let width = picture.size().width as usize;
    picture.rgba_mut().par_chunks_exact_mut(width * 4).enumerate().for_each(|(y, row)| {
        for channel in 0..4 {
            let mut window = Window::new(&source, y, radius, channel);
            for x in 0..width {
                window.to(x);
                let middle = usize::from(source.rgba()[(y * width + x) * 4 + channel]);
                let (mut sum, mut total) = (0.0, 0.0);
                for level in middle.saturating_sub(widest)..=(middle + widest).min(255) {
                    let weight = weights[level.abs_diff(middle)] * window.counts[level] as f32;
                    sum += weight * level as f32;
                    total += weight;
                }
                if total > 0.0 {
                    row[x * 4 + channel] = super::pixel::byte(sum / total);
                }
            }
        }
    });
}
