//! The modes that hold no layers: their flattened picture is all there is. (Adobe's specification, "Color mode data" and
//! "Image data".)

use psd::compression::Compression;
use psd::header::{ColorMode, Depth, Header, Version};
use psd::layers::LayerSection;
use psd::merged::MergedImage;
use psd::resources::{Resource, id};
use psd::{Bytes, Document};

use crate::make::shown;

/// Two pixels side by side, their planes stored raw.
fn flat(color_mode: ColorMode, depth: Depth, channels: u16, raw: &[u8]) -> Document {
    Document {
        header: Header { version: Version::Psd, channels, height: 1, width: 2, depth, color_mode },
        color_mode_data: Bytes::new(),
        resources: Vec::new(),
        layers: LayerSection::default(),
        merged: MergedImage::new(Compression::Raw, raw),
    }
}

fn two(document: &Document) -> [[u8; 4]; 2] {
    let picture = shown(document);
    [picture.pixel(0, 0), picture.pixel(1, 0)]
}

#[test]
fn a_bit_that_is_set_is_black() {
    assert_eq!(two(&flat(ColorMode::Bitmap, Depth::One, 1, &[0b1000_0000])), [[0, 0, 0, 255], [255; 4]]);
}

#[test]
fn an_index_stands_for_a_colour_of_the_table() {
    let mut document = flat(ColorMode::Indexed, Depth::Eight, 1, &[1, 200]);
    // All reds, all greens, all blues.
    let mut table = vec![0; 3 * 256];
    (table[1], table[256 + 1], table[512 + 200]) = (10, 20, 30);
    document.color_mode_data = table.into();
    assert_eq!(two(&document), [[10, 20, 0, 255], [0, 0, 30, 255]]);
    document.resources.push(Resource::new(id::INDEXED_TRANSPARENCY, &[0, 200][..]));
    assert_eq!(two(&document).map(|pixel| pixel[3]), [255, 0]);
}

#[test]
fn a_duotone_is_the_gray_that_it_is_stored_as() {
    assert_eq!(two(&flat(ColorMode::Duotone, Depth::Eight, 1, &[0, 90])), [[0, 0, 0, 255], [90, 90, 90, 255]]);
}

#[test]
fn channels_without_a_meaning_are_process_inks_and_a_single_one_is_black() {
    let single = flat(ColorMode::Multichannel, Depth::Eight, 1, &[0, 90]);
    assert_eq!(two(&single), [[0, 0, 0, 255], [90, 90, 90, 255]]);
    let cyan_and_magenta = flat(ColorMode::Multichannel, Depth::Eight, 2, &[90, 255, 255, 90]);
    assert_eq!(two(&cyan_and_magenta), [[90, 255, 255, 255], [255, 90, 255, 255]]);
}
