//! Orders of pictures: the dialect's words held to the dialect's ranges, then as the library's order.

use bytes::Bytes;
use door_kit::base64::decoded;
use door_kit::words;
use library::renders::{
    Adjustments, Artwork, BlendMode, ColourOverlay, Fill, Fit, Format, OutputOrder, RenderOrder, Repeat, Source,
    TextFill, TextFit, Words,
};
use uuid::Uuid;

use crate::error::{Error, Field, Problems};
use crate::wire::{self, ImageSize, RenderRequest, StrokeColour};

/// The width of pictures for which none is asked.
const WIDTH: f64 = 2048.0;
const QUALITY: f64 = 90.0;

/// A picture that came with the request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Given {
    /// By address.
    Url(String),
    /// Itself.
    Bytes(Bytes),
}

/// An order whose pictures are still as they came; one for each fill, `None` for fills without.
pub(crate) struct Order {
    order: RenderOrder,
    pictures: Vec<Option<(Given, Placing)>>,
}

/// Puts a picture where it lies, once it is known where it comes from.
pub(crate) type Placing = Box<dyn FnOnce(Source) -> Artwork + Send + Sync>;

impl Order {
    /// An order with its pictures, one for each fill.
    pub(crate) fn new(order: RenderOrder, pictures: Vec<Option<(Given, Placing)>>) -> Self {
        Self { order, pictures }
    }

    /// The pictures that came along.
    pub(crate) fn pictures(&self) -> impl Iterator<Item = Option<&Given>> {
        self.pictures.iter().map(|picture| picture.as_ref().map(|(given, _)| given))
    }

    /// The order, with where each picture is now.
    pub(crate) fn with_sources(self, sources: Vec<Option<Source>>) -> RenderOrder {
        let Self { mut order, pictures } = self;
        for ((fill, picture), source) in order.fills.iter_mut().zip(pictures).zip(sources) {
            fill.artwork = picture.zip(source).map(|((_, place), source)| place(source));
        }
        order
    }
}

/// Reads an order; refuses every value that the dialect does not allow.
pub(crate) fn order(request: RenderRequest) -> Result<Order, Error> {
    let body = Field::body();
    let mut problems = Problems::default();
    let texts = request.text_layers.unwrap_or_default();
    let hidden = request.hidden_layers.unwrap_or_default();
    let fills = request.smart_objects.unwrap_or_default();
    if fills.is_empty() && texts.is_empty() && hidden.is_empty() {
        problems.missing(&body.at("smart_objects"));
    }
    problems.items(&body.at("text_layers"), texts.len(), 0, 50);
    problems.items(&body.at("hidden_layers"), hidden.len(), 0, 50);
    problems.characters(&body.at("export_label"), request.export_label.as_deref(), 0, 100);
    let mut order = RenderOrder::default();
    let mut pictures = Vec::new();
    for (place, given) in fills.into_iter().enumerate() {
        let (fill, picture) = fill(given, &body.at("smart_objects").at(place), &mut problems);
        order.fills.push(fill);
        pictures.push(picture);
    }
    for (place, given) in texts.into_iter().enumerate() {
        order.texts.push(text(given, &body.at("text_layers").at(place), &mut problems));
    }
    for (place, given) in hidden.iter().enumerate() {
        order.hidden.push(uuid(given, &body.at("hidden_layers").at(place), &mut problems));
    }
    let options = request.export_options.unwrap_or_default();
    order.output = output(options, &body.at("export_options"), &mut problems);
    problems.end()?;
    Ok(Order { order, pictures })
}

pub(crate) fn uuid(given: &str, field: &Field, problems: &mut Problems) -> Uuid {
    Uuid::parse_str(given).unwrap_or_else(|_| {
        problems.add(field, "Must be a UUID");
        Uuid::nil()
    })
}

fn fill(given: wire::Fill, field: &Field, problems: &mut Problems) -> (Fill, Option<(Given, Placing)>) {
    if given.asset.is_none() && given.color.is_none() {
        problems.add(field, "Must have an asset or a color");
    }
    let slot = uuid(&given.uuid, &field.at("uuid"), problems);
    let picture = given.asset.and_then(|asset| artwork(asset, &field.at("asset"), problems));
    let colour = given.color.map(|color| overlay(&color, &field.at("color"), problems));
    let adjustments = given.adjustment_layers.map(|given| adjustments(given, &field.at("adjustment_layers"), problems));
    (Fill { colour, adjustments: adjustments.unwrap_or_default(), ..Fill::of(slot) }, picture)
}

