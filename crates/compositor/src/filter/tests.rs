//! What filters do to made-up pictures.

use std::sync::Arc;

use pixels::geometry::{Point, Quad};
use pixels::{Depth, Picture, Plane, Rect, Samples, Size};
use proptest::prelude::*;

use super::*;
use crate::adjust::Settings;
use crate::blend::BlendMode;
use crate::scene::Mask;
use crate::warp::Placed;

const CANVAS: Rect = Rect::new(0, 0, 61, 61);

fn dot() -> Picture {
    let mut picture = Picture::filled(CANVAS.size(), [0; 4]);
    picture.set_pixel(30, 30, [200, 100, 50, 255]);
    picture
}

fn noise(size: Size, seed: u32) -> Picture {
    let mut picture = Picture::filled(size, [128, 128, 128, 255]);
    let noise = AddNoise { amount: 0.5, distribution: Distribution::Uniform, monochromatic: false, seed };
    noise.apply(&mut picture, Rect::of_size(size));
    picture
}

fn applied(filter: &Filter, mut picture: Picture) -> Picture {
    let rect = Rect::of_size(picture.size());
    filter.apply(&mut picture, rect, rect);
    picture
}

fn total_alpha(picture: &Picture) -> u32 {
    picture.rgba().chunks_exact(4).map(|pixel| u32::from(pixel[3])).sum()
}

#[test]
fn a_motion_blurred_dot_is_a_line_of_its_length_and_angle() {
    let level = applied(&Filter::MotionBlur { angle: 0.0, distance: 21.0 }, dot());
    for (x, expected) in [(19, 0), (20, 12), (30, 12), (40, 12), (41, 0)] {
        assert_eq!(level.pixel(x, 30)[3], expected, "column {x}");
    }
    assert_eq!(level.pixel(30, 29)[3], 0);
    let steep = applied(&Filter::MotionBlur { angle: 90.0, distance: 5.0 }, dot());
    assert_eq!([28, 32, 33].map(|y| steep.pixel(30, y)[3]), [51, 51, 0]);
    // Counter-clockwise: up to the right, down to the left.
    let slanted = applied(&Filter::MotionBlur { angle: 45.0, distance: 29.0 }, dot());
    assert!(slanted.pixel(37, 23)[3] > 0 && slanted.pixel(23, 37)[3] > 0);
    assert_eq!((slanted.pixel(37, 37)[3], slanted.pixel(41, 19)[3]), (0, 0));
}

#[test]
fn what_spreads_a_dot_keeps_its_weight_and_its_colour() {
    let filters = [Filter::GaussianBlur(1.5), Filter::BoxBlur(2.0), Filter::MotionBlur { angle: 0.0, distance: 5.0 }];
    for filter in filters {
        let blurred = applied(&filter, dot());
        let weight = total_alpha(&blurred);
        // Each pixel is rounded.
        assert!((235..=275).contains(&weight), "{filter:?}: {weight}");
        assert_eq!(blurred.pixel(30, 30)[..3], [200, 100, 50], "{filter:?}");
        let rect = Rect::new(30, 30, 31, 31);
        let reach = filter.reach(rect, CANVAS);
        let lit = (0..61).flat_map(|y| (0..61).map(move |x| (x, y))).filter(|(x, y)| blurred.pixel(*x, *y)[3] > 0);
        for (x, y) in lit {
            assert!(reach.contains(Rect::new(x as i32, y as i32, x as i32 + 1, y as i32 + 1)), "{filter:?} at {x},{y}");
        }
    }
}

#[test]
fn surface_blur_smooths_what_is_alike_and_keeps_edges() {
    let mut picture = Picture::filled(Size::new(20, 5), [40, 40, 40, 255]);
    for y in 0..5 {
        for x in 10..20 {
            picture.set_pixel(x, y, [200, 200, 200, 255]);
        }
    }
    picture.set_pixel(4, 2, [44, 44, 44, 255]);
    let blurred = applied(&Filter::SurfaceBlur { radius: 3, threshold: 20.0 }, picture);
    assert_eq!(blurred.pixel(4, 2)[0], 40);
    assert_eq!((blurred.pixel(9, 2)[0], blurred.pixel(10, 2)[0]), (40, 200));
}

#[test]
fn sharpening_moves_both_sides_of_an_edge_apart() {
    let mut picture = Picture::filled(Size::new(20, 3), [100, 100, 100, 255]);
    for y in 0..3 {
        for x in 10..20 {
            picture.set_pixel(x, y, [150, 150, 150, 255]);
        }
    }
    let mask = |threshold| Filter::UnsharpMask { amount: 1.0, radius: 1.0, threshold };
    let sharp = applied(&mask(0.0), picture.clone());
    assert!(sharp.pixel(9, 1)[0] < 95 && sharp.pixel(10, 1)[0] > 155);
    assert_eq!((sharp.pixel(0, 1)[0], sharp.pixel(19, 1)[0]), (100, 150));
    assert_eq!(applied(&mask(60.0), picture.clone()), picture);
    let passed = applied(&Filter::HighPass(1.0), picture);
    assert_eq!(passed.pixel(0, 1), [128, 128, 128, 255]);
    assert!(passed.pixel(9, 1)[0] < 123 && passed.pixel(10, 1)[0] > 133);
}

