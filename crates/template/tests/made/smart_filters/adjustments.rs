//! Adjustments as smart filters: the same settings as layers have, in descriptors.

use psd::descriptor::{Descriptor, Id, ReferenceItem, Value};

use super::{entry, filtered, filtered_object, grays, placed};
use crate::make::{assert_near, losses_of};
use crate::smart_objects::paper;

/// What the filter makes of grays.
fn grays_of<const N: usize>(settings: &Descriptor, values: [u8; N]) -> [u8; N] {
    values.map(|value| filtered(settings.clone(), grays(|_, _| value)).pixel(32, 32)[0])
}

/// A part of the settings that is about a channel; all of them together are `Cmps`.
fn about(class: &str, channel: &str) -> Descriptor {
    let channel = ReferenceItem::Enumeration {
        name: Descriptor::new("Chnl").name,
        class: Id::new("Chnl"),
        kind: Id::new("Chnl"),
        value: Id::new(channel),
    };
    Descriptor::new(class).with("Chnl", Value::Reference(vec![channel]))
}

#[test]
fn invert_posterise_and_threshold() {
    assert_eq!(grays_of(&Descriptor::new("Invr"), [200]), [55]);
    assert_eq!(grays_of(&Descriptor::new("Pstr").with("Lvls", 2), [100, 200]), [0, 255]);
    assert_eq!(grays_of(&Descriptor::new("Thrs").with("Lvl ", 100), [99, 100]), [0, 255]);
}

#[test]
fn curves_and_levels() {
    let point = |x: f64, y: f64| Value::Object(Descriptor::new("Pnt ").with("Hrzn", x).with("Vrtc", y));
    let curve = about("CrvA", "Cmps").with("Crv ", vec![point(0.0, 255.0), point(255.0, 0.0)]);
    assert_eq!(grays_of(&Descriptor::new("Crvs").with("Adjs", vec![curve.into()]), [100]), [155]);
    let pair = |a: i32, b: i32| vec![Value::Integer(a), Value::Integer(b)];
    let levels = about("LvlA", "Cmps").with("Inpt", pair(51, 204)).with("Otpt", pair(0, 255)).with("Gmm ", 1.0);
    assert_eq!(grays_of(&Descriptor::new("Lvls").with("Adjs", vec![levels.into()]), [102, 204]), [85, 255]);
}

#[test]
fn exposure_and_legacy_brightness() {
    let stop = Descriptor::new("Exps").with("Exps", 1.0).with("Ofst", 0.0).with("gammaCorrection", 1.0);
    assert_near(&grays_of(&stop, [100]), &[100.0 * 2f64.powf(1.0 / 2.2)], 1.0);
    let brighter = Descriptor::new("BrgC").with("Brgh", 20).with("Cntr", 0).with("useLegacy", true);
    assert_eq!(grays_of(&brighter, [100]), [120]);
}

#[test]
fn hue_and_saturation() {
    let master = Descriptor::new("Hst2").with("H   ", 0).with("Strt", -100).with("Lght", 0);
    let dull = Descriptor::new("HStr").with("Clrz", false).with("Adjs", vec![master.into()]);
    let side = pixels::Size::new(64, 64);
    let found = filtered(dull, pixels::Picture::filled(side, [200, 40, 90, 255])).pixel(32, 32);
    assert_near(&found, &[120.0, 120.0, 120.0, 255.0], 1.0);
}

/// Neither has a published formula: grays keep their place, and each slider moves what it names.
#[test]
fn vibrance_and_colour_balance() {
    let vibrant = Descriptor::new("vibrance").with("vibrance", 80).with("Strt", 0);
    let dull = pixels::Picture::filled(pixels::Size::new(64, 64), [120, 130, 140, 255]);
    let [r, _, b, _] = filtered(vibrant.clone(), dull).pixel(9, 9);
    assert!(b - r > 20, "{r} {b}");
    assert_eq!(grays_of(&vibrant, [77]), [77]);
    let three = |red: i32| vec![Value::Integer(red), Value::Integer(0), Value::Integer(0)];
    let balance = Descriptor::new("ClrB").with("ShdL", three(0)).with("MdtL", three(60)).with("HghL", three(0));
    let [r, g, b, _] = filtered(balance.with("PrsL", false), grays(|_, _| 128)).pixel(9, 9);
    assert!(r > 140 && (g, b) == (128, 128), "{r} {g} {b}");
}

#[test]
fn black_and_white_and_photo_filter() {
    let side = pixels::Size::new(64, 64);
    let weights = Descriptor::new("BanW").with("Rd  ", 40).with("useTint", false);
    assert_near(&filtered(weights, pixels::Picture::filled(side, [255, 0, 0, 255])).pixel(9, 9)[..1], &[102.0], 1.0);
    let glass =
        Descriptor::new("PhtF").with("Clr ", crate::make::rgb([255, 128, 0])).with("Dnst", 100).with("PrsL", false);
    assert_near(&filtered(glass, grays(|_, _| 200)).pixel(9, 9)[..3], &[200.0, 100.4, 0.0], 1.0);
}

#[test]
fn in_other_modes_than_rgb_they_are_told() {
    use psd::header::{ColorMode, Depth};
    let object = filtered_object(&placed(vec![entry("Invert", Descriptor::new("Invr"))]));
    assert!(losses_of(&crate::make::built(paper([object.clone()]))).is_empty());
    let rect = psd::layers::Rect { top: 0, left: 0, bottom: 1, right: 1 };
    let data = psd::tagged::SmartObjectData {
        version: 4,
        descriptor: placed(vec![entry("Invert", Descriptor::new("Invr"))]).descriptor.expect("it has filters"),
    };
    let gray = psd::build::NewLayer::raster("object", rect, vec![9, 255]);
    let gray = gray.block(b"SoLd", data.to_bytes().expect("it can be written"));
    let builder = psd::build::DocumentBuilder::new(64, 64).color(ColorMode::Grayscale, Depth::Eight).layer(gray);
    assert_eq!(losses_of(&crate::make::built(builder)), ["object: smart filter: Invert"]);
}
