//! What the builder makes must be read back as it was meant, in both versions of the format.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use psd::build::{DocumentBuilder, NewLayer, NewMask};
use psd::header::{ColorMode, Depth};
use psd::layers::{BlendMode, ChannelId, MaskParameters, Rect};
use psd::linked::LinkedFile;
use psd::tagged::{Color, Fill, Mesh, PlacedLayer, SectionKind, Warp};
use psd::{Document, Error, Key, Limits};

/// A picture in which every pixel differs.
fn picture(width: u32, height: u32) -> Vec<u8> {
    (0..width * height).flat_map(|i| [i as u8, (i * 7) as u8, 200, 255 - (i % 5) as u8]).collect()
}

fn mesh() -> Warp {
    let point = |i: usize| [(i % 4) as f64 * 8.0, (i / 4) as f64 * 4.0 + (i % 3) as f64];
    let mesh = Mesh { columns: 4, rows: 4, points: (0..16).map(point).collect() };
    Warp { style: "warpCustom".into(), mesh: Some(mesh), ..Warp::none(24.0, 12.0) }
}

fn quilt() -> Warp {
    let point = |i: usize| [(i % 7) as f64 * 4.0, (i / 7) as f64 * 4.0];
    let mesh = Mesh { columns: 7, rows: 4, points: (0..28).map(point).collect() };
    Warp { mesh: Some(mesh), slices: (vec![0.0, 12.0, 24.0], vec![0.0, 12.0]), ..Warp::none(24.0, 12.0) }
}

fn builder() -> DocumentBuilder {
    let quad = [2.0, 3.0, 30.0, 3.5, 29.0, 20.0, 1.0, 21.0];
    let placed = PlacedLayer { warp: mesh(), ..PlacedLayer::new("a1", quad, (24.0, 12.0)) };
    let second = PlacedLayer { warp: quilt(), placed_id: "b2".into(), ..placed.clone() };
    let mask = NewMask {
        rect: Rect::at(1, 1, 4, 3),
        samples: (0..12).map(|i| i * 20).collect(),
        outside: 255,
        parameters: Some(MaskParameters { user_density: Some(200), ..MaskParameters::default() }),
    };
    let rect = Rect::at(-2, 5, 20, 10);
    let children = vec![
        NewLayer::raster("Base", rect, picture(20, 10)).opacity(128).mask(mask),
        NewLayer::solid("Tint", [255, 0, 10]).unwrap().clipped().blend(BlendMode::Multiply).fill_opacity(50),
    ];
    DocumentBuilder::new(40, 24)
        .layer(NewLayer::group("Größe 😀", children))
        .layer(NewLayer::smart_object("Art", &placed, rect, picture(20, 10)).unwrap())
        .layer(NewLayer::smart_object("Quilt", &second, rect, picture(20, 10)).unwrap().hidden())
        .file(LinkedFile::embedded("a1", "art.png", Key::new(b"png "), &b"12345"[..]))
        .merged(picture(40, 24))
}

fn check(document: &Document) {
    let limits = Limits::default();
    let written = document.to_bytes().unwrap();
    let read = Document::read(written.clone(), &limits).unwrap();
    assert_eq!(read.to_bytes().unwrap(), written);
    let layers = &read.layers.layers;
    let names: Vec<_> = layers.iter().map(psd::layers::Layer::name).collect();
    assert_eq!(names, ["</Layer group>", "Base", "Tint", "Größe 😀", "Art", "Quilt"]);
    let kinds: Vec<_> = layers.iter().filter_map(|layer| Some(layer.section().unwrap()?.kind)).collect();
    assert_eq!(kinds, [SectionKind::Divider, SectionKind::OpenGroup]);
    assert_eq!(layers[3].section().unwrap().unwrap().blend_mode, Some(BlendMode::PassThrough));
    let ids: Vec<_> = layers.iter().map(psd::layers::Layer::id).collect();
    assert_eq!(ids, (1..=6).map(Some).collect::<Vec<_>>());

    assert_eq!((layers[1].opacity, layers[1].rect), (128, Rect::at(-2, 5, 20, 10)));
    let alpha = read.channel_rows(&layers[1], ChannelId::TRANSPARENCY, &limits).unwrap().unwrap().decode().unwrap();
    assert_eq!(alpha, picture(20, 10).into_iter().skip(3).step_by(4).collect::<Vec<_>>());
    let mask = read.channel_rows(&layers[1], ChannelId::USER_MASK, &limits).unwrap().unwrap();
    assert_eq!(mask.decode().unwrap(), (0..12).map(|i| i * 20).collect::<Vec<_>>());
    assert_eq!(layers[1].mask.as_ref().unwrap().parameters.unwrap().user_density, Some(200));

    let tint = &layers[2];
    assert!(tint.is_clipped() && tint.is_visible() && !layers[5].is_visible());
    assert_eq!((tint.blend_mode, tint.fill_opacity()), (BlendMode::Multiply, 50));
    assert_eq!(tint.fill(&limits).unwrap(), Some(Fill::Solid(Color::Rgb([255.0, 0.0, 10.0]))));

    let placed = layers[4].placed(&limits).unwrap().unwrap();
    assert_eq!((placed.id.as_str(), placed.size, &placed.warp), ("a1", Some((24.0, 12.0)), &mesh()));
    assert_eq!(layers[5].placed(&limits).unwrap().unwrap().warp, quilt());
    let files = read.linked_files(&limits).unwrap();
    assert!(files[0].has_id(&placed.id));
    assert_eq!((&files[0].data[..], files[0].name.to_string().as_str()), (&b"12345"[..], "art.png"));

    assert!(read.version_info().unwrap().has_real_merged_data && read.layers.merged_has_transparency);
    let merged = read.merged_rows().unwrap();
    assert_eq!(merged[3].decode().unwrap()[..5], [255, 254, 253, 252, 251]);
    assert_eq!(merged[2].decode().unwrap()[0], 200);
}

