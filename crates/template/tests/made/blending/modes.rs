//! The modes that look at one channel at a time.
//!
//! Expected: ISO 32000-2, table 134 (colour dodge and burn with its rules for white and black), and for the modes that are
//! not in it what Adobe's manual says: sums, differences and quotients, and burn and dodge by halves of the source. Where
//! the source's middle counts, Photoshop's is 128 and not 127.5, which is less than one level.

use psd::Key;
use psd::build::{DocumentBuilder, NewLayer};
use psd::header::{ColorMode, Depth};
use psd::layers::BlendMode::{self, *};

use crate::make::{ALL, assert_near, built, flat, gray, losses, shown};

/// What comes of 180 on 60, of 100 on 200, and of white on white.
const MODES: [(BlendMode, [f64; 3]); 22] = [
    (Normal, [180.0, 100.0, 255.0]),
    (Darken, [60.0, 100.0, 255.0]),
    (Multiply, [42.4, 78.4, 255.0]),
    (ColorBurn, [0.0, 114.7, 255.0]),
    (LinearBurn, [0.0, 45.0, 255.0]),
    (DarkerColor, [60.0, 100.0, 255.0]),
    (Lighten, [180.0, 200.0, 255.0]),
    (Screen, [197.6, 221.6, 255.0]),
    (ColorDodge, [204.0, 255.0, 255.0]),
    (LinearDodge, [240.0, 255.0, 255.0]),
    (LighterColor, [180.0, 200.0, 255.0]),
    (Overlay, [84.7, 188.1, 255.0]),
    (SoftLight, [86.2, 190.7, 255.0]),
    (HardLight, [140.3, 156.9, 255.0]),
    (VividLight, [102.0, 184.9, 255.0]),
    (LinearLight, [165.0, 145.0, 255.0]),
    (PinLight, [105.0, 200.0, 255.0]),
    (HardMix, [0.0, 255.0, 255.0]),
    (Difference, [120.0, 100.0, 0.0]),
    (Exclusion, [155.3, 143.1, 0.0]),
    (Subtract, [0.0, 100.0, 0.0]),
    (Divide, [85.0, 255.0, 255.0]),
];

/// A layer on another, each of one colour, as red of the picture.
fn blended(mode: ColorMode, depth: Depth, blend: BlendMode, [below, above]: [&[u8]; 2]) -> u8 {
    let layer = |name: &str, samples: &[u8]| NewLayer::raster(name, ALL, samples.repeat(64));
    let builder = DocumentBuilder::new(8, 8).color(mode, depth);
    let builder = builder.layer(layer("below", below)).layer(layer("above", above).blend(blend));
    shown(&built(builder)).pixel(3, 3)[0]
}

#[test]
fn in_rgb_each_mode_is_its_formula() {
    for (mode, wanted) in MODES {
        let of = |b, s| blended(ColorMode::Rgb, Depth::Eight, mode, [&[b, b, b, 255], &[s, s, s, 255]]);
        assert_near(&[of(60, 180), of(200, 100), of(255, 255)], &wanted, 1.05);
    }
}

#[test]
fn in_gray_each_mode_is_its_formula() {
    for (mode, wanted) in MODES {
        let of = |b, s| blended(ColorMode::Grayscale, Depth::Eight, mode, [&[b, 255], &[s, 255]]);
        assert_near(&[of(60, 180), of(200, 100), of(255, 255)], &wanted, 1.05);
    }
}

#[test]
fn in_sixteen_bits_each_mode_is_its_formula() {
    for (mode, wanted) in MODES {
        let of = |b, s| blended(ColorMode::Grayscale, Depth::Sixteen, mode, [&[b, b, 255, 255], &[s, s, 255, 255]]);
        assert_near(&[of(60, 180), of(200, 100), of(255, 255)], &wanted, 1.05);
    }
}

/// ISO 32000-2, 11.3.5.2: the formulas take the complement of ink, which is how Photoshop stores it.
#[test]
fn in_cmyk_each_mode_is_its_formula_on_what_the_inks_leave() {
    for (mode, [dark, light, white]) in MODES {
        let of =
            |b, s| blended(ColorMode::Cmyk, Depth::Eight, mode, [&[255, 255, 255, b, 255], &[255, 255, 255, s, 255]]);
        // The light that black leaves, of the light that no cyan leaves.
        let wanted = [dark, light].map(|sample| sample * white / 255.0);
        assert_near(&[of(60, 180), of(200, 100)], &wanted, 2.0);
    }
}

#[test]
fn a_mode_that_nobody_knows_is_told_and_drawn_as_normal() {
    let layers = || [flat(200), flat(100).blend(Unknown(Key::new(b"wave")))];
    assert_eq!(losses(layers()), ["flat: blend mode"]);
    assert_eq!(gray(layers()), 100);
}

/// ISO 32000-2, 11.3.6: where nothing lies below, a layer is itself.
#[test]
fn no_mode_acts_on_transparency() {
    for (mode, _) in MODES {
        let layer = NewLayer::raster("alone", ALL, [90, 90, 90, 200].repeat(64)).blend(mode);
        assert_eq!(shown(&built(DocumentBuilder::new(8, 8).layer(layer))).pixel(3, 3), [90, 90, 90, 200], "{mode:?}");
    }
}
