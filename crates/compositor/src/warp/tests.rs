//! What a placement must and must not do to a frame, on made-up pictures.

use pixels::geometry::{Mesh, Placement, Point, Quad};
use pixels::{Picture, Rect, Size};
use proptest::prelude::*;

use super::{Placed, Warp};

const CLIP: Rect = Rect::new(0, 0, 100, 100);

/// A picture in which no two pixels are alike; half of them are see-through when asked.
fn picture(width: u32, height: u32, see_through: bool) -> Picture {
    let pixel = |k: u32| [k as u8, (k >> 8) as u8 ^ 0x5a, (k * 7) as u8, if see_through { (k * 5) as u8 } else { 255 }];
    Picture::new(Size::new(width, height), (0..width * height).flat_map(pixel).collect())
}

fn warp(content: [f64; 4], mesh: Option<Mesh>, quad: Quad) -> Warp {
    Warp::new(&Placement::new(content, mesh, quad).unwrap(), CLIP)
}

/// One patch over `content` whose control points are evenly spread and then moved by `bend`.
fn patch([left, top, right, bottom]: [f64; 4], bend: impl Fn(usize, usize, Point) -> Point) -> Mesh {
    let spread =
        |j: usize, i: usize| Point::new(left + (right - left) * i as f64 / 3.0, top + (bottom - top) * j as f64 / 3.0);
    let points = (0..16).map(|k| bend(k / 4, k % 4, spread(k / 4, k % 4))).collect();
    Mesh::new(vec![left, right], vec![top, bottom], points).unwrap()
}

/// The pixel of `frame` drawn through `warp` at canvas (`x`, `y`).
fn drawn(warp: &Warp, frame: &Picture, x: i32, y: i32) -> [u8; 4] {
    let placed = warp.draw(frame);
    placed.picture.pixel((x - placed.rect.left) as u32, (y - placed.rect.top) as u32)
}

#[test]
fn content_placed_at_its_own_size_keeps_its_bytes() {
    let frame = picture(37, 21, true);
    let placed = warp([0.0, 0.0, 37.0, 21.0], None, Quad::upright(5.0, 8.0, 42.0, 29.0));
    for y in 0..21 {
        for x in 0..37 {
            assert_eq!(drawn_at(&placed.draw(&frame), x + 5, y + 8), frame.pixel(x as u32, y as u32), "{x},{y}");
        }
    }
}

fn drawn_at(placed: &Placed, x: i32, y: i32) -> [u8; 4] {
    placed.picture.pixel((x - placed.rect.left) as u32, (y - placed.rect.top) as u32)
}

#[test]
fn nothing_is_drawn_outside_the_content() {
    let placed = warp([0.0, 0.0, 37.0, 21.0], None, Quad::upright(5.0, 8.0, 42.0, 29.0)).draw(&picture(37, 21, false));
    let content = Rect::new(5, 8, 42, 29);
    for y in placed.rect.top..placed.rect.bottom {
        for x in placed.rect.left..placed.rect.right {
            let inside = content.contains(Rect::new(x, y, x + 1, y + 1));
            assert_eq!(drawn_at(&placed, x, y)[3], if inside { 255 } else { 0 }, "{x},{y}");
        }
    }
}

#[test]
fn a_quarter_turn_keeps_every_byte() {
    let frame = picture(30, 20, true);
    let corners = [(40.0, 10.0), (40.0, 40.0), (20.0, 40.0), (20.0, 10.0)].map(|(x, y)| Point::new(x, y));
    let placed = warp([0.0, 0.0, 30.0, 20.0], None, Quad(corners)).draw(&frame);
    for y in 0..20 {
        for x in 0..30 {
            assert_eq!(drawn_at(&placed, 39 - y, 10 + x), frame.pixel(x as u32, y as u32), "{x},{y}");
        }
    }
}

