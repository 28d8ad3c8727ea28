//! How a filter's result meets what it was made from: opacity, mode, order, mask.

use pixels::Picture;
use psd::descriptor::{Descriptor, Value};

use super::{entry, filtered_object, grays, pixels_of, placed};
use crate::make::{assert_near, built, opened, percent};
use crate::smart_objects::{artwork, paper, with};

fn shown(entries: Vec<Descriptor>, picture: Picture) -> Picture {
    with(&opened(&built(paper([filtered_object(&placed(entries))]))), &artwork(picture))
}

/// Inverted, in this mode and at this opacity.
fn invert(mode: &str, opacity: f64) -> Descriptor {
    let options = Descriptor::new("blendOptions").with("Opct", percent(opacity));
    let options = options.with("Md  ", Value::enumeration_of("BlnM", mode));
    let mut invert = entry("Invert", Descriptor::new("Invr"));
    invert.set("blendOptions", options);
    invert
}

#[test]
fn a_filter_has_an_opacity_and_a_mode() {
    let of = |invert| shown(vec![invert], grays(|_, _| 200)).pixel(9, 9)[0];
    assert_eq!(of(invert("Nrml", 100.0)), 55);
    assert_eq!(of(invert("Nrml", 20.0)), 171);
    // 200 · 55 / 255.
    assert_eq!(of(invert("Mltp", 100.0)), 43);
    assert_eq!(of(invert("Nrml", 0.0)), 200);
}

#[test]
fn a_filter_that_is_switched_off_does_nothing() {
    let mut off = invert("Nrml", 100.0);
    off.set("enab", false);
    assert_eq!(shown(vec![off], grays(|_, _| 200)).pixel(9, 9)[0], 200);
}

#[test]
fn several_filters_follow_one_another() {
    let twice = vec![invert("Nrml", 100.0), invert("Nrml", 100.0)];
    assert_eq!(shown(twice, grays(|_, _| 200)).pixel(9, 9)[0], 200);
}

/// The block of a filter mask over the left half of the canvas (Adobe's specification, "Filter effects"): for each object
/// its id, its pixels before (none here), and the mask, not compressed.
fn mask_block(id: &str, value: u8) -> Vec<u8> {
    let words = |words: &[i32]| words.iter().flat_map(|word| word.to_be_bytes()).collect::<Vec<u8>>();
    let with_length = |bytes: Vec<u8>| [(bytes.len() as u64).to_be_bytes().to_vec(), bytes].concat();
    let name = [vec![id.len() as u8], id.as_bytes().to_vec(), words(&[1])].concat();
    let before = with_length(words(&[0, 0, 64, 64, 8, 1, 0, 0, 0]));
    let samples = [vec![0, 0], vec![value; 32 * 64]].concat();
    let entry = [name, before, vec![1], words(&[0, 0, 64, 32]), with_length(samples)].concat();
    let mut block = [words(&[3]), with_length(entry)].concat();
    block.resize(block.len().next_multiple_of(4), 0);
    block
}

#[test]
fn a_filter_mask_lets_the_artwork_through() {
    let columns = |value: u8| {
        let object = filtered_object(&placed(vec![invert("Nrml", 100.0)]));
        let document = built(paper([object]).block(b"FEid", mask_block("a", value)));
        let picture = with(&opened(&document), &artwork(grays(|_, _| 200)));
        [picture.pixel(31, 9)[0], picture.pixel(32, 9)[0]]
    };
    assert_eq!(columns(0), [200, 55]);
    assert_eq!(columns(51), [171, 55]);
    assert_eq!(columns(255), [55, 55]);
}

#[test]
fn a_blur_reaches_beyond_the_object() {
    let blur = entry("Gaussian Blur...", Descriptor::new("GsnB").with("Rds ", pixels_of(2.0)));
    let mut small = placed(vec![blur]);
    let square = crate::smart_objects::SQUARE;
    (small.quad, small.transform) = (square, square);
    if let Some(descriptor) = &mut small.descriptor {
        descriptor.set("Trnf", square);
        descriptor.set("nonAffineTransform", square);
    }
    let document = built(paper([filtered_object(&small)]));
    let picture = with(&opened(&document), &artwork(grays(|_, _| 0)));
    // As much is missing inside the edge as there is outside.
    let row: Vec<u8> = (10..22).map(|x| picture.pixel(x, 32)[0]).collect();
    assert!(row.iter().rev().is_sorted() && row[5] < 200 && row[6] > 55, "{row:?}");
    assert_near(&[row[5]], &[f64::from(255 - row[6])], 4.0);
}
