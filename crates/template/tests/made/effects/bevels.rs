//! Bevel and emboss: which side of which edge is light and which is dark. Photoshop publishes no formula for how much.

use psd::build::DocumentBuilder;
use psd::descriptor::{Descriptor, Value};
use psd::layers::Rect;

use super::{MIDDLE, from_left, styled};
use crate::make::{block, built, effect, effects, losses, rgb, row, shown};

/// A bevel of 3 pixels with light from the left.
fn bevel(style: &str, technique: &str) -> Descriptor {
    let tones = effect().with("hglC", rgb([255; 3])).with("sdwC", rgb([0; 3])).with("hglO", 100.0).with("sdwO", 100.0);
    let modes = tones
        .with("hglM", Value::enumeration_of("BlnM", "Nrml"))
        .with("sdwM", Value::enumeration_of("BlnM", "Nrml"))
        .with("bvlS", Value::enumeration_of("BESl", style))
        .with("bvlT", Value::enumeration_of("bvlT", technique))
        .with("bvlD", Value::enumeration_of("BESs", "In  "));
    from_left(modes).with("Lald", 30.0).with("srgR", 100.0).with("blur", Value::pixels(3.0))
}

const BASE: u8 = 120;

/// How much lighter each column is, through the middle of a square of columns 12 to 27.
fn relief(all: impl IntoIterator<Item = (&'static str, Value)>) -> Vec<i32> {
    let canvas = Rect { top: 0, left: 0, bottom: 40, right: 40 };
    let square = Rect { top: 12, left: 12, bottom: 28, right: 28 };
    let builder = DocumentBuilder::new(40, 40).layer(block("below", canvas, [BASE; 3]));
    let shape = block("shape", square, [BASE; 3]).block(b"lfx2", effects(all));
    row(&shown(&built(builder.layer(shape))), 20).iter().map(|v| i32::from(*v) - i32::from(BASE)).collect()
}

/// Outside and inside of the left edge, the middle, inside and outside of the right edge: lighter, darker or neither.
fn sides(bevel: Descriptor) -> [i32; 5] {
    let relief = relief([("ebbl", bevel.into())]);
    [11, 12, 20, 27, 28].map(|x: usize| if relief[x].abs() < 10 { 0 } else { relief[x].signum() })
}

const TECHNIQUES: [&str; 3] = ["SfBL", "PrBL", "Slmt"];

#[test]
fn an_inner_bevel_is_light_inside_the_edge_that_faces_the_light() {
    for technique in TECHNIQUES {
        assert_eq!(sides(bevel("InrB", technique)), [0, 1, 0, -1, 0], "{technique}");
    }
}

#[test]
fn an_outer_bevel_lies_outside() {
    for technique in TECHNIQUES {
        assert_eq!(sides(bevel("OtrB", technique)), [1, 0, 0, 0, -1], "{technique}");
    }
}

#[test]
fn an_emboss_lies_on_both_sides_and_a_pillow_turns_within() {
    for technique in TECHNIQUES {
        assert_eq!(sides(bevel("Embs", technique)), [1, 1, 0, -1, -1], "{technique}");
        assert_eq!(sides(bevel("PlEb", technique)), [-1, 1, 0, -1, 1], "{technique}");
    }
}

#[test]
fn a_bevel_downwards_is_dark_where_the_other_is_light() {
    let mut down = bevel("InrB", "SfBL");
    down.set("bvlD", Value::enumeration_of("BESs", "Out "));
    assert_eq!(sides(down), [0, -1, 0, 1, 0]);
}

#[test]
fn a_bevel_ends_at_its_size() {
    let relief = relief([("ebbl", bevel("InrB", "PrBL").into())]);
    assert!(relief[12] > 10 && relief[13] > 10, "{relief:?}");
    assert!(relief[16..24].iter().all(|lift| lift.abs() <= 1), "{relief:?}");
}

#[test]
fn a_stroke_emboss_lies_on_the_stroke() {
    let stroke = effect().with("Styl", Value::enumeration_of("FStl", "OutF")).with("Sz  ", Value::pixels(4.0));
    let stroke = stroke.with("PntT", Value::enumeration_of("FrFl", "SClr")).with("Clr ", rgb([BASE; 3]));
    let relief = relief([("FrFX", stroke.into()), ("ebbl", bevel("strokeEmboss", "SfBL").into())]);
    assert!(relief[13..27].iter().all(|lift| lift.abs() <= 2), "{relief:?}");
    assert!(relief[8..12].iter().any(|lift| lift.abs() > 10) && relief[28..32].iter().any(|lift| lift.abs() > 10));
}

#[test]
fn a_contour_turns_a_slope_into_its_own_shape() {
    // From foot to top and back again: the upper half of the slope falls.
    let point = |at: f64, height: f64| {
        let point = Descriptor::new("CrPt").with("Hrzn", at).with("Vrtc", height).with("Cnty", false);
        Value::from(point)
    };
    let curve: Vec<Value> = vec![point(0.0, 0.0), point(127.5, 255.0), point(255.0, 0.0)];
    let cone = bevel("InrB", "PrBL").with("useShape", true).with("Inpr", 50.0);
    let mut cone = cone.with("MpgS", Descriptor::new("ShpC").with("Nm  ", "Cone").with("Crv ", curve));
    cone.set("blur", Value::pixels(6.0));
    let relief = relief([("ebbl", cone.into())]);
    assert!(relief[13] > 10 && relief[16] < -10, "{relief:?}");
    assert!(relief[23] > 10 && relief[26] < -10, "{relief:?}");
}

#[test]
fn a_contours_range_is_a_loss_unless_it_is_photoshops_own() {
    let of =
        |range: f64| losses([styled(MIDDLE, "ebbl", bevel("InrB", "SfBL").with("useShape", true).with("Inpr", range))]);
    assert_eq!(of(20.0), ["shape: bevel contour's range"]);
    assert!(of(50.0).is_empty());
}
