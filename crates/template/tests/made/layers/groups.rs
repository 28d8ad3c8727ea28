//! Groups: isolated and pass-through, with opacity, mask, mode and effects.

use psd::build::NewLayer;
use psd::layers::BlendMode::{Multiply, Normal, PassThrough};

use crate::make::{
    ALL, LEFT, assert_near, block, built, document, drawn, drawn_with, effect, effects, filled, flat, gray, losses_of,
    rgb,
};

#[test]
fn inside_an_isolated_group_nothing_below_is_there_to_multiply() {
    let group = || NewLayer::group("group", vec![flat(128).blend(Multiply)]);
    assert_eq!(gray([flat(200), group().blend(Normal)]), 128);
    // 200 · 128 / 255.
    assert_eq!(gray([flat(200), group().blend(PassThrough)]), 100);
}

#[test]
fn a_groups_mode_and_opacity_count_for_all_that_is_in_it() {
    let group = || NewLayer::group("group", vec![flat(10), flat(128)]);
    assert_eq!(gray([flat(200), group().blend(Multiply)]), 100);
    assert_eq!(gray([flat(200), group().blend(Normal).opacity(51)]), 186);
}

#[test]
fn a_pass_through_groups_opacity_mixes_the_pictures_before_and_after_it() {
    let group = NewLayer::group("group", vec![flat(128).blend(Multiply)]).opacity(51);
    // From 200 a fifth of the way to 200 · 128 / 255.
    assert_eq!(gray([flat(200), group]), 180);
}

#[test]
fn a_pass_through_groups_fill_is_one_more_opacity() {
    let group = NewLayer::group("group", vec![flat(128).blend(Multiply)]).fill_opacity(51);
    assert_near(&[gray([flat(200), group])], &[180.0], 1.0);
}

#[test]
fn a_pass_through_groups_fill_lets_its_own_picture_show_where_it_is_translucent() {
    let half = NewLayer::raster("half", ALL, [100, 100, 100, 128].repeat(64)).blend(Multiply);
    let group = NewLayer::group("group", vec![half]).fill_opacity(128);
    let (below, own, a, fill) = (200.0, 100.0, 128.0 / 255.0, 128.0 / 255.0);
    // The child's colour by itself under the one that met what lies below, both of alpha a.
    let colour = (below * own / 255.0 + (1.0 - a) * own) / (2.0 - a);
    assert_near(&[gray([flat(200), group])], &[below + a * fill * (colour - below)], 1.0);
}

#[test]
fn a_groups_blend_if_is_about_all_that_is_in_it() {
    let group = NewLayer::group("group", vec![flat(200), block("left", LEFT, [40; 3])]).blend(Normal);
    let picture = drawn_with([flat(100), group], |document| {
        let record = document.layers.layers.last_mut().expect("the group's own record is the last");
        record.blending_ranges.ranges[0].source = [50, 50, 255, 255];
    });
    assert_eq!((picture.pixel(1, 3)[0], picture.pixel(6, 3)[0]), (100, 200));
}

#[test]
fn the_blend_if_of_a_group_that_passes_through_is_told() {
    let mut document = built(document([flat(100), NewLayer::group("group", vec![flat(40)])]));
    let record = document.layers.layers.last_mut().expect("the group's own record is the last");
    record.blending_ranges.ranges[0].source = [50, 50, 255, 255];
    assert_eq!(losses_of(&document), ["group: blend-if of a pass-through group"]);
}

#[test]
fn groups_lie_in_groups() {
    let inner = NewLayer::group("inner", vec![flat(128).blend(Multiply)]).blend(PassThrough);
    assert_eq!(gray([flat(200), NewLayer::group("outer", vec![flat(100), inner]).blend(Normal)]), 50);
    let hidden = NewLayer::group("hidden", vec![flat(0)]).hidden();
    assert_eq!(gray([flat(200), NewLayer::group("outer", vec![flat(100), hidden])]), 100);
}

#[test]
fn the_effects_of_a_group_are_drawn_on_what_is_in_it() {
    let half = NewLayer::raster("half", ALL, [255, 0, 0, 51].repeat(64));
    let overlay = effects([("SoFi", effect().with("Clr ", rgb([0, 0, 255])).into())]);
    let group = |layer| NewLayer::group("group", vec![layer]).block(b"lfxs", overlay.clone());
    assert_eq!(drawn([group(filled("red", [255, 0, 0]))]).pixel(3, 3), [0, 0, 255, 255]);
    assert_eq!(drawn([group(half)]).pixel(3, 3), [0, 0, 255, 51]);
}
