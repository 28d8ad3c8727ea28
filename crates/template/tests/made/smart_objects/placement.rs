//! Placement: the four corners that content is taken to.

use pixels::{Picture, Size};
use psd::build::NewLayer;
use psd::layers::BlendMode::Multiply;
use psd::layers::Rect;
use psd::tagged::PlacedLayer;

use super::{GREEN, SQUARE, artwork, filled, left_and_right, object, paper, upper_and_lower, with};
use crate::make::{BLUE, RED, WHITE, block, built, effect, effects, mask, opened, rgb, shown};

#[test]
fn an_object_that_nobody_fills_shows_its_stored_pixels() {
    let picture = shown(&built(paper([object(&PlacedLayer::new("a", SQUARE, (32.0, 32.0)))])));
    assert_eq!(
        [(15, 16), (16, 16), (47, 47), (48, 47)].map(|(x, y)| picture.pixel(x, y)),
        [WHITE, GREEN, GREEN, WHITE]
    );
}

#[test]
fn artwork_covers_the_square_that_it_is_placed_on_and_no_more() {
    for side in [8, 32, 128] {
        let size = f64::from(side);
        let picture = filled(&PlacedLayer::new("a", SQUARE, (size, size)), left_and_right(side));
        let found = [(15, 30), (16, 16), (26, 47), (38, 16), (47, 47), (48, 30), (30, 15), (30, 48)];
        let found = found.map(|(x, y)| picture.pixel(x, y));
        assert_eq!(found, [WHITE, RED, RED, BLUE, BLUE, WHITE, WHITE, WHITE], "{side}");
    }
}

#[test]
fn content_turns_with_its_corners() {
    // The top left corner lies on the right: the left half comes to lie above.
    let turned = [48.0, 16.0, 48.0, 48.0, 16.0, 48.0, 16.0, 16.0];
    let picture = filled(&PlacedLayer::new("a", turned, (32.0, 32.0)), left_and_right(32));
    assert_eq!([(20, 30), (44, 30), (20, 34), (44, 34)].map(|(x, y)| picture.pixel(x, y)), [RED, RED, BLUE, BLUE]);
}

#[test]
fn content_may_be_mirrored() {
    let mirrored = [48.0, 16.0, 16.0, 16.0, 16.0, 48.0, 48.0, 48.0];
    let picture = filled(&PlacedLayer::new("a", mirrored, (32.0, 32.0)), left_and_right(32));
    assert_eq!([picture.pixel(20, 30), picture.pixel(44, 30)], [BLUE, RED]);
}

#[test]
fn an_edge_between_pixels_covers_them_by_halves() {
    let half = [16.5, 16.0, 47.5, 16.0, 47.5, 48.0, 16.5, 48.0];
    let black = Picture::filled(Size::new(31, 32), [0, 0, 0, 255]);
    let picture = filled(&PlacedLayer::new("a", half, (31.0, 32.0)), black);
    let found = [15, 16, 17, 46, 47, 48].map(|x| picture.pixel(x, 30)[0]);
    assert_eq!([found[0], found[2], found[3], found[5]], [255, 0, 0, 255]);
    assert!(found[1].abs_diff(128) <= 2 && found[4].abs_diff(128) <= 2, "{found:?}");
}

/// A trapezium is a square seen from the side: the middle is where its diagonals cross (Heckbert, "Fundamentals of texture
/// mapping and image warping", 1989), here 21 1/3 down.
#[test]
fn perspective_moves_the_middle_to_where_the_diagonals_cross() {
    let away = [16.0, 0.0, 48.0, 0.0, 64.0, 64.0, 0.0, 64.0];
    let picture = filled(&PlacedLayer::new("a", away, (64.0, 64.0)), upper_and_lower(64));
    assert_eq!([19, 24].map(|y| picture.pixel(32, y)), [RED, BLUE]);
    assert_eq!([(5, 20), (14, 20), (49, 20), (58, 20)].map(|(x, y)| picture.pixel(x, y)), [WHITE, RED, RED, WHITE]);
}

#[test]
fn an_object_that_is_placed_twice_is_filled_in_both_places() {
    let second = [0.0, 52.0, 8.0, 52.0, 8.0, 60.0, 0.0, 60.0];
    let objects = [SQUARE, second].map(|quad| object(&PlacedLayer::new("a", quad, (32.0, 32.0))));
    let template = opened(&built(paper(objects)));
    assert_eq!(template.outline().slots.len(), 1);
    let picture = with(&template, &artwork(left_and_right(32)));
    assert_eq!([(20, 30), (44, 30), (1, 56), (6, 56)].map(|(x, y)| picture.pixel(x, y)), [RED, BLUE, RED, BLUE]);
}

#[test]
fn mask_mode_clipping_and_effects_count_for_what_is_filled_in() {
    let left = Rect { top: 0, left: 0, bottom: 64, right: 24 };
    let placed = PlacedLayer::new("a", SQUARE, (32.0, 32.0));
    let pixel =
        |layers: Vec<NewLayer>, x: u32| with(&opened(&built(paper(layers))), &artwork(left_and_right(32))).pixel(x, 30);
    let object = || object(&placed);
    assert_eq!([20, 28].map(|x| pixel(vec![object().mask(mask(left))], x)), [RED, WHITE]);
    let gray = Rect { right: 64, ..left };
    let below = block("gray", gray, [100; 3]);
    assert_eq!(pixel(vec![below, object().blend(Multiply)], 20), [100, 0, 0, 255]);
    let above = block("clipped", gray, [9; 3]).clipped();
    assert_eq!([20, 50].map(|x| pixel(vec![object(), above.clone()], x)), [[9, 9, 9, 255], WHITE]);
    let overlay = effects([("SoFi", effect().with("Clr ", rgb([1, 2, 3])).into())]);
    assert_eq!(pixel(vec![object().block(b"lfx2", overlay)], 20), [1, 2, 3, 255]);
}
