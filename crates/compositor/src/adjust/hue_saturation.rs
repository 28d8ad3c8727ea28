//! Hue/saturation.

use super::hsl;

/// One set of sliders.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Shift {
    /// Degrees, −180 to 180.
    pub hue: f32,
    /// −100 to 100.
    pub saturation: f32,
    /// −100 to 100.
    pub lightness: f32,
}

/// One of the six ranges of hues with its sliders.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HueRange {
    /// Degrees: where it begins, where it is full, to where it is full, where it ends. May run across 0.
    pub ends: [f32; 4],
    /// What it does.
    pub shift: Shift,
}

/// The adjustment's two ways.
#[derive(Debug, Clone, PartialEq)]
pub enum HueSaturation {
    /// Shifts of all hues and of ranges of them.
    Shift {
        /// For all hues.
        master: Shift,
        /// For some.
        ranges: Vec<HueRange>,
    },
    /// One hue for everything. Its hue is 0 to 360 (negative angles count too), its saturation 0 to 100.
    Colourise(Shift),
}

impl HueSaturation {
    /// One RGB colour, in the double cone of [`hsl`], in a document of so many levels a sample. Compared with Photoshop's
    /// pixels (mean and worst, of 255): master hue 0.05 and 1, saturation 0.1 and 2, colourise 0.2 and 2, saturation of
    /// overlapping ranges 0.2 and, in one pixel of two thousand, more than 2.
    pub(super) fn at(&self, rgb: [f32; 3], levels: f32) -> [f32; 3] {
        match self {
            Self::Colourise(shift) => {
                let [.., lightness] = hsl::from_rgb(rgb);
                let lightness = whole(lightness, levels);
                let lightness = (lighten(lightness, slider(shift.lightness)) * levels).round() / levels;
                let hue = (shift.hue.rem_euclid(360.0) * HUES / 360.0).round() * 360.0 / HUES;
                hsl::to_rgb([hue, slider(shift.saturation).max(0.0), lightness])
            }
            Self::Shift { master, ranges } => shifted(rgb, *master, ranges, levels),
        }
    }
}

/// Half of the greatest and the least sample as a whole number, cut off as Photoshop does.
fn whole(lightness: f32, levels: f32) -> f32 {
    (lightness * levels + 1e-3).floor() / levels
}

/// Lightness of all hues first, then that of ranges, then saturation of all, then that of ranges, as psd-tools found.
fn shifted(rgb: [f32; 3], master: Shift, ranges: &[HueRange], levels: f32) -> [f32; 3] {
    let master_lift = slider(master.lightness);
    let rgb = rgb.map(|sample| lighten(sample, master_lift));
    let [hue, saturation, lightness] = hsl::from_rgb(rgb);
    let (mut turn, mut factor, mut lift) = (master.hue, 1.0, 0.0f32);
    // Grey has no hue, and so lies in no range.
    for range in ranges.iter().filter(|_| saturation > 0.0) {
        let weight = range.weight(hue);
        turn += weight * range.shift.hue;
        // One after the other: ranges that dull together dull to gray at most, before the next enlivens it.
        factor = (factor + weight * (gain(range.shift.saturation) - 1.0)).max(0.0);
        lift = (lift + weight * slider(range.shift.lightness)).clamp(-1.0, 1.0);
    }
    let [hue, saturation, lightness] =
        if lift == 0.0 { [hue, saturation, lightness] } else { hsl::from_rgb(lifted(rgb, lift)) };
    let saturation = (saturation * gain(master.saturation)).min(1.0);
    let saturation = (saturation * factor).min(1.0);
    hsl::to_rgb([hue + turn, saturation, if saturation == 0.0 { whole(lightness, levels) } else { lightness }])
}

/// A range's lightness leaves grays alone: it moves samples towards the colour's own greatest, or its least.
fn lifted(rgb: [f32; 3], lift: f32) -> [f32; 3] {
    let [r, g, b] = rgb;
    let (greatest, least) = (r.max(g).max(b), r.min(g).min(b));
    rgb.map(|v| if lift > 0.0 { v + (greatest - v) * lift } else { v + (v - least) * lift })
}

/// How many hues a circle has: 255 in each sixth.
const HUES: f32 = 1530.0;

/// A slider from −100 to 100 as a share. Photoshop keeps it as whole 255ths, cut towards 0.
fn slider(percent: f32) -> f32 {
    ((percent * 2.55).trunc() / 255.0).clamp(-1.0, 1.0)
}

/// What saturation is multiplied by: 1 + s, or 1 / (1 − s).
fn gain(saturation: f32) -> f32 {
    let s = slider(saturation);
    if s > 0.0 { 1.0 / (1.0 - s).max(1e-3) } else { 1.0 + s }
}

/// Towards white (1) or black (−1).
fn lighten(sample: f32, amount: f32) -> f32 {
    let amount = amount.clamp(-1.0, 1.0);
    if amount > 0.0 { sample + (1.0 - sample) * amount } else { sample * (1.0 + amount) }
}

