//! Blend-if: between two stops nothing, between the next two all, and a straight slope where a stop is split.
//!
//! Adobe's specification, "Layer blending ranges data": of the gray first, then of each channel; of the layer's own sample,
//! then of the one below; black stops, then white ones.

use psd::build::NewLayer;
use psd::descriptor::Value;
use psd::layers::{BlendingRange, Rect};

use crate::make::{ALL, block, drawn_with, effect, effects, filled, rgb, row};

const FULL: BlendingRange = BlendingRange::FULL;

/// The pixel of `above` on `below` where the ranges (gray, red, green, blue) say so.
fn pixel(below: [u8; 3], above: [u8; 3], ranges: [BlendingRange; 4]) -> [u8; 3] {
    let layers: [NewLayer; 2] = [filled("below", below), filled("above", above)];
    let picture = drawn_with(layers, |document| {
        document.layers.layers[1].blending_ranges.ranges[..4].copy_from_slice(&ranges);
    });
    let [r, g, b, _] = picture.pixel(3, 3);
    [r, g, b]
}

fn gray(below: u8, above: u8, range: BlendingRange) -> u8 {
    pixel([below; 3], [above; 3], [range, FULL, FULL, FULL])[0]
}

fn source(source: [u8; 4]) -> BlendingRange {
    BlendingRange { source, ..FULL }
}

fn backdrop(backdrop: [u8; 4]) -> BlendingRange {
    BlendingRange { backdrop, ..FULL }
}

#[test]
fn a_layers_own_dark_and_light_are_left_out() {
    let middle = |above| gray(0, above, source([50, 50, 200, 200]));
    assert_eq!([49, 50, 200, 201].map(middle), [0, 50, 200, 0]);
}

#[test]
fn what_lies_below_shows_through_where_it_is_dark_or_light() {
    let middle = |below| gray(below, 100, backdrop([50, 50, 200, 200]));
    assert_eq!([49, 50, 200, 201].map(middle), [49, 100, 100, 201]);
}

#[test]
fn a_split_stop_is_a_slope() {
    // (100 - 50) / 200 of 100 on black, and (225 - 205) / 50 of 205.
    assert_eq!(gray(0, 100, source([50, 250, 255, 255])), 25);
    assert_eq!(gray(0, 205, source([0, 0, 175, 225])), 82);
    // A quarter of black on 100, and a fifth of it on 200.
    assert_eq!(gray(100, 0, backdrop([75, 175, 255, 255])), 75);
    assert_eq!(gray(200, 0, backdrop([0, 0, 160, 210])), 160);
}

#[test]
fn gray_is_the_luma_of_both() {
    // 0.3, 0.59 and 0.11 of 255: 76, 150 and 28.
    let reaches =
        |rgb: [u8; 3], least: u8| pixel([0; 3], rgb, [source([least, least, 255, 255]), FULL, FULL, FULL]) == rgb;
    for (rgb, luma) in [([255, 0, 0], 76), ([0, 255, 0], 150), ([0, 0, 255], 28)] {
        assert!(reaches(rgb, luma - 1) && !reaches(rgb, luma + 2), "{rgb:?}");
    }
}

#[test]
fn a_channels_range_hides_the_whole_pixel() {
    let green = |range| [FULL, FULL, range, FULL];
    assert_eq!(pixel([9; 3], [200, 40, 200], green(source([50, 50, 255, 255]))), [9; 3]);
    assert_eq!(pixel([9; 3], [20, 60, 20], green(source([50, 50, 255, 255]))), [20, 60, 20]);
    assert_eq!(pixel([9, 99, 9], [20, 60, 20], green(backdrop([0, 0, 50, 50]))), [9, 99, 9]);
}

/// The ranges are about the layer's own pixels, as its fill opacity is.
#[test]
fn effects_stay_where_the_layer_is_left_out() {
    let stroke = effect().with("Styl", Value::enumeration_of("FStl", "InsF")).with("Sz  ", Value::pixels(1.0));
    let stroke = stroke.with("PntT", Value::enumeration_of("FrFl", "SClr")).with("Clr ", rgb([200; 3]));
    let inner = Rect { left: 1, right: 7, ..ALL };
    let layer = block("layer", inner, [40; 3]).block(b"lfx2", effects([("FrFX", stroke.into())]));
    let picture = drawn_with([filled("below", [100; 3]), layer], |document| {
        document.layers.layers[1].blending_ranges.ranges[0] = source([50, 50, 255, 255]);
    });
    assert_eq!(row(&picture, 4), [100, 200, 100, 100, 100, 100, 200, 100]);
}

#[test]
fn ranges_multiply() {
    // Half by the layer's own gray, half of that by red below.
    let ranges = [source([0, 200, 255, 255]), backdrop([0, 200, 255, 255]), FULL, FULL];
    assert_eq!(pixel([100, 0, 0], [100; 3], ranges), [100, 25, 25]);
}
