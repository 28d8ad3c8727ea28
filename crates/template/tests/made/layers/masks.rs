//! Raster masks: samples, density, feather, switches.

use psd::Document;
use psd::build::{DocumentBuilder, NewLayer, NewMask};
use psd::header::{ColorMode, Depth};
use psd::layers::{LayerMask, MaskFlags, MaskParameters, Rect};

use crate::make::{ALL, LEFT, assert_near, built, drawn, drawn_with, flat, gray, mask, row, shown};

/// The mask of the topmost layer.
fn top(document: &mut Document) -> &mut LayerMask {
    document.layers.layers.last_mut().and_then(|layer| layer.mask.as_mut()).expect("the layer has a mask")
}

#[test]
fn a_masks_samples_are_shares_of_the_layer() {
    let samples: Vec<u8> = [0, 51, 102, 153, 204, 255, 0, 255].repeat(8);
    let mask = NewMask { samples, ..mask(ALL) };
    let found = row(&drawn([flat(0), flat(255).mask(mask)]), 3);
    assert_eq!(found, [0, 51, 102, 153, 204, 255, 0, 255]);
}

#[test]
fn beyond_its_rectangle_a_mask_is_what_it_says() {
    let hole = |outside| NewMask { samples: vec![0; 32], outside, ..mask(LEFT) };
    assert_eq!(row(&drawn([flat(0), flat(255).mask(hole(255))]), 3), [0, 0, 0, 0, 255, 255, 255, 255]);
    assert_eq!(row(&drawn([flat(0), flat(255).mask(hole(0))]), 3), [0; 8]);
}

#[test]
fn a_masks_density_is_how_much_it_can_hide() {
    let parameters = MaskParameters { user_density: Some(128), ..MaskParameters::default() };
    let hides = |parameters| NewMask { samples: vec![0; 64], parameters, ..mask(ALL) };
    assert_eq!(gray([flat(100), flat(200).mask(hides(None))]), 100);
    // 127/255 are left.
    assert_eq!(gray([flat(100), flat(200).mask(hides(Some(parameters)))]), 150);
}

#[test]
fn masks_of_deep_documents_are_shares_too() {
    let shares: Vec<u8> = [0, 51, 102, 153, 204, 255, 0, 255].repeat(8);
    for (depth, white) in [(Depth::Sixteen, vec![255; 2]), (Depth::ThirtyTwo, 1f32.to_be_bytes().to_vec())] {
        let layer = NewLayer::raster("layer", ALL, white.repeat(2 * 64));
        let layer = layer.mask(NewMask { samples: shares.clone(), ..mask(ALL) });
        let picture = shown(&built(DocumentBuilder::new(8, 8).color(ColorMode::Grayscale, depth).layer(layer)));
        let found: Vec<u8> = (0..8).map(|x| picture.pixel(x, 3)[3]).collect();
        assert_eq!(found, shares[..8], "{depth:?}");
    }
}

#[test]
fn a_feathered_edge_is_half_strong_where_it_was_and_alike_on_both_sides() {
    let area = Rect { top: 0, left: 0, bottom: 48, right: 48 };
    let block = |value: u8| NewLayer::raster("layer", area, [value, value, value, 255].repeat(48 * 48));
    let parameters = MaskParameters { user_feather: Some(2.0), ..MaskParameters::default() };
    let middle = Rect { top: 12, left: 12, bottom: 36, right: 36 };
    let feathered = NewMask { parameters: Some(parameters), ..mask(middle) };
    let builder = DocumentBuilder::new(48, 48).layer(block(0)).layer(block(255).mask(feathered));
    let row = row(&shown(&built(builder)), 24);
    assert!(row[2..22].is_sorted(), "{row:?}");
    assert!(row[11] > 64 && row[12] < 192, "it is soft: {row:?}");
    assert_eq!((row[1], row[24]), (0, 255));
    for beside in 0..4 {
        // As much is gained outside as is lost inside.
        assert_near(&[row[11 - beside]], &[f64::from(255 - row[12 + beside])], 2.0);
    }
    assert!(row.iter().zip(row.iter().rev()).all(|(left, right)| left.abs_diff(*right) <= 1), "{row:?}");
}

#[test]
fn a_mask_that_is_switched_off_hides_nothing() {
    let masked = [flat(0), flat(255).mask(mask(LEFT))];
    let picture = drawn_with(masked, |document| top(document).flags = MaskFlags(MaskFlags::DISABLED));
    assert_eq!(row(&picture, 3), [255; 8]);
}

#[test]
fn whether_a_mask_moves_with_its_layer_changes_no_picture() {
    let masked = || [flat(0), flat(255).mask(mask(LEFT))];
    let relative = drawn_with(masked(), |document| top(document).flags = MaskFlags(MaskFlags::RELATIVE));
    assert_eq!(row(&relative, 3), row(&drawn(masked()), 3));
}

/// The specification calls the flag obsolete: Photoshop inverts the samples themselves.
#[test]
fn the_obsolete_flag_of_an_inverted_mask_means_nothing() {
    let masked = [flat(0), flat(255).mask(mask(LEFT))];
    let picture = drawn_with(masked, |document| top(document).flags = MaskFlags(MaskFlags::INVERTED));
    assert_eq!(row(&picture, 3), [255, 255, 255, 255, 0, 0, 0, 0]);
}

#[test]
fn a_groups_mask_counts_for_all_that_is_in_it() {
    use psd::layers::BlendMode::{Normal, PassThrough};
    for mode in [Normal, PassThrough] {
        let group = NewLayer::group("group", vec![flat(255)]).blend(mode).mask(mask(LEFT));
        assert_eq!(row(&drawn([flat(0), group]), 3), [255, 255, 255, 255, 0, 0, 0, 0], "{mode:?}");
    }
}
