//! Eight, sixteen and thirty-two bits.

use psd::build::{DocumentBuilder, NewLayer};
use psd::header::{ColorMode, Depth};

use crate::make::{ALL, assert_near, built, mask, shown};

/// What a pixel of such a document looks like.
fn pixel(mode: ColorMode, depth: Depth, samples: &[u8]) -> [u8; 4] {
    let layer = NewLayer::raster("layer", ALL, samples.repeat(64)).mask(mask(ALL));
    shown(&built(DocumentBuilder::new(8, 8).color(mode, depth).layer(layer))).pixel(3, 3)
}

fn words(samples: &[u16]) -> Vec<u8> {
    samples.iter().flat_map(|sample| sample.to_be_bytes()).collect()
}

fn floats(samples: &[f32]) -> Vec<u8> {
    samples.iter().flat_map(|sample| sample.to_be_bytes()).collect()
}

/// IEC 61966-2-1.
fn encoded(linear: f64) -> f64 {
    255.0 * if linear <= 0.003_130_8 { linear * 12.92 } else { 1.055 * linear.powf(1.0 / 2.4) - 0.055 }
}

#[test]
fn eight_bits_are_the_samples() {
    assert_eq!(pixel(ColorMode::Rgb, Depth::Eight, &[10, 20, 30, 255]), [10, 20, 30, 255]);
    assert_eq!(pixel(ColorMode::Grayscale, Depth::Eight, &[10, 128]), [10, 10, 10, 128]);
}

#[test]
fn sixteen_bits_are_shares_of_65535() {
    let half = words(&[0, 65535, 257 * 51, 257 * 128]);
    assert_eq!(pixel(ColorMode::Rgb, Depth::Sixteen, &half), [0, 255, 51, 128]);
    assert_eq!(pixel(ColorMode::Grayscale, Depth::Sixteen, &words(&[257 * 9, 65535])), [9, 9, 9, 255]);
}

#[test]
fn thirty_two_bits_are_linear_light() {
    let found = pixel(ColorMode::Rgb, Depth::ThirtyTwo, &floats(&[0.0, 0.25, 1.0, 1.0]));
    assert_near(&found, &[0.0, encoded(0.25), 255.0, 255.0], 1.0);
    let found = pixel(ColorMode::Grayscale, Depth::ThirtyTwo, &floats(&[0.5, 1.0]));
    assert_near(&found[..1], &[encoded(0.5)], 1.0);
}

#[test]
fn light_brighter_than_white_is_white() {
    assert_eq!(pixel(ColorMode::Rgb, Depth::ThirtyTwo, &floats(&[4.0, -1.0, 1.5, 1.0])), [255, 0, 255, 255]);
}
