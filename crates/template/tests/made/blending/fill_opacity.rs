//! Fill against opacity: opacity weakens the result, and in eight modes fill weakens the source.
//!
//! Expected: the mode's own formula with the source drawn towards its neutral colour; hard mix has none, and opens into a
//! ramp of the slope 1 / (1 - fill).

use psd::layers::BlendMode::{self, *};

use crate::make::{assert_near, flat, gray};

const BELOW: u8 = 100;
const ABOVE: u8 = 200;
/// A fifth, and three fifths.
const SHARES: [(u8, f64); 2] = [(51, 0.2), (153, 0.6)];

#[test]
fn in_eight_modes_fill_weakens_the_source() {
    let (b, s) = (f64::from(BELOW), f64::from(ABOVE));
    let middle = 128.0;
    let of = |mode: BlendMode, fill: f64| -> f64 {
        let towards = |neutral: f64| neutral + (s - neutral) * fill;
        let light = towards(middle);
        let result = match mode {
            ColorBurn => 255.0 - (255.0 - b) * 255.0 / towards(255.0),
            LinearBurn => b + towards(255.0) - 255.0,
            ColorDodge => b * 255.0 / (255.0 - towards(0.0)),
            LinearDodge => b + towards(0.0),
            Difference => (b - towards(0.0)).abs(),
            LinearLight => b + 2.0 * (light - middle),
            // The light half from 128 to 255 is a dodge from 0 to 255.
            VividLight => b / (1.0 - (light - 128.0) / 127.0),
            HardMix => (b - fill * (255.0 - s)) / (1.0 - fill),
            _ => unreachable!("not one of the eight"),
        };
        result.clamp(0.0, 255.0)
    };
    for mode in [ColorBurn, LinearBurn, ColorDodge, LinearDodge, Difference, LinearLight, VividLight, HardMix] {
        for (stored, fill) in SHARES {
            let found = gray([flat(BELOW), flat(ABOVE).blend(mode).fill_opacity(stored)]);
            assert!(
                (f64::from(found) - of(mode, fill)).abs() <= 1.0,
                "{mode:?} at {fill}: {found} for {}",
                of(mode, fill)
            );
        }
    }
}

#[test]
fn opacity_mixes_the_result_in_every_mode() {
    for mode in [Normal, Multiply, LinearDodge, ColorBurn, Difference, HardMix, SoftLight, Luminosity] {
        let whole = f64::from(gray([flat(BELOW), flat(ABOVE).blend(mode)]));
        for (stored, opacity) in SHARES {
            let found = gray([flat(BELOW), flat(ABOVE).blend(mode).opacity(stored)]);
            assert_near(&[found], &[f64::from(BELOW) + opacity * (whole - f64::from(BELOW))], 1.0);
        }
    }
}

#[test]
fn in_the_other_modes_fill_is_one_more_opacity() {
    for mode in [Normal, Multiply, Screen, Overlay, SoftLight, HardLight, PinLight, Exclusion, Subtract, Divide, Color]
    {
        let layer = || flat(ABOVE).blend(mode);
        assert_eq!(gray([flat(BELOW), layer().fill_opacity(51)]), gray([flat(BELOW), layer().opacity(51)]), "{mode:?}");
        // Both together: a tenth.
        let both = gray([flat(BELOW), layer().fill_opacity(51).opacity(128)]);
        let tenth = gray([flat(BELOW), layer().opacity(26)]);
        assert!(both.abs_diff(tenth) <= 1, "{mode:?}");
    }
}