#[test]
fn perspective_shows_each_pixel_the_content_that_the_homography_says() {
    let corners = [(10.0, 12.0), (90.0, 5.0), (80.0, 95.0), (20.0, 70.0)].map(|(x, y)| Point::new(x, y));
    let placement = Placement::new([0.0, 0.0, 256.0, 256.0], None, Quad(corners)).unwrap();
    let slope = |k: u32| [(k % 256) as u8, (k / 256) as u8, 0, 255];
    let frame = Picture::new(Size::new(256, 256), (0..65536).flat_map(slope).collect());
    let placed = Warp::new(&placement, CLIP).draw(&frame);
    let back = placement.to_canvas().inverse().unwrap();
    for (x, y) in [(50, 50), (30, 30), (70, 60), (25, 65), (83, 12)] {
        let p = back.apply(Point::new(f64::from(x) + 0.5, f64::from(y) + 0.5));
        let [r, g, _, a] = drawn_at(&placed, x, y);
        assert!((f64::from(r) - (p.x - 0.5)).abs() < 0.7 && (f64::from(g) - (p.y - 0.5)).abs() < 0.7);
        assert_eq!(a, 255);
    }
}

#[test]
fn a_flat_mesh_is_no_mesh() {
    let (content, frame) = ([0.0, 0.0, 60.0, 40.0], picture(60, 40, false));
    let quad = Quad([(3.0, 4.0), (90.0, 9.0), (77.0, 88.0), (11.0, 66.0)].map(|(x, y)| Point::new(x, y)));
    let flat = warp(content, Some(patch(content, |_, _, p| p)), quad).draw(&frame);
    assert_same_inside(&flat, &warp(content, None, quad).draw(&frame), 0);
}

#[test]
fn an_almost_flat_mesh_is_almost_no_mesh() {
    let content = [0.0, 0.0, 60.0, 40.0];
    let slope = |k: u32| [(k % 60 * 4) as u8, (k / 60 * 6) as u8, 9, 255];
    let frame = Picture::new(Size::new(60, 40), (0..2400).flat_map(slope).collect());
    let quad = Quad([(3.0, 4.0), (90.0, 9.0), (77.0, 88.0), (11.0, 66.0)].map(|(x, y)| Point::new(x, y)));
    let nudge = |j, i, p: Point| if (j, i) == (1, 1) { Point::new(p.x + 1e-3, p.y) } else { p };
    let bent = warp(content, Some(patch(content, nudge)), quad).draw(&frame);
    let flat = warp(content, None, quad).draw(&frame);
    assert_same_inside(&bent, &flat, 1);
}

/// Asserts that two drawings differ by at the most `most` where both are opaque (their borders fade
/// differently with a mesh and without).
fn assert_same_inside(a: &Placed, b: &Placed, most: u8) {
    let both = a.rect.intersect(b.rect);
    let mut opaque = 0;
    for y in both.top..both.bottom {
        for x in both.left..both.right {
            let (p, q) = (drawn_at(a, x, y), drawn_at(b, x, y));
            if p[3] == 255 && q[3] == 255 {
                opaque += 1;
                assert!((0..3).all(|k| p[k].abs_diff(q[k]) <= most), "{x},{y}: {p:?} {q:?}");
            }
        }
    }
    assert!(opaque > 1000);
}

#[test]
fn the_outline_of_a_warp_is_soft_even_on_whole_pixels() {
    let content = [0.0, 0.0, 60.0, 40.0];
    let flat = patch(content, |_, _, p| p);
    let placed = warp(content, Some(flat), Quad::upright(10.0, 10.0, 40.0, 30.0)).draw(&picture(60, 40, false));
    assert_eq!(placed.rect, Rect::new(10, 10, 40, 30));
    assert_eq!(
        [drawn_at(&placed, 25, 10)[3], drawn_at(&placed, 39, 20)[3], drawn_at(&placed, 25, 20)[3]],
        [242, 242, 255]
    );
}

