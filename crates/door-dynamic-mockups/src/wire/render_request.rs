//! Orders of pictures. In forms, a field that is a file has its number among the request's files for a value.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::{Flag, Number, Words};

/// An order.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct RenderRequest {
    #[schema(required = true, nullable = false)]
    pub(crate) mockup_uuid: Option<String>,
    #[schema(required = true, nullable = false, max_items = 200)]
    pub(crate) smart_objects: Option<Vec<Fill>>,
    #[schema(max_items = 200)]
    pub(crate) text_layers: Option<Vec<TextEdit>>,
    /// Given back as it is, and the start of the file's name.
    #[schema(value_type = Option<String>)]
    pub(crate) export_label: Option<Words>,
    pub(crate) export_options: Option<ExportOptions>,
}

/// What goes into a smart object.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = SmartObjectFill)]
pub(crate) struct Fill {
    #[schema(required = true, nullable = false)]
    pub(crate) uuid: Option<String>,
    pub(crate) asset: Option<Asset>,
    /// `#RRGGBB`, laid over the artwork, or over the whole smart object when there is none.
    pub(crate) color: Option<String>,
    pub(crate) pattern: Option<Pattern>,
    /// One of Photoshop's 27, in capitals: `MULTIPLY`. `NORMAL` is the document's own.
    pub(crate) blending_mode: Option<String>,
    pub(crate) adjustment_layers: Option<Adjustments>,
    /// A part of the smart object to place the asset in, where no size and position are given.
    pub(crate) print_area_preset_uuid: Option<String>,
}

/// A picture and where it lies, in the smart object's own pixels.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct Asset {
    /// http or https.
    pub(crate) url: Option<String>,
    /// The picture itself; in forms only.
    #[schema(value_type = Option<String>, format = Binary)]
    pub(crate) file: Option<Value>,
    /// stretch, contain (the default) or cover.
    pub(crate) fit: Option<String>,
    pub(crate) size: Option<AssetSize>,
    pub(crate) position: Option<AssetPosition>,
    /// Degrees, clockwise.
    #[schema(value_type = Option<f64>, minimum = -360, maximum = 360)]
    pub(crate) rotate: Option<Number>,
}

/// Width and height in pixels.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
pub(crate) struct AssetSize {
    #[schema(value_type = f64, minimum = 1)]
    pub(crate) width: Number,
    #[schema(value_type = f64, minimum = 1)]
    pub(crate) height: Number,
}

/// Top and left in pixels.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
pub(crate) struct AssetPosition {
    #[schema(value_type = f64)]
    pub(crate) top: Number,
    #[schema(value_type = f64)]
    pub(crate) left: Number,
}

/// Whether a picture is repeated.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
pub(crate) struct Pattern {
    #[schema(value_type = Option<bool>)]
    pub(crate) enabled: Option<Flag>,
    /// 100 for tiles of the picture's own size.
    #[schema(value_type = Option<f64>, minimum = 1, maximum = 10_000)]
    pub(crate) scale_percent: Option<Number>,
}

/// Changes of a smart object's finished contents.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[schema(as = AdjustmentLayers)]
pub(crate) struct Adjustments {
    #[schema(value_type = Option<f64>, minimum = -150, maximum = 150)]
    pub(crate) brightness: Option<Number>,
    #[schema(value_type = Option<f64>, minimum = -100, maximum = 100)]
    pub(crate) contrast: Option<Number>,
    #[schema(value_type = Option<f64>, minimum = -100, maximum = 100)]
    pub(crate) saturation: Option<Number>,
    #[schema(value_type = Option<f64>, minimum = -100, maximum = 100)]
    pub(crate) vibrance: Option<Number>,
    #[schema(value_type = Option<f64>, minimum = 0, maximum = 100)]
    pub(crate) opacity: Option<Number>,
    #[schema(value_type = Option<f64>, minimum = 0, maximum = 100)]
    pub(crate) blur: Option<Number>,
}

/// New words for a text layer.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = TextLayerEdit)]
pub(crate) struct TextEdit {
    #[schema(required = true, nullable = false)]
    pub(crate) uuid: Option<String>,
    #[schema(value_type = String, required = true, max_length = 5000)]
    pub(crate) text: Option<Words>,
    pub(crate) font_family: Option<String>,
    /// Pixels.
    #[schema(value_type = Option<f64>, minimum = 0.1, maximum = 2000)]
    pub(crate) font_size: Option<Number>,
    /// `#RRGGBB`.
    pub(crate) font_color: Option<String>,
}

/// The file.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
pub(crate) struct ExportOptions {
    /// png (the default), jpg or webp.
    pub(crate) image_format: Option<String>,
    /// The width in pixels; the mockup's own when nothing is said.
    #[schema(value_type = Option<u32>, minimum = 1, maximum = 30_000)]
    pub(crate) image_size: Option<Number>,
    /// `view` (the default) or `download`.
    pub(crate) mode: Option<String>,
    /// Of print files: written into the file; 300 when nothing is said.
    #[schema(value_type = Option<u32>, minimum = 1, maximum = 65_535)]
    pub(crate) image_dpi: Option<Number>,
}

/// Many orders.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct BatchRequest {
    /// For all of them.
    pub(crate) export_options: Option<ExportOptions>,
    /// Each is read by itself: one that is not well formed fails alone.
    #[schema(value_type = Vec<RenderRequest>, required = true, min_items = 1, max_items = 500)]
    pub(crate) renders: Option<Vec<Value>>,
}

/// An order of all of a collection's mockups.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct CollectionRequest {
    #[schema(required = true, nullable = false)]
    pub(crate) collection_uuid: Option<String>,
    /// URLs (or, in forms, files) by the collection's inputs.
    #[schema(value_type = Option<BTreeMap<String, String>>)]
    pub(crate) artworks: Option<BTreeMap<String, Value>>,
    /// Colours by the collection's inputs.
    pub(crate) colors: Option<BTreeMap<String, String>>,
    #[schema(value_type = Option<String>)]
    pub(crate) export_label: Option<Words>,
    pub(crate) export_options: Option<ExportOptions>,
}

/// What a client tells of itself.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct Track {}
