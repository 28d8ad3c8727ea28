//! Content that is not in the file.

use pixels::Limits;
use psd::linked::LinkedFile;
use psd::tagged::{PlacedLayer, SmartObjectData};
use psd::{Document, Key};
use template::{Companions, Template};

use super::{GREEN, SQUARE, artwork, left_and_right, object, paper, with};
use crate::make::{BLUE, RED, built, opened, shown};

fn placed() -> PlacedLayer {
    PlacedLayer::new("a", SQUARE, (32.0, 32.0))
}

/// An object whose content is a file on the author's disk.
fn linked() -> Document {
    let file = LinkedFile::external("a", "poster.psb", Key::new(b"8BPB"));
    let data = SmartObjectData { version: 4, descriptor: placed().to_descriptor() };
    let mut document = built(paper([object(&placed())]));
    let layer = document.layers.layers.last_mut().expect("there is an object");
    layer.blocks.remove(b"SoLd");
    layer.blocks.set(b"SoLE", data.to_bytes().expect("it can be written"));
    document.layers.blocks.set(b"lnkE", psd::linked::to_bytes(&[file]).expect("it can be written"));
    document
}

fn verified(document: &Document) -> Vec<String> {
    let bytes = document.to_bytes().expect("it can be written");
    let report = template::verify(bytes, &Limits::default()).expect("it can be compared");
    report.losses.iter().map(|loss| format!("{}: {}: {}", loss.layer, loss.feature, loss.effect)).collect()
}

#[test]
fn a_linked_object_shows_its_stored_pixels_and_is_a_place_for_artwork() {
    assert_eq!(shown(&linked()).pixel(20, 30), GREEN);
    let picture = with(&opened(&linked()), &artwork(left_and_right(32)));
    assert_eq!([picture.pixel(20, 30), picture.pixel(44, 30)], [RED, BLUE]);
}

#[test]
fn a_linked_document_that_is_given_beside_offers_its_own_slots() {
    let poster = built(paper([object(&placed())])).to_bytes().expect("it can be written");
    let bytes = linked().to_bytes().expect("it can be written");
    let mut companions = Companions::default();
    let slots = |companions: &Companions| {
        let template = Template::open_beside(bytes.clone(), companions, &Limits::default()).expect("it opens");
        template.outline().slots[0].nested.iter().map(|slot| slot.name.clone()).collect::<Vec<_>>()
    };
    companions.add("another.psb", poster.clone());
    assert_eq!(slots(&companions), [""; 0]);
    companions.add("poster.psb", poster);
    assert_eq!(slots(&companions), ["object"]);
}

#[test]
fn a_document_given_beside_itself_is_opened_as_deep_as_the_limit() {
    let bytes = linked().to_bytes().expect("it can be written");
    let mut companions = Companions::default();
    companions.add("poster.psb", bytes.clone());
    let limits = Limits { depth: 8, ..Limits::default() };
    let template = Template::open_beside(bytes, &companions, &limits).expect("it opens");
    let mut slots = &template.outline().slots;
    let mut depth = 0;
    while let Some(slot) = slots.first() {
        (slots, depth) = (&slot.nested, depth + 1);
    }
    assert!((2..=9).contains(&depth), "{depth} levels: at most its own slot, and one for each level");
}

#[test]
fn content_that_is_elsewhere_is_told_with_its_name() {
    let told = verified(&linked());
    assert!(told.len() == 1 && told[0].starts_with("object: smart object content: "), "{told:?}");
    assert!(told[0].contains("poster.psb"), "{told:?}");
}

#[test]
fn content_that_cannot_be_read_is_told() {
    // A file of Illustrator that was saved without a PDF in it.
    let content = LinkedFile::embedded("a", "logo.ai", Key::new(b"TEXT"), b"%!PS-Adobe-3.0 EPSF-3.0\n".to_vec());
    let document = built(paper([object(&placed())]).file(content));
    let told = verified(&document);
    assert!(told.len() == 1 && told[0].starts_with("object: smart object content: "), "{told:?}");
    assert_eq!(shown(&document).pixel(20, 30), GREEN);
}

#[test]
fn a_document_inside_that_is_broken_is_told_when_the_file_is_opened() {
    let content = LinkedFile::embedded("a", "inside.psb", Key::new(b"8BPB"), b"8BPS\0\x02broken".to_vec());
    let document = built(paper([object(&placed())]).file(content));
    assert_eq!(crate::make::losses_of(&document), ["object: smart object content"]);
}
