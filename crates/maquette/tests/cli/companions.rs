//! `--with`: files that a template names and does not hold.

use pixels::{Picture, Size};
use psd::build::{DocumentBuilder, NewLayer};
use psd::descriptor::{Descriptor, Value};
use psd::layers::Rect;
use psd::tagged::{PlacedLayer, SmartObjectData};

use crate::support::{Bench, json, refusal};

const SIDE: u32 = 16;

/// A template with one slot, "cloth", that is displaced by the file `folds.png` on its author's disk: 4 px for a level of
/// 228.
fn displaced() -> Vec<u8> {
    let settings = Descriptor::new("Dspl")
        .with("HrzS", 4.0)
        .with("VrtS", 0.0)
        .with("DspM", Value::enumeration_of("DspM", "Tile"))
        .with("DspF", "/Users/someone/maps/folds.png");
    let entry = Descriptor::new("filterFX").with("Nm  ", "Displace...").with("enab", true).with("Fltr", settings);
    let filters = Descriptor::new("filterFXStyle").with("enab", true).with("filterFXList", vec![entry.into()]);
    let side = f64::from(SIDE);
    let placed = PlacedLayer::new("cloth", [0.0, 0.0, side, 0.0, side, side, 0.0, side], (side, side));
    let stored = [9, 9, 9, 255].repeat((SIDE * SIDE) as usize);
    let slot = NewLayer::smart_object("cloth", &placed, Rect::at(0, 0, SIDE, SIDE), stored).unwrap();
    // The writer leaves filters out, which only files that were read have.
    let data = SmartObjectData { version: 4, descriptor: placed.to_descriptor().with("filterFX", filters) };
    let slot = slot.block(b"SoLd", data.to_bytes().unwrap());
    DocumentBuilder::new(SIDE, SIDE).layer(slot).build().unwrap().to_bytes().unwrap()
}

/// A folder with the template, artwork that is red on the left and blue on the right, and the map.
fn bench() -> Bench {
    let bench = Bench::new();
    std::fs::write(bench.path("template.psd"), displaced()).unwrap();
    let mut halves = Picture::filled(Size::new(SIDE, SIDE), [255, 0, 0, 255]);
    (0..SIDE * SIDE / 2).for_each(|i| halves.set_pixel(SIDE / 2 + i % (SIDE / 2), i / (SIDE / 2), [0, 0, 255, 255]));
    bench.write_picture("halves.png", &halves);
    bench.write_picture("folds.png", &Picture::filled(Size::new(2, 2), [228, 128, 0, 255]));
    bench
}

#[test]
fn a_displacement_map_given_beside_the_template_is_used() {
    let bench = bench();
    let fill = ["--slot", "cloth=halves.png"];
    assert_eq!(bench.render(&fill).pixel(5, 8), [255, 0, 0, 255]);
    let moved = bench.render(&[&fill[..], &["--with", "folds.png"]].concat());
    assert_eq!([moved.pixel(2, 8), moved.pixel(5, 8)], [[255, 0, 0, 255], [0, 0, 255, 255]]);
}

#[test]
fn a_file_that_is_missing_is_a_loss_and_one_that_cannot_be_read_an_error() {
    let bench = bench();
    let losses = |words: &[&str]| {
        let outline = json(&bench.run(&[&["inspect", "--json", "template.psd"], words].concat()));
        let losses = outline["losses"].as_array().unwrap().iter();
        losses.map(|loss| loss["feature"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(losses(&[]), ["smart filter: Displace"]);
    assert_eq!(losses(&["--with", "folds.png"]), [""; 0]);
    assert!(refusal(&bench.run(&["inspect", "template.psd", "--with", "nowhere.png"])).contains("nowhere.png"));
}
