//! Clipping: what shows where its base does, and how a run meets what lies below.

use psd::build::NewLayer;
use psd::layers::BlendMode::{Multiply, Normal, PassThrough};

use crate::make::{ALL, LEFT, block, drawn, effect, effects, flat, gray, rgb, row};

#[test]
fn what_is_clipped_shows_where_its_base_does() {
    let picture = drawn([flat(100), block("base", LEFT, [0; 3]), flat(200).clipped()]);
    assert_eq!(row(&picture, 3), [200, 200, 200, 200, 100, 100, 100, 100]);
}

#[test]
fn what_is_clipped_takes_its_bases_alpha_and_opacity() {
    let base = || NewLayer::raster("base", ALL, [0, 0, 0, 51].repeat(64));
    assert_eq!(gray([flat(0), base(), flat(255).clipped()]), 51);
    assert_eq!(gray([flat(0), flat(0).opacity(51), flat(255).clipped()]), 51);
}

#[test]
fn several_can_be_clipped_to_one_base() {
    let clipped = [flat(200).clipped(), flat(0).opacity(51).clipped(), block("left", LEFT, [9; 3]).clipped()];
    let picture = drawn([flat(100), flat(1)].into_iter().chain(clipped));
    assert_eq!((picture.pixel(1, 1)[0], picture.pixel(6, 1)[0]), (9, 160));
}

#[test]
fn what_is_clipped_to_a_group_shows_where_something_in_it_does() {
    for mode in [Normal, PassThrough] {
        let group = NewLayer::group("group", vec![block("left", LEFT, [0; 3])]).blend(mode);
        let found = row(&drawn([flat(100), group, flat(200).clipped()]), 3);
        assert_eq!(found, [200, 200, 200, 200, 100, 100, 100, 100], "{mode:?}");
    }
}

/// Adobe's manual, "Blend Clipped Layers As Group": the base's mode for all of the run; without it each has its own.
#[test]
fn blended_as_a_group_the_run_meets_the_picture_in_its_bases_mode() {
    let base = || flat(128).blend(Multiply);
    // 200 · 50 / 255.
    assert_eq!(gray([flat(200), base(), flat(50).clipped()]), 39);
    assert_eq!(gray([flat(200), base().block(b"clbl", [0; 4]), flat(50).clipped()]), 50);
}

/// Fill is about a layer's own pixels.
#[test]
fn without_fill_the_base_is_a_mask_for_what_it_does_not_group_with() {
    let base = || block("base", LEFT, [128; 3]).fill_opacity(0);
    assert_eq!(gray([flat(200), base(), flat(50).clipped()]), 200);
    let loose = drawn([flat(200), base().block(b"clbl", [0; 4]), flat(50).clipped()]);
    assert_eq!(row(&loose, 3), [50, 50, 50, 50, 200, 200, 200, 200]);
}

#[test]
fn a_base_with_effects_groups_what_is_clipped_to_it_or_does_not() {
    let hidden = effect().with("Clr ", rgb([0; 3])).with("Dstn", 0.0).with("blur", 0.0);
    let base = || flat(128).blend(Multiply).block(b"lfx2", effects([("DrSh", hidden.clone().into())]));
    assert_eq!(gray([flat(200), base(), flat(50).clipped()]), 39);
    assert_eq!(gray([flat(200), base().block(b"clbl", [0; 4]), flat(50).clipped()]), 50);
}

#[test]
fn not_blended_as_a_group_what_is_clipped_meets_what_lies_below_the_run() {
    let clipped = || flat(102).blend(Multiply).clipped();
    // Within the run: 255 · 102 / 255, then the base's own mode. Apart: first the base's, then 200 · 102 / 255.
    assert_eq!(gray([flat(200), flat(255).opacity(0), clipped()]), 200);
    assert_eq!(gray([flat(200), flat(255), clipped()]), 102);
    let loose = flat(255).blend(Multiply).block(b"clbl", [0; 4]);
    assert_eq!(gray([flat(200), loose, clipped()]), 80);
}
