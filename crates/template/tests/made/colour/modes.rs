//! CMYK and Lab, without a profile.

use psd::build::{DocumentBuilder, NewLayer};
use psd::header::{ColorMode, Depth};

use crate::make::{ALL, assert_near, built, shown};

fn pixel(mode: ColorMode, depth: Depth, samples: &[u8]) -> [u8; 4] {
    let layer = NewLayer::raster("layer", ALL, samples.repeat(64));
    shown(&built(DocumentBuilder::new(8, 8).color(mode, depth).layer(layer))).pixel(3, 3)
}

fn eight(inks: &[u8]) -> [u8; 4] {
    pixel(ColorMode::Cmyk, Depth::Eight, inks)
}

fn sixteen(inks: &[u8]) -> [u8; 4] {
    deep(ColorMode::Cmyk, inks)
}

fn deep(mode: ColorMode, samples: &[u8]) -> [u8; 4] {
    let samples: Vec<u8> = samples.iter().flat_map(|sample| [*sample; 2]).collect();
    pixel(mode, Depth::Sixteen, &samples)
}

/// ISO 32000-2, 10.4.2.4: red = 1 - min(1, cyan + black). One ink at a time, products say the same.
#[test]
fn an_ink_takes_its_own_light_away_and_black_takes_all() {
    for of in [eight, sixteen] {
        // Stored inverted: 255 is no ink, 51 is four fifths.
        assert_eq!(of(&[51, 255, 255, 255, 255]), [51, 255, 255, 255]);
        assert_eq!(of(&[255, 51, 255, 255, 255]), [255, 51, 255, 255]);
        assert_eq!(of(&[255, 255, 51, 255, 255]), [255, 255, 51, 255]);
        assert_eq!(of(&[255, 255, 255, 51, 255]), [51, 51, 51, 255]);
        assert_eq!(of(&[0, 0, 255, 255, 128]), [0, 0, 255, 128]);
    }
}

/// CIE 15:2004: Y = ((L + 16) / 116)³, then IEC 61966-2-1.
fn gray_of(lightness: f64) -> f64 {
    let light = ((lightness + 16.0) / 116.0).powi(3);
    255.0 * (1.055 * light.powf(1.0 / 2.4) - 0.055)
}

#[test]
fn lightness_without_a_and_b_is_gray() {
    for sample in [60u8, 128, 255] {
        let gray = gray_of(f64::from(sample) / 2.55);
        for found in [
            pixel(ColorMode::Lab, Depth::Eight, &[sample, 128, 128, 255]),
            deep(ColorMode::Lab, &[sample, 128, 128, 255]),
        ] {
            assert_near(&found[..3], &[gray; 3], 1.5);
        }
    }
}

/// The red of sRGB is L 54.3, a 80.8, b 69.9 in D50, and its blue L 29.6, a 68.3, b -112.0 (CIE 15:2004, Bradford).
#[test]
fn a_and_b_count_from_128() {
    let red = pixel(ColorMode::Lab, Depth::Eight, &[138, 128 + 81, 128 + 70, 255]);
    assert_near(&red[..3], &[255.0, 0.0, 0.0], 8.0);
    let blue = pixel(ColorMode::Lab, Depth::Eight, &[75, 128 + 68, 128 - 112, 255]);
    assert_near(&blue[..3], &[0.0, 0.0, 255.0], 8.0);
}
