//! Warps: content bent before it is placed.

use psd::tagged::{Mesh, PlacedLayer, Warp};

use super::{GREEN, SQUARE, filled, left_and_right, told, upper_and_lower};
use crate::make::{BLUE, RED};

/// Content of 64 pixels a side over the whole canvas.
fn whole(warp: Warp) -> PlacedLayer {
    let quad = [0.0, 0.0, 64.0, 0.0, 64.0, 64.0, 0.0, 64.0];
    PlacedLayer { warp, ..PlacedLayer::new("a", quad, (64.0, 64.0)) }
}

/// Points on columns and rows at these places.
fn grid(columns: &[f64], rows: &[f64]) -> Mesh {
    let points = rows.iter().flat_map(|y| columns.iter().map(move |x| [*x, *y])).collect();
    Mesh { columns: columns.len(), rows: rows.len(), points }
}

const THIRDS: [f64; 4] = [0.0, 64.0 / 3.0, 128.0 / 3.0, 64.0];

/// A cubic Bezier patch: with its rows at 0, 0, 0 and 64 a share v of the content comes to lie at 64 v³.
#[test]
fn a_mesh_is_a_bezier_patch() {
    let mesh = Some(grid(&THIRDS, &[0.0, 0.0, 0.0, 64.0]));
    let warp = Warp { style: "warpCustom".into(), mesh, ..Warp::none(64.0, 64.0) };
    let picture = filled(&whole(warp), upper_and_lower(64));
    // The middle lies at 8.
    assert_eq!([5, 11].map(|y| picture.pixel(32, y)), [RED, BLUE]);
}

#[test]
fn a_mesh_that_bends_nothing_changes_nothing() {
    let warp = Warp { style: "warpCustom".into(), mesh: Some(grid(&THIRDS, &THIRDS)), ..Warp::none(64.0, 64.0) };
    let picture = filled(&whole(warp), left_and_right(64));
    assert_eq!([(2, 2), (30, 60), (33, 2), (61, 61)].map(|(x, y)| picture.pixel(x, y)), [RED, RED, BLUE, BLUE]);
}

/// The corners are those of the box around the mesh, not of the content.
#[test]
fn a_mesh_that_reaches_beyond_the_content_is_placed_with_all_that_it_reaches() {
    let wide: Vec<f64> = (0..4).map(|step| -32.0 + 128.0 / 3.0 * f64::from(step)).collect();
    let warp = Warp { style: "warpCustom".into(), mesh: Some(grid(&wide, &THIRDS)), ..Warp::none(64.0, 64.0) };
    let picture = filled(&whole(warp), left_and_right(64));
    assert_eq!([2, 30, 34, 61].map(|x| picture.pixel(x, 32)), [RED, RED, BLUE, BLUE]);
}

#[test]
fn a_quilts_patches_need_not_be_alike() {
    // A quarter of the content fills half of the canvas.
    let columns = [0.0, 32.0 / 3.0, 64.0 / 3.0, 32.0, 128.0 / 3.0, 160.0 / 3.0, 64.0];
    let slices = (vec![0.0, 16.0, 64.0], vec![0.0, 64.0]);
    let warp = Warp { mesh: Some(grid(&columns, &THIRDS)), slices, ..Warp::none(64.0, 64.0) };
    let picture = filled(&whole(warp), left_and_right(64));
    // Of the other patch the first third is red: 32 + 32 / 3.
    assert_eq!([2, 30, 40, 45, 60].map(|x| picture.pixel(x, 32)), [RED, RED, RED, BLUE, BLUE]);
}

#[test]
fn each_preset_is_drawn_and_told() {
    let styles =
        "Arc ArcLower ArcUpper Arch Bulge ShellLower ShellUpper Flag Wave Fish Rise Fisheye Inflate Squeeze Twist";
    for style in styles.split(' ') {
        let warp = Warp { style: format!("warp{style}"), value: 40.0, ..Warp::none(32.0, 32.0) };
        let placed = PlacedLayer { warp, ..PlacedLayer::new("a", SQUARE, (32.0, 32.0)) };
        assert_eq!(told(&placed), [format!("object: warp style {style}")]);
        let picture = filled(&placed, left_and_right(32));
        assert!(picture.rgba().chunks_exact(4).any(|pixel| pixel == RED) && picture.pixel(32, 32) != GREEN, "{style}");
    }
}