#[test]
fn noise_has_its_strength_and_is_the_same_wherever_a_picture_is_cut() {
    let size = Size::new(100, 100);
    for (distribution, deviation) in [(Distribution::Uniform, 0.1 / 3.0_f64.sqrt()), (Distribution::Gaussian, 0.1)] {
        let noise = AddNoise { amount: 0.1, distribution, monochromatic: true, seed: 7 };
        let mut picture = Picture::filled(size, [128, 128, 128, 200]);
        noise.apply(&mut picture, Rect::of_size(size));
        let differences = picture.rgba().chunks_exact(4).map(|pixel| f64::from(pixel[0]) - 128.0);
        let variance = differences.map(|d| d * d).sum::<f64>() / 1e4;
        assert!((variance.sqrt() / 255.0 / deviation - 1.0).abs() < 0.03, "{distribution:?}: {}", variance.sqrt());
        assert!(picture.rgba().chunks_exact(4).all(|pixel| pixel[0] == pixel[1] && pixel[3] == 200));
        let mut part = Picture::filled(Size::new(10, 10), [128, 128, 128, 200]);
        noise.apply(&mut part, Rect::new(40, 50, 50, 60));
        assert_eq!(part.pixel(3, 4), picture.pixel(43, 54));
    }
}

#[test]
fn average_weighs_colours_by_alpha() {
    let mut picture = Picture::filled(Size::new(2, 1), [0, 90, 0, 0]);
    picture.set_pixel(0, 0, [30, 60, 90, 120]);
    assert_eq!(applied(&Filter::Average, picture).rgba(), [30, 60, 90, 120, 30, 60, 90, 0]);
}

#[test]
fn ranks_take_the_least_the_middle_and_the_most() {
    let mut picture = Picture::filled(Size::new(7, 7), [100, 100, 100, 255]);
    picture.set_pixel(3, 3, [255, 0, 100, 255]);
    let at = |rank, x, y| applied(&Filter::Rank(rank, 1), picture.clone()).pixel(x, y);
    assert_eq!(at(Rank::Median, 3, 3), [100, 100, 100, 255]);
    assert_eq!((at(Rank::Minimum, 2, 4)[1], at(Rank::Minimum, 1, 4)[1]), (0, 100));
    assert_eq!((at(Rank::Maximum, 4, 2)[0], at(Rank::Maximum, 5, 2)[0]), (255, 100));
}

#[test]
fn displacement_follows_its_map() {
    let moved = |level: u8, beyond| {
        let map = DisplacementMap { picture: Arc::new(Picture::filled(Size::new(3, 3), [level; 4])), tile: false };
        let opaque =
            DisplacementMap { picture: Arc::new(Picture::filled(Size::new(3, 3), [level, 128, 0, 255])), ..map };
        applied(&Filter::Displace(Displace { map: opaque, horizontal: 10.0, vertical: 10.0, beyond }), dot())
    };
    assert_eq!(moved(128, Beyond::Repeat), dot());
    // 100 levels at 10 % are 10 pixels.
    assert_eq!(moved(228, Beyond::Repeat).pixel(20, 30), [200, 100, 50, 255]);
    assert_eq!(moved(28, Beyond::Wrap).pixel(40, 30), [200, 100, 50, 255]);
}

#[test]
fn a_perspective_warp_takes_corners_to_corners() {
    let before = Quad::upright(10.0, 10.0, 50.0, 50.0);
    let after = Quad([Point::new(5.0, 20.0), Point::new(40.0, 5.0), Point::new(55.0, 55.0), Point::new(0.0, 45.0)]);
    let mut picture = Picture::filled(CANVAS.size(), [0, 0, 0, 255]);
    for (x, y) in (10..50).flat_map(|y| (10..50).map(move |x| (x, y))) {
        picture.set_pixel(x, y, [255, 255, 255, 255]);
    }
    let warp = |quads: &[(Quad, Quad)]| Filter::PerspectiveWarp(QuadWarp::new(quads).unwrap());
    let warped = applied(&warp(&[(before, after)]), picture.clone());
    for (inside, outside) in [((8, 21), (3, 18)), ((38, 9), (41, 3)), ((52, 53), (56, 56)), ((4, 44), (0, 48))] {
        assert!(warped.pixel(inside.0, inside.1)[0] > 200, "{inside:?}");
        assert!(warped.pixel(outside.0, outside.1)[0] < 60, "{outside:?}");
    }
    let halves = [
        (Quad::upright(10.0, 10.0, 30.0, 50.0), Quad::upright(10.0, 10.0, 30.0, 50.0)),
        (Quad::upright(30.0, 10.0, 50.0, 50.0), Quad::upright(30.0, 10.0, 50.0, 50.0)),
    ];
    assert_eq!(applied(&warp(&halves), picture.clone()), picture);
    assert!(QuadWarp::new(&[]).is_none());
}

