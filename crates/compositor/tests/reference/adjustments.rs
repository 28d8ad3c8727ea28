//! Adjustments of tone and of channels. Where Adobe publishes no formula (brightness/contrast, vibrance, colour balance) there
//! is no reference to compare with: what their manual promises is asked beside their code.

use compositor::adjust::{
    Adjustment, BrightnessContrast, ChannelMixer, ColourLookup, Curve, Exposure, Levels, Mix, PhotoFilter, RGB_LIGHT,
    Settings,
};
use pixels::{ColourModel, Depth};
use proptest::prelude::*;

use super::apart;

/// What an adjustment makes of a colour of a document of 16 bits, whose steps are too fine to matter.
pub(super) fn adjusted(settings: Settings, colour: [f64; 3]) -> [f32; 3] {
    adjusted_at(Depth::Sixteen, settings, colour)
}

pub(super) fn adjusted_at(depth: Depth, settings: Settings, colour: [f64; 3]) -> [f32; 3] {
    let mut out = colour.map(|sample| sample as f32);
    Adjustment::new(settings, depth).apply_row(ColourModel::Rgb, &mut out.each_mut().map(std::slice::from_mut));
    out
}

pub(super) fn colour() -> impl Strategy<Value = [f64; 3]> {
    prop::array::uniform3(prop_oneof![1 => Just(0.0), 1 => Just(1.0), 6 => 0.0..=1.0f64])
}

/// Stretched, bent by 1 / gamma, and stretched again.
fn levels_of(levels: Levels, v: f64) -> f64 {
    let [black, white, low, high] = [levels.input_black, levels.input_white, levels.output_black, levels.output_white]
        .map(|v| f64::from(v) / 255.0);
    let share = ((v - black) / (white - black)).clamp(0.0, 1.0);
    low + (high - low) * share.powf(1.0 / f64::from(levels.gamma))
}

/// The natural cubic spline: its second derivatives from the whole system of equations, by elimination (Press et al.,
/// *Numerical Recipes*, 3.3 for the equations).
fn spline(points: &[(f64, f64)], x: f64) -> f64 {
    let n = points.len();
    let mut rows = vec![vec![0.0; n + 1]; n];
    for (i, row) in rows.iter_mut().enumerate() {
        if i == 0 || i == n - 1 {
            row[i] = 1.0;
            continue;
        }
        let ((x0, y0), (x1, y1), (x2, y2)) = (points[i - 1], points[i], points[i + 1]);
        (row[i - 1], row[i], row[i + 1]) = ((x1 - x0) / 6.0, (x2 - x0) / 3.0, (x2 - x1) / 6.0);
        row[n] = (y2 - y1) / (x2 - x1) - (y1 - y0) / (x1 - x0);
    }
    for pivot in 0..n {
        let fixed = rows[pivot].clone();
        for (_, row) in rows.iter_mut().enumerate().filter(|(other, _)| *other != pivot) {
            let factor = row[pivot] / fixed[pivot];
            row.iter_mut().zip(&fixed).for_each(|(sample, fixed)| *sample -= factor * fixed);
        }
    }
    let bend = |i: usize| rows[i][n] / rows[i][i];
    if x <= points[0].0 {
        return points[0].1;
    }
    let Some(i) = points.windows(2).position(|two| x < two[1].0) else { return points[n - 1].1 };
    let ((x0, y0), (x1, y1)) = (points[i], points[i + 1]);
    let (a, b, h) = ((x1 - x) / (x1 - x0), (x - x0) / (x1 - x0), x1 - x0);
    a * y0 + b * y1 + ((a.powi(3) - a) * bend(i) + (b.powi(3) - b) * bend(i + 1)) * h * h / 6.0
}