#[test]
fn a_checkerboard_shrunk_four_times_is_gray() {
    let check = |k: u32| if (k % 256 + k / 256).is_multiple_of(2) { [0, 0, 0, 255] } else { [255; 4] };
    let frame = Picture::new(Size::new(256, 256), (0..65536).flat_map(check).collect());
    let upright = Quad::upright(0.0, 0.0, 64.0, 64.0);
    let turned = Quad([(64.0, 0.0), (64.0, 64.0), (0.0, 64.0), (0.0, 0.0)].map(|(x, y)| Point::new(x, y)));
    for quad in [upright, turned] {
        let warp = warp([0.0, 0.0, 256.0, 256.0], None, quad);
        let [r, _, _, a] = drawn(&warp, &frame, 33, 33);
        assert!(r.abs_diff(127) <= 1 && a == 255, "{r} {a}");
    }
}

#[test]
fn a_frame_shrunk_to_the_natural_scale_draws_the_same() {
    let corners = [(64.0, 0.0), (70.0, 60.0), (0.0, 64.0), (4.0, 3.0)].map(|(x, y)| Point::new(x, y));
    let warp = warp([0.0, 0.0, 256.0, 256.0], None, Quad(corners));
    assert_eq!(warp.natural_scale(), (0.25, 0.25));
    let slope = |k: u32| [(k % 256 / 4 * 4) as u8, (k / 256 / 4 * 4) as u8, 0, 255];
    let frame = Picture::new(Size::new(256, 256), (0..65536).flat_map(slope).collect());
    let small = |k: u32| [(k % 64 * 4) as u8, (k / 64 * 4) as u8, 0, 255];
    let shrunk = Picture::new(Size::new(64, 64), (0..4096).flat_map(small).collect());
    assert_eq!(warp.draw(&frame), warp.draw(&shrunk));
}

#[test]
fn upright_or_enlarged_content_is_wanted_at_its_own_size() {
    assert_eq!(warp([0.0, 0.0, 256.0, 256.0], None, Quad::upright(0.0, 0.0, 64.0, 64.0)).natural_scale(), (1.0, 1.0));
    let turned = Quad([(64.0, 0.0), (64.0, 64.0), (0.0, 64.0), (0.0, 0.0)].map(|(x, y)| Point::new(x, y)));
    assert_eq!(warp([0.0, 0.0, 10.0, 10.0], None, turned).natural_scale(), (1.0, 1.0));
}

#[test]
fn one_changed_pixel_changes_only_what_is_drawn_near_it() {
    let content = [0.0, 0.0, 50.0, 50.0];
    let bend = |j: usize, i: usize, p: Point| Point::new(p.x + 6.0 * (j % 2) as f64, p.y + 5.0 * (i / 2) as f64);
    let mesh = patch(content, bend);
    let placement = Placement::new(content, Some(mesh), Quad::upright(10.0, 10.0, 80.0, 70.0)).unwrap();
    let warp = Warp::new(&placement, CLIP);
    let frame = picture(50, 50, false);
    let mut other = frame.clone();
    other.set_pixel(20, 30, [255, 0, 255, 255]);
    let (a, b) = (warp.draw(&frame), warp.draw(&other));
    let centre = placement.apply(Point::new(20.5, 30.5));
    let mut changed = 0;
    for y in a.rect.top..a.rect.bottom {
        for x in a.rect.left..a.rect.right {
            if drawn_at(&a, x, y) != drawn_at(&b, x, y) {
                changed += 1;
                let apart = (f64::from(x) + 0.5 - centre.x).hypot(f64::from(y) + 0.5 - centre.y);
                assert!(apart < 5.0, "{x},{y} is {apart} away");
            }
        }
    }
    assert!(changed > 0);
}

