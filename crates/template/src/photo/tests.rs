//! What a photo shows of the artwork in its areas.

use super::*;
use crate::artwork::{Alignment, Artwork, Fill, Fit};
use crate::{Edits, Output};

const GRAY: [u8; 4] = [128, 128, 128, 255];
const RED: [u8; 4] = [255, 0, 0, 255];
const ID: Uuid = Uuid::from_u128(1);

fn area(points: [(f64, f64); 4]) -> PrintArea {
    let quad = Quad(points.map(|(x, y)| Point::new(x, y)));
    PrintArea { uuid: ID, name: "Front".to_owned(), quad }
}

fn upright() -> PrintArea {
    area([(20.0, 10.0), (60.0, 10.0), (60.0, 30.0), (20.0, 30.0)])
}

fn red(width: u32, height: u32) -> Fill {
    let picture = Arc::new(Picture::filled(Size::new(width, height), RED));
    Fill { artwork: Some(Artwork::new(picture)), ..Fill::default() }
}

fn drawn(photo: &Picture, area: &PrintArea, fill: Fill) -> Picture {
    let template = Arc::new(Template::of_photo(photo, std::slice::from_ref(area), &Limits::default()).unwrap());
    let fills = [(area.uuid, fill)];
    let edits = Edits::of_fills(&template, &fills);
    template.compile(&edits).unwrap().render(&fills, Output::default()).unwrap().picture
}

fn gray() -> Picture {
    Picture::filled(Size::new(80, 50), GRAY)
}

#[test]
fn a_frame_is_as_large_as_the_longer_edges() {
    assert_eq!(upright().frame(), Size::new(40, 20));
    let trapezium = area([(0.0, 0.0), (30.0, 0.0), (40.0, 30.0), (-10.0, 30.0)]);
    assert_eq!(trapezium.frame(), Size::new(50, 32));
}

#[test]
fn the_photos_shade_shows_through_unless_it_is_not_to() {
    let shown = drawn(&gray(), &upright(), red(4, 4));
    assert_eq!(shown.pixel(40, 20), [128, 0, 0, 255]);
    let normal = Fill { blend: Some(BlendMode::Normal), ..red(4, 4) };
    assert_eq!(drawn(&gray(), &upright(), normal).pixel(40, 20), RED);
}

#[test]
fn nothing_is_printed_outside_of_the_area_and_nothing_without_a_fill() {
    let shown = drawn(&gray(), &upright(), red(4, 4));
    for (x, y) in (0..80).flat_map(|x| (0..50).map(move |y| (x, y))) {
        let inside = (20..60).contains(&x) && (10..30).contains(&y);
        assert_eq!(shown.pixel(x, y), if inside { [128, 0, 0, 255] } else { GRAY }, "{x} {y}");
    }
    let template = Arc::new(Template::of_photo(&gray(), &[upright()], &Limits::default()).unwrap());
    let bare = template.compile(&Edits::default()).unwrap().render(&[], Output::default()).unwrap();
    assert_eq!(bare.picture, gray());
}

#[test]
fn an_edge_at_half_a_pixel_covers_half_of_it() {
    let half = area([(20.5, 10.5), (60.5, 10.5), (60.5, 30.5), (20.5, 30.5)]);
    let white = Picture::filled(Size::new(80, 50), [255; 4]);
    let shown = drawn(&white, &half, red(4, 4));
    for (x, y) in [(20, 20), (60, 20), (40, 10), (40, 30)] {
        let [r, g, b, _] = shown.pixel(x, y);
        assert!(r == 255 && g == b && g.abs_diff(128) <= 2, "{x} {y}: {:?}", (r, g, b));
    }
    assert_eq!(shown.pixel(21, 11), RED);
}

#[test]
fn perspective_takes_the_middle_to_where_the_diagonals_cross() {
    // The left half is red, the right half clear.
    let mut picture = Picture::filled(Size::new(200, 200), [0; 4]);
    for (x, y) in (0..100).flat_map(|x| (0..200).map(move |y| (x, y))) {
        picture.set_pixel(x, y, RED);
    }
    let fill = Fill { artwork: Some(Artwork::new(Arc::new(picture))), ..Fill::default() };
    // The right edge is half as long as the left one: the diagonals cross at two thirds of the way.
    let seen = area([(10.0, 10.0), (70.0, 20.0), (70.0, 40.0), (10.0, 50.0)]);
    let white = Picture::filled(Size::new(80, 60), [255; 4]);
    let shown = drawn(&white, &seen, fill);
    let red = (0..80).filter(|x| shown.pixel(*x, 30)[1] < 128).count();
    // 10 + 60 * 2/3 = 50: 40 pixels are red.
    assert!((39..=41).contains(&red), "{red}");
}

