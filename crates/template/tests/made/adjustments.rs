//! Adjustment layers: one question a test.

use super::*;

fn adjustment(key: [u8; 4], data: Vec<u8>) -> NewLayer {
    NewLayer::raster("adjustment", Rect::default(), Vec::new()).block(&key, data)
}

/// What an adjustment makes of a gray.
fn adjusted(value: u8, key: [u8; 4], data: &[u8]) -> u8 {
    drawn([filled("gray", [value; 3]), adjustment(key, data.to_vec())]).pixel(2, 2)[0]
}

#[test]
fn invert_counts_from_the_other_end() {
    assert_eq!(adjusted(200, *b"nvrt", &[]), 55);
}

#[test]
fn posterise_keeps_as_many_levels() {
    assert_eq!([0, 127, 128, 255].map(|value| adjusted(value, *b"post", &[0, 2, 0, 0])), [0, 0, 255, 255]);
}

#[test]
fn threshold_is_white_from_its_level_on() {
    assert_eq!([99, 100].map(|value| adjusted(value, *b"thrs", &[0, 100, 0, 0])), [0, 255]);
}

#[test]
fn legacy_brightness_adds() {
    assert_eq!(adjusted(100, *b"brit", &[0, 20, 0, 0, 0, 127, 0, 0]), 120);
}

#[test]
fn a_colour_lookup_without_a_table_changes_nothing() {
    let empty = [vec![0, 1], bytes(&Descriptor::new("null"))].concat();
    assert_eq!(adjusted(100, *b"clrL", &empty), 100);
}

#[test]
fn a_clipped_adjustment_changes_its_base_alone() {
    let base = NewLayer::raster("base", Rect { right: 4, ..ALL }, [200, 200, 200, 255].repeat(32));
    let picture = drawn([filled("below", [100; 3]), base, adjustment(*b"nvrt", Vec::new()).clipped()]);
    assert_eq!((picture.pixel(1, 3)[0], picture.pixel(6, 3)[0]), (55, 100));
}