#[test]
fn a_psd_with_everything_is_read_back() {
    check(&builder().build().unwrap());
}

#[test]
fn a_psb_with_everything_is_read_back() {
    check(&builder().large().build().unwrap());
}

#[test]
fn without_a_merged_picture_the_document_says_so() {
    let document = DocumentBuilder::new(3, 2).layer(NewLayer::solid("Red", [255, 0, 0]).unwrap()).build().unwrap();
    let read = Document::read(document.to_bytes().unwrap(), &Limits::default()).unwrap();
    assert!(!read.version_info().unwrap().has_real_merged_data);
    assert_eq!(read.merged_rows().unwrap().len(), 3);
}

#[test]
fn other_modes_and_depths_keep_their_samples() {
    for (mode, depth, bytes) in [
        (ColorMode::Grayscale, Depth::Eight, 2),
        (ColorMode::Cmyk, Depth::Sixteen, 10),
        (ColorMode::Lab, Depth::ThirtyTwo, 16),
    ] {
        let pixels: Vec<u8> = (0..6 * bytes).collect();
        let rect = Rect::at(0, 0, 3, 2);
        let mask = NewMask { rect, samples: vec![255, 0, 51, 0, 0, 0], outside: 0, parameters: None };
        let layer = NewLayer::raster("a", rect, pixels.clone()).mask(mask);
        let document = DocumentBuilder::new(3, 2).color(mode, depth).layer(layer).block(b"Patt", []).build().unwrap();
        let limits = Limits::default();
        let read = Document::read(document.to_bytes().unwrap(), &limits).unwrap();
        assert_eq!((read.header.color_mode, read.header.depth), (mode, depth));
        assert!(read.layers.blocks.data(b"Patt").is_some());
        let layer = &read.layers.layers[0];
        let stored = |id: i16| read.channel_rows(layer, ChannelId(id), &limits).unwrap().unwrap();
        // The first channel and alpha of every pixel.
        let (width, stride) = (usize::from(depth.bits() / 8), usize::from(bytes));
        let samples =
            |at: usize| pixels.chunks(stride).flat_map(|p| p[at * width..][..width].to_vec()).collect::<Vec<_>>();
        assert_eq!(stored(-1).decode().unwrap(), samples(mode.channels()));
        assert_eq!(stored(0).decode().unwrap(), samples(0));
        let mut masked = [0.0; 3];
        stored(-2).samples(0, 0, &mut masked).unwrap();
        assert_eq!(masked, [1.0, 0.0, 0.2]);
    }
}

#[test]
fn what_does_not_fit_together_is_refused() {
    let short = DocumentBuilder::new(4, 4).layer(NewLayer::raster("a", Rect::at(0, 0, 2, 2), vec![0; 15]));
    assert!(matches!(short.build().unwrap_err(), Error::Unwritable(_)));
    assert!(DocumentBuilder::new(0, 4).build().is_err());
    assert!(DocumentBuilder::new(4, 4).merged(vec![0; 3]).build().is_err());
    let pass = NewLayer::raster("a", Rect::default(), []).blend(BlendMode::PassThrough);
    assert!(DocumentBuilder::new(4, 4).layer(pass).build().is_err());
    let builder = |mode, depth| DocumentBuilder::new(4, 4).color(mode, depth);
    assert!(builder(ColorMode::Indexed, Depth::Eight).build().is_err(), "it has no layers");
    assert!(builder(ColorMode::Cmyk, Depth::Eight).merged(vec![0; 64]).build().is_err());
}

#[test]
fn a_reference_point_is_two_numbers_and_the_corner_without_them() {
    let point = |data: Vec<u8>| {
        let layer = NewLayer::raster("a", Rect::default(), []).block(b"fxrp", data);
        DocumentBuilder::new(4, 4).layer(layer).build().unwrap().layers.layers[0].reference_point()
    };
    assert_eq!(point([56.25f64.to_be_bytes(), (-33f64).to_be_bytes()].concat()), [56.25, -33.0]);
    assert_eq!(point(vec![1, 2, 3]), [0.0; 2]);
}

/// Renaming must change the two names and the lengths around them, and not one byte more.
#[test]
fn a_renamed_layer_changes_its_names_and_their_lengths_only() {
    let mut document = builder().build().unwrap();
    let before = document.to_bytes().unwrap();
    document.layers.layers[4].set_name("Bit").unwrap();
    let after = document.to_bytes().unwrap();
    assert_eq!(before.len(), after.len(), "both names take as much room");
    let changed: Vec<_> = (0..before.len()).filter(|at| before[*at] != after[*at]).collect();
    let names = |bytes: &[u8], name: &[u8]| bytes.windows(name.len()).filter(|window| *window == name).count();
    assert_eq!((names(&before, b"\x03Art"), names(&after, b"\x03Bit")), (1, 1));
    assert_eq!(changed.len(), 2 + 2, "'Art' and 'Bit' differ in two letters, here and in Unicode");

    document.layers.layers[4].set_name("A much longer name").unwrap();
    let longer = Document::read(document.to_bytes().unwrap(), &Limits::default()).unwrap();
    assert_eq!(longer.layers.layers[4].name(), "A much longer name");
    document.layers.layers[4].set_name("Art").unwrap();
    assert_eq!(document.to_bytes().unwrap(), before, "renaming back gives back the file");
}
