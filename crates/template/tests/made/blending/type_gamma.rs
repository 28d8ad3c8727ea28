//! Type's own mix: "blend text colours using gamma" of 1.45, Photoshop's default.

use psd::build::NewLayer;
use psd::layers::BlendMode::Multiply;

use crate::make::{ALL, assert_near, flat, gray};
use crate::text::type_block;

/// IEC 61966-2-1 to light, then the power of 1/1.45, in which the two are mixed; and back.
fn mixed(below: f64, above: f64, alpha: f64) -> f64 {
    let to = |v: f64| if v <= 0.04045 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }.powf(1.0 / 1.45);
    let light = (to(below / 255.0) * (1.0 - alpha) + to(above / 255.0) * alpha).powf(1.45);
    255.0 * if light <= 0.003_130_8 { light * 12.92 } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 }
}

fn letter(value: u8, alpha: u8) -> NewLayer {
    NewLayer::raster("type", ALL, [value, value, value, alpha].repeat(64)).block(b"TySh", type_block("I"))
}

#[test]
fn the_edges_of_type_are_mixed_in_their_own_gamma() {
    for (below, above, alpha) in [(255, 0, 102), (0, 255, 102), (200, 40, 204)] {
        let wanted = mixed(f64::from(below), f64::from(above), f64::from(alpha) / 255.0);
        assert_near(&[gray([flat(below), letter(above, alpha)])], &[wanted], 1.0);
    }
}

#[test]
fn in_other_modes_type_is_mixed_as_layers_are() {
    // Two fifths of the way from 200 to 200 · 100 / 255.
    assert_near(&[gray([flat(200), letter(100, 102).blend(Multiply)])], &[151.4], 1.0);
}