impl HueRange {
    /// How much of it a hue takes: a trapezium over its four ends, all of them half a degree on (measured).
    fn weight(&self, hue: f32) -> f32 {
        let from_begin = |angle: f32| (angle - self.ends[0]).rem_euclid(360.0);
        let [full, fading, end] = [1, 2, 3].map(|index| from_begin(self.ends[index]));
        let at = from_begin(hue - 0.5);
        if at < full {
            at / full
        } else if at <= fading {
            1.0
        } else if at < end {
            (end - at) / (end - fading)
        } else {
            0.0
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shift(hue: f32, saturation: f32, lightness: f32) -> HueSaturation {
        HueSaturation::Shift { master: Shift { hue, saturation, lightness }, ranges: vec![] }
    }

    fn bytes(adjustment: &HueSaturation, rgb: [u8; 3]) -> [f32; 3] {
        adjustment.at(rgb.map(|v| f32::from(v) / 255.0), 255.0).map(|v| (v * 255.0).round())
    }

    #[test]
    fn without_saturation_the_lightness_is_cut_off() {
        // Photoshop's grays on a gradient: half of the greatest and the least sample, never rounded up.
        for (rgb, gray) in [([112, 79, 138], 108.0), ([234, 115, 135], 174.0), ([92, 163, 252], 172.0)] {
            assert_eq!(bytes(&shift(0.0, -100.0, 0.0), rgb), [gray; 3]);
        }
    }

    #[test]
    fn zero_changes_nothing() {
        assert_eq!(bytes(&shift(0.0, 0.0, 0.0), [12, 200, 99]), [12.0, 200.0, 99.0]);
    }

    #[test]
    fn bytes_that_photoshop_stored() {
        assert_eq!(bytes(&shift(0.0, 100.0, 0.0), [141, 143, 190]), [76.0, 83.0, 255.0].map(|v: f32| v.round()));
        let grey = bytes(&shift(0.0, -100.0, 0.0), [11, 25, 133]);
        assert!(grey.iter().all(|v| (v - 72.0).abs() <= 1.0));
    }

    #[test]
    fn bytes_of_files_with_colourise_and_overlapping_ranges() {
        // Colourise 31, 100, -47, as Photoshop stored it.
        let brown = HueSaturation::Colourise(Shift { hue: 31.0, saturation: 100.0, lightness: -47.0 });
        assert_eq!(bytes(&brown, [108; 3]), [116.0, 60.0, 0.0]);
        assert_eq!(bytes(&brown, [168; 3]), [180.0, 93.0, 0.0]);
        let range = |ends: [i16; 4], saturation| HueRange {
            ends: ends.map(f32::from),
            shift: Shift { saturation, ..Shift::default() },
        };
        let ranges = vec![
            range([121, 129, 175, 183], -100.0),
            range([199, 359, 29, 170], -100.0),
            range([318, 76, 106, 262], 49.0),
        ];
        let overlapping = HueSaturation::Shift { master: Shift::default(), ranges };
        for (rgb, stored) in [([8, 255, 46], [32.0, 231.0, 62.0]), ([9, 255, 106], [43.0, 220.0, 113.0])] {
            let found = bytes(&overlapping, rgb);
            assert!(found.iter().zip(stored).all(|(a, b): (&f32, f32)| (a - b).abs() <= 2.0), "{found:?}");
        }
    }

    #[test]
    fn half_a_turn_of_red_is_cyan() {
        assert_eq!(bytes(&shift(180.0, 0.0, 0.0), [255, 0, 0]), [0.0, 255.0, 255.0]);
    }

    #[test]
    fn lightness_goes_to_white_and_black() {
        assert_eq!(bytes(&shift(0.0, 0.0, 100.0), [10, 20, 30]), [255.0; 3]);
        assert_eq!(bytes(&shift(0.0, 0.0, -100.0), [10, 20, 30]), [0.0; 3]);
    }

    #[test]
    fn lightness_of_a_range_leaves_gray_alone() {
        let reds = |lightness| HueSaturation::Shift {
            master: Shift::default(),
            ranges: vec![HueRange { ends: [315.0, 345.0, 15.0, 45.0], shift: Shift { lightness, ..Shift::default() } }],
        };
        assert_eq!(bytes(&reds(100.0), [200, 100, 100]), [200.0; 3]);
        assert_eq!(bytes(&reds(-100.0), [200, 100, 100]), [100.0; 3]);
        assert_eq!(bytes(&reds(-100.0), [90, 90, 90]), [90.0; 3]);
    }

    #[test]
    fn a_range_touches_its_hues_only() {
        let reds =
            HueRange { ends: [315.0, 345.0, 15.0, 45.0], shift: Shift { saturation: -100.0, ..Shift::default() } };
        let adjustment = HueSaturation::Shift { master: Shift::default(), ranges: vec![reds] };
        assert_eq!(bytes(&adjustment, [200, 100, 100]), [150.0; 3]);
        assert_eq!(bytes(&adjustment, [100, 100, 200]), [100.0, 100.0, 200.0]);
        assert_eq!(reds.weight(330.5), 0.5);
        assert_eq!(reds.weight(30.5), 0.5);
    }

    #[test]
    fn colourise_leaves_one_hue() {
        let blue = HueSaturation::Colourise(Shift { hue: -120.0, saturation: 100.0, lightness: 0.0 });
        // The middle of 0 and 255 is the byte 127.
        assert_eq!(bytes(&blue, [255, 0, 0]), [0.0, 0.0, 254.0]);
    }
}
