//! Modes that darken by dark and lighten by light: their neutral source is middle grey.
//!
//! Photoshop's middle is the byte 128, not 127.5, and each mode stretches the two halves in its own way; which one
//! takes which was measured on Photoshop's pixels (8 bit RGB, a photograph over a gradient and the reverse). At 16 bits
//! the same constants are used: the difference is at most 1/255.

use super::darken::burn;
use super::lighten::{dodge, screen};

/// Middle grey as Photoshop's bytes have it.
pub(super) const MIDDLE: f32 = 128.0 / 255.0;

/// ISO 32000-2, 11.3.5.2: hard light with the operands swapped, split at one half exactly.
#[inline]
pub fn overlay(b: f32, s: f32) -> f32 {
    let (dark, light) = (2.0 * b * s, screen(2.0 * b - 1.0, s));
    if b <= 0.5 { dark } else { light }
}

/// ISO 32000-2, 11.3.5.2, with D(b) a cubic up to a quarter and √b above it; not the older square-root-only form.
/// The light half counts from 128.
#[inline]
pub fn soft_light(b: f32, s: f32) -> f32 {
    let low = ((16.0 * b - 12.0) * b + 4.0) * b;
    let lifted = if b <= 0.25 { low } else { b.sqrt() };
    let dark = b - (1.0 - 2.0 * s) * b * (1.0 - b);
    let light = b + 2.0 * (s - MIDDLE) * (lifted - b);
    if s < MIDDLE { dark } else { light }
}

/// ISO 32000-2, 11.3.5.2: multiply by 2s, or screen with 2 (s − 128/255); a white source is 254/255 of a screen.
/// Finer samples than bytes may lie between one half and 128/255, where 2s is above 1: hence the cut.
#[inline]
pub fn hard_light(b: f32, s: f32) -> f32 {
    let (dark, light) = ((2.0 * b * s).min(1.0), screen(b, 2.0 * (s - MIDDLE)));
    if s < MIDDLE { dark } else { light }
}

/// Not in the PDF set: burn by the dark half, dodge by the light half, each stretched to the full range. Here the
/// source decides the corners: black burns white to black, white dodges black to white.
#[inline]
pub fn vivid_light(b: f32, s: f32) -> f32 {
    let (dark, light) = (burn(b, dark_half(s)), dodge(b, light_half(s)));
    if s < MIDDLE { dark } else { light }
}

/// Not in the PDF set: b + 2 (s − 128/255), cut to the range.
#[inline]
pub fn linear_light(b: f32, s: f32) -> f32 {
    (b + 2.0 * (s - MIDDLE)).clamp(0.0, 1.0)
}

/// Not in the PDF set: darken by the dark half, lighten by the light half, each stretched to the full range.
#[inline]
pub fn pin_light(b: f32, s: f32) -> f32 {
    let (dark, light) = (b.min(dark_half(s)), b.max(light_half(s)));
    if s < MIDDLE { dark } else { light }
}

/// Not in the PDF set: 1 where b + s reaches 1, else 0. Where they make exactly 1 the larger of the two decides, so
/// black stays black and white stays white.
#[inline]
pub fn hard_mix(b: f32, s: f32) -> f32 {
    // A tilt of a quarter of a 16 bit step or less: it decides ties and nothing else.
    let tie = (b - s) * (0.25 / 65535.0);
    if b + s + tie > 1.0 { 1.0 } else { 0.0 }
}

/// Hard mix at a fill opacity. Below 1 it is (b − fill (1 − s)) / (1 − fill), cut to the range: at 0 the backdrop,
/// towards 1 the threshold.
#[inline]
pub fn hard_mix_at(b: f32, s: f32, fill: f32) -> f32 {
    let ramp = ((b - fill * (1.0 - s)) / (1.0 - fill).max(f32::MIN_POSITIVE)).clamp(0.0, 1.0);
    if fill < 1.0 { ramp } else { hard_mix(b, s) }
}

/// 0 to 128 as 0 to 1.
#[inline]
fn dark_half(s: f32) -> f32 {
    s * (255.0 / 128.0)
}

/// 128 to 255 as 0 to 1.
#[inline]
fn light_half(s: f32) -> f32 {
    (s * 255.0 - 128.0) * (1.0 / 127.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bytes in, byte out.
    fn bytes(mode: fn(f32, f32) -> f32, b: u8, s: u8) -> f32 {
        (mode(f32::from(b) / 255.0, f32::from(s) / 255.0) * 255.0).round()
    }

    #[test]
    fn middle_grey_changes_nothing() {
        for mode in [soft_light, hard_light, vivid_light, linear_light, pin_light] {
            for b in 0..=255 {
                assert_eq!(bytes(mode, b, 128), f32::from(b));
            }
        }
    }

    #[test]
    fn between_one_half_and_128_nothing_leaves_the_range() {
        for s in [0.5, 0.500_921_55, 0.501_9] {
            for b in [0.0, 0.25, 0.999, 1.0] {
                for mode in [overlay, soft_light, hard_light, vivid_light, linear_light, pin_light, hard_mix] {
                    assert!((0.0..=1.0).contains(&mode(b, s)), "{b} {s}: {}", mode(b, s));
                }
            }
        }
    }

    #[test]
    fn light_halves_count_from_128() {
        assert_eq!(bytes(linear_light, 33, 217), 211.0);
        assert_eq!(bytes(hard_light, 0, 247), 238.0);
        assert_eq!(bytes(pin_light, 0, 169), 82.0);
        assert_eq!(bytes(pin_light, 0, 255), 255.0);
        assert_eq!(bytes(pin_light, 255, 100), 199.0);
    }

    #[test]
    fn soft_light_takes_the_cubic_for_dark_backdrops() {
        assert_eq!(bytes(soft_light, 20, 216), 50.0, "the square root alone would give 56");
    }

    #[test]
    fn vivid_light_lets_the_source_decide_the_corners() {
        assert_eq!(vivid_light(1.0, 0.0), 0.0);
        assert_eq!(vivid_light(0.0, 1.0), 1.0);
    }

    #[test]
    fn hard_mix_keeps_the_backdrop_on_a_tie() {
        assert_eq!(hard_mix(0.0, 1.0), 0.0);
        assert_eq!(hard_mix(1.0, 0.0), 1.0);
        assert_eq!(bytes(hard_mix, 91, 165), 255.0);
        assert_eq!(bytes(hard_mix, 91, 163), 0.0);
        assert_eq!(bytes(hard_mix, 13, 242), 0.0);
        assert_eq!(bytes(hard_mix, 242, 13), 255.0);
    }
}
