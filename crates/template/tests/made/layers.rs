//! Layers, groups, masks and clipping: one question a test.

use psd::layers::{BlendMode, MaskParameters};

use super::*;

/// The gray of a pixel.
fn gray(layers: impl IntoIterator<Item = NewLayer>) -> u8 {
    drawn(layers).pixel(3, 3)[0]
}

fn flat(value: u8) -> NewLayer {
    filled("flat", [value; 3])
}

#[test]
fn opacity_mixes_by_its_share_of_255() {
    assert_eq!(gray([flat(100), flat(200).opacity(128)]), 150);
}

#[test]
fn hidden_layers_and_what_is_clipped_to_them_are_not_drawn() {
    assert_eq!(gray([flat(100), flat(200).hidden(), flat(50).clipped()]), 100);
}

#[test]
fn inside_an_isolated_group_nothing_below_is_there_to_multiply() {
    let group = || NewLayer::group("group", vec![flat(128).blend(BlendMode::Multiply)]);
    assert_eq!(gray([flat(200), group().blend(BlendMode::Normal)]), 128);
    // 200 · 128 / 255.
    assert_eq!(gray([flat(200), group().blend(BlendMode::PassThrough)]), 100);
}

#[test]
fn a_groups_mode_and_opacity_count_for_all_that_is_in_it() {
    let group = || NewLayer::group("group", vec![flat(10), flat(128)]);
    assert_eq!(gray([flat(200), group().blend(BlendMode::Multiply)]), 100);
    assert_eq!(gray([flat(200), group().blend(BlendMode::Normal).opacity(51)]), 186);
}

#[test]
fn what_is_clipped_shows_where_its_base_does() {
    let base = NewLayer::raster("base", Rect { right: 4, ..ALL }, [0, 0, 0, 255].repeat(32));
    let picture = drawn([flat(100), base, flat(200).clipped()]);
    assert_eq!((picture.pixel(1, 3)[0], picture.pixel(6, 3)[0]), (200, 100));
}

#[test]
fn a_masks_density_is_how_much_it_can_hide() {
    let parameters = MaskParameters { user_density: Some(128), ..MaskParameters::default() };
    let hides = |parameters| NewMask { rect: ALL, samples: vec![0; 64], outside: 255, parameters };
    assert_eq!(gray([flat(100), flat(200).mask(hides(None))]), 100);
    // 127/255 are left.
    assert_eq!(gray([flat(100), flat(200).mask(hides(Some(parameters)))]), 150);
}

#[test]
fn in_linear_dodge_fill_weakens_the_source_and_opacity_the_result() {
    let dodge = || flat(200).blend(BlendMode::LinearDodge);
    assert_eq!(gray([flat(100), dodge().fill_opacity(128)]), 200);
    assert_eq!(gray([flat(100), dodge().opacity(128)]), 178);
}

#[test]
fn shallow_knockout_shows_what_lies_below_the_group() {
    let hole = NewLayer::raster("hole", Rect { right: 4, ..ALL }, [9, 9, 9, 255].repeat(32));
    let hole = hole.fill_opacity(0).block(b"knko", [1, 0, 0, 0]);
    let group = NewLayer::group("group", vec![flat(200), hole]);
    let picture = drawn([flat(100), group]);
    assert_eq!((picture.pixel(1, 3)[0], picture.pixel(6, 3)[0]), (100, 200));
}

#[test]
fn a_solid_fill_needs_no_pixels() {
    let fill = NewLayer::solid("fill", [1, 2, 3]).expect("it can be written");
    assert_eq!(drawn([flat(100), fill]).pixel(7, 7), [1, 2, 3, 255]);
}
