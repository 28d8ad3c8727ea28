//! Colours of descriptors as samples of the document's model.
//!
//! Within one model the numbers are exact. Between models the conversion is the one without profiles.

use pixels::colour::{lab_to_srgb, linear_to_srgb, srgb_to_linear};
use pixels::{ColourModel, Depth};
use psd::tagged::Color;

/// Samples of a colour; those beyond the model's channels are 0.
pub(crate) type Samples4 = [f32; 4];

/// `color` in `model`. Documents of 32 bits hold linear light.
pub(crate) fn samples(color: &Color, model: ColourModel, depth: Depth) -> Samples4 {
    match (model, *color) {
        (ColourModel::Cmyk, Color::Cmyk(inks)) => inks.map(|ink| 1.0 - percent(ink)),
        (ColourModel::Lab, Color::Lab([lightness, a, b])) => {
            [percent(lightness), (a as f32 + 128.0) / 255.0, (b as f32 + 128.0) / 255.0, 0.0]
        }
        (ColourModel::Gray, Color::Gray(ink)) => [1.0 - percent(ink), 0.0, 0.0, 0.0],
        (ColourModel::Rgb, Color::RgbFloat(rgb)) if depth == Depth::ThirtyTwo => {
            let [r, g, b] = rgb.map(|v| v as f32);
            [r, g, b, 0.0]
        }
        _ => from_rgb(rgb(color), model, depth),
    }
}

fn percent(value: f64) -> f32 {
    (value / 100.0).clamp(0.0, 1.0) as f32
}

/// Encoded sRGB samples in another model.
fn from_rgb(rgb: [f32; 3], model: ColourModel, depth: Depth) -> Samples4 {
    let linear = depth == Depth::ThirtyTwo;
    let [r, g, b] = rgb;
    match model {
        ColourModel::Rgb if linear => {
            let [r, g, b] = rgb.map(srgb_to_linear);
            [r, g, b, 0.0]
        }
        ColourModel::Rgb => [r, g, b, 0.0],
        ColourModel::Gray => {
            let [r, g, b] = rgb.map(srgb_to_linear);
            let luminance = 0.2225 * r + 0.7169 * g + 0.0606 * b;
            [if linear { luminance } else { linear_to_srgb(luminance) }, 0.0, 0.0, 0.0]
        }
        ColourModel::Cmyk => {
            let key = r.max(g).max(b);
            let ink = |v: f32| if key > 0.0 { v / key } else { 1.0 };
            [ink(r), ink(g), ink(b), key]
        }
        ColourModel::Lab => {
            let (l, a, b) = pixels::colour::srgb_to_lab(r, g, b);
            [l, a, b, 0.0]
        }
    }
}

/// A colour as encoded sRGB, 0 to 1.
fn rgb(color: &Color) -> [f32; 3] {
    match *color {
        Color::Rgb(rgb) => rgb.map(|v| (v / 255.0).clamp(0.0, 1.0) as f32),
        Color::RgbFloat(rgb) => rgb.map(|v| linear_to_srgb((v as f32).clamp(0.0, 1.0))),
        Color::Hsb([hue, saturation, brightness]) => from_hsb(hue, percent(saturation), percent(brightness)),
        Color::Cmyk([c, m, y, k]) => [c, m, y].map(|ink| (1.0 - percent(ink)) * (1.0 - percent(k))),
        Color::Lab([lightness, a, b]) => from_lab(lightness, a, b),
        Color::Gray(ink) => [1.0 - percent(ink); 3],
    }
}

/// Smith, "Color gamut transform pairs", 1978.
fn from_hsb(hue: f64, saturation: f32, brightness: f32) -> [f32; 3] {
    let sector = (hue / 60.0).rem_euclid(6.0) as f32;
    [5.0, 3.0, 1.0].map(|offset: f32| {
        let k = (offset + sector) % 6.0;
        brightness * (1.0 - saturation * k.min(4.0 - k).clamp(0.0, 1.0))
    })
}

/// Lightness 0 to 100, a and b -128 to 127.
fn from_lab(lightness: f64, a: f64, b: f64) -> [f32; 3] {
    let stored = |v: f64| ((v + 128.0) / 255.0) as f32;
    lab_to_srgb((lightness / 100.0) as f32, stored(a), stored(b)).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_of_the_documents_own_model_is_exact() {
        let cmyk = samples(&Color::Cmyk([100.0, 50.0, 0.0, 25.0]), ColourModel::Cmyk, Depth::Eight);
        assert_eq!(cmyk, [0.0, 0.5, 1.0, 0.75]);
        assert_eq!(samples(&Color::Gray(25.0), ColourModel::Gray, Depth::Eight)[0], 0.75);
        let lab = samples(&Color::Lab([50.0, 0.0, -128.0]), ColourModel::Lab, Depth::Eight);
        assert_eq!(lab[..3], [0.5, 128.0 / 255.0, 0.0]);
    }

    #[test]
    fn every_model_knows_white_and_red() {
        let near = |color: Color, expected: [f32; 3]| {
            let found = samples(&color, ColourModel::Rgb, Depth::Eight);
            assert!(found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 4e-3), "{color:?}: {found:?}");
        };
        near(Color::Lab([100.0, 0.0, 0.0]), [1.0; 3]);
        near(Color::Hsb([0.0, 100.0, 100.0]), [1.0, 0.0, 0.0]);
        near(Color::Hsb([240.0, 50.0, 100.0]), [0.5, 0.5, 1.0]);
        near(Color::Cmyk([0.0, 100.0, 100.0, 0.0]), [1.0, 0.0, 0.0]);
        near(Color::RgbFloat([1.0, 0.0, 0.0]), [1.0, 0.0, 0.0]);
    }

    #[test]
    fn deep_documents_hold_linear_light() {
        let half = samples(&Color::Rgb([127.5; 3]), ColourModel::Rgb, Depth::ThirtyTwo);
        assert!((half[0] - 0.214).abs() < 1e-3);
    }
}
