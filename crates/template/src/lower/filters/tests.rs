//! Filter lists as Photoshop writes them.

use compositor::filter::Filter;
use psd::build::DocumentBuilder;
use psd::descriptor::ReferenceItem;

use super::*;
use crate::Companions;

fn document() -> Document {
    DocumentBuilder::new(8, 8).build().unwrap()
}

fn entry(name: &str, settings: Descriptor) -> Descriptor {
    let options =
        Descriptor::new("blendOptions").with("Opct", 40.0).with("Md  ", Value::enumeration_of("BlnM", "Mltp"));
    Descriptor::new("filterFX")
        .with("Nm  ", name)
        .with("blendOptions", options)
        .with("enab", true)
        .with("Fltr", settings)
}

fn placed(entries: Vec<Descriptor>) -> PlacedLayer {
    let list: Vec<Value> = entries.into_iter().map(Value::Object).collect();
    let filters = Descriptor::new("filterFXStyle").with("enab", true).with("filterFXList", list);
    let mut placed = PlacedLayer::new("id", [0.0; 8], (4.0, 4.0));
    placed.descriptor = Some(placed.to_descriptor().with("filterFX", filters));
    placed
}

fn lowered(placed: &PlacedLayer, model: ColourModel) -> Lowered {
    let contents = Contents::none(&pixels::Limits::default());
    lower(&Source { document: &document(), model, contents: &contents }, placed)
}

fn only(settings: Descriptor) -> Filter {
    let mut lowered = lowered(&placed(vec![entry("it...", settings)]), ColourModel::Rgb);
    assert_eq!((lowered.missing.len(), lowered.filters.list.len()), (0, 1), "{:?}", lowered.missing);
    lowered.filters.list.remove(0).filter
}

#[test]
fn a_filter_comes_with_its_mode_and_opacity() {
    let lowered =
        lowered(&placed(vec![entry("Gaussian Blur...", Descriptor::new("GsnB").with("Rds ", 3.5))]), ColourModel::Cmyk);
    let [smart] = lowered.filters.list.as_slice() else { panic!("one filter, not {:?}", lowered.filters) };
    assert!(matches!(smart.filter, Filter::GaussianBlur(3.5)));
    assert_eq!((smart.blend, smart.opacity), (compositor::blend::BlendMode::Multiply, 0.4));
}

#[test]
fn filters_that_are_switched_off_are_neither_drawn_nor_missed() {
    let mut off = entry("Liquify", Descriptor::new("LqFy"));
    off.set("enab", false);
    let mut all_off = placed(vec![entry("Average", Descriptor::new("Avrg"))]);
    for placed in [placed(vec![off]), PlacedLayer::new("id", [0.0; 8], (4.0, 4.0))] {
        let lowered = lowered(&placed, ColourModel::Rgb);
        assert!(lowered.filters.is_empty() && lowered.missing.is_empty());
    }
    if let Some(Value::Object(filters)) = all_off.descriptor.as_mut().and_then(|d| d.get_mut("filterFX")) {
        filters.set("enab", false);
    }
    assert!(lowered(&all_off, ColourModel::Rgb).filters.is_empty());
}

#[test]
fn what_is_not_drawn_is_named_and_the_rest_is_kept() {
    let list = vec![
        entry("Liquify...", Descriptor::new("LqFy")),
        entry("Displace...", Descriptor::new("Dspl").with("DspF", "C:\\maps\\cloth.psd")),
        entry("Gaussian Blur...", Descriptor::new("GsnB")),
        entry("Box Blur...", Descriptor::new("boxblur").with("Rds ", 2.0)),
    ];
    let lowered = lowered(&placed(list), ColourModel::Rgb);
    let names: Vec<&str> = lowered.missing.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["Liquify", "Displace", "Gaussian Blur"]);
    assert_eq!(
        lowered.missing[1].1,
        "its map is neither in the file nor given beside it; left out when the slot is filled"
    );
    assert_eq!(lowered.filters.list.len(), 1);
}

#[test]
fn a_filter_without_settings_is_known_by_its_number() {
    let mut average = entry("Average", Descriptor::new("null"));
    average.items.retain(|(key, _)| !key.is("Fltr"));
    average.set("filterID", 1_098_281_575);
    let lowered = lowered(&placed(vec![average]), ColourModel::Rgb);
    assert!(matches!(lowered.filters.list[0].filter, Filter::Average));
}

