//! Slots with the Cylinder warp, whose stored pixels the test draws by the formula of a cylinder: filled with their content
//! they must show the same again.

use std::sync::Arc;

use codec::{EncodeOptions, Format, encode};
use pixels::geometry::{Homography, Point, Quad};
use pixels::{Picture, Size};
use psd::Key;
use psd::build::{DocumentBuilder, NewLayer};
use psd::layers::Rect;
use psd::linked::LinkedFile;
use psd::tagged::PlacedLayer;
use template::artwork::{Artwork, Fill};
use template::{Edits, Output};

use crate::make::{built, opened};

const WIDE: i32 = 160;
const HIGH: i32 = 140;
const CONTENT: (u32, u32) = (240, 180);

/// Half the angle around the cylinder; where the top edge lies in the quad at the sides and in the middle; the bottom edge.
struct Shape(f64, [f64; 2], [f64; 2]);

/// The colour of a picture at shares of its width and height; `None` where it is transparent.
type Art = fn(f64, f64) -> Option<[f64; 3]>;

/// Red from left to right, green from top to bottom, and a frame in blue.
fn artwork(across: f64, down: f64) -> Option<[f64; 3]> {
    let framed = (0.1..0.9).contains(&across) && (0.1..0.9).contains(&down);
    let is_inside = (0.0..=1.0).contains(&across) && (0.0..=1.0).contains(&down);
    is_inside.then_some([across * 255.0, down * 255.0, if framed { 60.0 } else { 200.0 }])
}

/// A word in the middle of transparent content: eight letters as black bars of different heights, with gaps.
fn logo(across: f64, down: f64) -> Option<[f64; 3]> {
    let letter = across * 10.0 - 1.0;
    let heights = [(0.2, 0.7), (0.3, 0.7), (0.3, 0.9), (0.15, 0.7), (0.3, 0.7), (0.3, 0.85), (0.2, 0.7), (0.3, 0.7)];
    let (top, bottom) = heights.get(letter.floor() as usize)?;
    (letter > 0.0 && letter.fract() < 0.8 && (*top..*bottom).contains(&down)).then_some([0.0; 3])
}

/// A picture of this many pixels.
fn picture(art: Art, (width, height): (u32, u32)) -> Picture {
    let share = |at: u32, side: u32| (f64::from(at) + 0.5) / f64::from(side);
    let texel = |at: u32| match art(share(at % width, width), share(at / width, height)) {
        Some([r, g, b]) => [r as u8, g as u8, b as u8, 255],
        None => [0; 4],
    };
    Picture::new(Size::new(width, height), (0..width * height).flat_map(texel).collect())
}

impl Shape {
    /// What is seen at a point of the quad.
    fn seen(&self, art: Art, Point { x, y }: Point) -> Option<[f64; 3]> {
        let &Self(half_angle, top, bottom) = self;
        let angle = ((2.0 * x - 1.0) * half_angle.sin()).asin();
        let ring = (angle.cos() - half_angle.cos()) / (1.0 - half_angle.cos());
        let edge = |[side, middle]: [f64; 2]| side + (middle - side) * ring;
        let (across, down) = (f64::midpoint(angle / half_angle, 1.0), (y - edge(top)) / (edge(bottom) - edge(top)));
        if (0.0..1.0).contains(&x) { art(across, down) } else { None }
    }

    /// The canvas with it in the quad, each pixel the mean of 8 x 8 points.
    fn canvas(&self, art: Art, quad: Quad) -> Vec<u8> {
        let back = Homography::from_unit_square(quad).and_then(|map| map.inverse()).expect("the quad has an area");
        let pixel = |at: i32| {
            let point = |k: i32| {
                let (x, y) = (f64::from(k % 8) / 8.0 + 1.0 / 16.0, f64::from(k / 8) / 8.0 + 1.0 / 16.0);
                back.apply(Point::new(f64::from(at % WIDE) + x, f64::from(at / WIDE) + y))
            };
            let seen: Vec<[f64; 3]> = (0..64).filter_map(|k| self.seen(art, point(k))).collect();
            let mean = |channel: usize| seen.iter().map(|c| c[channel]).sum::<f64>() / seen.len().max(1) as f64;
            [mean(0), mean(1), mean(2), seen.len() as f64 / 64.0 * 255.0].map(|sample| sample.round() as u8)
        };
        (0..WIDE * HIGH).flat_map(pixel).collect()
    }
}

/// A slot bent into `quad`, with this content if it is in the file, filled with the artwork.
fn filled_slot(quad: Quad, content: Option<Art>, stored: Vec<u8>) -> Picture {
    let numbers: Vec<f64> = quad.0.iter().flat_map(|p| [p.x, p.y]).collect();
    let mut placed = PlacedLayer::new("a1", numbers.try_into().expect("eight numbers"), (240.0, 180.0));
    "warpCylinder".clone_into(&mut placed.warp.style);
    let rect = Rect { top: 0, left: 0, bottom: HIGH, right: WIDE };
    let layer = NewLayer::smart_object("mug", &placed, rect, stored).expect("it can be written");
    let mut document = DocumentBuilder::new(WIDE as u32, HIGH as u32).layer(layer);
    if let Some(content) = content {
        let png = EncodeOptions::new(Format::Png);
        let png = encode(&picture(content, CONTENT), &png).expect("it can be encoded");
        document = document.file(LinkedFile::embedded("a1", "logo.png", Key::new(b"png "), png));
    }
    let template = opened(&built(document));
    let losses = &template.outline().losses;
    assert!(losses.iter().any(|loss| loss.layer == "mug" && loss.feature == "warp style Cylinder"), "{losses:?}");
    let artwork = Artwork::new(Arc::new(picture(artwork, CONTENT)));
    let fill = Fill { artwork: Some(artwork), ..Fill::default() };
    let compiled = template.compile(&Edits::default()).expect("it can be compiled");
    let slot = template.outline().slots[0].uuid;
    compiled.render(&[(slot, fill)], Output { width: None }).expect("and drawn").picture
}

