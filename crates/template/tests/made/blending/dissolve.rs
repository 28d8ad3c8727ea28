//! Dissolve: each pixel wholly or not at all. The lots are our own.

use psd::build::{DocumentBuilder, NewLayer};
use psd::layers::{BlendMode, Rect};

use crate::make::{block, built, flat, gray, shown};

const SIDE: u32 = 64;

/// The share of white pixels that a layer of this opacity and alpha leaves on black.
fn share(opacity: u8, alpha: u8) -> f64 {
    let all = Rect { top: 0, left: 0, bottom: SIDE as i32, right: SIDE as i32 };
    let pixels = [255, 255, 255, alpha].repeat((SIDE * SIDE) as usize);
    let layer = NewLayer::raster("dissolved", all, pixels).blend(BlendMode::Dissolve).opacity(opacity);
    let picture = shown(&built(DocumentBuilder::new(SIDE, SIDE).layer(block("black", all, [0; 3])).layer(layer)));
    let samples: Vec<u8> = picture.rgba().chunks_exact(4).map(|pixel| pixel[0]).collect();
    assert!(samples.iter().all(|sample| matches!(sample, 0 | 255)), "a pixel is neither");
    samples.iter().map(|sample| f64::from(*sample) / 255.0).sum::<f64>() / samples.len() as f64
}

#[test]
fn as_many_pixels_are_drawn_as_the_layer_is_opaque() {
    for (opacity, alpha, wanted) in [(128, 255, 0.5), (51, 255, 0.2), (255, 204, 0.8), (128, 128, 0.25)] {
        // Three standard deviations of 4096 lots.
        let found = share(opacity, alpha);
        assert!((found - wanted).abs() < 0.0235, "{found} for {wanted}");
    }
}

#[test]
fn what_is_opaque_is_drawn_whole() {
    assert_eq!(share(255, 255), 1.0);
    assert_eq!(gray([flat(9), flat(77).blend(BlendMode::Dissolve)]), 77);
}
