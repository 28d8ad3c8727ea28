//! Each word asks one question; the answers follow from geometry.

use std::sync::Arc;

use compositor::blend::BlendMode;
use pixels::{Limits, Picture, Size};

use super::{Adjustments, Area, Artwork, ColourOverlay, Fill, Fit, Repeat, build_frame};

const RED: [u8; 4] = [255, 0, 0, 255];
const BLUE: [u8; 4] = [0, 0, 255, 255];
const CLEAR: [u8; 4] = [0; 4];

fn red(width: u32, height: u32) -> Arc<Picture> {
    Arc::new(Picture::filled(Size::new(width, height), RED))
}

/// Blue, with a red pixel at the top-left.
fn marked(width: u32, height: u32) -> Arc<Picture> {
    let mut picture = Picture::filled(Size::new(width, height), BLUE);
    picture.set_pixel(0, 0, RED);
    Arc::new(picture)
}

fn art(picture: &Arc<Picture>) -> Artwork {
    Artwork::new(picture.clone())
}

fn fill(artwork: Artwork) -> Fill {
    Fill { artwork: Some(artwork), ..Fill::default() }
}

fn scaled_frame(fill: &Fill, width: u32, height: u32, scale: (f64, f64)) -> Arc<Picture> {
    build_frame(fill, Size::new(width, height), scale, None, &Limits::default()).unwrap()
}

fn frame(fill: &Fill, width: u32, height: u32) -> Arc<Picture> {
    scaled_frame(fill, width, height, (1.0, 1.0))
}

/// The pixels that are not transparent, as left, top, right, bottom; they must be a full rectangle.
fn box_of(picture: &Picture) -> [u32; 4] {
    let Size { width, height } = picture.size();
    let seen: Vec<(u32, u32)> = (0..height)
        .flat_map(|y| (0..width).map(move |x| (x, y)))
        .filter(|(x, y)| picture.pixel(*x, *y)[3] > 0)
        .collect();
    let (left, top) = (seen.iter().map(|p| p.0).min().unwrap(), seen.iter().map(|p| p.1).min().unwrap());
    let (right, bottom) = (seen.iter().map(|p| p.0).max().unwrap() + 1, seen.iter().map(|p| p.1).max().unwrap() + 1);
    assert_eq!(seen.len() as u32, (right - left) * (bottom - top), "a full rectangle");
    [left, top, right, bottom]
}

#[test]
fn an_artwork_of_the_frames_own_size_is_not_touched() {
    let picture = marked(8, 6);
    assert!(Arc::ptr_eq(&frame(&fill(art(&picture)), 8, 6), &picture));
    for fit in [Fit::Contain, Fit::Cover] {
        assert!(Arc::ptr_eq(&frame(&fill(Artwork { fit, ..art(&picture) }), 8, 6), &picture));
    }
}

#[test]
fn fill_stretches_to_the_frame() {
    assert_eq!(*frame(&fill(art(&red(3, 9))), 12, 7), *red(12, 7));
}

#[test]
fn contain_of_a_wide_picture_in_a_square_leaves_bands_above_and_below() {
    let contained = frame(&fill(Artwork { fit: Fit::Contain, ..art(&red(20, 10)) }), 40, 40);
    assert_eq!(box_of(&contained), [0, 10, 40, 30]);
    assert_eq!(contained.pixel(20, 20), RED);
    assert_eq!(contained.pixel(20, 9), CLEAR);
}

#[test]
fn cover_crops_both_sides_alike() {
    let mut thirds = Picture::filled(Size::new(40, 10), BLUE);
    for (x, y) in (15..25).flat_map(|x| (0..10).map(move |y| (x, y))) {
        thirds.set_pixel(x, y, RED);
    }
    let covered = frame(&fill(Artwork { fit: Fit::Cover, ..art(&Arc::new(thirds)) }), 20, 10);
    let row: Vec<[u8; 4]> = (0..20).map(|x| covered.pixel(x, 5)).collect();
    assert_eq!(row, [vec![BLUE; 5], vec![RED; 10], vec![BLUE; 5]].concat());
}