fn artwork(asset: wire::Asset, field: &Field, problems: &mut Problems) -> Option<(Given, Placing)> {
    problems.range(&field.at("rotate"), asset.rotate, -360.0, 360.0);
    problems.range(&field.at("tile_spacing"), asset.tile_spacing, 0.0, 100.0);
    if let Some(wire::AssetSize { width, height }) = asset.size {
        problems.whole(&field.at("size").at("width"), Some(width), 1.0, 300_000.0);
        problems.whole(&field.at("size").at("height"), Some(height), 1.0, 300_000.0);
    }
    if asset.remove_background == Some(true) {
        problems.add(&field.at("remove_background"), "Background removal is not available on this server");
    }
    let fit = one_of(
        asset.fit.as_deref(),
        &field.at("fit"),
        &[("fill", Fit::Fill), ("contain", Fit::Contain), ("cover", Fit::Cover)],
        problems,
    );
    let repeat = if asset.tile == Some(true) {
        if asset.size.is_none() {
            problems.add(&field.at("size"), "Tiles need a size: the width and height of one");
        }
        let spacing = asset.tile_spacing.unwrap_or(0.0);
        Repeat::Tile { horizontal_spacing: spacing, vertical_spacing: spacing }
    } else {
        Repeat::Once
    };
    let given = picture(asset.url, asset.base64.as_deref(), field, problems)?;
    let place = move |source| Artwork {
        source,
        fit: fit.unwrap_or_default(),
        rotation: asset.rotate.unwrap_or(0.0),
        flip_horizontal: asset.flip_horizontal == Some(true),
        flip_vertical: asset.flip_vertical == Some(true),
        size: asset.size.map(|size| (size.width, size.height)),
        position: asset.position.map(|position| (position.left, position.top)),
        alignment: None,
        repeat,
    };
    Some((given, Box::new(place)))
}

pub(crate) fn picture(
    url: Option<String>,
    base64: Option<&str>,
    field: &Field,
    problems: &mut Problems,
) -> Option<Given> {
    match (base64.filter(|words| !words.is_empty()), url.filter(|url| !url.is_empty())) {
        (Some(words), _) => {
            let bytes = decoded(words);
            if bytes.is_none() {
                problems.add(&field.at("base64"), "Must be base64");
            }
            bytes.map(Given::Bytes)
        }
        (None, Some(url)) => Some(Given::Url(url)),
        (None, None) => {
            problems.missing(&field.at("url"));
            None
        }
    }
}

fn overlay(colour: &wire::Colour, field: &Field, problems: &mut Problems) -> ColourOverlay {
    use BlendMode as B;
    const MODES: [(&str, BlendMode); 10] = [
        ("normal", B::Normal),
        ("multiply", B::Multiply),
        ("screen", B::Screen),
        ("overlay", B::Overlay),
        ("darken", B::Darken),
        ("lighten", B::Lighten),
        ("color_dodge", B::ColorDodge),
        ("color_burn", B::ColorBurn),
        ("hard_light", B::HardLight),
        ("soft_light", B::SoftLight),
    ];
    // Earlier clients write hyphens.
    let mode = colour.blending_mode.as_ref().map(|mode| mode.replace('-', "_"));
    let blend = one_of(mode.as_deref(), &field.at("blending_mode"), &MODES, problems);
    ColourOverlay { rgb: rgb(&colour.hex, &field.at("hex"), problems), blend: blend.unwrap_or_default() }
}

/// A colour; black where it is none, which is a problem.
pub(crate) fn rgb(given: &str, field: &Field, problems: &mut Problems) -> [u8; 3] {
    words::rgb(given).unwrap_or_else(|| {
        problems.add(field, "Must be a colour such as #1a2b3c");
        [0; 3]
    })
}

pub(crate) fn adjustments(given: wire::Adjustments, field: &Field, problems: &mut Problems) -> Adjustments {
    let wire::Adjustments { brightness, contrast, saturation, vibrance, opacity, blur } = given;
    problems.range(&field.at("brightness"), brightness, -150.0, 150.0);
    problems.range(&field.at("contrast"), contrast, -100.0, 100.0);
    problems.range(&field.at("saturation"), saturation, -100.0, 100.0);
    problems.range(&field.at("vibrance"), vibrance, -100.0, 100.0);
    problems.range(&field.at("opacity"), opacity, 0.0, 100.0);
    problems.range(&field.at("blur"), blur, 0.0, 100.0);
    let none = Adjustments::default();
    Adjustments {
        brightness: brightness.unwrap_or(none.brightness),
        contrast: contrast.unwrap_or(none.contrast),
        saturation: saturation.unwrap_or(none.saturation),
        vibrance: vibrance.unwrap_or(none.vibrance),
        opacity: opacity.unwrap_or(none.opacity),
        blur: blur.unwrap_or(none.blur),
    }
}

