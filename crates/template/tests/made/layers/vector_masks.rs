//! Vector masks, alone and beside a raster mask.

use psd::Document;
use psd::build::NewLayer;
use psd::header::Version;
use psd::layers::{Channel, ChannelId, MaskFlags, MaskParameters, RealMask};
use psd::tagged::PathOperation::Combine;
use psd::tagged::VectorMask;

use crate::make::{ALL, UPPER, drawn, drawn_with, flat, mask, outline, row};

const INVERTED: u32 = 1;
const UNLINKED: u32 = 2;
const DISABLED: u32 = 4;

/// The left half of the canvas.
fn left(flags: u32) -> Vec<u8> {
    let mut mask = VectorMask::new(vec![outline(Combine, [0.0, 0.0, 4.0, 8.0])]);
    mask.flags = flags;
    mask.to_bytes()
}

fn masked(flags: u32) -> NewLayer {
    flat(255).block(b"vmsk", left(flags))
}

const IN_LEFT: [u8; 8] = [255, 255, 255, 255, 0, 0, 0, 0];

#[test]
fn a_vector_mask_shows_what_lies_inside_its_outlines() {
    assert_eq!(row(&drawn([flat(0), masked(0)]), 3), IN_LEFT);
    assert_eq!(row(&drawn([flat(0), masked(UNLINKED)]), 3), IN_LEFT);
}

#[test]
fn inverted_it_shows_the_rest_and_switched_off_everything() {
    assert_eq!(row(&drawn([flat(0), masked(INVERTED)]), 3), [0, 0, 0, 0, 255, 255, 255, 255]);
    assert_eq!(row(&drawn([flat(0), masked(DISABLED)]), 3), [255; 8]);
}

#[test]
fn its_density_is_how_much_it_can_hide() {
    let picture = drawn_with([flat(0), masked(0).mask(mask(ALL))], |document| {
        let Some(mask) = document.layers.layers[1].mask.as_mut() else { panic!("the layer has a mask") };
        mask.flags = MaskFlags(MaskFlags::PARAMETERS);
        mask.parameters = Some(MaskParameters { vector_density: Some(204), ..MaskParameters::default() });
    });
    assert_eq!(row(&picture, 3), [255, 255, 255, 255, 51, 51, 51, 51]);
}

/// Samples in a corner of the canvas: left and upper half, left half, and so on.
fn corners([upper_left, upper_right, lower_left, lower_right]: [u8; 4]) -> Vec<u8> {
    let half = |left: u8, right: u8| [[left; 4], [right; 4]].concat().repeat(4);
    [half(upper_left, upper_right), half(lower_left, lower_right)].concat()
}

/// The four quarters of a layer with both masks, stored as Photoshop does: both together, drawn, and the painted one (the
/// upper half) apart.
fn both(vector: u32, drawn_together: [u8; 4], painted: u8) -> [u8; 4] {
    let together = psd::build::NewMask { samples: corners(drawn_together), ..mask(ALL) };
    let picture = drawn_with([flat(0), masked(vector).mask(together)], |document: &mut Document| {
        let layer = &mut document.layers.layers[1];
        let upper = Channel::pack(ChannelId::REAL_USER_MASK, &[255; 32], 8, Version::Psd).expect("it can be packed");
        layer.channels.push(upper);
        let Some(mask) = layer.mask.as_mut() else { panic!("the layer has a mask") };
        mask.flags = MaskFlags(MaskFlags::RENDERED);
        mask.real = Some(RealMask { flags: MaskFlags(painted), default_color: 0, rect: UPPER });
    });
    [(1, 1), (6, 1), (1, 6), (6, 6)].map(|(x, y)| picture.pixel(x, y)[0])
}

#[test]
fn two_masks_show_what_both_show() {
    assert_eq!(both(0, [255, 0, 0, 0], 0), [255, 0, 0, 0]);
}

#[test]
fn of_two_masks_one_can_be_switched_off() {
    assert_eq!(both(0, [255, 0, 255, 0], MaskFlags::DISABLED), [255, 0, 255, 0], "the painted one is off");
    assert_eq!(both(DISABLED, [255, 255, 0, 0], 0), [255, 255, 0, 0], "the outlines are off");
    assert_eq!(both(DISABLED, [255; 4], MaskFlags::DISABLED), [255; 4]);
}

#[test]
fn an_older_file_has_the_painted_mask_alone_beside_the_outlines() {
    let picture = drawn([flat(0), masked(0).mask(mask(UPPER))]);
    assert_eq!([(1, 1), (6, 1), (1, 6), (6, 6)].map(|(x, y)| picture.pixel(x, y)[0]), [255, 0, 0, 0]);
}
