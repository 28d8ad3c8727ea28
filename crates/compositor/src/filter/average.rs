//! Average: one colour for all that is visible.

use pixels::Picture;
use rayon::prelude::*;

/// Gives every pixel the mean colour, weighted by alpha, which stays.
pub(super) fn apply(picture: &mut Picture) {
    let add = |a: [u64; 4], b: [u64; 4]| std::array::from_fn(|channel| a[channel] + b[channel]);
    let weighed = |pixel: &[u8]| {
        let alpha = u64::from(pixel[3]);
        [u64::from(pixel[0]) * alpha, u64::from(pixel[1]) * alpha, u64::from(pixel[2]) * alpha, alpha]
    };
    let [r, g, b, total] = picture.rgba().par_chunks_exact(4).map(weighed).reduce(|| [0; 4], add);
    if total == 0 {
        return;
    }
    let mean = [r, g, b].map(|sum| ((sum + total / 2) / total) as u8);
    picture.rgba_mut().par_chunks_exact_mut(4).for_each(|pixel| pixel[..3].copy_from_slice(&mean));
}
