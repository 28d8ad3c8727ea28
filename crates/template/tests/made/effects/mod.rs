//! Effects: each by its geometry, on shapes whose answer a ruler gives.

mod bevels;
mod chance;
mod glows;
mod overlays;
mod satin;
mod shadows;
mod stack;
mod strokes;
mod textures;

use pixels::Picture;
use psd::build::NewLayer;
use psd::descriptor::{Descriptor, Value};
use psd::layers::Rect;

use crate::make::{SIDE, block, drawn, effect, effects, filled, rgb};

/// A square in the middle, and a band from top to bottom.
const MIDDLE: Rect = Rect { top: 2, left: 2, bottom: 5, right: 5 };
const BAND: Rect = Rect { top: 0, left: 2, bottom: 8, right: 6 };

/// A black block with one effect.
fn styled(rect: Rect, key: &'static str, effect: Descriptor) -> NewLayer {
    block("shape", rect, [0; 3]).block(b"lfx2", effects([(key, effect.into())]))
}

/// A black block on white, with one effect.
fn with_effect(rect: Rect, key: &'static str, effect: Descriptor) -> Picture {
    drawn([filled("white", [255; 3]), styled(rect, key, effect)])
}

/// The colours of a row.
fn colours(picture: &Picture, y: u32) -> Vec<[u8; 4]> {
    (0..SIDE).map(|x| picture.pixel(x, y)).collect()
}

/// What of red lies on white, 0 to 255, along a row: green and blue are as much less.
fn reddened(picture: &Picture, y: u32) -> Vec<u8> {
    (0..picture.size().width).map(|x| 255 - picture.pixel(x, y)[1]).collect()
}

/// A red effect.
fn red() -> Descriptor {
    effect().with("Clr ", rgb([255, 0, 0]))
}

/// Light from the left.
fn from_left(effect: Descriptor) -> Descriptor {
    effect.with("lagl", 180.0).with("uglg", false)
}

/// A contour through points, its corners sharp.
fn contour(points: &[(f64, f64)]) -> Descriptor {
    let point = |(x, y): &(f64, f64)| {
        Value::from(Descriptor::new("CrPt").with("Hrzn", *x).with("Vrtc", *y).with("Cnty", false))
    };
    Descriptor::new("ShpC").with("Nm  ", "ours").with("Crv ", points.iter().map(point).collect::<Vec<_>>())
}
