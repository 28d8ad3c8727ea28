//! Smart objects: where content comes to lie, what content may be, and what is told.

mod contents;
mod cylinder;
mod formats;
mod linked;
mod placement;
mod warps;

use std::sync::Arc;

use compositor::blend::BlendMode;
use pixels::{Picture, Size};
use psd::build::{DocumentBuilder, NewLayer};
use psd::layers::Rect;
use psd::linked::LinkedFile;
use psd::tagged::PlacedLayer;
use template::artwork::{Artwork, ColourOverlay, Fill};
use template::{Edits, Output, Template};

use crate::make::{BLUE, RED, block, built, opened};

pub(crate) const CANVAS: i32 = 64;
/// From 16 to 48, both ways: corners clockwise from the top left.
pub(crate) const SQUARE: [f64; 8] = [16.0, 16.0, 48.0, 16.0, 48.0, 48.0, 16.0, 48.0];
const GREEN: [u8; 4] = [0, 255, 0, 255];

/// White paper, with layers above.
pub(crate) fn paper(layers: impl IntoIterator<Item = NewLayer>) -> DocumentBuilder {
    let all = Rect { top: 0, left: 0, bottom: CANVAS, right: CANVAS };
    let paper = DocumentBuilder::new(CANVAS as u32, CANVAS as u32).layer(block("paper", all, [255; 3]));
    layers.into_iter().fold(paper, DocumentBuilder::layer)
}

/// An object whose stored pixels are a green square, which is in no content.
pub(crate) fn object(placed: &PlacedLayer) -> NewLayer {
    let rect = Rect { top: 16, left: 16, bottom: 48, right: 48 };
    NewLayer::smart_object("object", placed, rect, GREEN.repeat(32 * 32)).expect("it can be written")
}

/// Left half red, right half blue.
pub(crate) fn left_and_right(side: u32) -> Picture {
    let row = [RED.repeat(side as usize / 2), BLUE.repeat(side as usize / 2)].concat();
    Picture::new(Size::new(side, side), row.repeat(side as usize))
}

/// Upper half red, lower half blue.
fn upper_and_lower(side: u32) -> Picture {
    let half = (side * side / 2) as usize;
    Picture::new(Size::new(side, side), [RED.repeat(half), BLUE.repeat(half)].concat())
}

/// The picture with something in every slot.
pub(crate) fn with(template: &Arc<Template>, fill: &Fill) -> Picture {
    let fills: Vec<_> = template.outline().slots.iter().map(|slot| (slot.uuid, fill.clone())).collect();
    let compiled = template.compile(&Edits::default()).expect("it can be compiled");
    compiled.render(&fills, Output { width: None }).expect("and drawn").picture
}

pub(crate) fn artwork(picture: Picture) -> Fill {
    Fill { artwork: Some(Artwork::new(Arc::new(picture))), ..Fill::default() }
}

/// A fill that changes nothing about the object's own content, but that it is drawn.
fn own_content() -> Fill {
    let nothing = ColourOverlay { rgb: [0; 3], blend: BlendMode::Normal, opacity: 0.0 };
    Fill { colour: Some(nothing), ..Fill::default() }
}

/// The picture of one object with this artwork in it.
pub(crate) fn filled(placed: &PlacedLayer, picture: Picture) -> Picture {
    with(&opened(&built(paper([object(placed)]))), &artwork(picture))
}

/// The picture of one object drawn from its own content.
fn drawn_from(placed: &PlacedLayer, content: LinkedFile) -> Picture {
    with(&opened(&built(paper([object(placed)]).file(content))), &own_content())
}

/// What is told of one object.
fn told(placed: &PlacedLayer) -> Vec<String> {
    crate::make::losses_of(&built(paper([object(placed)])))
}
