//! Colour, gradient and pattern overlay.

use psd::descriptor::{Descriptor, Value};

use super::{BAND, MIDDLE, red, styled, with_effect};
use crate::make::{
    BLUE, RED, assert_near, black_to_white, block, built, document, drawn, effect, effects, filled, losses, noise,
    pattern, pattern_block, rgb, row, shown,
};

#[test]
fn an_overlays_opacity_mixes_it_with_the_layer() {
    let mut overlay = red();
    overlay.set("Opct", 20.0);
    assert_eq!(with_effect(MIDDLE, "SoFi", overlay).pixel(3, 3), [51, 0, 0, 255]);
}

#[test]
fn an_overlay_meets_the_layer_in_its_mode() {
    let mut multiply = effect().with("Clr ", rgb([100, 200, 255]));
    multiply.set("Md  ", Value::enumeration_of("BlnM", "Mltp"));
    let layer = filled("layer", [51, 102, 204]).block(b"lfx2", effects([("SoFi", multiply.into())]));
    assert_eq!(drawn([layer]).pixel(3, 3), [20, 80, 204, 255]);
}

fn gradient() -> Descriptor {
    let style = Value::enumeration_of("GrdT", "Lnr ");
    effect().with("Grad", black_to_white()).with("Type", style).with("Angl", 0.0)
}

#[test]
fn a_gradient_overlay_spans_the_layer_or_the_canvas() {
    let aligned = row(&with_effect(BAND, "GrFl", gradient().with("Algn", true)), 3);
    assert_near(&aligned[2..6], &[0.0, 63.75, 127.5, 191.25], 1.0);
    let free = row(&with_effect(BAND, "GrFl", gradient().with("Algn", false)), 3);
    assert_near(&free[2..6], &[63.75, 95.6, 127.5, 159.4], 1.0);
}

/// One row of three pixels, red, blue and blue, over the band of columns 2 to 5.
fn patterned(effect: Descriptor, reference: Option<f64>) -> Vec<[u8; 4]> {
    let mut layer = styled(BAND, "patternFill", effect.with("Ptrn", pattern("dots")));
    if let Some(x) = reference {
        layer = layer.block(b"fxrp", [x.to_be_bytes(), 0f64.to_be_bytes()].concat());
    }
    let block = pattern_block("dots", &[[255, 0, 0], [0, 0, 255], [0, 0, 255]]);
    let picture = shown(&built(document([layer]).block(b"Patt", block)));
    (2..6).map(|x| picture.pixel(x, 3)).collect()
}

#[test]
fn a_pattern_overlay_begins_at_the_corner_or_at_the_layers_reference_point() {
    assert_eq!(patterned(effect().with("Algn", false), Some(1.0)), [BLUE, RED, BLUE, BLUE]);
    assert_eq!(patterned(effect().with("Algn", true), Some(1.0)), [BLUE, BLUE, RED, BLUE]);
    assert_eq!(patterned(effect().with("Algn", true), None), [BLUE, RED, BLUE, BLUE]);
}

#[test]
fn colour_lies_above_gradient_and_gradient_above_pattern() {
    let half = |mut overlay: Descriptor| {
        overlay.set("Opct", 20.0);
        Value::from(overlay)
    };
    let all = effects([
        ("SoFi", half(effect().with("Clr ", rgb([255; 3])))),
        ("GrFl", half(effect().with("Grad", crate::make::gradient(&[(0.0, 0), (1.0, 0)])))),
    ]);
    // From 200 a fifth of the way to black, then a fifth of the way to white.
    assert_eq!(drawn([block("layer", MIDDLE, [200; 3]).block(b"lfx2", all)]).pixel(3, 3), [179, 179, 179, 255]);
}

#[test]
fn an_overlay_of_a_noise_gradient_is_told() {
    let overlay = effect().with("Grad", noise());
    assert_eq!(losses([styled(MIDDLE, "GrFl", overlay)]), ["shape: gradient overlay"]);
}

#[test]
fn an_overlay_of_a_pattern_that_the_file_lacks_is_told_and_not_drawn() {
    let overlay = || effect().with("Ptrn", pattern("gone"));
    assert_eq!(losses([styled(MIDDLE, "patternFill", overlay())]), ["shape: pattern overlay"]);
    assert_eq!(with_effect(MIDDLE, "patternFill", overlay()).pixel(3, 3), [0, 0, 0, 255]);
}
