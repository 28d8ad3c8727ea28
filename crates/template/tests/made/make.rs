//! What the small documents are made with, and what is asked of them.

use std::sync::Arc;

use pixels::{Limits, Picture};
use psd::build::{DocumentBuilder, NewLayer, NewMask};
use psd::descriptor::{Descriptor, Value};
use psd::layers::Rect;
use psd::tagged::{Color, Knot, PathOperation, Subpath};
use psd::{Document, Key};
use template::{Edits, Output, Template};

/// The side of most canvases.
pub(crate) const SIDE: u32 = 8;
pub(crate) const ALL: Rect = Rect { top: 0, left: 0, bottom: SIDE as i32, right: SIDE as i32 };
/// The left half of the canvas, and the upper.
pub(crate) const LEFT: Rect = Rect { right: 4, ..ALL };
pub(crate) const UPPER: Rect = Rect { bottom: 4, ..ALL };

pub(crate) const RED: [u8; 4] = [255, 0, 0, 255];
pub(crate) const BLUE: [u8; 4] = [0, 0, 255, 255];
pub(crate) const BLACK: [u8; 4] = [0, 0, 0, 255];
pub(crate) const WHITE: [u8; 4] = [255; 4];

/// A document of these layers, bottom first, on the usual canvas.
pub(crate) fn document(layers: impl IntoIterator<Item = NewLayer>) -> DocumentBuilder {
    layers.into_iter().fold(DocumentBuilder::new(SIDE, SIDE), DocumentBuilder::layer)
}

pub(crate) fn built(builder: DocumentBuilder) -> Document {
    builder.build().expect("a small document can be made")
}

/// A document as a template: written, and read again.
pub(crate) fn opened(document: &Document) -> Arc<Template> {
    let bytes = document.to_bytes().expect("a small document can be written");
    Arc::new(Template::open(bytes, &Limits::default()).expect("and opened"))
}

/// The picture of a document.
pub(crate) fn shown(document: &Document) -> Picture {
    let compiled = opened(document).compile(&Edits::default()).expect("a small document can be compiled");
    compiled.render(&[], Output { width: None }).expect("and drawn").picture
}

/// The picture of these layers, bottom first.
pub(crate) fn drawn(layers: impl IntoIterator<Item = NewLayer>) -> Picture {
    shown(&built(document(layers)))
}

/// The picture of these layers after a change to the document that the writer can't make.
pub(crate) fn drawn_with(layers: impl IntoIterator<Item = NewLayer>, change: impl FnOnce(&mut Document)) -> Picture {
    let mut document = built(document(layers));
    change(&mut document);
    shown(&document)
}

/// The gray in the middle of these layers.
pub(crate) fn gray(layers: impl IntoIterator<Item = NewLayer>) -> u8 {
    drawn(layers).pixel(3, 3)[0]
}

/// What the document of these layers can't honour: `layer: feature`.
pub(crate) fn losses(layers: impl IntoIterator<Item = NewLayer>) -> Vec<String> {
    losses_of(&built(document(layers)))
}

pub(crate) fn losses_of(document: &Document) -> Vec<String> {
    opened(document).outline().losses.iter().map(|loss| format!("{}: {}", loss.layer, loss.feature)).collect()
}

/// The red samples of a row.
pub(crate) fn row(picture: &Picture, y: u32) -> Vec<u8> {
    (0..picture.size().width).map(|x| picture.pixel(x, y)[0]).collect()
}

/// Whether each sample lies within `tolerance` of what is wanted.
#[track_caller]
pub(crate) fn assert_near(found: &[u8], wanted: &[f64], tolerance: f64) {
    let near = found.len() == wanted.len()
        && found.iter().zip(wanted).all(|(found, wanted)| (f64::from(*found) - wanted).abs() <= tolerance);
    assert!(near, "{found:?} for {wanted:?}");
}

/// A layer of one colour over the canvas.
pub(crate) fn filled(name: &str, rgb: [u8; 3]) -> NewLayer {
    block(name, ALL, rgb)
}

/// A layer of one colour over `rect`.
pub(crate) fn block(name: &str, rect: Rect, [r, g, b]: [u8; 3]) -> NewLayer {
    NewLayer::raster(name, rect, [r, g, b, 255].repeat((rect.width() * rect.height()) as usize))
}

/// A gray layer over the canvas.
pub(crate) fn flat(value: u8) -> NewLayer {
    filled("flat", [value; 3])
}

/// A layer without pixels, for what its blocks say.
pub(crate) fn empty(name: &str) -> NewLayer {
    NewLayer::raster(name, Rect::default(), Vec::new())
}

