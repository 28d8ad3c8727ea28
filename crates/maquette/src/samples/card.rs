//! A card that shows what text layers and nested smart objects can be: a title with a stroke, a line in two styles, a
//! line down the page that can't be edited, and a smart object that holds a document with a slot and a name of its own.

use std::sync::Arc;

use pixels::{Limits, Picture, Size};
use psd::Key;
use psd::build::{DocumentBuilder, NewLayer};
use psd::descriptor::{Descriptor, Value};
use psd::layers::Rect;
use psd::linked::LinkedFile;
use psd::tagged::PlacedLayer;
use template::{Edits, Output, Template, text::TextEdit};

use super::art;
use super::document::{Content, Lie};
use super::draw::svg;
use crate::Result;

const CANVAS: Size = Size::new(900, 600);
const BADGE: Size = Size::new(400, 300);

/// A run of words in one style.
struct Run {
    words: &'static str,
    size: u32,
    rgb: [f64; 3],
}

const fn run(words: &'static str, size: u32, rgb: [f64; 3]) -> Run {
    Run { words, size, rgb }
}

/// The card's file.
pub fn card() -> Result<Vec<u8>> {
    let logo = Content::new("logo", svg(&art::placeholder(200, 200))?);
    let inside = [(100.0, 20.0), (300.0, 20.0), (300.0, 220.0), (100.0, 220.0)];
    let badge = document(
        BADGE,
        vec![
            NewLayer::raster("Badge paper", whole(BADGE), [226, 232, 240, 255].repeat(area(BADGE))),
            logo.layer("Logo", &Lie::Flat(inside), BADGE)?,
            text("Name", &[run("Your name", 36, [0.1, 0.1, 0.3])], (90.0, 270.0), BADGE, false)?,
        ],
        vec![logo.file()?],
    )?;
    let placed = PlacedLayer::new("badge", [40.0, 240.0, 440.0, 240.0, 440.0, 540.0, 40.0, 540.0], (400.0, 300.0));
    let flat = flattened(badge.clone())?.into_rgba();
    let holder = NewLayer::smart_object("Badge", &placed, Rect { top: 240, left: 40, bottom: 540, right: 440 }, flat)?;
    let title = [run("Spring fair", 72, [1.0, 1.0, 1.0])];
    let line = [run("Doors open ", 36, [0.2, 0.2, 0.2]), run("at noon", 48, [0.8, 0.1, 0.1])];
    let layers = vec![
        NewLayer::raster("Paper", whole(CANVAS), [214, 200, 170, 255].repeat(area(CANVAS))),
        holder,
        text("Side", &[run("Number 7", 30, [0.4, 0.4, 0.4])], (860.0, 60.0), CANVAS, true)?,
        text("Line", &line, (480.0, 400.0), CANVAS, false)?,
        text("Title", &title, (60.0, 140.0), CANVAS, false)?.block(b"lfx2", stroke([20.0, 60.0, 160.0])?),
    ];
    document(CANVAS, layers, vec![LinkedFile::embedded("badge", "badge.psb", Key::new(b"8BPB"), badge)])
}

fn whole(size: Size) -> Rect {
    Rect { top: 0, left: 0, bottom: size.height as i32, right: size.width as i32 }
}

fn area(size: Size) -> usize {
    size.width as usize * size.height as usize
}

/// A file with its flattened picture.
fn document(canvas: Size, layers: Vec<NewLayer>, files: Vec<LinkedFile>) -> Result<Vec<u8>> {
    let builder = DocumentBuilder::new(canvas.width, canvas.height);
    let builder = files.into_iter().fold(builder, DocumentBuilder::file);
    let builder = layers.into_iter().fold(builder, DocumentBuilder::layer);
    let picture = flattened(builder.clone().build()?.to_bytes()?)?;
    Ok(builder.merged(picture.into_rgba()).build()?.to_bytes()?)
}

fn flattened(file: Vec<u8>) -> Result<Picture> {
    rendered(file, &Edits::default())
}

fn rendered(file: Vec<u8>, edits: &Edits) -> Result<Picture> {
    let template = Arc::new(Template::open(file, &Limits::default())?);
    Ok(template.compile(edits)?.render(&[], Output::default())?.picture)
}

