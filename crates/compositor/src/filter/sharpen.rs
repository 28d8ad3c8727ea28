//! Unsharp mask and high pass: what sets a picture apart from its blur. Both leave alpha as it is.

use pixels::Picture;
use rayon::prelude::*;

use super::blur::gaussian;
use super::pixel::byte;

/// Adds `amount` times the difference to the blur where that is at least `threshold` levels (Adobe's manual).
pub(super) fn unsharp_mask(picture: &mut Picture, amount: f32, deviation: f32, threshold: f32) {
    against_blur(picture, deviation, |sample, blurred| {
        let difference = sample - blurred;
        if difference.abs() < threshold { sample } else { sample + amount * difference }
    });
}

/// The difference to the blur, around the middle gray.
pub(super) fn high_pass(picture: &mut Picture, deviation: f32) {
    against_blur(picture, deviation, |sample, blurred| sample - blurred + 128.0);
}

fn against_blur(picture: &mut Picture, deviation: f32, change: impl Fn(f32, f32) -> f32 + Sync) {
    let mut blurred = picture.clone();
    gaussian(&mut blurred, deviation, deviation);
    let pixels = picture.rgba_mut().par_chunks_exact_mut(4).zip(blurred.rgba().par_chunks_exact(4));
    pixels.for_each(|(pixel, blurred)| {
        for (sample, blurred) in pixel.iter_mut().zip(blurred).take(3) {
            *sample = byte(change(f32::from(*sample), f32::from(*blurred)).clamp(0.0, 255.0));
        }
    });
}
