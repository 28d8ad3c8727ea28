//! Mockups, and files to make them of.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{CollectionSummary, Size};

/// Which mockup.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct InspectMockup {
    /// The mockup's id, from `search_library`.
    #[schemars(with = "String")]
    pub(crate) mockup: Uuid,
}

/// A mockup with all that a render can change.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct MockupDetails {
    #[schemars(with = "String")]
    pub(crate) id: Uuid,
    pub(crate) name: String,
    /// The canvas.
    pub(crate) size: Size,
    /// Smart objects that take artwork, front-most first.
    pub(crate) slots: Vec<SlotDetails>,
    /// Layers of type, front-most first.
    pub(crate) text_layers: Vec<TextLayerDetails>,
    /// Layers that a render may hide: the tree of all layers, front-most first.
    pub(crate) layers: Vec<LayerDetails>,
    /// What pictures of it cannot honour.
    pub(crate) warnings: Vec<String>,
    /// Small pictures of it, widest first.
    pub(crate) previews: Vec<String>,
    /// The collections that it is in.
    pub(crate) collections: Vec<CollectionSummary>,
    pub(crate) created_at: String,
}

/// A smart object that takes artwork.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct SlotDetails {
    #[schemars(with = "String")]
    pub(crate) id: Uuid,
    pub(crate) name: String,
    /// The frame that artwork is placed in, in pixels: `size` and `position` of artwork are measured in it.
    pub(crate) frame: Size,
    /// Where it shows on the canvas: left, top, width, height.
    pub(crate) on_canvas: [f64; 4],
    /// Slots inside its content.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub(crate) slots: Vec<SlotDetails>,
}

/// A layer of type.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct TextLayerDetails {
    #[schemars(with = "String")]
    pub(crate) id: Uuid,
    pub(crate) name: String,
    pub(crate) text: String,
    /// Whether its words can be changed.
    pub(crate) editable: bool,
    /// Its runs of one style, by number from 0.
    pub(crate) runs: Vec<RunDetails>,
}

/// A run of text in one style.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct RunDetails {
    pub(crate) text: String,
    /// The font's PostScript name.
    pub(crate) font: String,
    /// Pixels on the canvas.
    pub(crate) font_size: f64,
    /// `#rrggbb`.
    pub(crate) color: String,
}

/// A layer.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct LayerDetails {
    #[schemars(with = "String")]
    pub(crate) id: Uuid,
    pub(crate) name: String,
    pub(crate) visible: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub(crate) layers: Vec<LayerDetails>,
}

/// A Photoshop file to make a mockup of.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct UploadMockup {
    /// The address of a PSD or PSB file; the file itself, not a page about it.
    pub(crate) url: String,
    /// The mockup's name; the file's by default.
    pub(crate) name: Option<String>,
    /// A collection to put it in, by id.
    #[schemars(with = "Option<String>")]
    pub(crate) collection: Option<Uuid>,
}
