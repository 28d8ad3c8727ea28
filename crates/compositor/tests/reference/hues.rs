//! Adjustments of hues, and the gradient map.

use compositor::adjust::{BlackAndWhite, HueSaturation, SelectiveColour, Settings, Shift};
use compositor::fill::{ColourStop, Gradient, Ramp};
use pixels::ColourModel;
use proptest::prelude::*;

use super::adjustments::{adjusted, colour};
use super::apart;

fn sorted(mut c: [f64; 3]) -> [f64; 3] {
    c.sort_by(f64::total_cmp);
    c
}

/// Joblove and Greenberg, "Color spaces for computer graphics" (1978): hue in degrees, saturation, lightness.
fn to_hsl(c: [f64; 3]) -> [f64; 3] {
    let [low, _, high] = sorted(c);
    let [r, g, b] = c;
    let (span, lightness) = (high - low, f64::midpoint(high, low));
    if span == 0.0 {
        return [0.0, 0.0, lightness];
    }
    let saturation = if lightness <= 0.5 { span / (high + low) } else { span / (2.0 - high - low) };
    let sixth = if high == r {
        (g - b) / span
    } else if high == g {
        2.0 + (b - r) / span
    } else {
        4.0 + (r - g) / span
    };
    [(sixth * 60.0).rem_euclid(360.0), saturation, lightness]
}

fn from_hsl([hue, saturation, lightness]: [f64; 3]) -> [f64; 3] {
    let high =
        if lightness <= 0.5 { lightness * (1.0 + saturation) } else { lightness + saturation - lightness * saturation };
    let low = 2.0 * lightness - high;
    [120.0, 0.0, -120.0].map(|turn| {
        let hue = (hue + turn).rem_euclid(360.0);
        match hue {
            h if h < 60.0 => low + (high - low) * h / 60.0,
            h if h < 180.0 => high,
            h if h < 240.0 => low + (high - low) * (240.0 - h) / 60.0,
            _ => low,
        }
    })
}

fn shift(hue: f32, saturation: f32, lightness: f32) -> Settings {
    Settings::HueSaturation(HueSaturation::Shift { master: Shift { hue, saturation, lightness }, ranges: vec![] })
}

/// Photoshop keeps these sliders as whole 255ths.
const SLIDER: f64 = 1.0 / 255.0;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn hue_turns_about_the_double_cone(colour in colour(), hue in -180i16..=180) {
        let [h, s, l] = to_hsl(colour);
        let found = adjusted(shift(f32::from(hue), 0.0, 0.0), colour);
        prop_assert!(apart(found, from_hsl([h + f64::from(hue), s, l])) < 1e-4, "{colour:?} by {hue}: {found:?}");
    }

    /// Less saturation is a share of what there is; more is what remains of the room divided away.
    #[test]
    fn saturation_is_multiplied(colour in colour(), percent in -100i16..=80) {
        let [h, s, l] = to_hsl(colour);
        let share = f64::from(percent) / 100.0;
        let factor = |share: f64| if share > 0.0 { 1.0 / (1.0 - share) } else { 1.0 + share };
        let found = adjusted(shift(0.0, f32::from(percent), 0.0), colour);
        // The slider's last step, where it counts most.
        let bounds = [share, share - SLIDER * share.signum()].map(|share| from_hsl([h, (s * factor(share)).min(1.0), l]));
        for channel in 0..3 {
            let (low, high) = (bounds[0][channel].min(bounds[1][channel]), bounds[0][channel].max(bounds[1][channel]));
            let found = f64::from(found[channel]);
            prop_assert!(found > low - 1e-3 && found < high + 1e-3, "{colour:?} by {percent}: {found} of {bounds:?}");
        }
    }

    #[test]
    fn lightness_mixes_white_or_black_in(colour in colour(), percent in -100i16..=100) {
        let share = f64::from(percent) / 100.0;
        let wanted = colour.map(|v| if share > 0.0 { v + (1.0 - v) * share } else { v * (1.0 + share) });
        prop_assert!(apart(adjusted(shift(0.0, 0.0, f32::from(percent)), colour), wanted) < SLIDER + 1e-4);
    }

    /// A colour is gray, some of one secondary and some of one primary, each as light as its slider says.
    #[test]
    fn black_and_white_weighs_the_parts_of_a_colour(colour in colour(), sliders in prop::array::uniform6(-100i16..=200)) {
        let [reds, yellows, greens, cyans, blues, magentas] = sliders.map(f32::from);
        let settings = BlackAndWhite { reds, yellows, greens, cyans, blues, magentas, tint: None };
        let [low, middle, high] = sorted(colour);
        prop_assume!(high - middle > 1e-6 && middle - low > 1e-6);
        let primary = [reds, greens, blues][colour.iter().position(|v| *v == high).expect("one is greatest")];
        let secondary = [cyans, magentas, yellows][colour.iter().position(|v| *v == low).expect("one is least")];
        let gray = low + (high - middle) * f64::from(primary) / 100.0 + (middle - low) * f64::from(secondary) / 100.0;
        prop_assert!(apart(adjusted(Settings::BlackAndWhite(settings), colour), [gray.clamp(0.0, 1.0); 3]) < 1e-5);
    }

    /// The account that FFmpeg's documentation of `selectivecolor` gives, of one range: an absolute change of ink, weighed by how far the
    /// colour lies in the range.
    #[test]
    fn selective_colour_changes_ink_by_how_far_a_colour_is_in_a_range(colour in colour(), inks in prop::array::uniform3(-100i16..=100)) {
        let [low, middle, high] = sorted(colour);
        prop_assume!(high - middle > 1e-6 && middle - low > 1e-6);
        let mut settings = SelectiveColour { absolute: true, ..SelectiveColour::default() };
        let range = 2 * colour.iter().position(|v| *v == high).expect("one is greatest");
        settings.ranges[range] = [f32::from(inks[0]), f32::from(inks[1]), f32::from(inks[2]), 0.0];
        let wanted = [0, 1, 2].map(|channel| {
            let (v, ink) = (colour[channel], f64::from(inks[channel]) / 100.0);
            v + (-ink).clamp(-v, 1.0 - v) * (high - middle)
        });
        prop_assert!(apart(adjusted(Settings::SelectiveColour(settings), colour), wanted) < 1e-5);
    }

    #[test]
    fn a_gradient_map_is_the_gradient_at_the_luma(colour in colour(), from in colour(), to in colour(), reverse in any::<bool>()) {
        let stop = |location: f32, [r, g, b]: [f64; 3]| ColourStop {
            location,
            midpoint: 0.5,
            colour: [r as f32, g as f32, b as f32, 0.0],
        };
        let gradient = Gradient { colours: vec![stop(0.0, from), stop(1.0, to)], ..Gradient::default() };
        let ramp = Ramp::new(&gradient, ColourModel::Rgb);
        let luma = 0.3 * colour[0] + 0.59 * colour[1] + 0.11 * colour[2];
        let at = if reverse { 1.0 - luma } else { luma };
        let wanted = [0, 1, 2].map(|channel| from[channel] + (to[channel] - from[channel]) * at);
        // A ramp has 4096 steps.
        let found = adjusted(Settings::GradientMap { ramp, reverse }, colour);
        prop_assert!(apart(found, wanted) < 1.0 / 4096.0);
    }
}
