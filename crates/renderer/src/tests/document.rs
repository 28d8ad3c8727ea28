//! The sample document: white paper, a slot that its own content darkens, a word, and a blue badge on top.

use codec::{EncodeOptions, Format};
use pixels::{Picture, Size};
use psd::Key;
use psd::build::{DocumentBuilder, NewLayer};
use psd::descriptor::{Descriptor, Value};
use psd::layers::{BlendMode, Rect};
use psd::linked::LinkedFile;
use psd::tagged::PlacedLayer;

/// The canvas.
pub(super) const CANVAS: Size = Size::new(80, 60);
/// Where the slot begins; it is 40 x 20.
pub(super) const HOLDER: (u32, u32) = (20, 10);
/// Where the badge begins; it is 8 x 8.
pub(super) const BADGE: (u32, u32) = (70, 50);

/// The file's bytes.
pub(super) fn document() -> Vec<u8> {
    let grey = Picture::filled(Size::new(40, 20), [128, 128, 128, 255]);
    let content = codec::encode(&grey, &EncodeOptions::new(Format::Png)).unwrap();
    let (left, top) = (f64::from(HOLDER.0), f64::from(HOLDER.1));
    let quad = [left, top, left + 40.0, top, left + 40.0, top + 20.0, left, top + 20.0];
    let placed = PlacedLayer::new("content", quad, (40.0, 20.0));
    let holder = NewLayer::smart_object("Holder", &placed, at(HOLDER, 40, 20), grey.into_rgba()).unwrap();
    let paper = NewLayer::raster("Paper", at((0, 0), 80, 60), vec![255; 80 * 60 * 4]);
    let badge = NewLayer::raster("Badge", at(BADGE, 8, 8), [0, 0, 255, 255].repeat(64));
    let builder = DocumentBuilder::new(CANVAS.width, CANVAS.height)
        .layer(paper)
        .layer(holder.blend(BlendMode::LinearBurn))
        .layer(word())
        .layer(badge)
        .file(LinkedFile::embedded("content", "content.png", Key::new(b"png "), content));
    builder.build().unwrap().to_bytes().unwrap()
}

fn at((x, y): (u32, u32), width: u32, height: u32) -> Rect {
    let (left, top) = (x as i32, y as i32);
    Rect { left, top, right: left + width as i32, bottom: top + height as i32 }
}

/// The word "Hill" in 12 px, with a few black pixels stored for it.
fn word() -> NewLayer {
    let engine = "<< /EngineDict << /ParagraphRun << /RunArray [ << /ParagraphSheet << /Properties << >> >> >> ] \
         /RunLengthArray [ 5 ] >> /StyleRun << /RunArray [ << /StyleSheet << /StyleSheetData << /Font 0 /FontSize 12 \
         >> >> >> ] /RunLengthArray [ 5 ] >> /Rendered << /Shapes << /Children [ << /Cookie << /Photoshop << /ShapeType \
         0 /PointBase [ 0 0 ] >> >> >> ] >> >> >> /ResourceDict << /FontSet [ << /Name (LiberationSans) >> ] >> >>";
    let data = Value::Raw { key: Key::new(b"tdta"), data: engine.as_bytes().to_vec().into() };
    let text = Descriptor::new("TxLr").with("Txt ", "Hill").with("EngineData", data);
    let warp = Descriptor::new("warp").with("warpStyle", Value::enumeration_of("warpStyle", "warpNone"));
    // Version, transform (to 10, 50), text, warp, bounds: the chapter "Type tool object setting".
    let mut block = 1u16.to_be_bytes().to_vec();
    block.extend([1.0f64, 0.0, 0.0, 1.0, 10.0, 50.0].into_iter().flat_map(f64::to_be_bytes));
    block.extend(50u16.to_be_bytes());
    block.extend(text.to_bytes().unwrap());
    block.extend(1u16.to_be_bytes());
    block.extend(warp.to_bytes().unwrap());
    block.extend([0; 16]);
    NewLayer::raster("Word", at((10, 42), 10, 8), [0, 0, 0, 255].repeat(80)).block(b"TySh", block)
}
