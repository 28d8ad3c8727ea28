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
    /// One RGB colour, in the double cone of [`hsl`]. Compared with Photoshop's pixels (mean and worst, of 255): master
    /// hue 0.05 and 1, saturation 0.1 and 2 (−100: 0.5 and 1), colourise 0.5 and 3, saturation of overlapping ranges 0.4
    /// and, in one fixture of four, more than 4 in some pixels.
    pub(super) fn at(&self, rgb: [f32; 3]) -> [f32; 3] {
        let [hue, saturation, lightness] = hsl::from_rgb(rgb);
        match self {
            Self::Colourise(shift) => hsl::to_rgb([
                shift.hue,
                (shift.saturation / 100.0).clamp(0.0, 1.0),
                lighten(lightness, shift.lightness / 100.0),
            ]),
            Self::Shift { master, ranges } => {
                let (mut turn, mut factor, mut lift) = (master.hue, gain(master.saturation), master.lightness);
                // Grey has no hue, and so lies in no range.
                for range in ranges.iter().filter(|_| saturation > 0.0) {
                    let weight = range.weight(hue);
                    turn += weight * range.shift.hue;
                    factor += weight * (gain(range.shift.saturation) - 1.0);
                    lift += weight * range.shift.lightness;
                }
                let saturation = (saturation * factor.max(0.0)).min(1.0);
                // Lightness moves the colour, not the cone's axis: towards white or black.
                hsl::to_rgb([hue + turn, saturation, lightness]).map(|sample| lighten(sample, lift / 100.0))
            }
        }
    }
}

/// What saturation is multiplied by: 1 + s, or 1 / (1 − s).
fn gain(saturation: f32) -> f32 {
    let s = (saturation / 100.0).clamp(-1.0, 1.0);
    if s > 0.0 { 1.0 / (1.0 - s).max(1e-3) } else { 1.0 + s }
}

/// Towards white (1) or black (−1).
fn lighten(sample: f32, amount: f32) -> f32 {
    let amount = amount.clamp(-1.0, 1.0);
    if amount > 0.0 { sample + (1.0 - sample) * amount } else { sample * (1.0 + amount) }
}

impl HueRange {
    /// How much of it a hue takes: a trapezium over its four ends.
    fn weight(&self, hue: f32) -> f32 {
        let from_begin = |angle: f32| (angle - self.ends[0]).rem_euclid(360.0);
        let [full, fading, end] = [1, 2, 3].map(|index| from_begin(self.ends[index]));
        let at = from_begin(hue);
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
        adjustment.at(rgb.map(|v| f32::from(v) / 255.0)).map(|v| (v * 255.0).round())
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
    fn half_a_turn_of_red_is_cyan() {
        assert_eq!(bytes(&shift(180.0, 0.0, 0.0), [255, 0, 0]), [0.0, 255.0, 255.0]);
    }

    #[test]
    fn lightness_goes_to_white_and_black() {
        assert_eq!(bytes(&shift(0.0, 0.0, 100.0), [10, 20, 30]), [255.0; 3]);
        assert_eq!(bytes(&shift(0.0, 0.0, -100.0), [10, 20, 30]), [0.0; 3]);
    }

    #[test]
    fn a_range_touches_its_hues_only() {
        let reds =
            HueRange { ends: [315.0, 345.0, 15.0, 45.0], shift: Shift { saturation: -100.0, ..Shift::default() } };
        let adjustment = HueSaturation::Shift { master: Shift::default(), ranges: vec![reds] };
        assert_eq!(bytes(&adjustment, [200, 100, 100]), [150.0; 3]);
        assert_eq!(bytes(&adjustment, [100, 100, 200]), [100.0, 100.0, 200.0]);
        assert_eq!(reds.weight(330.0), 0.5);
        assert_eq!(reds.weight(30.0), 0.5);
    }

    #[test]
    fn colourise_leaves_one_hue() {
        let blue = HueSaturation::Colourise(Shift { hue: -120.0, saturation: 100.0, lightness: 0.0 });
        assert_eq!(bytes(&blue, [255, 0, 0]), [0.0, 0.0, 255.0]);
    }
}
