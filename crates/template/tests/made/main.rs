//! Small documents of our own, each asking one question of how records become a picture. The answers are worked out by
//! hand from the rules that were found on Photoshop's pixels.

mod adjustments;
mod effects;
mod layers;

use std::sync::Arc;

use pixels::{Limits, Picture};
use psd::Document;
use psd::build::{DocumentBuilder, NewLayer, NewMask};
use psd::descriptor::{Descriptor, Value};
use psd::layers::Rect;
use psd::tagged::Color;
use template::{Edits, Output, Template};

const SIDE: u32 = 8;
const ALL: Rect = Rect { top: 0, left: 0, bottom: SIDE as i32, right: SIDE as i32 };

/// The picture of these layers, bottom first, on a canvas of 8 x 8 pixels.
fn drawn(layers: impl IntoIterator<Item = NewLayer>) -> Picture {
    let builder = layers.into_iter().fold(DocumentBuilder::new(SIDE, SIDE), DocumentBuilder::layer);
    picture_of(&builder.build().expect("a small document can be made"))
}

fn picture_of(document: &Document) -> Picture {
    let bytes = document.to_bytes().expect("a small document can be written");
    let template = Arc::new(Template::open(bytes, &Limits::default()).expect("and opened"));
    let compiled = template.compile(&Edits::default()).expect("and compiled");
    compiled.render(&[], Output { width: None }).expect("and drawn").picture
}

fn filled(name: &str, [r, g, b]: [u8; 3]) -> NewLayer {
    NewLayer::raster(name, ALL, [r, g, b, 255].repeat((SIDE * SIDE) as usize))
}

fn solid(rgb: [f64; 3]) -> Descriptor {
    Descriptor::new("null").with("Clr ", Color::rgb_descriptor(rgb))
}

fn bytes(descriptor: &Descriptor) -> Vec<u8> {
    descriptor.to_bytes().expect("a descriptor can be written")
}

/// A block of effects with one that is switched on.
fn effects(key: &str, effect: Descriptor) -> Vec<u8> {
    let all = Descriptor::new("null").with("masterFXSwitch", true).with(key, effect.with("enab", true));
    [vec![0; 4], bytes(&all)].concat()
}

#[test]
fn the_effects_of_a_group_are_drawn() {
    let group = NewLayer::group("group", vec![filled("red", [255, 0, 0])]);
    let blue = effects("SoFi", solid([0.0, 0.0, 255.0]).with("Opct", 100.0));
    assert_eq!(drawn([group.block(b"lfxs", blue)]).pixel(3, 3), [0, 0, 255, 255]);
}

#[test]
fn a_shapes_outline_lies_above_what_is_clipped_to_it() {
    // Black, with a white line along the left side, as Photoshop stores both together.
    let row = [[255, 255, 255, 255], [128, 128, 128, 255]].concat();
    let row = [row, [0, 0, 0, 255].repeat(6)].concat();
    let outline = Descriptor::new("strokeStyle")
        .with("strokeEnabled", true)
        .with("fillEnabled", true)
        .with("strokeStyleLineWidth", Value::pixels(2.0))
        .with("strokeStyleContent", solid([255.0; 3]));
    let shape = NewLayer::raster("shape", ALL, row.repeat(SIDE as usize))
        .block(b"vscg", [b"SoCo".to_vec(), bytes(&solid([0.0; 3]))].concat())
        .block(b"vstk", bytes(&outline));
    let picture = drawn([shape, filled("clipped", [255, 0, 0]).clipped()]);
    assert_eq!(picture.pixel(0, 4), [255, 255, 255, 255]);
    assert_eq!(picture.pixel(1, 4), [255, 128, 128, 255]);
    assert_eq!(picture.pixel(5, 4), [255, 0, 0, 255]);
}

#[test]
fn a_gradient_spans_the_mask_of_its_fill_layer() {
    let stop = |location: i32, value: f64| {
        let stop = Descriptor::new("Clrt").with("Lctn", location).with("Mdpn", 50);
        stop.with("Clr ", Color::rgb_descriptor([value; 3])).with("Type", Value::enumeration_of("Clry", "UsrS"))
    };
    let stops: Vec<Value> = vec![stop(0, 0.0).into(), stop(4096, 255.0).into()];
    let gradient = Descriptor::new("Grdn").with("Intr", 0.0).with("Clrs", stops).with("Trns", Vec::<Value>::new());
    let fill = Descriptor::new("null").with("Grad", gradient).with("Angl", 90.0);
    let mask = NewMask {
        rect: Rect { top: 2, left: 0, bottom: 6, right: SIDE as i32 },
        samples: vec![255; 4 * SIDE as usize],
        outside: 0,
        parameters: None,
    };
    let empty = NewLayer::raster("gradient", Rect::default(), Vec::new());
    let picture = drawn([filled("white", [255; 3]), empty.block(b"GdFl", bytes(&fill)).mask(mask)]);
    let column: Vec<u8> = (0..SIDE).map(|y| picture.pixel(4, y)[0]).collect();
    assert_eq!(column, [255, 255, 255, 191, 128, 64, 255, 255]);
}

#[test]
fn restricted_channels_keep_what_lies_below_under_effects_too() {
    let white = effects("SoFi", solid([255.0; 3]).with("Opct", 100.0));
    let layer = filled("layer", [9, 9, 9]).block(b"lfx2", white).block(b"brst", 2u32.to_be_bytes());
    assert_eq!(drawn([filled("below", [0, 0, 129]), layer]).pixel(3, 3), [255, 255, 129, 255]);
}

#[test]
fn deep_knockout_shows_the_bottom() {
    let hole = NewLayer::raster("hole", Rect { right: 4, ..ALL }, [9, 9, 9, 255].repeat(32));
    let hole = hole.fill_opacity(0).block(b"knko", [2, 0, 0, 0]);
    let group = NewLayer::group("group", vec![filled("inside", [200; 3]), hole]);
    let picture = drawn([filled("middle", [100; 3]), group]);
    // No layer of ours is a background, so that nothing is left to see.
    assert_eq!(picture.pixel(1, 3)[3], 0);
    assert_eq!(picture.pixel(6, 3), [200, 200, 200, 255]);
}
