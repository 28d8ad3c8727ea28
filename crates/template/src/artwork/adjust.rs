//! Adjustments of a finished frame: brightness, contrast, saturation, vibrance, blur, opacity, in that order.
//!
//! Samples are sRGB as encoded, 0 to 1; results are cut to that. Each formula leaves every sample as it is at its neutral
//! value.

use pixels::Picture;
use rayon::prelude::*;

use super::blur::blur;

/// Pixels that one task changes.
const BLOCK: usize = 1 << 14;

/// What is changed, each value held to its range.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Adjustments {
    brightness: f32,
    contrast: f32,
    saturation: f32,
    vibrance: f32,
    blur: f32,
    opacity: f32,
}

impl Default for Adjustments {
    fn default() -> Self {
        Self { brightness: 0.0, contrast: 0.0, saturation: 0.0, vibrance: 0.0, blur: 0.0, opacity: 100.0 }
    }
}

impl Adjustments {
    /// -150 to 150: levels of 255 added to every sample.
    #[must_use]
    pub fn brightness(self, levels: f32) -> Self {
        Self { brightness: held(levels, -150.0, 150.0, 0.0), ..self }
    }

    /// -100 (everything middle gray) to 100 (nothing but black and white in each channel).
    #[must_use]
    pub fn contrast(self, percent: f32) -> Self {
        Self { contrast: held(percent, -100.0, 100.0, 0.0), ..self }
    }

    /// -100 (gray) to 100 (twice as far from gray).
    #[must_use]
    pub fn saturation(self, percent: f32) -> Self {
        Self { saturation: held(percent, -100.0, 100.0, 0.0), ..self }
    }

    /// -100 to 100: saturation that spares what is saturated.
    #[must_use]
    pub fn vibrance(self, percent: f32) -> Self {
        Self { vibrance: held(percent, -100.0, 100.0, 0.0), ..self }
    }

    /// 0 to 100: the standard deviation of a Gaussian, in frame pixels.
    #[must_use]
    pub fn blur(self, radius: f32) -> Self {
        Self { blur: held(radius, 0.0, 100.0, 0.0), ..self }
    }

    /// 0 (invisible) to 100 (as it is).
    #[must_use]
    pub fn opacity(self, percent: f32) -> Self {
        Self { opacity: held(percent, 0.0, 100.0, 100.0), ..self }
    }

    /// Changes a frame whose pixels are `scale` of the frame pixels that blur is measured in.
    pub(super) fn apply(&self, picture: &mut Picture, scale: (f64, f64)) {
        if self.brightness != 0.0 || self.contrast != 0.0 {
            let table = self.levels();
            each_pixel(picture, |pixel| {
                for sample in &mut pixel[..3] {
                    *sample = table[usize::from(*sample)];
                }
            });
        }
        if self.saturation != 0.0 || self.vibrance != 0.0 {
            each_pixel(picture, |pixel| {
                let rgb = [pixel[0], pixel[1], pixel[2]].map(|sample| f32::from(sample) / 255.0);
                let rgb = vibrance(saturation(rgb, self.saturation / 100.0), self.vibrance / 100.0);
                pixel[..3].copy_from_slice(&rgb.map(byte));
            });
        }
        if self.blur > 0.0 {
            let radius = f64::from(self.blur);
            blur(picture, (radius * scale.0) as f32, (radius * scale.1) as f32);
        }
        if self.opacity < 100.0 {
            each_pixel(picture, |pixel| pixel[3] = (f32::from(pixel[3]) * self.opacity / 100.0 + 0.5) as u8);
        }
    }

    /// Brightness and contrast of every level; rounded once.
    fn levels(&self) -> [u8; 256] {
        std::array::from_fn(|level| {
            let bright = brightness(level as f32 / 255.0, self.brightness);
            byte(contrast(bright, self.contrast / 100.0))
        })
    }
}

/// Photoshop's "Use Legacy": the levels are added.
fn brightness(sample: f32, levels: f32) -> f32 {
    (sample + levels / 255.0).clamp(0.0, 1.0)
}

/// A straight line through middle gray (128 of 255) of slope `259 (c + 255) / 255 (259 - c)`, with `c` the amount in
/// levels: F. G. Loch, "Image Processing Algorithms Part 5: Contrast Adjustment".
fn contrast(sample: f32, amount: f32) -> f32 {
    const MIDDLE: f32 = 128.0 / 255.0;
    let c = amount * 255.0;
    let slope = 259.0 * (c + 255.0) / (255.0 * (259.0 - c));
    ((sample - MIDDLE) * slope + MIDDLE).clamp(0.0, 1.0)
}

/// Stretches the way from the gray of the same luma: `saturate()` of W3C Filter Effects, with `1 + amount`.
fn saturation(rgb: [f32; 3], amount: f32) -> [f32; 3] {
    stretched(rgb, 1.0 + amount)
}