#[test]
fn fit_is_measured_against_the_print_area() {
    let area = Area { left: 10.0, top: 20.0, width: 30.0, height: 10.0 };
    for (fit, expected) in
        [(Fit::Fill, [10, 20, 40, 30]), (Fit::Contain, [20, 20, 30, 30]), (Fit::Cover, [10, 20, 40, 30])]
    {
        let fill = Fill { print_area: Some(area), ..fill(Artwork { fit, ..art(&red(7, 7)) }) };
        assert_eq!(box_of(&frame(&fill, 50, 50)), expected, "{fit:?}");
    }
}

#[test]
fn size_alone_is_centred_and_with_a_position_starts_there() {
    let sized = Artwork { size: Some((10.0, 4.0)), ..art(&red(5, 5)) };
    assert_eq!(box_of(&frame(&fill(sized.clone()), 40, 20)), [15, 8, 25, 12]);
    let positioned = fill(Artwork { position: Some((3.0, 5.0)), ..sized });
    assert_eq!(box_of(&frame(&positioned, 40, 20)), [3, 5, 13, 9]);
    assert_eq!(positioned.canvas_position(), None);
}

#[test]
fn what_lies_outside_the_frame_is_cut_off_without_moving_the_rest() {
    let artwork = Artwork { size: Some((8.0, 8.0)), position: Some((-4.0, -4.0)), ..art(&marked(2, 2)) };
    // The bottom-right quarter of the artwork is its blue pixel; its left and top edges lie outside.
    let shown = frame(&fill(artwork), 10, 10);
    assert_eq!(box_of(&shown), [0, 0, 4, 4]);
    assert_eq!(shown.pixel(3, 3), BLUE);
}

#[test]
fn a_position_without_a_size_moves_the_slot_and_not_the_artwork() {
    let fill = fill(Artwork { position: Some((7.0, 9.0)), ..art(&red(4, 4)) });
    assert_eq!(fill.canvas_position(), Some((7.0, 9.0)));
    assert_eq!(*frame(&fill, 6, 6), *red(6, 6));
}

#[test]
fn flips_mirror_to_the_bit() {
    let corner = |flip_horizontal, flip_vertical| {
        let flipped = frame(&fill(Artwork { flip_horizontal, flip_vertical, ..art(&marked(3, 2)) }), 3, 2);
        (0..6).map(|i| (i % 3, i / 3)).find(|(x, y)| flipped.pixel(*x, *y) == RED).unwrap()
    };
    assert_eq!((corner(true, false), corner(false, true), corner(true, true)), ((2, 0), (0, 1), (2, 1)));
}

#[test]
fn quarter_turns_are_clockwise_and_to_the_bit() {
    for (rotation, frame_size, corner) in
        [(90.0, (2, 3), (1, 0)), (180.0, (3, 2), (2, 1)), (270.0, (2, 3), (0, 2)), (-90.0, (2, 3), (0, 2))]
    {
        let turned = frame(&fill(Artwork { rotation, ..art(&marked(3, 2)) }), frame_size.0, frame_size.1);
        let mut expected = Picture::filled(Size::new(frame_size.0, frame_size.1), BLUE);
        expected.set_pixel(corner.0, corner.1, RED);
        assert_eq!(*turned, expected, "{rotation}");
    }
}

#[test]
fn a_picture_is_flipped_before_it_is_turned() {
    let artwork = Artwork { flip_horizontal: true, rotation: 90.0, ..art(&marked(3, 2)) };
    // Top-left goes to the top-right, and from there to the bottom-right.
    assert_eq!(frame(&fill(artwork), 2, 3).pixel(1, 2), RED);
}

