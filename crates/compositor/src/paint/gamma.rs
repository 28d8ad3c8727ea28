//! Type's own mix. Photoshop blends the edges of text in a gamma of 1.45 by default ("blend text colours using gamma"
//! in the colour settings): encoded sRGB to linear light, to the power of 1/1.45, mixed by alpha, and back.
//! Measured on Photoshop's own pixels: 8-bit RGB, Normal mode.

use std::sync::LazyLock;

use pixels::colour::{linear_to_srgb, srgb_to_linear};

const GAMMA: f32 = 1.45;
const STEPS: usize = 4096;

static TO: LazyLock<Vec<f32>> = LazyLock::new(|| table(|v| srgb_to_linear(v).powf(1.0 / GAMMA)));

fn table(of: impl Fn(f32) -> f32) -> Vec<f32> {
    (0..=STEPS).map(|step| of(step as f32 / STEPS as f32)).collect()
}

fn encode(v: f32) -> f32 {
    let at = v.clamp(0.0, 1.0) * STEPS as f32;
    let low = (at as usize).min(STEPS - 1);
    TO[low] + (TO[low + 1] - TO[low]) * (at - low as f32)
}

/// `backdrop` and `source`, mixed by `weight` of the source.
pub(super) fn mix(backdrop: f32, source: f32, weight: f32) -> f32 {
    if weight <= 0.0 {
        return backdrop;
    }
    if weight >= 1.0 {
        return source;
    }
    let mixed = encode(backdrop) * (1.0 - weight) + encode(source) * weight;
    linear_to_srgb(mixed.powf(GAMMA)).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_colours_stay_and_whole_weights_choose() {
        assert!((mix(0.4, 0.4, 0.3) - 0.4).abs() < 1e-3);
        assert_eq!(mix(0.2, 0.9, 0.0), 0.2);
        assert_eq!(mix(0.2, 0.9, 1.0), 0.9);
    }

    #[test]
    fn black_on_white_is_lighter_than_the_plain_mix() {
        // linear(sRGB)^(1/1.45) of half is 0.5^1.45 = 0.366 in linear light: sRGB 0.641.
        assert!((mix(1.0, 0.0, 0.5) - 0.641).abs() < 2e-3);
    }
}