/// Saturation whose amount falls from all for gray to nothing for a pure colour, measured by the spread of the samples.
fn vibrance(rgb: [f32; 3], amount: f32) -> [f32; 3] {
    let [r, g, b] = rgb;
    let spread = r.max(g).max(b) - r.min(g).min(b);
    stretched(rgb, 1.0 + amount * (1.0 - spread))
}

fn stretched(rgb: [f32; 3], factor: f32) -> [f32; 3] {
    if factor == 1.0 {
        return rgb;
    }
    let luma = 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
    rgb.map(|sample| (luma + (sample - luma) * factor).clamp(0.0, 1.0))
}

fn held(value: f32, low: f32, high: f32, neutral: f32) -> f32 {
    if value.is_nan() { neutral } else { value.clamp(low, high) }
}

fn byte(sample: f32) -> u8 {
    (sample * 255.0 + 0.5) as u8
}

fn each_pixel(picture: &mut Picture, change: impl Fn(&mut [u8]) + Sync) {
    picture.rgba_mut().par_chunks_mut(BLOCK * 4).for_each(|block| block.chunks_exact_mut(4).for_each(&change));
}

#[cfg(test)]
mod tests {
    use super::*;
    use pixels::Size;

    fn adjusted(adjustments: Adjustments, rgba: [u8; 4]) -> [u8; 4] {
        let mut picture = Picture::filled(Size::new(3, 3), rgba);
        adjustments.apply(&mut picture, (1.0, 1.0));
        picture.pixel(1, 1)
    }

    const ORANGE: [u8; 4] = [200, 120, 40, 200];

    #[test]
    fn neutral_values_change_no_bit() {
        let neutral = Adjustments::default().brightness(0.0).contrast(-0.0).saturation(0.0).vibrance(0.0).blur(0.0);
        assert_eq!(neutral, Adjustments::default());
        let levels = Adjustments::default().levels();
        assert!((0..=255).zip(levels).all(|(level, out)| level == out));
        assert_eq!(vibrance(saturation([0.1, 0.7, 0.3], 0.0), 0.0), [0.1, 0.7, 0.3]);
    }

    #[test]
    fn values_beyond_their_range_are_taken_for_its_end() {
        assert_eq!(Adjustments::default().brightness(1e9), Adjustments::default().brightness(150.0));
        assert_eq!(Adjustments::default().opacity(f32::NAN), Adjustments::default());
    }

    #[test]
    fn brightness_adds_levels_and_stops_at_white_and_black() {
        assert_eq!(adjusted(Adjustments::default().brightness(50.0), ORANGE), [250, 170, 90, 200]);
        assert_eq!(adjusted(Adjustments::default().brightness(-150.0), ORANGE), [50, 0, 0, 200]);
    }

    #[test]
    fn contrast_turns_about_middle_gray() {
        assert_eq!(adjusted(Adjustments::default().contrast(60.0), [128, 128, 128, 255]), [128, 128, 128, 255]);
        assert_eq!(adjusted(Adjustments::default().contrast(-100.0), ORANGE), [128, 128, 128, 200]);
        assert_eq!(adjusted(Adjustments::default().contrast(100.0), ORANGE), [255, 0, 0, 200]);
        // c = 127.5: slope 259 * 382.5 / (255 * 131.5) = 2.9543; 140 goes to 128 + 12 * 2.9543 = 163.45.
        assert_eq!(adjusted(Adjustments::default().contrast(50.0), [140, 128, 116, 255]), [163, 128, 93, 255]);
    }

    #[test]
    fn no_saturation_is_the_gray_of_the_same_luma() {
        // 0.2126 * 200 + 0.7152 * 120 + 0.0722 * 40 = 131.2.
        assert_eq!(adjusted(Adjustments::default().saturation(-100.0), ORANGE), [131, 131, 131, 200]);
    }

    #[test]
    fn full_saturation_is_twice_as_far_from_gray() {
        let [r, g, b, _] = adjusted(Adjustments::default().saturation(100.0), [140, 120, 110, 255]);
        // Luma 123.5.
        assert_eq!([r, g, b], [156, 116, 96]);
    }

    #[test]
    fn vibrance_moves_pale_colours_further_than_strong_ones() {
        let moved = |rgb: [f32; 3]| {
            let spread = |[r, g, b]: [f32; 3]| r.max(g).max(b) - r.min(g).min(b);
            spread(vibrance(rgb, 0.5)) / spread(rgb)
        };
        let (pale, strong) = (moved([0.5, 0.45, 0.4]), moved([0.8, 0.5, 0.2]));
        assert!((pale - 1.45).abs() < 1e-4 && (strong - 1.2).abs() < 1e-4, "{pale} {strong}");
        assert_eq!(vibrance([1.0, 0.0, 0.0], 1.0), [1.0, 0.0, 0.0]);
    }

    #[test]
    fn opacity_scales_alpha_alone() {
        assert_eq!(adjusted(Adjustments::default().opacity(50.0), ORANGE), [200, 120, 40, 100]);
        assert_eq!(adjusted(Adjustments::default().opacity(0.0), ORANGE), [200, 120, 40, 0]);
    }
}
