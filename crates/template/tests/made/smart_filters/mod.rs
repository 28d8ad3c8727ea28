//! Smart filters: each on artwork whose filtered picture a rule gives, then what is told.

mod adjustments;
mod blurs;
mod geometry;
mod lost;
mod meeting;
mod others;

use pixels::{Picture, Size};
use psd::descriptor::{Descriptor, Value};
use psd::tagged::PlacedLayer;

use crate::make::percent;
use crate::smart_objects::{CANVAS, artwork, object, paper, with};

/// The whole canvas.
const WHOLE: [f64; 8] = [0.0, 0.0, 64.0, 0.0, 64.0, 64.0, 0.0, 64.0];

/// An entry of the list of filters.
fn entry(name: &str, settings: Descriptor) -> Descriptor {
    let normal = Value::enumeration_of("BlnM", "Nrml");
    let blending = Descriptor::new("blendOptions").with("Opct", percent(100.0)).with("Md  ", normal);
    let entry = Descriptor::new("filterFX").with("Nm  ", name).with("blendOptions", blending).with("enab", true);
    entry.with("Fltr", settings)
}

/// An object over the whole canvas with these filters.
fn placed(entries: Vec<Descriptor>) -> PlacedLayer {
    let list: Vec<Value> = entries.into_iter().map(Value::Object).collect();
    let filters = Descriptor::new("filterFXStyle")
        .with("enab", true)
        .with("validAtPosition", true)
        .with("filterMaskEnable", true)
        .with("filterFXList", list);
    let side = f64::from(CANVAS);
    let mut placed = PlacedLayer::new("a", WHOLE, (side, side));
    placed.descriptor = Some(placed.to_descriptor().with("filterFX", filters));
    placed
}

/// The object's record: the writer leaves filters out, which only files that were read have.
fn filtered_object(placed: &PlacedLayer) -> psd::build::NewLayer {
    let descriptor = placed.descriptor.clone().unwrap_or_else(|| placed.to_descriptor());
    let data = psd::tagged::SmartObjectData { version: 4, descriptor };
    object(placed).block(b"SoLd", data.to_bytes().expect("it can be written"))
}

/// What a filter makes of artwork over the whole canvas.
fn filtered(settings: Descriptor, picture: Picture) -> Picture {
    let document = paper([filtered_object(&placed(vec![entry("filter", settings)]))]);
    with(&crate::make::opened(&crate::make::built(document)), &artwork(picture))
}

/// Gray over the whole canvas, black in the left half and white in the right, or one of a function's choosing.
fn grays(of: impl Fn(u32, u32) -> u8) -> Picture {
    let side = CANVAS as u32;
    let mut picture = Picture::filled(Size::new(side, side), [0, 0, 0, 255]);
    for (x, y) in (0..side).flat_map(|y| (0..side).map(move |x| (x, y))) {
        let gray = of(x, y);
        picture.set_pixel(x, y, [gray, gray, gray, 255]);
    }
    picture
}

/// Black on the left, white on the right.
fn step() -> Picture {
    grays(|x, _| if x < 32 { 0 } else { 255 })
}

/// The grays of the middle row in columns from 24 to 39, about the step.
fn about_the_step(picture: &Picture) -> Vec<u8> {
    (24..40).map(|x| picture.pixel(x, 32)[0]).collect()
}

/// A length in pixels.
fn pixels_of(length: f64) -> Value {
    Value::pixels(length)
}
