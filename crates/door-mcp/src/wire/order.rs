//! Orders of pictures.

use schemars::JsonSchema;
use serde::Deserialize;
use uuid::Uuid;

/// A picture to be drawn.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RenderOrder {
    /// The mockup's id.
    #[schemars(with = "String")]
    pub(crate) mockup: Uuid,
    /// What goes into slots, each at most once. Slots that are not named keep the file's own content.
    #[serde(default)]
    pub(crate) fills: Vec<Fill>,
    /// New words for text layers, each at most once.
    #[serde(default)]
    pub(crate) texts: Vec<TextEdit>,
    /// Layers to leave out, by id or name.
    #[serde(default)]
    pub(crate) hidden: Vec<String>,
    /// The file.
    pub(crate) output: Option<Output>,
    /// Words for the start of the file's name.
    pub(crate) label: Option<String>,
}

/// Several pictures.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RenderBatch {
    /// 1 to 100 orders.
    pub(crate) renders: Vec<RenderOrder>,
    /// The file, for orders that do not say it themselves.
    pub(crate) output: Option<Output>,
}

/// What goes into a slot: artwork, a colour or both.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Fill {
    /// The slot's id or name; may be left out for a mockup with one slot.
    pub(crate) slot: Option<String>,
    pub(crate) artwork: Option<Artwork>,
    /// A colour over the artwork, or over the slot's own content: `#rrggbb`.
    pub(crate) color: Option<String>,
    /// How that colour is laid over: normal (the default), multiply, screen, overlay or any other mode of Photoshop's,
    /// such as `color_burn`.
    pub(crate) color_blend: Option<String>,
    /// How the slot meets what lies below it; the document's own mode by default.
    pub(crate) blend: Option<String>,
    /// The part of the slot's frame that the artwork is fitted to; the whole frame by default.
    pub(crate) print_area: Option<Area>,
    pub(crate) adjustments: Option<Adjustments>,
}

/// A picture - one of `url`, `base64`, `asset` - and where it lies, in the pixels of the slot's frame.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Artwork {
    /// Where it is: http or https.
    pub(crate) url: Option<String>,
    /// The picture's bytes, as base64 or a `data:` URL.
    pub(crate) base64: Option<String>,
    /// An asset of the library, by id.
    #[schemars(with = "Option<String>")]
    pub(crate) asset: Option<Uuid>,
    /// How it meets a box of other proportions: fill (stretched; the default), contain (all of it shows), cover (the box
    /// is full).
    pub(crate) fit: Option<Fit>,
    /// Its box's size; the whole frame by default.
    pub(crate) size: Option<BoxSize>,
    /// Its box's top left corner.
    pub(crate) position: Option<BoxPosition>,
    /// Degrees, clockwise: -360 to 360.
    pub(crate) rotation: Option<f64>,
    #[serde(default)]
    pub(crate) flip_horizontal: bool,
    #[serde(default)]
    pub(crate) flip_vertical: bool,
    /// Repeats it edge to edge: the size of a tile in percent of the picture's own size.
    pub(crate) pattern_scale: Option<f64>,
}

/// How a picture meets a box.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Fit {
    Fill,
    Contain,
    Cover,
}

/// Width and height in pixels.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct BoxSize {
    pub(crate) width: f64,
    pub(crate) height: f64,
}

/// From the left and from the top, in pixels.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct BoxPosition {
    pub(crate) left: f64,
    pub(crate) top: f64,
}

/// A part of a slot's frame, in pixels.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Area {
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

/// Changes of a slot's finished content.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Adjustments {
    /// -150 to 150.
    pub(crate) brightness: Option<f64>,
    /// -100 to 100.
    pub(crate) contrast: Option<f64>,
    /// -100 to 100.
    pub(crate) saturation: Option<f64>,
    /// -100 to 100.
    pub(crate) vibrance: Option<f64>,
    /// 0 to 100 percent, 100 by default.
    pub(crate) opacity: Option<f64>,
    /// 0 to 100.
    pub(crate) blur: Option<f64>,
}

/// New words for a text layer: `text` for all of it, or `runs` for some of its runs.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TextEdit {
    /// The text layer's id or name.
    pub(crate) layer: String,
    pub(crate) text: Option<String>,
    pub(crate) runs: Option<Vec<Run>>,
    /// Another font, by PostScript name.
    pub(crate) font: Option<String>,
    /// Another size, in pixels on the canvas.
    pub(crate) font_size: Option<f64>,
    /// Another colour: `#rrggbb`.
    pub(crate) color: Option<String>,
    /// What becomes of words that need more room: overflow (the default), shrink, clip.
    pub(crate) fit: Option<TextFit>,
}

/// New words for a run of text.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Run {
    /// From 0.
    pub(crate) index: u32,
    pub(crate) text: String,
}

/// What becomes of words that need more room.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum TextFit {
    Overflow,
    Shrink,
    Clip,
}

/// The file.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Output {
    /// webp (the default), png or jpg.
    pub(crate) format: Option<Format>,
    /// Pixels, 1 to 30000; the height follows. By default the canvas's own width, 2048 at most.
    pub(crate) width: Option<u32>,
    /// 1 to 100, 90 by default; for webp and jpg.
    pub(crate) quality: Option<u8>,
    /// Written into the file; changes no pixel.
    pub(crate) dpi: Option<u32>,
}

/// A file's format.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Format {
    Webp,
    Png,
    Jpg,
}
