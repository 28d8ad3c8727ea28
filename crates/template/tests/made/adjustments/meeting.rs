//! How an adjustment meets what lies below it: as a layer does.

use psd::build::{DocumentBuilder, NewLayer};
use psd::header::{ColorMode, Depth};
use psd::layers::BlendMode::Multiply;

use super::adjustment;
use crate::make::{ALL, LEFT, block, built, drawn, flat, gray, mask, row, shown};

fn invert() -> NewLayer {
    adjustment(*b"nvrt", Vec::new())
}

#[test]
fn a_clipped_adjustment_changes_its_base_alone() {
    let picture = drawn([flat(100), block("base", LEFT, [200; 3]), invert().clipped()]);
    assert_eq!((picture.pixel(1, 3)[0], picture.pixel(6, 3)[0]), (55, 100));
}

#[test]
fn an_adjustment_shows_through_its_mask_and_by_its_opacity_and_mode() {
    assert_eq!(row(&drawn([flat(200), invert().mask(mask(LEFT))]), 3), [55, 55, 55, 55, 200, 200, 200, 200]);
    // A fifth of the way from 200 to 55.
    assert_eq!(gray([flat(200), invert().opacity(51)]), 171);
    assert_eq!(gray([flat(200), invert().fill_opacity(51)]), 171);
    // 200 · 55 / 255.
    assert_eq!(gray([flat(200), invert().blend(Multiply)]), 43);
}

#[test]
fn an_adjustment_leaves_transparency_alone() {
    let half = NewLayer::raster("half", ALL, [200, 100, 0, 128].repeat(64));
    assert_eq!(drawn([half, invert()]).pixel(3, 3), [55, 155, 255, 128]);
}

#[test]
fn adjustments_work_in_gray_cmyk_and_deep_documents_too() {
    let inverted = |mode, depth, samples: &[u8]| {
        let below = NewLayer::raster("below", ALL, samples.repeat(64));
        shown(&built(DocumentBuilder::new(8, 8).color(mode, depth).layer(below).layer(invert()))).pixel(3, 3)
    };
    assert_eq!(inverted(ColorMode::Grayscale, Depth::Eight, &[200, 255])[0], 55);
    assert_eq!(inverted(ColorMode::Rgb, Depth::Sixteen, &[200, 200, 0, 0, 255, 255, 255, 255]), [55, 255, 0, 255]);
    // Full cyan, magenta and yellow go, and 55 of 255 light is what the black leaves.
    assert_eq!(inverted(ColorMode::Cmyk, Depth::Eight, &[0, 0, 0, 200, 255]), [55, 55, 55, 255]);
}
