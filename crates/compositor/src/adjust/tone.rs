//! Invert, posterize, threshold, exposure: tone by a short formula.

use pixels::{ColourModel, Depth};

use crate::blend::whole_bytes::rounded_luma;

/// 16 bit documents cut at whole shares of the range; 8 bit ones at shares of 256, and round the level down. Both exact
/// on every fixture (8 bit), or to one of 65535 (16 bit).
pub(super) fn posterize(levels: u16, depth: Depth, sample: f32) -> f32 {
    let levels = f32::from(levels.clamp(2, 255));
    let share = match depth {
        Depth::Eight => (sample * 255.0).round() * levels / 256.0,
        Depth::Sixteen | Depth::ThirtyTwo => sample * levels,
    };
    let level = share.floor().min(levels - 1.0) / (levels - 1.0);
    match depth {
        // The small number keeps whole levels from falling through the floor.
        Depth::Eight => (level * 255.0 + 1e-3).floor() / 255.0,
        Depth::Sixteen | Depth::ThirtyTwo => level,
    }
}

/// White where the rounded luma reaches `level` (1 to 255), else black. In CMYK the luma is that of C, M, Y, times K, and
/// the answer is in black ink alone. Exact on Photoshop's pixels.
pub(super) fn threshold(level: u8, model: ColourModel, planes: &mut [&mut [f32]]) {
    let reaches = |light: f32| if (light * 255.0 + 0.5).floor() >= f32::from(level) { 1.0 } else { 0.0 };
    match (model, planes) {
        (ColourModel::Gray | ColourModel::Lab, [light, rest @ ..]) => {
            for sample in light.iter_mut() {
                *sample = reaches(*sample);
            }
            for plane in rest {
                plane.fill(0.5);
            }
        }
        (ColourModel::Rgb, [r, g, b, ..]) => {
            for ((r, g), b) in r.iter_mut().zip(g.iter_mut()).zip(b.iter_mut()) {
                let out = reaches(rounded_luma([*r, *g, *b]));
                (*r, *g, *b) = (out, out, out);
            }
        }
        (ColourModel::Cmyk, [c, m, y, k, ..]) => {
            for (((c, m), y), k) in c.iter_mut().zip(m.iter_mut()).zip(y.iter_mut()).zip(k.iter_mut()) {
                *k = reaches(rounded_luma([*c, *m, *y]) * *k);
                (*c, *m, *y) = (1.0, 1.0, 1.0);
            }
        }
        _ => {}
    }
}

/// Exposure's three sliders.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Exposure {
    /// In stops, −20 to 20.
    pub stops: f32,
    /// −0.5 to 0.5.
    pub offset: f32,
    /// 0.01 to 9.99.
    pub gamma: f32,
    /// The power that makes samples light: [`RGB_LIGHT`], or what the profile of a gray document says.
    pub light: f32,
}

/// RGB's light for exposure, whatever the profile, and not sRGB's own curve.
pub const RGB_LIGHT: f32 = 2.2;

impl Exposure {
    /// In light: v · 2^stops + offset, to the power of 1 / gamma.
    /// Within 1/255 on the fixtures, 2/255 at −4 stops.
    pub(super) fn at(&self, sample: f32) -> f32 {
        let light = sample.powf(self.light) * self.stops.exp2() + self.offset;
        light.max(0.0).powf(1.0 / self.gamma.max(0.01)).powf(1.0 / self.light)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn posterize_to_three_levels() {
        let byte = |v: u8| (posterize(3, Depth::Eight, f32::from(v) / 255.0) * 255.0).round();
        assert_eq!([0, 85, 86, 170, 171, 255].map(byte), [0.0, 0.0, 127.0, 127.0, 255.0, 255.0]);
        assert_eq!(posterize(3, Depth::Sixteen, 0.5), 0.5);
    }

    #[test]
    fn threshold_counts_the_level_itself_as_white() {
        let at = |v: f32| {
            let (mut r, mut g, mut b) = ([v / 255.0], [v / 255.0], [v / 255.0]);
            threshold(128, ColourModel::Rgb, &mut [&mut r, &mut g, &mut b]);
            r[0]
        };
        assert_eq!((at(127.0), at(128.0)), (0.0, 1.0));
    }

    #[test]
    fn a_luma_of_a_half_goes_as_the_weights_last_bits_say() {
        let reaches = |level: u8, rgb: [f32; 3]| {
            let [mut r, mut g, mut b] = rgb.map(|byte| [byte / 255.0]);
            threshold(level, ColourModel::Rgb, &mut [&mut r, &mut g, &mut b]);
            r[0] == 1.0
        };
        // 0.3 is 4915 / 16384, a little less; 0.59 is 9667 / 16384, a little more.
        assert!(!reaches(2, [5.0, 0.0, 0.0]) && reaches(1, [5.0, 0.0, 0.0]));
        assert!(reaches(30, [0.0, 50.0, 0.0]) && !reaches(31, [0.0, 50.0, 0.0]));
    }

    #[test]
    fn a_stop_doubles_light() {
        let one = Exposure { stops: 1.0, offset: 0.0, gamma: 1.0, light: RGB_LIGHT };
        assert!((one.at(0.5) - 0.5 * 2f32.powf(1.0 / 2.2)).abs() < 1e-6);
        let dark = Exposure { stops: 0.0, offset: -0.5, gamma: 1.0, light: RGB_LIGHT };
        assert_eq!(dark.at(0.1), 0.0);
    }
}