/// A mask that shows all of `rect` and nothing else.
pub(crate) fn mask(rect: Rect) -> NewMask {
    let samples = vec![255; (rect.width() * rect.height()) as usize];
    NewMask { rect, samples, outside: 0, parameters: None }
}

/// A rectangle as an outline, its edges in eighths of the canvas.
pub(crate) fn outline(operation: PathOperation, [left, top, right, bottom]: [f64; 4]) -> Subpath {
    let corner = |x: f64, y: f64| {
        let point = [x / 8.0, y / 8.0];
        Knot { preceding: point, anchor: point, leaving: point }
    };
    let knots = vec![corner(left, top), corner(right, top), corner(right, bottom), corner(left, bottom)];
    Subpath { is_closed: true, operation, knots }
}

/// A descriptor behind its version, as most blocks hold it.
pub(crate) fn bytes(descriptor: &Descriptor) -> Vec<u8> {
    descriptor.to_bytes().expect("a descriptor can be written")
}

pub(crate) fn rgb(rgb: [u8; 3]) -> Descriptor {
    Color::rgb_descriptor(rgb.map(f64::from))
}

pub(crate) fn solid(colour: [u8; 3]) -> Descriptor {
    Descriptor::new("null").with("Clr ", rgb(colour))
}

pub(crate) fn percent(number: f64) -> Value {
    Value::Unit(Key::new(b"#Prc"), number)
}

/// Stops of a gradient: location and gray.
pub(crate) fn gradient(stops: &[(f64, u8)]) -> Descriptor {
    let stop = |(location, value): &(f64, u8)| {
        let stop = Descriptor::new("Clrt").with("Lctn", (location * 4096.0) as i32).with("Mdpn", 50);
        Value::from(stop.with("Clr ", rgb([*value; 3])).with("Type", Value::enumeration_of("Clry", "UsrS")))
    };
    let colours: Vec<Value> = stops.iter().map(stop).collect();
    Descriptor::new("Grdn").with("Intr", 0.0).with("Clrs", colours).with("Trns", Vec::<Value>::new())
}

/// From black to white, straight.
pub(crate) fn black_to_white() -> Descriptor {
    gradient(&[(0.0, 0), (1.0, 255)])
}

/// A noise gradient.
pub(crate) fn noise() -> Descriptor {
    Descriptor::new("Grdn").with("GrdF", Value::enumeration_of("GrdF", "ClNs"))
}

/// A pattern that a fill names by its id.
pub(crate) fn pattern(id: &str) -> Descriptor {
    Descriptor::new("Ptrn").with("Nm  ", id).with("Idnt", id)
}

/// The block of patterns with one of this id: RGB, one row of pixels ("Patterns" in the specification's chapter on
/// additional layer information: a virtual memory array list behind mode, size, name and id).
pub(crate) fn pattern_block(id: &str, pixels: &[[u8; 3]]) -> Vec<u8> {
    let width = pixels.len() as u32;
    let words = |words: &[u32]| words.iter().flat_map(|word| word.to_be_bytes()).collect::<Vec<u8>>();
    let with_length = |bytes: Vec<u8>| [words(&[bytes.len() as u32]), bytes].concat();
    let plane = |channel: usize| {
        let samples = pixels.iter().map(|pixel| pixel[channel]).collect();
        // Depth, rectangle, depth again, no compression.
        let array = [words(&[8, 0, 0, 1, width]), vec![0, 8, 0], samples].concat();
        [words(&[1]), with_length(array)].concat()
    };
    let planes = [words(&[0, 0, 1, width, 3]), plane(0), plane(1), plane(2), words(&[0, 0])].concat();
    let name = [words(&[1]), vec![0, 0]].concat();
    let id = [vec![id.len() as u8], id.as_bytes().to_vec()].concat();
    let size = [vec![0, 1], (width as u16).to_be_bytes().to_vec()].concat();
    let pattern = [words(&[1, 3]), size, name, id, words(&[3]), with_length(planes)].concat();
    let mut block = with_length(pattern);
    block.resize(block.len().next_multiple_of(4), 0);
    block
}

/// A block of effects, all of them switched on: `lfx2`, or `lfxs` for a group.
pub(crate) fn effects(all: impl IntoIterator<Item = (&'static str, Value)>) -> Vec<u8> {
    let none = Descriptor::new("null").with("masterFXSwitch", true);
    let all = all.into_iter().fold(none, |all, (key, effect)| all.with(key, effect));
    [vec![0; 4], bytes(&all)].concat()
}

/// What every effect has.
pub(crate) fn effect() -> Descriptor {
    let on = Descriptor::new("null").with("enab", true).with("present", true);
    on.with("Opct", percent(100.0)).with("Md  ", Value::enumeration_of("BlnM", "Nrml"))
}
