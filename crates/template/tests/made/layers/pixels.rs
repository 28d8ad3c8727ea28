//! Pixel layers: place, opacity, transparency.

use psd::build::NewLayer;
use psd::layers::Rect;

use crate::make::{ALL, BLUE, RED, block, drawn, flat, gray};

#[test]
fn a_layer_lies_where_its_rectangle_says_and_may_leave_the_canvas() {
    let picture = drawn([block("red", Rect { top: -3, left: 6, bottom: 2, right: 20 }, [255, 0, 0])]);
    assert_eq!([(6, 0), (7, 1)].map(|(x, y)| picture.pixel(x, y)), [RED; 2]);
    assert_eq!([(5, 0), (6, 2), (0, 7)].map(|(x, y)| picture.pixel(x, y)[3]), [0; 3]);
}

#[test]
fn opacity_mixes_by_its_share_of_255() {
    assert_eq!(gray([flat(100), flat(200).opacity(128)]), 150);
}

/// ISO 32000-2, 11.3.6: alpha is the union of both, colour their mean by alpha.
#[test]
fn transparent_colours_meet_by_their_alpha() {
    let half = |[r, g, b, _]: [u8; 4]| NewLayer::raster("half", ALL, [r, g, b, 51].repeat(64));
    let picture = drawn([half(RED), half(BLUE)]);
    // 0.2 + 0.2 - 0.04 = 0.36; of it blue has 0.2 and red 0.16.
    assert_eq!(picture.pixel(3, 3), [113, 0, 142, 92]);
}

#[test]
fn hidden_layers_and_what_is_clipped_to_them_are_not_drawn() {
    assert_eq!(gray([flat(100), flat(200).hidden(), flat(50).clipped()]), 100);
}