/// Two roundings to 32768 levels, and the steepest slope between them.
const FINE: f64 = 1e-3;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn levels_are_a_stretch_a_power_and_a_stretch(
        colour in colour(), black in 0u8..120, white in 140u8..=255, low in 0u8..=255, high in 0u8..=255, gamma in 0.5f32..2.5,
    ) {
        let all = Levels { input_black: black, input_white: white, output_black: low, output_white: high, gamma };
        let found = adjusted(Settings::Levels { all, channels: vec![] }, colour);
        // Near black a power below 1 is as steep as a wall.
        prop_assert!(apart(found, colour.map(|v| levels_of(all, v))) < 5.0 * FINE, "{all:?} of {colour:?}: {found:?}");
    }

    #[test]
    fn curves_are_natural_splines(colour in colour(), inner in prop::collection::btree_map(20u8..235, any::<u8>(), 0..4)) {
        let mut points = vec![(0.0, 10.0)];
        points.extend(inner.iter().filter(|(x, _)| *x % 12 == 0).map(|(x, y)| (f64::from(*x), f64::from(*y))));
        points.push((255.0, 200.0));
        let curve = Curve::Points(points.iter().map(|(x, y)| (*x as f32, *y as f32)).collect());
        let found = adjusted(Settings::Curves { all: curve, channels: vec![] }, colour);
        let wanted = colour.map(|v| (spline(&points, v * 255.0) / 255.0).clamp(0.0, 1.0));
        prop_assert!(apart(found, wanted) < FINE, "{points:?} of {colour:?}: {found:?} for {wanted:?}");
    }

    /// Adobe's manual: light is multiplied, offset is added to it, gamma is a power.
    #[test]
    fn exposure_works_on_light(colour in colour(), stops in -3.0..3.0f32, offset in -0.2..0.2f32, gamma in 0.5..2.0f32) {
        let found = adjusted(Settings::Exposure(Exposure { stops, offset, gamma, light: RGB_LIGHT }), colour);
        let (stops, offset, gamma) = (f64::from(stops), f64::from(offset), f64::from(gamma));
        let wanted = colour.map(|v| {
            let light = (v.powf(2.2) * stops.exp2() + offset).max(0.0);
            light.powf(1.0 / gamma).powf(1.0 / 2.2).min(1.0)
        });
        // Where light begins its root is as steep as a wall: there a level of 32768 is more than one of 255.
        let steep = wanted.iter().any(|v| *v < 0.15);
        prop_assert!(apart(found, wanted) < if steep { 0.05 } else { FINE }, "{colour:?}: {found:?} for {wanted:?}");
    }

    #[test]
    fn invert_is_the_complement(colour in colour()) {
        prop_assert!(apart(adjusted(Settings::Invert, colour), colour.map(|v| 1.0 - v)) < FINE);
    }

    #[test]
    fn posterise_leaves_equal_steps(v in any::<u8>(), levels in 2u16..=255) {
        let found = adjusted_at(Depth::Eight, Settings::Posterize(levels), [f64::from(v) / 255.0; 3])[0];
        // Equal shares of 256, spread from 0 to 255 and cut to whole bytes.
        let step = u32::from(v) * u32::from(levels) / 256;
        let wanted = step * 255 / (u32::from(levels) - 1);
        prop_assert_eq!((found * 255.0).round() as u32, wanted);
    }

    #[test]
    fn threshold_parts_by_luma(bytes in prop::array::uniform3(any::<u8>()), level in 1u8..=255) {
        let [r, g, b] = bytes.map(f64::from);
        let luma = 0.3 * r + 0.59 * g + 0.11 * b;
        // Photoshop's weights are whole parts of 16384.
        prop_assume!((luma + 0.5 - f64::from(level)).abs() > 0.02);
        let wanted = f64::from((luma + 0.5).floor() >= f64::from(level));
        let found = adjusted_at(Depth::Eight, Settings::Threshold(level), [r, g, b].map(|v| v / 255.0));
        prop_assert!(apart(found, [wanted; 3]) == 0.0, "{bytes:?} at {level}: {found:?}");
    }

    #[test]
    fn legacy_brightness_adds_and_less_contrast_turns_about_127(colour in colour(), brightness in -100i8..=100, contrast in -100i8..=0) {
        let (brightness, contrast) = (f32::from(brightness), f32::from(contrast));
        let settings = BrightnessContrast { brightness, contrast, legacy: true };
        let (middle, kept) = (127.0 / 255.0, 1.0 + f64::from(contrast) / 100.0);
        let wanted = colour.map(|v| (middle + (v - middle) * kept + f64::from(brightness) / 255.0).clamp(0.0, 1.0));
        prop_assert!(apart(adjusted(Settings::BrightnessContrast(settings), colour), wanted) < FINE);
    }

    /// Adobe's manual: the percents of each channel and the constant, added.
    #[test]
    fn a_channel_mixer_is_a_weighted_sum(colour in colour(), weights in prop::array::uniform3(prop::array::uniform4(-200i16..=200))) {
        let mix = |[r, g, b, constant]: [i16; 4]| Mix {
            weights: [f32::from(r), f32::from(g), f32::from(b), 0.0],
            constant: f32::from(constant),
        };
        let rows = weights.map(mix).to_vec();
        let found = adjusted(Settings::ChannelMixer(ChannelMixer { rows, monochrome: false }), colour);
        let sum = |[r, g, b, constant]: [i16; 4]| {
            let [r, g, b, constant] = [r, g, b, constant].map(f64::from);
            ((r * colour[0] + g * colour[1] + b * colour[2] + constant) / 100.0).clamp(0.0, 1.0)
        };
        prop_assert!(apart(found, weights.map(sum)) < 1e-5);
    }

    /// A filter before the lens: what it lets through, as far as it is dense.
    #[test]
    fn a_photo_filter_is_a_product(colour in colour(), glass in prop::array::uniform3(0.0..=1.0f32), density in 0.0..=100.0f32) {
        let settings = PhotoFilter { colour: glass, density, preserve_luminosity: false };
        let found = adjusted(Settings::PhotoFilter(settings), colour);
        let through = |channel: usize| {
            colour[channel] * (1.0 - f64::from(density) / 100.0 * (1.0 - f64::from(glass[channel])))
        };
        prop_assert!(apart(found, [0, 1, 2].map(through)) < 1e-5);
    }

    /// Kasson, Nin, Plouffe and Hafner (1995): within each of the six tetrahedra of a cell the table is a plane, so that what
    /// is a plane everywhere stays one.
    #[test]
    fn a_table_of_a_plane_is_that_plane(colour in colour(), size in 2usize..9, slopes in prop::array::uniform3(prop::array::uniform3(0.0..0.33f64))) {
        let of = |rgb: [f64; 3]| slopes.map(|slope| slope.iter().zip(rgb).map(|(slope, v)| slope * v).sum::<f64>());
        let step = |index: usize| index as f64 / (size - 1) as f64;
        let at = |index: usize| [step(index % size), step(index / size % size), step(index / (size * size))];
        let table = (0..size.pow(3)).map(|index| of(at(index)).map(|v| v as f32)).collect();
        let lookup = ColourLookup::new(size, table).expect("the table is whole");
        prop_assert!(apart(adjusted(Settings::ColourLookup(lookup), colour), of(colour)) < 1e-5);
    }
}
