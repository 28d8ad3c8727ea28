//! Drop shadow and inner shadow.

use psd::build::NewLayer;
use psd::descriptor::{Descriptor, Value};
use psd::resources::{Resource, id};

use super::{BAND, MIDDLE, colours, contour, from_left, red, reddened, styled, with_effect};
use crate::make::{BLACK, LEFT, RED, WHITE, assert_near, block, built, document, drawn, effects, filled, shown};

fn shadow(distance: f64, size: f64) -> Descriptor {
    from_left(red()).with("Dstn", Value::pixels(distance)).with("blur", Value::pixels(size))
}

#[test]
fn a_hard_shadow_is_the_shape_moved_away_from_the_light() {
    let picture = with_effect(MIDDLE, "DrSh", shadow(2.0, 0.0));
    assert_eq!(colours(&picture, 3), [WHITE, WHITE, BLACK, BLACK, BLACK, RED, RED, WHITE]);
    assert_eq!(colours(&picture, 1), [WHITE; 8]);
}

#[test]
fn a_shadow_fades_evenly_about_the_edge_and_ends_at_its_size() {
    let row = reddened(&with_effect(LEFT, "DrSh", shadow(0.0, 3.0)), 4);
    let outside = &row[4..];
    assert!(outside.iter().rev().is_sorted() && outside[0] > 40 && outside[0] < 128, "{row:?}");
    assert_eq!(outside[3], 0);
}

#[test]
fn full_spread_grows_the_shape_by_the_size_instead_of_fading() {
    let grown = shadow(0.0, 2.0).with("Ckmt", 100.0);
    let row = reddened(&with_effect(LEFT, "DrSh", grown), 4);
    assert_near(&row[4..], &[255.0, 255.0, 0.0, 0.0], 8.0);
}

#[test]
fn the_global_light_is_the_documents() {
    let mut global = shadow(2.0, 0.0);
    global.set("uglg", true);
    global.set("lagl", 90.0);
    let layers = document([filled("white", [255; 3]), styled(MIDDLE, "DrSh", global)]);
    let from_the_right = Resource::new(id::GLOBAL_ANGLE, &[0, 0, 0, 0][..]);
    let picture = shown(&built(layers.resource(from_the_right)));
    assert_eq!(colours(&picture, 3), [RED, RED, BLACK, BLACK, BLACK, WHITE, WHITE, WHITE]);
}

#[test]
fn a_layer_conceals_its_shadow_or_does_not() {
    let below = |conceals| {
        let shadow = shadow(0.0, 0.0).with("layerConceals", conceals);
        drawn([filled("white", [255; 3]), styled(MIDDLE, "DrSh", shadow).fill_opacity(0)]).pixel(3, 3)
    };
    assert_eq!((below(true), below(false)), (WHITE, RED));
}

#[test]
fn a_contour_says_how_strong_each_strength_becomes() {
    // Half becomes full, full becomes nothing.
    let peak = || shadow(3.0, 0.0).with("TrnS", contour(&[(0.0, 0.0), (128.0, 255.0), (255.0, 0.0)]));
    let half =
        NewLayer::raster("half", MIDDLE, [0, 0, 0, 128].repeat(9)).block(b"lfx2", effects([("DrSh", peak().into())]));
    let found =
        [drawn([filled("white", [255; 3]), half]), with_effect(MIDDLE, "DrSh", peak())].map(|p| reddened(&p, 3)[6]);
    assert_near(&found, &[255.0, 0.0], 2.0);
}

#[test]
fn an_inner_shadow_lies_inside_on_the_side_of_the_light() {
    let picture = with_effect(BAND, "IrSh", shadow(2.0, 0.0));
    assert_eq!(colours(&picture, 3), [WHITE, WHITE, RED, RED, BLACK, BLACK, WHITE, WHITE]);
}

#[test]
fn an_inner_shadow_chokes() {
    let choked = shadow(0.0, 1.0).with("Ckmt", 100.0);
    let row = colours(&with_effect(BAND, "IrSh", choked), 3);
    assert_near(&[row[2][0], row[3][0], row[4][0], row[5][0]], &[255.0, 0.0, 0.0, 255.0], 8.0);
}

#[test]
fn several_shadows_lie_the_first_on_top() {
    let mut blue = shadow(3.0, 0.0);
    blue.set("Clr ", crate::make::rgb([0, 0, 255]));
    let list: Vec<Value> = vec![shadow(2.0, 0.0).into(), blue.into()];
    let shape = block("shape", MIDDLE, [0; 3]).block(b"lmfx", effects([("dropShadowMulti", list.into())]));
    let picture = drawn([filled("white", [255; 3]), shape]);
    assert_eq!(colours(&picture, 3)[4..], [BLACK, RED, RED, [0, 0, 255, 255]]);
}
