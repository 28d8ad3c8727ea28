//! Blend modes: ISO 32000-2, tables 134 and 135; the others by what Adobe's manual says they do.

use compositor::blend::{BlendMode, pixel, row, row_with_fill};
use pixels::{ColourModel, Depth};
use proptest::prelude::*;

use super::apart;

/// B(b, s) of a mode that looks at one channel; the modes that ISO does not have are told behind their names.
pub(super) fn separable(mode: BlendMode, b: f64, s: f64) -> Option<f64> {
    use BlendMode as M;
    let screen = |b: f64, s: f64| b + s - b * s;
    let hard_light = |b: f64, s: f64| if s <= 0.5 { b * 2.0 * s } else { screen(b, 2.0 * s - 1.0) };
    let dodge = |b: f64, s: f64| {
        if b == 0.0 {
            0.0
        } else if b >= 1.0 - s {
            1.0
        } else {
            b / (1.0 - s)
        }
    };
    let burn = |b: f64, s: f64| {
        if b == 1.0 {
            1.0
        } else if 1.0 - b >= s {
            0.0
        } else {
            1.0 - (1.0 - b) / s
        }
    };
    let soft_light = |b: f64, s: f64| {
        let d = if b <= 0.25 { ((16.0 * b - 12.0) * b + 4.0) * b } else { b.sqrt() };
        if s <= 0.5 { b - (1.0 - 2.0 * s) * b * (1.0 - b) } else { b + (2.0 * s - 1.0) * (d - b) }
    };
    Some(match mode {
        M::Normal => s,
        M::Multiply => b * s,
        M::Screen => screen(b, s),
        M::Overlay => hard_light(s, b),
        M::Darken => b.min(s),
        M::Lighten => b.max(s),
        M::ColourDodge => dodge(b, s),
        M::ColourBurn => burn(b, s),
        M::HardLight => hard_light(b, s),
        M::SoftLight => soft_light(b, s),
        M::Difference => (b - s).abs(),
        M::Exclusion => b + s - 2.0 * b * s,
        // "Increases the brightness", "decreases the brightness", "subtracts", "divides".
        M::LinearDodge => (b + s).min(1.0),
        M::LinearBurn => (b + s - 1.0).max(0.0),
        M::Subtract => (b - s).max(0.0),
        M::Divide => (b / s).min(1.0),
        // By halves of the source: burn or dodge, linear burn or dodge, darken or lighten.
        M::VividLight => {
            if s <= 0.5 {
                burn(b, 2.0 * s)
            } else {
                dodge(b, 2.0 * s - 1.0)
            }
        }
        M::LinearLight => (b + 2.0 * s - 1.0).clamp(0.0, 1.0),
        M::PinLight => {
            if s <= 0.5 {
                b.min(2.0 * s)
            } else {
                b.max(2.0 * s - 1.0)
            }
        }
        // "Adds the channels; 255 or greater is 255, less is 0."
        M::HardMix => f64::from(b + s >= 1.0),
        _ => return None,
    })
}

/// Where a definition leaves a corner open: what of black on white, and which of two that add up to white.
fn is_open(mode: BlendMode, b: f64, s: f64) -> bool {
    match mode {
        BlendMode::Divide => s == 0.0,
        BlendMode::HardMix => (b + s - 1.0).abs() < 1e-3,
        BlendMode::VividLight => (b == 0.0 && s == 1.0) || (b == 1.0 && s == 0.0),
        _ => false,
    }
}

fn luma([r, g, b]: [f64; 3]) -> f64 {
    0.3 * r + 0.59 * g + 0.11 * b
}

fn ends(c: [f64; 3]) -> (f64, f64) {
    (c.into_iter().fold(f64::MAX, f64::min), c.into_iter().fold(f64::MIN, f64::max))
}

/// `SetLum` and `ClipColor`.
fn set_luma(c: [f64; 3], target: f64) -> [f64; 3] {
    let shift = target - luma(c);
    let mut c = c.map(|v| v + shift);
    let (least, greatest) = ends(c);
    if least < 0.0 {
        c = c.map(|v| target + (v - target) * target / (target - least));
    }
    if greatest > 1.0 {
        c = c.map(|v| target + (v - target) * (1.0 - target) / (greatest - target));
    }
    c
}

/// `SetSat`.
fn set_saturation(c: [f64; 3], saturation: f64) -> [f64; 3] {
    let (least, greatest) = ends(c);
    c.map(|v| if greatest > least { (v - least) * saturation / (greatest - least) } else { 0.0 })
}

fn whole(mode: BlendMode, b: [f64; 3], s: [f64; 3]) -> Option<[f64; 3]> {
    let saturation = |c| ends(c).1 - ends(c).0;
    Some(match mode {
        BlendMode::Hue => set_luma(set_saturation(s, saturation(b)), luma(b)),
        BlendMode::Saturation => set_luma(set_saturation(b, saturation(s)), luma(b)),
        BlendMode::Colour => set_luma(s, luma(b)),
        BlendMode::Luminosity => set_luma(b, luma(s)),
        // "The colour with the lower (higher) value": of both lumas.
        BlendMode::DarkerColour => {
            if luma(s) < luma(b) {
                s
            } else {
                b
            }
        }
        BlendMode::LighterColour => {
            if luma(s) > luma(b) {
                s
            } else {
                b
            }
        }
        _ => return None,
    })
}