fn invert() -> Filter {
    Filter::Adjust(Arc::new(Adjustment::new(Settings::Invert, Depth::Eight)))
}

fn smart(filter: Filter, blend: BlendMode, opacity: f32) -> SmartFilter {
    SmartFilter { filter, blend, opacity }
}

#[test]
fn opacity_and_mode_say_how_a_filter_meets_its_origin() {
    let placed = || Placed { rect: CANVAS, picture: Picture::filled(CANVAS.size(), [200, 100, 0, 128]) };
    let pixel = |blend, opacity| {
        let filters = SmartFilters { list: vec![smart(invert(), blend, opacity)], mask: None };
        filters.apply(placed(), CANVAS).unwrap().picture.pixel(9, 9)
    };
    assert_eq!(pixel(BlendMode::Normal, 1.0), [55, 155, 255, 128]);
    assert_eq!(pixel(BlendMode::Normal, 0.2), [171, 111, 51, 128]);
    assert_eq!(pixel(BlendMode::Normal, 0.0), [200, 100, 0, 128]);
    // Half of the multiplied colour, since the origin is half transparent.
    assert_eq!(pixel(BlendMode::Multiply, 1.0)[2], 127);
}

#[test]
fn a_filter_mask_lets_the_origin_through() {
    let plane = Plane::new(Rect::new(0, 0, 30, 61), Samples::Eight(vec![0; 30 * 61]));
    let mask = Mask { plane: Arc::new(plane), outside: 1.0, density: 1.0, hides_effects: false };
    let filters = SmartFilters { list: vec![smart(invert(), BlendMode::Normal, 1.0)], mask: Some(mask) };
    let placed = Placed { rect: CANVAS, picture: Picture::filled(CANVAS.size(), [200, 100, 0, 255]) };
    let filtered = filters.apply(placed, CANVAS).unwrap().picture;
    assert_eq!((filtered.pixel(29, 9)[0], filtered.pixel(30, 9)[0]), (200, 55));
}

#[test]
fn filters_grow_what_is_placed_but_not_beyond_the_canvas() {
    let filters = SmartFilters { list: vec![smart(Filter::GaussianBlur(3.0), BlendMode::Normal, 1.0)], mask: None };
    let rect = Rect::new(50, 20, 70, 30);
    let placed = Placed { rect, picture: Picture::filled(rect.size(), [9, 9, 9, 255]) };
    let filtered = filters.apply(placed, CANVAS).unwrap();
    assert_eq!(filtered.rect, filters.reach(rect, CANVAS));
    assert!(CANVAS.contains(filtered.rect) && filtered.rect.contains(Rect::new(45, 15, 61, 35)));
    // The canvas's edge is no edge of the content.
    let right = filtered.rect.width() as u32 - 1;
    assert_eq!(filtered.picture.pixel(right, (25 - filtered.rect.top) as u32)[3], 228);
}

#[test]
fn no_filters_leave_everything() {
    let placed = Placed { rect: CANVAS.inflate(3), picture: noise(CANVAS.inflate(3).size(), 1) };
    assert_eq!(SmartFilters::default().apply(placed.clone(), CANVAS).unwrap(), placed);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn neutral_settings_change_nothing(seed in 0u32..1000, width in 1u32..20, height in 1u32..20) {
        let picture = noise(Size::new(width, height), seed);
        let still = DisplacementMap { picture: Arc::new(noise(Size::new(4, 4), seed)), tile: true };
        let neutral = [
            Filter::GaussianBlur(0.0),
            Filter::BoxBlur(0.0),
            Filter::MotionBlur { angle: 30.0, distance: 1.0 },
            Filter::SurfaceBlur { radius: 0, threshold: 9.0 },
            Filter::UnsharpMask { amount: 0.0, radius: 2.0, threshold: 0.0 },
            Filter::Rank(Rank::Median, 0),
            Filter::Displace(Displace { map: still, horizontal: 0.0, vertical: 0.0, beyond: Beyond::Wrap }),
        ];
        for filter in neutral {
            prop_assert_eq!(applied(&filter, picture.clone()), picture.clone(), "{:?}", filter);
        }
    }

    #[test]
    fn odd_settings_and_sizes_are_survived(
        radius in prop::num::f32::ANY, other in prop::num::f32::ANY, width in 1u32..9, height in 1u32..9,
    ) {
        let rect = Rect::of_size(Size::new(width, height));
        let wild = [
            Filter::GaussianBlur(radius),
            Filter::BoxBlur(radius),
            Filter::MotionBlur { angle: other, distance: radius },
            Filter::SurfaceBlur { radius: 3, threshold: other },
            Filter::UnsharpMask { amount: other, radius, threshold: other },
            Filter::HighPass(radius),
        ];
        for filter in wild {
            applied(&filter, noise(rect.size(), 3));
            prop_assert!(rect.contains(filter.reach(rect, rect)));
        }
    }
}