/// The mean difference of two pictures on black, and the share of pixels with a channel off by more than 16.
fn difference(a: &[u8], b: &[u8]) -> (f64, f64) {
    let on_black = |p: &[u8], channel: usize| f64::from(p[channel]) * f64::from(p[3]) / 255.0;
    let off: Vec<[f64; 3]> = a
        .chunks_exact(4)
        .zip(b.chunks_exact(4))
        .map(|(a, b)| [0, 1, 2].map(|channel| (on_black(a, channel) - on_black(b, channel)).abs()))
        .collect();
    let far = off.iter().filter(|off| off.iter().any(|off| *off > 16.0)).count();
    (off.iter().flatten().sum::<f64>() / off.len() as f64 / 3.0, far as f64 / off.len() as f64)
}

fn quad(corners: [(f64, f64); 4]) -> Quad {
    Quad(corners.map(|(x, y)| Point::new(x, y)))
}

#[test]
fn a_filled_cylinder_shows_what_its_stored_pixels_show() {
    let upright = Quad::upright(20.0, 10.0, 140.0, 130.0);
    let seen = [
        ("half a turn from above", Shape(90f64.to_radians(), [0.0, 0.15], [0.8, 1.0]), upright),
        ("a label from below", Shape(40f64.to_radians(), [0.2, 0.0], [1.0, 0.9]), upright),
        ("a can at eye level", Shape(75f64.to_radians(), [0.1, 0.0], [0.9, 1.0]), upright),
        (
            "a tapered glass, tilted",
            Shape(65f64.to_radians(), [0.0, 0.1], [0.8, 1.0]),
            quad([(20.0, 20.0), (140.0, 8.0), (128.0, 125.0), (42.0, 131.0)]),
        ),
    ];
    for (name, shape, quad) in seen {
        let stored = shape.canvas(artwork, quad);
        for content in [None, Some(artwork as Art)] {
            let (mean, far) = difference(&stored, filled_slot(quad, content, stored.clone()).rgba());
            assert!(mean < 1.5 && far < 0.03, "{name}: mean {mean}, far {far}");
        }
        let (mean, far) = difference(&stored, filled_slot(quad, Some(logo), shape.canvas(logo, quad)).rgba());
        assert!(mean < 1.5 && far < 0.03, "{name}, in the shape of a logo: mean {mean}, far {far}");
        let assumed = filled_slot(quad, None, vec![0; stored.len()]);
        let (mean, far) = difference(&stored, assumed.rgba());
        assert!(mean > 4.0 && far > 0.08, "{name} is not what is assumed anyway: mean {mean}, far {far}");
    }
}

#[test]
fn without_stored_pixels_it_is_seen_from_above_and_bent_by_what_the_quad_is_taller() {
    // 240 x 180 pixels across 120 are 90 high; the quad is 120.
    let nothing = vec![0; (WIDE * HIGH * 4) as usize];
    let picture = filled_slot(Quad::upright(20.0, 10.0, 140.0, 130.0), None, nothing);
    let alpha = |x, y| picture.pixel(x, y)[3];
    assert_eq!([alpha(21, 13), alpha(21, 97), alpha(21, 105)], [255, 255, 0], "the left side is 90 high");
    assert_eq!([alpha(80, 37), alpha(80, 43), alpha(80, 128)], [0, 255, 255], "the middle lies 30 lower");
    let red = |x: u32| picture.pixel(x, 80)[0];
    assert!(red(80).abs_diff(127) <= 2 && red(51).abs_diff(255 - red(108)) <= 3);
    // Within 60 degrees to each side, a quarter of the artwork lies at sin 30 / sin 60 of the way from the middle.
    assert!(red(80 + 35).abs_diff(191) <= 3, "{}", red(115));
}

#[test]
fn stored_pixels_that_are_no_cylinder_say_nothing() {
    // A square in the middle of the box, of which nobody knows the content, and of content that looks otherwise.
    let square = |at: i32| (60..100).contains(&(at % WIDE)) && (60..80).contains(&(at / WIDE));
    let stored = || (0..WIDE * HIGH).flat_map(|at| if square(at) { [9, 9, 9, 255] } else { [0; 4] }).collect();
    let upright = Quad::upright(20.0, 10.0, 140.0, 130.0);
    let nothing = vec![0; (WIDE * HIGH * 4) as usize];
    let assumed = filled_slot(upright, None, nothing);
    assert_eq!(filled_slot(upright, None, stored()), assumed);
    assert_eq!(filled_slot(upright, Some(logo), stored()), assumed);
}
