//! Knockout: a layer that is a hole in what lies below it.

use psd::build::NewLayer;
use psd::layers::ChannelId;

use crate::make::{LEFT, block, drawn, drawn_with, effect, effects, flat, losses, rgb};

const SHALLOW: [u8; 4] = [1, 0, 0, 0];
const DEEP: [u8; 4] = [2, 0, 0, 0];

/// A group in whose left half is a hole, above a layer of 100.
fn layers(knockout: [u8; 4]) -> [NewLayer; 3] {
    let hole = block("hole", LEFT, [9; 3]).fill_opacity(0).block(b"knko", knockout);
    [flat(40), flat(100), NewLayer::group("group", vec![flat(200), hole])]
}

#[test]
fn shallow_knockout_shows_what_lies_below_the_group() {
    let picture = drawn(layers(SHALLOW));
    assert_eq!((picture.pixel(1, 3)[0], picture.pixel(6, 3)[0]), (100, 200));
}

#[test]
fn deep_knockout_shows_the_background() {
    let picture = drawn_with(layers(DEEP), |document| {
        // A background has no transparency.
        document.layers.layers[0].channels.retain(|channel| channel.id != ChannelId::TRANSPARENCY);
    });
    assert_eq!((picture.pixel(1, 3)[0], picture.pixel(6, 3)[0]), (40, 200));
}

#[test]
fn deep_knockout_without_a_background_shows_nothing() {
    let picture = drawn(layers(DEEP));
    assert_eq!(picture.pixel(1, 3)[3], 0);
    assert_eq!(picture.pixel(6, 3), [200, 200, 200, 255]);
}

/// Adobe's manual: outside of groups and clipping runs, shallow knockout is deep.
#[test]
fn outside_of_groups_shallow_knockout_shows_the_background() {
    let hole = block("hole", LEFT, [9; 3]).fill_opacity(0).block(b"knko", SHALLOW);
    let picture = drawn_with([flat(40), flat(100), hole], |document| {
        document.layers.layers[0].channels.retain(|channel| channel.id != ChannelId::TRANSPARENCY);
    });
    assert_eq!((picture.pixel(1, 3)[0], picture.pixel(6, 3)[0]), (40, 100));
}

/// Adobe's manual: the first stopping point is what lies below a group, or the base of a clipping run.
#[test]
fn what_is_clipped_knocks_out_to_its_base() {
    let hole = block("hole", LEFT, [9; 3]).fill_opacity(0).block(b"knko", SHALLOW).clipped();
    let picture = drawn([flat(40), flat(60), flat(200).clipped(), hole]);
    assert_eq!((picture.pixel(1, 3)[0], picture.pixel(6, 3)[0]), (60, 200));
}

#[test]
fn a_hole_of_half_a_fill_is_half_full() {
    let hole = block("hole", LEFT, [0; 3]).fill_opacity(51).block(b"knko", SHALLOW);
    let picture = drawn([flat(100), NewLayer::group("group", vec![flat(200), hole])]);
    // A fifth of 0, four fifths of what lies below the group.
    assert_eq!((picture.pixel(1, 3)[0], picture.pixel(6, 3)[0]), (80, 200));
}

#[test]
fn a_knockout_that_a_groups_effects_stop_is_told() {
    let overlay = effects([("SoFi", effect().with("Clr ", rgb([255; 3])).into())]);
    let [below, middle, group] = layers(DEEP);
    assert_eq!(losses([below, middle, group.block(b"lfxs", overlay)]), ["hole: knockout"]);
}