#[test]
fn a_turned_picture_is_fitted_by_the_box_around_it() {
    let turned = frame(&fill(Artwork { rotation: 45.0, fit: Fit::Contain, ..art(&red(50, 50)) }), 100, 100);
    // A square on its corner: its corners touch the middle of each side, and half of the frame stays transparent.
    assert_eq!((turned.pixel(50, 2), turned.pixel(97, 50), turned.pixel(50, 50)), (RED, RED, RED));
    assert_eq!((turned.pixel(20, 20), turned.pixel(79, 79)), (CLEAR, CLEAR));
    let covered: u64 = turned.rgba().chunks_exact(4).map(|pixel| u64::from(pixel[3])).sum();
    assert!((covered as f64 / 255.0 - 5000.0).abs() < 10.0, "{}", covered as f64 / 255.0);
}

#[test]
fn a_small_turn_is_clockwise() {
    let mut half = Picture::filled(Size::new(60, 60), BLUE);
    half.rgba_mut()[..60 * 30 * 4].copy_from_slice(&RED.repeat(60 * 30));
    let turned = frame(&fill(Artwork { rotation: 30.0, ..art(&Arc::new(half)) }), 90, 90);
    // The border between red above and blue below falls towards the right.
    assert_eq!((turned.pixel(65, 50), turned.pixel(25, 40)), (RED, BLUE));
}

#[test]
fn tiles_start_at_the_origin_and_leave_their_spacing() {
    let repeat = Repeat::Tile { horizontal_spacing: 50.0, vertical_spacing: 100.0 };
    let artwork = Artwork { size: Some((4.0, 4.0)), position: Some((1.0, 2.0)), repeat, ..art(&red(2, 2)) };
    let tiled = frame(&fill(artwork), 20, 20);
    // Columns every 6 pixels through 1, rows every 8 through 2, both ways.
    for (x, y) in (0..20).flat_map(|x| (0..20).map(move |y| (x, y))) {
        let inside = (x + 5) % 6 < 4 && (y + 6) % 8 < 4;
        assert_eq!(tiled.pixel(x, y) == RED, inside, "{x} {y}");
    }
}

#[test]
fn fit_places_the_artwork_in_each_tile() {
    let repeat = Repeat::Tile { horizontal_spacing: 0.0, vertical_spacing: 0.0 };
    let artwork = Artwork { size: Some((8.0, 8.0)), fit: Fit::Contain, repeat, ..art(&red(8, 4)) };
    let tiled = frame(&fill(artwork), 16, 16);
    let column: Vec<bool> = (0..16).map(|y| tiled.pixel(11, y) == RED).collect();
    assert_eq!(column, (0..16).map(|y| (2..6).contains(&(y % 8))).collect::<Vec<_>>());
}

#[test]
fn a_pattern_is_tiles_at_a_share_of_the_artworks_own_size() {
    let artwork = Artwork { repeat: Repeat::Pattern { scale_percent: 50.0 }, ..art(&red(10, 6)) };
    assert_eq!(box_of(&frame(&fill(artwork.clone()), 23, 11)), [0, 0, 23, 11], "no gaps");
    let same = Artwork { repeat: Repeat::Pattern { scale_percent: 100.0 }, picture: marked(10, 6), ..artwork };
    let frame = frame(&fill(same), 25, 12);
    let marks: Vec<(u32, u32)> =
        (0..12).flat_map(|y| (0..25).map(move |x| (x, y))).filter(|(x, y)| frame.pixel(*x, *y) == RED).collect();
    assert_eq!(marks, [(0, 0), (10, 0), (20, 0), (0, 6), (10, 6), (20, 6)]);
}

#[test]
fn tiles_at_a_fraction_of_a_pixel_leave_no_gap() {
    let artwork = Artwork { repeat: Repeat::Pattern { scale_percent: 33.0 }, ..art(&red(10, 10)) };
    assert_eq!(*scaled_frame(&fill(artwork), 90, 60, (0.7, 0.7)), *red(63, 42));
}

#[test]
fn a_smaller_frame_holds_the_same_picture_smaller() {
    let artwork = Artwork { size: Some((40.0, 20.0)), position: Some((20.0, 60.0)), ..art(&red(400, 200)) };
    let small = scaled_frame(&fill(artwork), 100, 100, (0.5, 0.25));
    assert_eq!(small.size(), Size::new(50, 25));
    assert_eq!(box_of(&small), [10, 15, 30, 20]);
}

