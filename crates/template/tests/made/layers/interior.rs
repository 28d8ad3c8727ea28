//! The switches of advanced blending that are about a layer's effects (Adobe's manual, "Specify blending options").

use psd::build::NewLayer;
use psd::descriptor::{Descriptor, Value};
use psd::layers::BlendMode::Multiply;
use psd::tagged::PathOperation::Combine;
use psd::tagged::VectorMask;

use crate::make::{LEFT, block, drawn, effect, effects, flat, gray, mask, outline, rgb, row};

const ON: [u8; 4] = [1, 0, 0, 0];
const OFF: [u8; 4] = [0; 4];

fn overlay(value: u8) -> Vec<u8> {
    effects([("SoFi", effect().with("Clr ", rgb([value; 3])).into())])
}

#[test]
fn interior_effects_blended_as_a_group_take_the_layers_mode() {
    let layer = || flat(50).blend(Multiply).block(b"lfx2", overlay(100));
    assert_eq!(gray([flat(200), layer()]), 100);
    // 200 · 100 / 255.
    assert_eq!(gray([flat(200), layer().block(b"infx", ON)]), 78);
}

#[test]
fn interior_effects_blended_as_a_group_take_the_fill_opacity() {
    let layer = || flat(50).fill_opacity(51).block(b"lfx2", overlay(100));
    assert_eq!(gray([flat(200), layer()]), 100);
    // A fifth of the way from 200 to 100.
    assert_eq!(gray([flat(200), layer().block(b"infx", ON)]), 180);
}

/// "Restricts layer effects and knockouts to opaque areas of the layer. Deselecting applies these effects throughout the
/// layer."
#[test]
fn transparency_that_does_not_shape_the_layer_lets_its_effects_out() {
    let layer = || block("layer", LEFT, [50; 3]).block(b"lfx2", overlay(100));
    assert_eq!(row(&drawn([flat(200), layer()]), 3), [100, 100, 100, 100, 200, 200, 200, 200]);
    assert_eq!(row(&drawn([flat(200), layer().block(b"tsly", OFF)]), 3), [100; 8]);
}

/// A white line of one pixel around the layer.
fn stroke() -> Vec<u8> {
    let stroke: Descriptor =
        effect().with("Styl", Value::enumeration_of("FStl", "OutF")).with("Sz  ", Value::pixels(1.0));
    let stroke = stroke.with("PntT", Value::enumeration_of("FrFl", "SClr")).with("Clr ", rgb([255; 3]));
    effects([("FrFX", stroke.into())])
}

/// A line follows the edge of the mask; hidden by the mask, the line is where the layer ends, off the canvas.
const AROUND: [u8; 8] = [50, 50, 50, 50, 255, 200, 200, 200];
const CUT: [u8; 8] = [50, 50, 50, 50, 200, 200, 200, 200];

#[test]
fn a_layer_mask_shapes_effects_or_hides_them() {
    let layer = || flat(50).mask(mask(LEFT)).block(b"lfx2", stroke());
    assert_eq!(row(&drawn([flat(200), layer()]), 3), AROUND);
    assert_eq!(row(&drawn([flat(200), layer().block(b"lmgm", ON)]), 3), CUT);
}

fn outlined() -> NewLayer {
    let left = VectorMask::new(vec![outline(Combine, [0.0, 0.0, 4.0, 8.0])]);
    flat(50).block(b"vmsk", left.to_bytes()).block(b"lfx2", stroke())
}

#[test]
fn a_vector_mask_shapes_effects_or_hides_them() {
    assert_eq!(row(&drawn([flat(200), outlined()]), 3), AROUND);
    assert_eq!(row(&drawn([flat(200), outlined().block(b"vmgm", ON)]), 3), CUT);
}

#[test]
fn each_mask_has_a_switch_of_its_own() {
    assert_eq!(row(&drawn([flat(200), outlined().block(b"lmgm", ON)]), 3), AROUND);
    let masked = flat(50).mask(mask(LEFT)).block(b"lfx2", stroke());
    assert_eq!(row(&drawn([flat(200), masked.block(b"vmgm", ON)]), 3), AROUND);
}
