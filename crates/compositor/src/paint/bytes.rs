//! What the canvas of an 8-bit document can hold.

/// Added to a number below it, this leaves no room for a fraction: the sum is rounded to the nearest whole number.
const NO_FRACTION: f32 = 8_388_608.0;

/// Rounds a row of a canvas to whole bytes, as Photoshop does after every step: steep adjustments make the steps visible.
///
/// The colour of translucent pixels is left: how Photoshop rounds it is not known, and bytes bring no picture nearer.
pub(super) fn round(colour: &mut [&mut [f32]], alpha: &mut [f32]) {
    round_all(alpha);
    for plane in colour {
        for (sample, alpha) in plane.iter_mut().zip(&*alpha) {
            *sample = if *alpha == 1.0 { rounded(*sample) } else { *sample };
        }
    }
}

/// Rounds samples to whole bytes.
pub(super) fn round_all(samples: &mut [f32]) {
    for sample in samples {
        *sample = rounded(*sample);
    }
}

#[inline(always)]
fn rounded(sample: f32) -> f32 {
    ((sample * 255.0 + NO_FRACTION) - NO_FRACTION) / 255.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_become_the_nearest_byte() {
        for byte in 0..=255u8 {
            let exact = f32::from(byte) / 255.0;
            for off in [0.0, 0.4, -0.4] {
                let sample = (exact + off / 255.0).clamp(0.0, 1.0);
                assert_eq!(rounded(sample).to_bits(), exact.to_bits(), "{byte} {off}");
            }
        }
    }

    #[test]
    fn colour_that_is_not_opaque_is_left() {
        let (mut colour, mut alpha) = ([0.299, 0.3], [0.9999, 0.5]);
        round(&mut [&mut colour], &mut alpha);
        assert_eq!((colour, alpha), ([76.0 / 255.0, 0.3], [1.0, 128.0 / 255.0]));
    }
}
