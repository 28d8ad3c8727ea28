//! Shapes: a fill with outlines, and the line along them.

use psd::build::NewLayer;
use psd::descriptor::{Descriptor, Value};
use psd::tagged::PathOperation::{self, Combine, Continue, Exclude, Intersect, Subtract};
use psd::tagged::VectorMask;

use crate::make::{ALL, SIDE, bytes, drawn, effect, effects, filled, flat, outline, row, solid};

/// The row through a white shape on black.
fn shape(outlines: Vec<psd::tagged::Subpath>) -> Vec<u8> {
    let shape = NewLayer::solid("shape", [255; 3]).expect("it can be written");
    row(&drawn([flat(0), shape.block(b"vmsk", VectorMask::new(outlines).to_bytes())]), 3)
}

fn two(operation: PathOperation) -> Vec<u8> {
    shape(vec![outline(Combine, [1.0, 0.0, 5.0, 8.0]), outline(operation, [3.0, 0.0, 7.0, 8.0])])
}

#[test]
fn outlines_join_by_their_operations() {
    const O: u8 = 255;
    assert_eq!(two(Combine), [0, O, O, O, O, O, O, 0]);
    assert_eq!(two(Subtract), [0, O, O, 0, 0, 0, 0, 0]);
    assert_eq!(two(Intersect), [0, 0, 0, O, O, 0, 0, 0]);
    assert_eq!(two(Exclude), [0, O, O, 0, 0, O, O, 0]);
}

#[test]
fn outlines_of_one_path_leave_holes_where_they_overlap() {
    assert_eq!(two(Continue), two(Exclude));
}

#[test]
fn a_path_that_begins_by_subtracting_is_cut_out_of_everything() {
    assert_eq!(shape(vec![outline(Subtract, [2.0, 0.0, 6.0, 8.0])]), [255, 255, 0, 0, 0, 0, 255, 255]);
}

#[test]
fn a_pixel_is_covered_by_the_share_of_it_that_lies_inside() {
    assert_eq!(shape(vec![outline(Combine, [1.6, 0.0, 4.2, 8.0])]), [0, 102, 255, 255, 51, 0, 0, 0]);
}

#[test]
fn stored_pixels_have_the_outline_in_them_already() {
    let half = NewLayer::raster("shape", ALL, [255, 255, 255, 51].repeat(64));
    let stored = half.block(b"SoCo", bytes(&solid([255; 3])));
    let outlines = VectorMask::new(vec![outline(Combine, [0.2, 0.0, 8.0, 8.0])]);
    // 51 once, and not once more for the first pixel.
    assert_eq!(row(&drawn([flat(0), stored.block(b"vmsk", outlines.to_bytes())]), 3), [51; 8]);
}

/// Black, with a white line along the left side, as Photoshop stores both together; the second pixel is half and half.
fn lined() -> NewLayer {
    let row = [[255, 255, 255, 255], [128, 128, 128, 255]].concat();
    let row = [row, [0, 0, 0, 255].repeat(6)].concat();
    let line = Descriptor::new("strokeStyle")
        .with("strokeEnabled", true)
        .with("fillEnabled", true)
        .with("strokeStyleLineWidth", Value::pixels(2.0))
        .with("strokeStyleContent", solid([255; 3]));
    NewLayer::raster("shape", ALL, row.repeat(SIDE as usize))
        .block(b"vscg", [b"SoCo".to_vec(), bytes(&solid([0; 3]))].concat())
        .block(b"vstk", bytes(&line))
}

#[test]
fn a_shapes_outline_lies_above_what_is_clipped_to_it() {
    let picture = drawn([lined(), filled("clipped", [255, 0, 0]).clipped()]);
    let found = [0, 1, 5].map(|x| picture.pixel(x, 4));
    assert_eq!(found, [[255, 255, 255, 255], [255, 128, 128, 255], [255, 0, 0, 255]]);
}

#[test]
fn a_shapes_outline_lies_above_its_overlays() {
    let overlay = effect().with("Clr ", crate::make::rgb([255, 0, 0]));
    let picture = drawn([lined().block(b"lfx2", effects([("SoFi", overlay.into())]))]);
    let found = [0, 1, 5].map(|x| picture.pixel(x, 4));
    assert_eq!(found, [[255, 255, 255, 255], [255, 128, 128, 255], [255, 0, 0, 255]]);
}
