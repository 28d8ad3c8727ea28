//! Adjustments, each by the block that Adobe's specification describes.

mod colour;
mod hues;
mod lookup;
mod meeting;
mod tone;

use psd::build::NewLayer;

use crate::make::{drawn, empty, filled};

fn adjustment(key: [u8; 4], data: Vec<u8>) -> NewLayer {
    empty("adjustment").block(&key, data)
}

/// What an adjustment makes of a colour.
fn adjusted(rgb: [u8; 3], key: [u8; 4], data: &[u8]) -> [u8; 3] {
    let [r, g, b, _] = drawn([filled("colour", rgb), adjustment(key, data.to_vec())]).pixel(2, 2);
    [r, g, b]
}

/// What an adjustment makes of grays.
fn grays<const N: usize>(grays: [u8; N], key: [u8; 4], data: &[u8]) -> [u8; N] {
    grays.map(|gray| adjusted([gray; 3], key, data)[0])
}

fn words(words: &[i16]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_be_bytes()).collect()
}