#[test]
fn artwork_lies_against_the_side_that_is_named() {
    let white = Picture::filled(Size::new(80, 50), [255; 4]);
    let seen = |size: Option<(f64, f64)>, fit: Fit, rotation: f64, anchor: (f64, f64), offset: (f64, f64)| {
        let mut fill = red(10, 10);
        let artwork = fill.artwork.as_mut().unwrap();
        (artwork.size, artwork.fit, artwork.rotation) = (size, fit, rotation);
        artwork.alignment = Some(Alignment { anchor, offset });
        let shown = drawn(&white, &upright(), fill);
        let at: Vec<(u32, u32)> =
            (0..80).flat_map(|x| (0..50).map(move |y| (x, y))).filter(|(x, y)| shown.pixel(*x, *y)[1] < 128).collect();
        let xs = at.iter().map(|p| p.0);
        let ys = at.iter().map(|p| p.1);
        [xs.clone().min().unwrap(), ys.clone().min().unwrap(), xs.max().unwrap() + 1, ys.max().unwrap() + 1]
    };
    let (start, middle, end) = ((0.0, 0.0), (0.5, 0.5), (1.0, 1.0));
    let still = (0.0, 0.0);
    assert_eq!(seen(None, Fit::Contain, 0.0, start, still), [20, 10, 40, 30]);
    assert_eq!(seen(None, Fit::Contain, 0.0, middle, still), [30, 10, 50, 30]);
    assert_eq!(seen(None, Fit::Contain, 0.0, end, (-5.0, 0.0)), [35, 10, 55, 30]);
    let sized = Some((16.0, 8.0));
    assert_eq!(seen(sized, Fit::Fill, 0.0, end, still), [44, 22, 60, 30]);
    assert_eq!(seen(sized, Fit::Fill, 0.0, start, (2.0, 3.0)), [22, 13, 38, 21]);
    // Sized, then turned: 16 x 8 lies on its side, against the corner.
    assert_eq!(seen(sized, Fit::Fill, 90.0, end, still), [52, 14, 60, 30]);
    // Turned by an eighth, it takes 24 / sqrt 2 = 17 pixels each way.
    let [left, top, right, bottom] = seen(sized, Fit::Fill, 45.0, start, still);
    assert!(left.abs_diff(20) <= 1 && top.abs_diff(10) <= 1 && right.abs_diff(37) <= 1 && bottom.abs_diff(27) <= 1);
}

#[test]
fn tiles_start_at_the_anchor_and_are_as_large_as_the_sizing_says() {
    use crate::artwork::Repeat;
    let white = Picture::filled(Size::new(80, 50), [255; 4]);
    let mut fill = red(3, 3);
    let artwork = fill.artwork.as_mut().unwrap();
    artwork.size = Some((8.0, 5.0));
    artwork.repeat = Repeat::Tile { horizontal_spacing: 50.0, vertical_spacing: 100.0 };
    artwork.alignment = Some(Alignment { anchor: (0.0, 0.0), offset: (2.0, 0.0) });
    let shown = drawn(&white, &upright(), fill.clone());
    let is_red = |picture: &Picture, x: u32, y: u32| picture.pixel(x, y)[1] < 128;
    // One tile of 8 in every 12 columns, from 22 on; one of 5 in every 10 rows, from 10 on.
    for x in 20..60 {
        assert_eq!(is_red(&shown, x, 12), (x + 12 - 22) % 12 < 8, "column {x}");
    }
    for y in 10..30 {
        assert_eq!(is_red(&shown, 24, y), (y - 10) % 10 < 5, "row {y}");
    }
    // A square contained in 40 x 20 is a tile of 20: from the middle on, it fills the area.
    let artwork = fill.artwork.as_mut().unwrap();
    (artwork.size, artwork.fit) = (None, Fit::Contain);
    artwork.repeat = Repeat::Tile { horizontal_spacing: 0.0, vertical_spacing: 0.0 };
    artwork.alignment = Some(Alignment { anchor: (0.5, 0.5), offset: (0.0, 0.0) });
    let shown = drawn(&white, &upright(), fill);
    assert!((20..60).all(|x| is_red(&shown, x, 10) && is_red(&shown, x, 29)));
}