/// A text layer from this point on its first baseline, with the pixels that setting it makes.
fn text(name: &str, runs: &[Run], at: (f64, f64), canvas: Size, vertical: bool) -> Result<NewLayer> {
    let block = type_tool(runs, at, vertical)?;
    let one = Rect { top: 0, left: 0, bottom: 1, right: 1 };
    let alone = NewLayer::raster(name, one, vec![0; 4]).block(b"TySh", block.clone());
    let file = DocumentBuilder::new(canvas.width, canvas.height).layer(alone).build()?.to_bytes()?;
    let template = Template::open(file.clone(), &Limits::default())?;
    let mut edits = Edits::default();
    let editable = template.outline().text_layers.iter().filter(|text| text.editable);
    edits.texts.extend(editable.map(|text| (text.uuid, TextEdit::default())));
    let pixels = rendered(file, &edits)?.into_rgba();
    Ok(NewLayer::raster(name, whole(canvas), pixels).block(b"TySh", block))
}

/// The block "Type tool object setting": version, transform, text, warp, bounds.
fn type_tool(runs: &[Run], (x, y): (f64, f64), vertical: bool) -> Result<Vec<u8>> {
    let words: String = runs.iter().map(|run| run.words).collect();
    let style = |Run { size, rgb: [r, g, b], .. }: &Run| {
        format!(
            "<< /StyleSheet << /StyleSheetData << /Font 0 /FontSize {size} /FillColor << /Type 1 /Values [ 1.0 {r} {g} \
             {b} ] >> >> >> >>"
        )
    };
    let styles: Vec<String> = runs.iter().map(style).collect();
    // The last run has the carriage return that ends the paragraph.
    let length = |run: &Run| run.words.encode_utf16().count();
    let total = runs.iter().map(length).sum::<usize>() + 1;
    let mut lengths: Vec<usize> = runs.iter().map(length).collect();
    if let Some(last) = lengths.last_mut() {
        *last += 1;
    }
    let lengths: Vec<String> = lengths.iter().map(ToString::to_string).collect();
    let engine = format!(
        "<< /EngineDict << /ParagraphRun << /RunArray [ << /ParagraphSheet << /Properties << >> >> >> ] \
         /RunLengthArray [ {total} ] >> /StyleRun << /RunArray [ {} ] /RunLengthArray [ {} ] >> /Rendered << /Shapes << \
         /Children [ << /Cookie << /Photoshop << /ShapeType 0 /PointBase [ 0 0 ] >> >> >> ] >> >> >> /ResourceDict << \
         /FontSet [ << /Name (LiberationSans-Bold) >> ] >> >>",
        styles.join(" "),
        lengths.join(" ")
    );
    let data = Value::Raw { key: Key::new(b"tdta"), data: engine.into_bytes().into() };
    let down = if vertical { "Vrtc" } else { "Hrzn" };
    let text = Descriptor::new("TxLr")
        .with("Txt ", words.as_str())
        .with("Ornt", Value::enumeration_of("Ornt", down))
        .with("EngineData", data);
    let warp = Descriptor::new("warp").with("warpStyle", Value::enumeration_of("warpStyle", "warpNone"));
    let mut block = 1u16.to_be_bytes().to_vec();
    block.extend([1.0, 0.0, 0.0, 1.0, x, y].into_iter().flat_map(f64::to_be_bytes));
    block.extend(50u16.to_be_bytes());
    block.extend(text.to_bytes()?);
    block.extend(1u16.to_be_bytes());
    block.extend(warp.to_bytes()?);
    block.extend([0; 16]);
    Ok(block)
}

/// The block "Object-based effects layer info": a stroke of 6 pixels outside.
fn stroke([r, g, b]: [f64; 3]) -> Result<Vec<u8>> {
    let colour = Descriptor::new("RGBC").with("Rd  ", r).with("Grn ", g).with("Bl  ", b);
    let frame = Descriptor::new("FrFX")
        .with("enab", true)
        .with("Styl", Value::enumeration_of("FStl", "OutF"))
        .with("PntT", Value::enumeration_of("FrFl", "SClr"))
        .with("Md  ", Value::enumeration_of("BlnM", "Nrml"))
        .with("Opct", 100.0)
        .with("Sz  ", 6.0)
        .with("Clr ", colour);
    let effects = Descriptor::new("null").with("Scl ", 100.0).with("masterFXSwitch", true).with("FrFX", frame);
    let mut block = 0u32.to_be_bytes().to_vec();
    block.extend(effects.to_bytes()?);
    Ok(block)
}
