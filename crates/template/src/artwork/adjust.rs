//! Adjustments of a finished frame, in this order: brightness and contrast, saturation, vibrance, blur, opacity.
//!
//! The sliders are Photoshop's, and so are the formulas: those of the compositor's adjustment layers (its `adjust` module
//! says how each was found), so that a word does here what the layer of that name does in a document. Blur is a Gaussian,
//! opacity a factor of alpha. A slider at its neutral value does not touch a sample.

use compositor::adjust::{Adjustment, BrightnessContrast, HueSaturation, Settings, Shift, Vibrance};
use compositor::filter::gaussian;
use pixels::{ColourModel, Depth, Picture};
use rayon::prelude::*;

/// Pixels that are changed at a time.
const RUN: usize = 1024;

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
    /// -150 to 150; black and white stay.
    #[must_use]
    pub fn brightness(self, levels: f32) -> Self {
        Self { brightness: held(levels, -150.0, 150.0, 0.0), ..self }
    }

    /// -100 to 100, about the middle; black and white stay.
    #[must_use]
    pub fn contrast(self, percent: f32) -> Self {
        Self { contrast: held(percent, -100.0, 100.0, 0.0), ..self }
    }

    /// -100 (gray of the same HSL lightness) to 100 (as far from gray as can be).
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
        let colour = self.colour();
        if !colour.is_empty() {
            let change = |planes: &mut [&mut [f32]]| colour.iter().for_each(|a| a.apply_row(ColourModel::Rgb, planes));
            picture.rgba_mut().par_chunks_mut(RUN * 4).for_each(|run| in_planes(run, change));
        }
        if self.blur > 0.0 {
            let radius = f64::from(self.blur);
            gaussian(picture, (radius * scale.0) as f32, (radius * scale.1) as f32);
        }
        if self.opacity < 100.0 {
            let factor = self.opacity / 100.0;
            picture.rgba_mut().par_chunks_exact_mut(4).with_min_len(RUN).for_each(|pixel| {
                pixel[3] = (f32::from(pixel[3]) * factor + 0.5) as u8;
            });
        }
    }

    /// What is not at its neutral value, in order.
    fn colour(&self) -> Vec<Adjustment> {
        let (brightness, contrast) = (self.brightness, self.contrast);
        let master = Shift { saturation: self.saturation, ..Shift::default() };
        let wanted = [
            (brightness != 0.0 || contrast != 0.0).then_some(Settings::BrightnessContrast(BrightnessContrast {
                brightness,
                contrast,
                legacy: false,
            })),
            (self.saturation != 0.0)
                .then(|| Settings::HueSaturation(HueSaturation::Shift { master, ranges: Vec::new() })),
            (self.vibrance != 0.0).then_some(Settings::Vibrance(Vibrance { vibrance: self.vibrance, saturation: 0.0 })),
        ];
        wanted.into_iter().flatten().map(|settings| Adjustment::new(settings, Depth::Eight)).collect()
    }
}

/// Changes the colours of a run of at most [`RUN`] pixels, laid out in a plane for each channel.
fn in_planes(run: &mut [u8], change: impl Fn(&mut [&mut [f32]])) {
    let length = run.len() / 4;
    let mut planes = [[0.0; RUN]; 3];
    for (x, pixel) in run.chunks_exact(4).enumerate() {
        for (plane, sample) in planes.iter_mut().zip(pixel) {
            plane[x] = f32::from(*sample) / 255.0;
        }
    }
    change(&mut planes.each_mut().map(|plane| &mut plane[..length]));
    for (x, pixel) in run.chunks_exact_mut(4).enumerate() {
        for (plane, sample) in planes.iter().zip(pixel) {
            *sample = (plane[x] * 255.0 + 0.5) as u8;
        }
    }
}

fn held(value: f32, low: f32, high: f32, neutral: f32) -> f32 {
    if value.is_nan() { neutral } else { value.clamp(low, high) }
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
        let ramp = Picture::new(Size::new(256, 1), (0..=255u8).flat_map(|v| [v, 255 - v, v / 2, v]).collect());
        let mut adjusted = ramp.clone();
        neutral.apply(&mut adjusted, (1.0, 1.0));
        assert_eq!(adjusted, ramp);
    }

    #[test]
    fn values_beyond_their_range_are_taken_for_its_end() {
        assert_eq!(Adjustments::default().brightness(1e9), Adjustments::default().brightness(150.0));
        assert_eq!(Adjustments::default().opacity(f32::NAN), Adjustments::default());
    }

    #[test]
    fn brightness_lifts_or_lowers_what_is_neither_black_nor_white() {
        let adjusted = |brightness, v| adjusted(Adjustments::default().brightness(brightness), [v, v, v, 200])[0];
        assert_eq!(
            [adjusted(80.0, 0), adjusted(80.0, 255), adjusted(-80.0, 0), adjusted(-80.0, 255)],
            [0, 255, 0, 255]
        );
        assert!(adjusted(80.0, 100) > 140 && adjusted(-80.0, 100) < 70);
    }

    #[test]
    fn contrast_parts_or_joins_light_and_dark() {
        let [dark, light, ..] = adjusted(Adjustments::default().contrast(60.0), [64, 192, 0, 255]);
        assert!(dark < 60 && light > 196, "{dark} {light}");
        let [dark, light, ..] = adjusted(Adjustments::default().contrast(-60.0), [64, 192, 0, 255]);
        assert!(dark > 68 && light < 188, "{dark} {light}");
    }

    #[test]
    fn no_saturation_is_the_gray_of_the_same_lightness() {
        // Half of 200 + 40.
        assert_eq!(adjusted(Adjustments::default().saturation(-100.0), ORANGE), [120, 120, 120, 200]);
    }

    #[test]
    fn vibrance_moves_pale_colours_further_than_strong_ones() {
        let gain = |rgba: [u8; 4]| {
            let spread = |[r, g, b, _]: [u8; 4]| f32::from(r.max(g).max(b) - r.min(g).min(b));
            spread(adjusted(Adjustments::default().vibrance(100.0), rgba)) / spread(rgba)
        };
        assert!(gain([150, 130, 110, 255]) > gain(ORANGE) + 0.1 && gain(ORANGE) > 1.0);
    }

    #[test]
    fn opacity_scales_alpha_alone() {
        assert_eq!(adjusted(Adjustments::default().opacity(50.0), ORANGE), [200, 120, 40, 100]);
        assert_eq!(adjusted(Adjustments::default().opacity(0.0), ORANGE), [200, 120, 40, 0]);
    }
}
