//! Contents: the embedded file, drawn in its place.

use codec::Format;
use pixels::Picture;
use psd::Key;
use psd::linked::LinkedFile;
use psd::tagged::{PlacedKind, PlacedLayer};

use super::formats::{SIDE, coded, document, gif, pdf, svg, tiff};
use super::{SQUARE, drawn_from};

fn placed() -> PlacedLayer {
    PlacedLayer::new("a", SQUARE, (f64::from(SIDE), f64::from(SIDE)))
}

fn drawn(placed: &PlacedLayer, name: &str, content: Vec<u8>) -> Picture {
    drawn_from(placed, LinkedFile::embedded("a", name, Key::new(b"    "), content))
}

/// Red on the left, blue on the right, white around: within `tolerance` of each sample.
#[track_caller]
fn assert_halves(picture: &Picture, tolerance: u8) {
    for (x, y, wanted) in [(22, 32, [255, 0, 0]), (40, 32, [0, 0, 255]), (22, 40, [255, 0, 0]), (8, 32, [255; 3])] {
        let found = picture.pixel(x, y);
        let near = found.iter().zip(wanted).all(|(found, wanted)| found.abs_diff(wanted) <= tolerance);
        assert!(near, "{x}, {y}: {found:?}");
    }
}

#[test]
fn pictures_of_every_format_are_drawn() {
    let contents = [
        ("a.png", coded(Format::Png), 0),
        ("a.gif", gif(), 0),
        ("a.tif", tiff(), 0),
        ("a.jpg", coded(Format::Jpeg), 12),
        ("a.webp", coded(Format::WebP), 30),
    ];
    for (name, content, tolerance) in contents {
        codec::decode(&content, &pixels::Limits::default(), None).expect(name);
        assert_halves(&drawn(&placed(), name, content), tolerance);
    }
}

#[test]
fn documents_are_drawn_flattened_or_from_their_layers() {
    for large in [false, true] {
        for merged in [false, true] {
            assert_halves(&drawn(&placed(), "a.psb", document(large, merged)), 0);
        }
    }
}

fn vector(crop: i64) -> PlacedLayer {
    PlacedLayer { kind: PlacedKind::Vector, crop: Some(crop), ..placed() }
}

#[test]
fn an_svg_is_drawn_as_sharp_as_it_is_placed() {
    // The page has two units more on each side than the drawing, which is what is placed.
    let picture = drawn(&vector(1), "a.svg", svg(SIDE, [2, 2]));
    assert_halves(&picture, 0);
    // Two pixels for each unit: from one colour to the other there is no mixed pixel.
    assert_eq!([31, 32].map(|x| picture.pixel(x, 32)), [crate::make::RED, crate::make::BLUE]);
    assert_eq!([19, 20].map(|x| picture.pixel(x, 32)), [crate::make::WHITE, crate::make::RED]);
}

#[test]
fn of_a_larger_page_the_part_around_the_drawing_is_placed() {
    assert_halves(&drawn(&vector(1), "a.svg", svg(64, [40, 20])), 2);
}

#[test]
fn a_pdf_shows_its_first_page_and_so_does_illustrators() {
    for name in ["a.pdf", "a.ai"] {
        assert_halves(&drawn(&vector(2), name, pdf()), 2);
    }
}
