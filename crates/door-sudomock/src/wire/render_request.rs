//! Orders of pictures. Numbers are read as any JSON number, and held to their ranges in `translate`.

use serde::Deserialize;
use utoipa::ToSchema;

/// An order.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct RenderRequest {
    pub(crate) mockup_uuid: String,
    /// What goes into smart objects; needed unless text or hidden layers are given.
    pub(crate) smart_objects: Option<Vec<Fill>>,
    #[schema(max_items = 50)]
    pub(crate) text_layers: Option<Vec<TextEdit>>,
    /// Layers to leave out.
    #[schema(max_items = 50)]
    pub(crate) hidden_layers: Option<Vec<String>>,
    pub(crate) export_options: Option<ExportOptions>,
    /// Words for the start of the file's name.
    #[schema(max_length = 100)]
    pub(crate) export_label: Option<String>,
    /// Whether to answer at once with a job.
    pub(crate) is_async: Option<bool>,
}

/// What goes into a smart object: an asset, a colour or both.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = SmartObjectFill)]
pub(crate) struct Fill {
    pub(crate) uuid: String,
    pub(crate) asset: Option<Asset>,
    pub(crate) color: Option<Colour>,
    pub(crate) adjustment_layers: Option<Adjustments>,
}

/// A picture and where it lies, in the smart object's own pixels.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct Asset {
    /// http or https.
    pub(crate) url: Option<String>,
    /// The picture itself; wins over the URL.
    pub(crate) base64: Option<String>,
    /// Not heeded: pictures are told by their first bytes.
    #[expect(dead_code, reason = "the dialect has it, and nothing depends on it")]
    pub(crate) content_type: Option<String>,
    /// fill (stretched; the default), contain or cover.
    pub(crate) fit: Option<String>,
    /// Degrees, clockwise.
    #[schema(minimum = -360, maximum = 360)]
    pub(crate) rotate: Option<f64>,
    pub(crate) flip_horizontal: Option<bool>,
    pub(crate) flip_vertical: Option<bool>,
    pub(crate) size: Option<AssetSize>,
    /// With a size: of the picture in its frame. Without: of the smart object on the canvas.
    pub(crate) position: Option<AssetPosition>,
    /// Whether the picture is repeated; needs a size, that of one tile.
    pub(crate) tile: Option<bool>,
    /// Percent of a tile left free between tiles.
    #[schema(minimum = 0, maximum = 100)]
    pub(crate) tile_spacing: Option<f64>,
    /// Needs a generative model: refused when true.
    pub(crate) remove_background: Option<bool>,
}

/// Width and height in pixels.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
pub(crate) struct AssetSize {
    #[schema(minimum = 1)]
    pub(crate) width: f64,
    #[schema(minimum = 1)]
    pub(crate) height: f64,
}

/// Top and left in pixels.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
pub(crate) struct AssetPosition {
    pub(crate) top: f64,
    pub(crate) left: f64,
}

/// A colour laid over.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = Color)]
pub(crate) struct Colour {
    /// `#rrggbb`.
    pub(crate) hex: String,
    /// normal (the default), multiply, screen, overlay, darken, lighten, `color_dodge`, `color_burn`, `hard_light` or
    /// `soft_light`; hyphens do as well.
    pub(crate) blending_mode: Option<String>,
}

/// Changes of a smart object's finished contents.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[schema(as = AdjustmentLayers)]
pub(crate) struct Adjustments {
    #[schema(minimum = -150, maximum = 150)]
    pub(crate) brightness: Option<f64>,
    #[schema(minimum = -100, maximum = 100)]
    pub(crate) contrast: Option<f64>,
    #[schema(minimum = -100, maximum = 100)]
    pub(crate) saturation: Option<f64>,
    #[schema(minimum = -100, maximum = 100)]
    pub(crate) vibrance: Option<f64>,
    #[schema(minimum = 0, maximum = 100)]
    pub(crate) opacity: Option<f64>,
    #[schema(minimum = 0, maximum = 100)]
    pub(crate) blur: Option<f64>,
}

/// New words for a text layer: `text` or `segments`.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = TextLayerEdit)]
pub(crate) struct TextEdit {
    pub(crate) uuid: String,
    #[schema(min_length = 1, max_length = 500)]
    pub(crate) text: Option<String>,
    #[schema(min_items = 1, max_items = 32)]
    pub(crate) segments: Option<Vec<TextRun>>,
    /// A PostScript name.
    #[schema(max_length = 255)]
    pub(crate) font: Option<String>,
    /// Pixels.
    #[schema(exclusive_minimum = 0, maximum = 2000)]
    pub(crate) font_size: Option<f64>,
    pub(crate) color: Option<String>,
    pub(crate) stroke_color: Option<StrokeColour>,
    /// overflow (the default), shrink or clip.
    pub(crate) fit: Option<String>,
}

/// New words for one run of a text layer.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = TextSegmentEdit)]
pub(crate) struct TextRun {
    #[schema(minimum = 0, maximum = 31)]
    pub(crate) index: f64,
    #[schema(min_length = 1, max_length = 200)]
    pub(crate) text: String,
}

/// The colour of all stroke effects, or of each.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(untagged, expecting = "must be a colour, or a list of up to 8 colours and nulls")]
#[schema(as = StrokeColor)]
pub(crate) enum StrokeColour {
    One(String),
    Each(Vec<Option<String>>),
}

/// The file.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub(crate) struct ExportOptions {
    /// webp (the default), png or jpg.
    pub(crate) image_format: Option<String>,
    /// The width in pixels, 100 to 10000 (2048 by default), or `original`.
    pub(crate) image_size: Option<ImageSize>,
    /// For webp and jpg.
    #[schema(minimum = 1, maximum = 100)]
    pub(crate) quality: Option<f64>,
    /// Written into the file; changes no pixel.
    #[schema(minimum = 72, maximum = 2400)]
    pub(crate) dpi: Option<f64>,
}

/// A width, or a word.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(untagged, expecting = "must be a number from 100 to 10000, or \"original\"")]
pub(crate) enum ImageSize {
    Width(f64),
    Word(String),
}
