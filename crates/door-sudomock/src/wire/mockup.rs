//! Mockups.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// A mockup.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct Mockup {
    pub(crate) uuid: Uuid,
    pub(crate) name: String,
    /// The widest preview's URL; empty for none.
    pub(crate) thumbnail: String,
    /// The canvas's width in pixels.
    pub(crate) width: Option<u32>,
    /// The canvas's height in pixels.
    pub(crate) height: Option<u32>,
    pub(crate) smart_objects: Vec<SmartObject>,
    pub(crate) text_layers: Vec<TextLayer>,
    /// Reserved: always empty.
    pub(crate) collections: Vec<String>,
    pub(crate) thumbnails: Vec<Thumbnail>,
    pub(crate) created_at: DateTime<Utc>,
}

/// A preview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Thumbnail {
    /// 720, 480 or 240 pixels.
    pub(crate) width: u32,
    pub(crate) url: String,
}

/// A smart object that artwork can go into.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct SmartObject {
    pub(crate) uuid: Uuid,
    pub(crate) name: String,
    /// The name once more.
    pub(crate) layer_name: String,
    /// Its contents in their own pixels.
    pub(crate) size: Size,
    /// Its box on the canvas; of a nested one, in its parent's contents.
    pub(crate) position: Position,
    /// Its placed corners: top left, top right, bottom right, bottom left.
    pub(crate) quad: Option<[[f64; 2]; 4]>,
    /// Always `normal`.
    pub(crate) blend_mode: &'static str,
    /// How many copies show the same contents.
    pub(crate) instance_count: u32,
    pub(crate) print_area_presets: Vec<PrintAreaPreset>,
    /// Smart objects inside its contents.
    #[schema(no_recursion)]
    pub(crate) smart_objects: Vec<SmartObject>,
    /// Text layers inside its contents.
    pub(crate) text_layers: Vec<TextLayer>,
}

/// Width and height in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Size {
    pub(crate) width: u32,
    pub(crate) height: u32,
}

/// A box in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Position {
    pub(crate) x: i64,
    pub(crate) y: i64,
    pub(crate) width: i64,
    pub(crate) height: i64,
}

/// A named part of a smart object: there is one, the whole.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct PrintAreaPreset {
    pub(crate) uuid: Uuid,
    /// Always `Default`.
    pub(crate) name: &'static str,
    /// Always empty.
    pub(crate) thumbnails: Vec<Thumbnail>,
    pub(crate) size: Size,
    pub(crate) position: PrintAreaPosition,
}

/// A box in a smart object's own pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct PrintAreaPosition {
    pub(crate) x: u32,
    pub(crate) y: u32,
    pub(crate) width: u32,
    pub(crate) height: u32,
}

/// A text layer.
#[expect(clippy::struct_excessive_bools, reason = "the dialect's words")]
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct TextLayer {
    pub(crate) uuid: Uuid,
    pub(crate) name: String,
    pub(crate) text_content: String,
    pub(crate) font_postscript_name: Option<String>,
    pub(crate) font_size: Option<f64>,
    /// `#rrggbb`.
    pub(crate) color: Option<String>,
    pub(crate) font_available: bool,
    pub(crate) is_editable: bool,
    pub(crate) segment_count: usize,
    /// Runs of one style; null for a layer of one style.
    pub(crate) segments: Option<Vec<Segment>>,
    pub(crate) visible: bool,
    pub(crate) has_stroke_effect: bool,
    pub(crate) stroke_count: u32,
    pub(crate) has_color_overlay: bool,
    pub(crate) has_clipped_artwork: bool,
    /// Always empty.
    pub(crate) suggested_edit_together: Vec<Uuid>,
}

/// A run of text in one style.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct Segment {
    pub(crate) index: usize,
    pub(crate) text: String,
    pub(crate) font_postscript_name: String,
    pub(crate) font_size: f64,
    pub(crate) color: String,
}

/// A part of the list of mockups.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct MockupList {
    pub(crate) mockups: Vec<Mockup>,
    /// How many match, whatever part was asked for.
    pub(crate) total: u64,
    pub(crate) limit: u32,
    pub(crate) offset: u64,
}

/// A new name.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct Rename {
    #[schema(min_length = 1, max_length = 255)]
    pub(crate) name: String,
}

/// A Photoshop file to make a mockup of.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct Upload {
    /// Where it is: http or https.
    #[schema(min_length = 1)]
    pub(crate) psd_file_url: String,
    /// The mockup's name; the file's by default.
    #[schema(max_length = 255)]
    pub(crate) psd_name: Option<String>,
    /// Whether to answer at once with a job.
    pub(crate) is_async: Option<bool>,
}