#[test]
fn curves_are_found_by_channel() {
    let point = |x: f64, y: f64| Value::Object(Descriptor::new("Pnt ").with("Hrzn", x).with("Vrtc", y));
    let id = psd::descriptor::Id::new;
    let channel = |name: &str| {
        let name_of_class = Descriptor::new("Chnl").name;
        Value::Reference(vec![ReferenceItem::Enumeration {
            name: name_of_class,
            class: id("Chnl"),
            kind: id("Chnl"),
            value: id(name),
        }])
    };
    let green =
        Descriptor::new("CrvA").with("Chnl", channel("Grn ")).with("Crv ", vec![point(0.0, 255.0), point(255.0, 0.0)]);
    let curves = only(Descriptor::new("Crvs").with("Adjs", vec![Value::Object(green)]));
    let Filter::Adjust(adjustment) = curves else { panic!("an adjustment") };
    let (mut r, mut g, mut b) = ([0.25], [0.25], [0.25]);
    adjustment.apply_row(ColourModel::Rgb, &mut [&mut r, &mut g, &mut b]);
    assert_eq!([r[0], b[0]].map(|v| (v * 255.0_f32).round()), [64.0, 64.0]);
    assert_eq!((g[0] * 255.0_f32).round(), 191.0);
}

#[test]
fn adjustments_are_left_out_where_colours_are_not_rgb() {
    let invert = placed(vec![entry("Invert", Descriptor::new("Invr"))]);
    assert_eq!(lowered(&invert, ColourModel::Rgb).missing.len(), 0);
    assert_eq!(lowered(&invert, ColourModel::Cmyk).missing.len(), 1);
}

#[test]
fn perspective_warp_needs_points_for_all_its_corners() {
    let point = |x: i32, y: i32| Value::Object(Descriptor::new("Pnt ").with("Hrzn", x).with("Vrtc", y));
    let square = |side: i32| vec![point(0, 0), point(side, 0), point(side, side), point(0, side)];
    let warp = |indices: [i32; 4]| {
        let quad = Descriptor::new("null").with("indices", indices.map(Value::Integer).to_vec());
        Descriptor::new("perspectiveWarpTransform")
            .with("vertices", square(4))
            .with("warpedVertices", square(6))
            .with("quads", vec![Value::Object(quad)])
    };
    assert!(matches!(only(warp([0, 1, 2, 3])), Filter::PerspectiveWarp(_)));
    assert_eq!(lowered(&placed(vec![entry("it", warp([0, 1, 2, 4]))]), ColourModel::Rgb).missing.len(), 1);
}

/// A document of 2 x 2 pixels of one colour.
fn map() -> Vec<u8> {
    let layer = psd::build::NewLayer::raster("map", psd::layers::Rect::at(0, 0, 2, 2), [200, 90, 0, 255].repeat(4));
    DocumentBuilder::new(2, 2).layer(layer).build().unwrap().to_bytes().unwrap()
}

/// A displacement by the map `cloth.psd`, looked for in `document` and among `companions`.
fn displacement(document: &Document, companions: &Companions) -> Lowered {
    let settings = Descriptor::new("Dspl").with("HrzS", 10.0).with("VrtS", 5.0).with("DspF", "C:\\maps\\cloth.psd");
    let contents = Contents::new(document, companions, &pixels::Limits::default());
    let source = Source { document, model: ColourModel::Rgb, contents: &contents };
    lower(&source, &placed(vec![entry("Displace...", settings)]))
}

#[test]
fn a_displacement_map_is_found_among_the_embedded_files_by_its_name() {
    let file = psd::linked::LinkedFile::embedded("x", "cloth.psd", psd::Key::new(b"8BPS"), map());
    let mut document = document();
    document.layers.blocks.set(b"lnk2", psd::linked::to_bytes(&[file]).unwrap());
    let lowered = displacement(&document, &Companions::default());
    let Filter::Displace(displace) = &lowered.filters.list[0].filter else { panic!("a displacement") };
    assert_eq!(displace.map.picture.pixel(1, 1), [200, 90, 0, 255]);
    assert_eq!((displace.horizontal, displace.vertical), (10.0, 5.0));
}

#[test]
fn a_displacement_map_is_found_beside_the_document() {
    let mut companions = Companions::default();
    companions.add("wool.psd", map());
    assert_eq!(displacement(&document(), &companions).missing.len(), 1);
    companions.add("cloth.psd", map());
    let lowered = displacement(&document(), &companions);
    assert!(
        matches!(&lowered.filters.list[0].filter, Filter::Displace(found) if found.map.picture.pixel(0, 0)[0] == 200)
    );
}
