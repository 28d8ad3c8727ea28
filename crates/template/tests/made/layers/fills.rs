//! Fill layers: a colour, a pattern; what a gradient does has a file of its own.

use psd::build::NewLayer;
use psd::descriptor::Descriptor;

use crate::make::{
    BLUE, LEFT, RED, SIDE, WHITE, black_to_white, built, bytes, document, drawn, empty, filled, flat, losses, mask,
    noise, pattern, pattern_block, shown,
};

#[test]
fn a_solid_fill_needs_no_pixels() {
    let fill = NewLayer::solid("fill", [1, 2, 3]).expect("it can be written");
    assert_eq!(drawn([flat(100), fill]).pixel(7, 7), [1, 2, 3, 255]);
}

#[test]
fn a_fill_shows_through_its_mask() {
    let fill = NewLayer::solid("fill", [255, 0, 0]).expect("it can be written").mask(mask(LEFT));
    let picture = drawn([filled("white", [255; 3]), fill]);
    assert_eq!([picture.pixel(3, 3), picture.pixel(4, 3)], [RED, WHITE]);
}

/// One row of three pixels: red, blue, blue.
fn patterned(fill: Descriptor) -> [[u8; 4]; 8] {
    let layer = empty("pattern").block(b"PtFl", bytes(&fill.with("Ptrn", pattern("dots"))));
    let block = pattern_block("dots", &[[255, 0, 0], [0, 0, 255], [0, 0, 255]]);
    let picture = shown(&built(document([layer]).block(b"Patt", block)));
    std::array::from_fn(|x| picture.pixel(x as u32, SIDE - 1))
}

#[test]
fn a_pattern_repeats_from_the_corner_of_the_canvas() {
    assert_eq!(patterned(Descriptor::new("null")), [RED, BLUE, BLUE, RED, BLUE, BLUE, RED, BLUE]);
}

#[test]
fn a_patterns_phase_moves_it() {
    let phase = Descriptor::new("Pnt ").with("Hrzn", 1.0).with("Vrtc", 0.0);
    let moved = patterned(Descriptor::new("null").with("phase", phase));
    assert_eq!(moved, [BLUE, RED, BLUE, BLUE, RED, BLUE, BLUE, RED]);
}

#[test]
fn a_pattern_turned_round_runs_the_other_way() {
    let turned = patterned(Descriptor::new("null").with("Angl", 180.0));
    assert_eq!(turned, [BLUE, BLUE, RED, BLUE, BLUE, RED, BLUE, BLUE]);
}

#[test]
fn a_gradient_spans_the_mask_of_its_fill_layer() {
    let fill = Descriptor::new("null").with("Grad", black_to_white()).with("Angl", 90.0);
    let band = psd::layers::Rect { top: 2, left: 0, bottom: 6, right: 8 };
    let layer = empty("gradient").block(b"GdFl", bytes(&fill)).mask(mask(band));
    let picture = drawn([filled("white", [255; 3]), layer]);
    let column: Vec<u8> = (0..SIDE).map(|y| picture.pixel(4, y)[0]).collect();
    assert_eq!(column, [255, 255, 255, 191, 128, 64, 255, 255]);
}

#[test]
fn a_noise_gradient_is_told() {
    let layer = || empty("waves").block(b"GdFl", bytes(&Descriptor::new("null").with("Grad", noise())));
    assert_eq!(losses([layer()]), ["waves: noise gradient or missing pattern"]);
    // Where Photoshop stored pixels they are shown.
    let stored = filled("waves", [9, 9, 9]).block(b"GdFl", bytes(&Descriptor::new("null").with("Grad", noise())));
    assert_eq!(drawn([flat(0), stored]).pixel(3, 3), [9, 9, 9, 255]);
    assert_eq!(drawn([flat(0), layer()]).pixel(3, 3)[3], 255);
}

#[test]
fn a_pattern_that_the_file_lacks_is_told() {
    let fill = bytes(&Descriptor::new("null").with("Ptrn", pattern("gone")));
    assert_eq!(losses([empty("tiles").block(b"PtFl", fill)]), ["tiles: noise gradient or missing pattern"]);
}
