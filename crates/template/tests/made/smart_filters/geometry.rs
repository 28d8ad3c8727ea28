//! Filters that move pixels: displace, perspective warp.

use psd::Key;
use psd::build::{DocumentBuilder, NewLayer};
use psd::descriptor::{Descriptor, Value};
use psd::layers::Rect;
use psd::linked::LinkedFile;

use super::{about_the_step, entry, filtered, filtered_object, placed, step};
use crate::make::{assert_near, built, losses_of, opened};
use crate::smart_objects::{artwork, paper, with};

/// Moved by a map of one colour; the map is a document that the file embeds.
fn displaced(level: u8, horizontal: f64) -> Vec<u8> {
    let all = Rect { top: 0, left: 0, bottom: 4, right: 4 };
    let map = NewLayer::raster("map", all, [level, 128, 128, 255].repeat(16));
    let map = built(DocumentBuilder::new(4, 4).layer(map)).to_bytes().expect("it can be written");
    let file = LinkedFile::embedded("m", "cloth.psd", Key::new(b"8BPS"), map);
    let document =
        built(paper([filtered_object(&placed(vec![entry("Displace...", settings(horizontal))]))]).file(file));
    assert!(losses_of(&document).is_empty());
    about_the_step(&with(&opened(&document), &artwork(step())))
}

fn settings(horizontal: f64) -> Descriptor {
    Descriptor::new("Dspl")
        .with("HrzS", horizontal)
        .with("VrtS", 0.0)
        .with("DspM", Value::enumeration_of("DspM", "StrF"))
        .with("UndA", Value::enumeration_of("UndA", "RptE"))
        .with("DspF", "C:\\maps\\cloth.psd")
}

/// Adobe's manual: 0 is the most negative and 255 the most positive shift, 128 none; at a scale of 100 by 128 pixels.
#[test]
fn a_map_moves_pixels_by_its_distance_from_128() {
    let black = |count: usize| [vec![0.0; count], vec![255.0; 16 - count]].concat();
    assert_near(&displaced(128, 10.0), &black(8), 0.0);
    // 40 levels at a tenth: four pixels.
    assert_near(&displaced(168, 10.0), &black(4), 1.0);
    assert_near(&displaced(88, 10.0), &black(12), 1.0);
    assert_near(&displaced(168, 0.0), &black(8), 0.0);
}

#[test]
fn a_map_that_the_file_lacks_is_told() {
    let object = filtered_object(&placed(vec![entry("Displace...", settings(10.0))]));
    assert_eq!(losses_of(&built(paper([object]))), ["object: smart filter: Displace"]);
}

#[test]
fn a_perspective_warp_takes_corners_to_corners() {
    let points = |corners: [[i32; 2]; 4]| -> Vec<Value> {
        let point =
            |[x, y]: [i32; 2]| Descriptor::new("Pnt ").with("Hrzn", f64::from(x)).with("Vrtc", f64::from(y)).into();
        corners.map(point).to_vec()
    };
    let quad = Descriptor::new("null").with("indices", [0, 1, 2, 3].map(Value::Integer).to_vec());
    // The left quarter moves, so that the step comes to lie at (32 - 16) / 48 · 64.
    let warp = Descriptor::new("perspectiveWarpTransform")
        .with("vertices", points([[16, 0], [64, 0], [64, 64], [16, 64]]))
        .with("warpedVertices", points([[0, 0], [64, 0], [64, 64], [0, 64]]))
        .with("quads", vec![Value::Object(quad)]);
    let picture = filtered(warp, step());
    assert_eq!([2, 19, 24, 60].map(|x| picture.pixel(x, 32)[0]), [0, 0, 255, 255]);
}