const TEAL: ColourOverlay = ColourOverlay { rgb: [0, 128, 128], blend: BlendMode::Normal, opacity: 1.0 };

#[test]
fn colour_without_artwork_fills_the_frame_over_its_own_content() {
    let recoloured = |own: Option<&Arc<Picture>>, blend| {
        let fill = Fill { colour: Some(ColourOverlay { blend, ..TEAL }), ..Fill::default() };
        build_frame(&fill, Size::new(4, 4), (1.0, 1.0), own, &Limits::default()).unwrap().pixel(2, 2)
    };
    assert_eq!(recoloured(None, BlendMode::Normal), [0, 128, 128, 255]);
    let gray = Arc::new(Picture::filled(Size::new(4, 4), [100, 100, 100, 255]));
    assert_eq!(recoloured(Some(&gray), BlendMode::Multiply), [0, 50, 50, 255]);
    assert_eq!(
        recoloured(Some(&Arc::new(Picture::filled(Size::new(4, 4), CLEAR))), BlendMode::Multiply),
        [0, 128, 128, 255]
    );
}

#[test]
fn colour_on_artwork_keeps_the_artworks_shape() {
    let artwork = Artwork { fit: Fit::Contain, ..art(&red(20, 10)) };
    let coloured = frame(&Fill { colour: Some(TEAL), ..fill(artwork) }, 20, 20);
    assert_eq!((coloured.pixel(10, 10), coloured.pixel(10, 2)), ([0, 128, 128, 255], CLEAR));
}

#[test]
fn a_colours_opacity_mixes_it_with_what_lies_below() {
    let fill = Fill { colour: Some(ColourOverlay { opacity: 0.5, ..TEAL }), ..fill(art(&red(2, 2))) };
    assert_eq!(frame(&fill, 2, 2).pixel(0, 0), [128, 64, 64, 255]);
}

#[test]
fn without_artwork_adjustments_work_on_the_slots_own_content() {
    let own = Arc::new(Picture::filled(Size::new(4, 4), [200, 120, 40, 255]));
    let fill = Fill { adjustments: Adjustments::default().saturation(-100.0), ..Fill::default() };
    let adjusted = build_frame(&fill, Size::new(4, 4), (0.5, 0.5), Some(&own), &Limits::default()).unwrap();
    assert_eq!(*adjusted, Picture::filled(Size::new(2, 2), [120, 120, 120, 255]));
    assert!(!fill.keeps_content() && Fill::default().keeps_content());
}

#[test]
fn blur_is_measured_in_frame_pixels_whatever_the_scale() {
    let spread = |scale: f64| {
        let artwork = Artwork { size: Some((40.0, 400.0)), ..art(&red(40, 400)) };
        let fill = Fill { adjustments: Adjustments::default().blur(30.0), ..fill(artwork) };
        let blurred = scaled_frame(&fill, 400, 400, (scale, scale));
        f64::from(blurred.pixel((160.0 * scale) as u32, (200.0 * scale) as u32)[3])
    };
    assert!((spread(1.0) - spread(0.5)).abs() < 4.0, "{} {}", spread(1.0), spread(0.5));
}

#[test]
fn no_number_that_a_request_can_hold_breaks_it() {
    let wild = [f64::NAN, f64::INFINITY, -1e300, 0.0, 1e300, -5.0];
    for value in wild {
        for repeat in [
            Repeat::Once,
            Repeat::Tile { horizontal_spacing: value, vertical_spacing: value },
            Repeat::Pattern { scale_percent: value },
        ] {
            for size in [None, Some((value, 3.0))] {
                let area = Area { left: value, top: 0.0, width: value, height: 5.0 };
                let artwork =
                    Artwork { rotation: value, size, position: Some((value, 1.0)), repeat, ..art(&red(3, 3)) };
                let fill = Fill { print_area: Some(area), ..fill(artwork) };
                let limits = Limits { pixels: 10_000, ..Limits::default() };
                let _ = build_frame(&fill, Size::new(9, 9), (1.0, 1.0), None, &limits);
            }
        }
    }
}