#[test]
fn a_transparent_neighbour_lends_no_colour() {
    let frame = Picture::new(Size::new(2, 1), vec![200, 10, 10, 255, 0, 255, 0, 0]);
    let placed = warp([0.0, 0.0, 2.0, 1.0], None, Quad::upright(0.0, 0.0, 64.0, 32.0)).draw(&frame);
    let [r, g, b, a] = drawn_at(&placed, 32, 16);
    assert!(a > 100 && a < 150, "half way between opaque and not: {a}");
    assert_eq!([r, g, b], [200, 10, 10]);
}

#[test]
fn an_outline_between_pixels_covers_them_in_part() {
    let placed =
        warp([0.0, 0.0, 40.0, 40.0], None, Quad::upright(10.25, 10.0, 50.25, 50.0)).draw(&picture(40, 40, false));
    let (left, right) = (drawn_at(&placed, 10, 30)[3], drawn_at(&placed, 50, 30)[3]);
    assert!(left.abs_diff(191) <= 1 && right.abs_diff(64) <= 1, "{left} {right}");
}

#[test]
fn rows_drawn_alone_are_the_rows_of_the_whole() {
    let content = [0.0, 0.0, 50.0, 50.0];
    let warp = warp(
        content,
        Some(patch(content, |j, _, p| Point::new(p.x + j as f64, p.y))),
        Quad::upright(3.0, 2.0, 97.0, 95.0),
    );
    let (frame, rect) = (picture(50, 50, true), warp.rect());
    let whole = warp.draw(&frame).picture.into_rgba();
    let mut rows = vec![7; rect.width() * 4 * 20];
    warp.draw_rows(&warp.frame(&frame), 55..75, &mut rows);
    let first = (55 - rect.top) as usize * rect.width() * 4;
    assert_eq!(rows, whole[first..first + rows.len()]);
}

#[test]
fn a_folded_mesh_is_drawn_without_holes() {
    let content = [0.0, 0.0, 60.0, 60.0];
    let fold = |_, i, p: Point| Point::new([0.0, 70.0, -10.0, 60.0][i], p.y);
    let warp = warp(content, Some(patch(content, fold)), Quad::upright(10.0, 10.0, 90.0, 90.0));
    let placed = warp.draw(&Picture::filled(Size::new(60, 60), [9, 9, 9, 255]));
    for x in 25..75 {
        assert_eq!(drawn_at(&placed, x, 50), [9, 9, 9, 255], "column {x}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn no_geometry_makes_it_panic(points in prop::collection::vec((-1e3..1e3f64, -1e3..1e3f64), 16), quad in prop::array::uniform4((-1e3..1e3f64, -1e3..1e3f64)), zoom in 1.0..1e7f64) {
        let points = points.into_iter().map(|(x, y)| Point::new(x, y)).collect();
        let mesh = Mesh::new(vec![0.0, 90.0], vec![0.0, 80.0], points);
        let quad = Quad(quad.map(|(x, y)| Point::new(x * zoom, y * zoom)));
        if let Some(placement) = Placement::new([0.0, 0.0, 90.0, 80.0], mesh, quad) {
            let placed = Warp::new(&placement, CLIP).draw(&picture(9, 8, true));
            prop_assert!(CLIP.contains(placed.rect));
        }
    }
}

#[test]
fn geometry_that_is_no_number_or_far_away_draws_nothing() {
    for corner in [f64::NAN, f64::INFINITY, 1e300] {
        let quad =
            Quad([Point::new(0.0, 0.0), Point::new(corner, 0.0), Point::new(corner, 50.0), Point::new(0.0, 50.0)]);
        if let Some(placement) = Placement::new([0.0, 0.0, 10.0, 10.0], None, quad) {
            Warp::new(&placement, CLIP).draw(&picture(10, 10, false));
        }
    }
    let away = warp([0.0, 0.0, 10.0, 10.0], None, Quad::upright(500.0, 500.0, 510.0, 510.0));
    assert!(away.draw(&picture(10, 10, false)).rect.is_empty());
}