fn bytes<const N: usize>() -> impl Strategy<Value = [u8; N]> {
    let byte = prop_oneof![1 => Just(0u8), 1 => Just(255u8), 1 => 126u8..131, 6 => any::<u8>()];
    prop::collection::vec(byte, N).prop_map(|bytes| bytes.try_into().expect("as many as were asked for"))
}

fn unit<const N: usize>(bytes: [u8; N]) -> [f64; N] {
    bytes.map(|byte| f64::from(byte) / 255.0)
}

fn single<const N: usize>(samples: [f64; N]) -> [f32; N] {
    samples.map(|sample| sample as f32)
}

/// The blend of one pixel of any model.
pub(super) fn blended<const N: usize>(
    mode: BlendMode,
    model: ColourModel,
    depth: Depth,
    b: [f64; N],
    s: [f64; N],
) -> [f32; N] {
    let (b, s, mut out) = (single(b), single(s), [0.0; N]);
    let (b, s) = (b.each_ref().map(std::slice::from_ref), s.each_ref().map(std::slice::from_ref));
    row(mode, model, depth, &b, &s, &mut out.each_mut().map(std::slice::from_mut));
    out
}

/// Photoshop's middle is the byte 128 and not 127.5: at most one level.
const LEVEL: f64 = 1.0 / 255.0 + 1e-6;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn modes_of_one_channel_are_their_formulas(b in bytes::<4>(), s in bytes::<4>()) {
        let (b, s) = (unit(b), unit(s));
        for mode in BlendMode::ALL {
            let wanted: Option<Vec<f64>> = b.iter().zip(s).map(|(b, s)| separable(mode, *b, s)).collect();
            let Some(wanted) = wanted else { continue };
            let in_cmyk = blended(mode, ColourModel::Cmyk, Depth::Eight, b, s);
            for channel in 0..4 {
                let (b, s) = (b[channel], s[channel]);
                if is_open(mode, b, s) {
                    continue;
                }
                let in_gray = blended(mode, ColourModel::Gray, Depth::Sixteen, [b], [s])[0];
                for found in [in_cmyk[channel], in_gray] {
                    prop_assert!((f64::from(found) - wanted[channel]).abs() <= LEVEL, "{mode:?} of {s} on {b}: {found}");
                }
            }
        }
    }

    #[test]
    fn modes_of_whole_colours_are_their_formulas(b in bytes::<3>(), s in bytes::<3>()) {
        let (b, s) = (unit(b), unit(s));
        for mode in BlendMode::ALL {
            let Some(wanted) = whole(mode, b, s) else { continue };
            let is_choice = matches!(mode, BlendMode::DarkerColour | BlendMode::LighterColour);
            if is_choice && (luma(b) - luma(s)).abs() < 1.0 / 255.0 {
                continue;
            }
            let deep = blended(mode, ColourModel::Rgb, Depth::Sixteen, b, s);
            prop_assert!(apart(deep, wanted) < 1e-4, "{mode:?} of {s:?} on {b:?}: {deep:?} for {wanted:?}");
            // In 8 bits every step is rounded, which counts for more where a colour is cut to the range.
            let coarse = blended(mode, ColourModel::Rgb, Depth::Eight, b, s);
            let is_cut = wanted.iter().any(|v| !(0.02..0.98).contains(v));
            prop_assert!(is_cut || apart(coarse, wanted) <= 3.0 / 255.0, "{mode:?} of {s:?} on {b:?}: {coarse:?}");
        }
    }

    /// Adobe's manual has eight modes in which fill is no opacity: there the source is drawn towards what changes nothing.
    #[test]
    fn fill_weakens_the_source_of_eight_modes(b in bytes::<1>(), s in bytes::<1>(), fill in 0.0..0.99f64) {
        use BlendMode as M;
        let ([b], [s]) = (unit(b), unit(s));
        for mode in BlendMode::ALL {
            let neutral = match mode {
                M::ColourBurn | M::LinearBurn => 1.0,
                M::ColourDodge | M::LinearDodge | M::Difference => 0.0,
                M::VividLight | M::LinearLight => 128.0 / 255.0,
                M::HardMix => f64::NAN,
                _ => {
                    prop_assert!(!mode.fill_is_special(), "{mode:?}");
                    continue;
                }
            };
            let weak = neutral + (s - neutral) * fill;
            let wanted = match mode {
                // It has no neutral colour: its threshold opens into a ramp.
                M::HardMix => ((b - fill * (1.0 - s)) / (1.0 - fill)).clamp(0.0, 1.0),
                _ => separable(mode, b, weak).expect("all the others are of one channel"),
            };
            let mut out = [0.0];
            row_with_fill(mode, &[&[b as f32]], &[&[s as f32]], &[fill as f32], &mut [&mut out]);
            prop_assert!((f64::from(out[0]) - wanted).abs() <= 2.0 * LEVEL, "{mode:?} of {s} at {fill} on {b}: {out:?} {wanted}");
        }
    }
}

#[test]
fn every_mode_has_a_formula_here() {
    let (b, s) = ([0.2, 0.5, 0.7], [0.6, 0.1, 0.4]);
    for mode in BlendMode::ALL.into_iter().filter(|mode| *mode != BlendMode::Dissolve) {
        let wanted = separable(mode, b[0], s[0]).map(|first| [first; 3]).or_else(|| whole(mode, b, s));
        let found = pixel(mode, b.map(|v| v as f32), s.map(|v| v as f32));
        assert!(wanted.is_some_and(|wanted| (f64::from(found[0]) - wanted[0]).abs() <= 2.0 * LEVEL), "{mode:?}");
    }
}
