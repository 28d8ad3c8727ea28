//! Noise and jitter: the lots are our own, their number is not.

use psd::build::{DocumentBuilder, NewLayer};
use psd::descriptor::{Descriptor, Value};
use psd::layers::Rect;

use super::{from_left, red};
use crate::make::{black_to_white, block, built, effect, effects, shown};

const SIDE: i32 = 64;
const UPPER: Rect = Rect { top: 0, left: 0, bottom: SIDE, right: SIDE };

/// The grays of the lower square of a white canvas below which an effect of the upper, half transparent square falls.
fn below(key: &'static str, effect: Descriptor) -> Vec<u8> {
    let canvas = Rect { bottom: 2 * SIDE, ..UPPER };
    let half = NewLayer::raster("half", UPPER, [0, 0, 0, 102].repeat((SIDE * SIDE) as usize));
    let builder = DocumentBuilder::new(SIDE as u32, 2 * SIDE as u32).layer(block("white", canvas, [255; 3]));
    let picture = shown(&built(builder.layer(half.block(b"lfx2", effects([(key, effect.into())])))));
    let lower = (SIDE as u32..2 * SIDE as u32).flat_map(|y| (0..SIDE as u32).map(move |x| (x, y)));
    lower.map(|(x, y)| 255 - picture.pixel(x, y)[1]).collect()
}

#[test]
fn full_noise_makes_of_a_strength_as_many_whole_pixels() {
    let mut shadow = from_left(red()).with("Dstn", Value::pixels(f64::from(SIDE))).with("blur", Value::pixels(0.0));
    shadow.set("lagl", 90.0);
    assert!(below("DrSh", shadow.clone()).iter().all(|red| red.abs_diff(102) <= 1));
    shadow.set("Nose", 100.0);
    let found = below("DrSh", shadow);
    assert!(found.iter().all(|red| matches!(red, 0 | 255)));
    // 4096 pixels: three standard deviations are 94.
    let whole = found.iter().map(|red| usize::from(*red) / 255).sum::<usize>();
    assert!((1638 - 94..=1638 + 94).contains(&whole), "{whole}");
}

#[test]
fn jitter_takes_a_glows_colours_from_all_over_its_gradient() {
    let shades = |jitter: f64| {
        let glow = effect().with("GlwT", Value::enumeration_of("BETE", "PrBL")).with("Grad", black_to_white());
        let glow = glow.with("Ckmt", 100.0).with("blur", Value::pixels(8.0)).with("ShdN", jitter);
        let shape = block("shape", UPPER, [0; 3]).block(b"lfx2", effects([("OrGl", glow.into())]));
        let builder = DocumentBuilder::new(64, 80).layer(shape);
        let picture = shown(&built(builder));
        let mut shades: Vec<u8> = (8..56).map(|x| picture.pixel(x, 67)[0]).collect();
        shades.sort_unstable();
        shades.dedup();
        shades.len()
    };
    assert_eq!(shades(0.0), 1);
    assert!(shades(100.0) > 10, "{}", shades(100.0));
}