fn text(given: wire::TextEdit, field: &Field, problems: &mut Problems) -> TextFill {
    let layer = uuid(&given.uuid, &field.at("uuid"), problems);
    problems.characters(&field.at("font"), given.font.as_deref(), 1, 255);
    if given.font_size == Some(0.0) {
        problems.add(&field.at("font_size"), "Must be more than 0");
    }
    problems.range(&field.at("font_size"), given.font_size, 0.0, 2000.0);
    let fits = [("overflow", TextFit::Overflow), ("shrink", TextFit::Shrink), ("clip", TextFit::Clip)];
    let fit = one_of(given.fit.as_deref(), &field.at("fit"), &fits, problems);
    let colour = given.color.map(|colour| rgb(&colour, &field.at("color"), problems));
    let strokes = strokes(given.stroke_color, &field.at("stroke_color"), problems);
    let words = text_words(given.text, given.segments, field, problems);
    TextFill { layer, words, font: given.font, size: given.font_size, colour, strokes, fit: fit.unwrap_or_default() }
}

fn text_words(
    text: Option<String>,
    segments: Option<Vec<wire::TextRun>>,
    field: &Field,
    problems: &mut Problems,
) -> Words {
    match (text, segments) {
        (Some(text), None) => {
            problems.characters(&field.at("text"), Some(&text), 1, 500);
            Words::All(text)
        }
        (None, Some(segments)) => {
            let field = field.at("segments");
            problems.items(&field, segments.len(), 1, 32);
            let run = |(place, run): (usize, wire::TextRun)| {
                problems.whole(&field.at(place).at("index"), Some(run.index), 0.0, 31.0);
                problems.characters(&field.at(place).at("text"), Some(&run.text), 1, 200);
                (run.index as u32, run.text)
            };
            Words::Runs(segments.into_iter().enumerate().map(run).collect())
        }
        (None, None) => {
            problems.missing(&field.at("text"));
            Words::Runs(Vec::new())
        }
        (Some(_), Some(_)) => {
            problems.add(&field.at("segments"), "Give one of the two, not both");
            Words::Runs(Vec::new())
        }
    }
}

/// One colour is for the first stroke effect.
fn strokes(given: Option<StrokeColour>, field: &Field, problems: &mut Problems) -> Vec<Option<[u8; 3]>> {
    match given {
        None => Vec::new(),
        Some(StrokeColour::One(colour)) => vec![Some(rgb(&colour, field, problems))],
        Some(StrokeColour::Each(colours)) => {
            problems.items(field, colours.len(), 0, 8);
            let colour = |(place, colour): (usize, &Option<String>)| {
                colour.as_ref().map(|colour| rgb(colour, &field.at(place), problems))
            };
            colours.iter().enumerate().map(colour).collect()
        }
    }
}

pub(crate) fn output(options: wire::ExportOptions, field: &Field, problems: &mut Problems) -> OutputOrder {
    let formats = [("webp", Format::Webp), ("png", Format::Png), ("jpg", Format::Jpeg), ("jpeg", Format::Jpeg)];
    let format = one_of(options.image_format.as_deref(), &field.at("image_format"), &formats, problems);
    problems.whole(&field.at("quality"), options.quality, 1.0, 100.0);
    problems.whole(&field.at("dpi"), options.dpi, 72.0, 2400.0);
    let size = field.at("image_size");
    let width = match options.image_size {
        None => Some(WIDTH),
        Some(ImageSize::Width(width)) => {
            problems.whole(&size, Some(width), 100.0, 10_000.0);
            Some(width)
        }
        Some(ImageSize::Word(word)) if word == "original" => None,
        Some(ImageSize::Word(_)) => {
            problems.add(&size, "Must be a width from 100 to 10000, or \"original\"");
            None
        }
    };
    OutputOrder {
        format: format.unwrap_or(Format::Webp),
        width: width.map(|width| width as u32),
        quality: options.quality.unwrap_or(QUALITY) as u8,
        dpi: options.dpi.map(|dpi| dpi as u32),
    }
}

pub(crate) fn one_of<T: Copy>(
    given: Option<&str>,
    field: &Field,
    choices: &[(&str, T)],
    problems: &mut Problems,
) -> Option<T> {
    let given = given?;
    let chosen = choices.iter().find(|(word, _)| *word == given).map(|(_, choice)| *choice);
    if chosen.is_none() {
        let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
        problems.add(field, format!("Must be one of {}", words.join(", ")));
    }
    chosen
}

#[cfg(test)]
mod tests;
