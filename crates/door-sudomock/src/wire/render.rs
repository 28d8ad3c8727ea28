//! Finished pictures.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::Segment;

/// A finished picture.
#[derive(Debug, PartialEq, Serialize, ToSchema)]
pub(crate) struct Rendered {
    pub(crate) print_files: Vec<PrintFile>,
    pub(crate) render_uuid: Uuid,
    /// How edited text layers were set.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub(crate) text_layers: Vec<RenderedText>,
}

/// Where the picture is.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct PrintFile {
    /// The composed mockup's URL.
    pub(crate) export_path: String,
    /// The first smart object that was filled.
    pub(crate) smart_object_uuid: Option<Uuid>,
    pub(crate) render_uuid: Uuid,
}

/// A text layer as it was set.
#[derive(Debug, PartialEq, Serialize, ToSchema)]
pub(crate) struct RenderedText {
    pub(crate) uuid: Uuid,
    pub(crate) name: String,
    pub(crate) requested_font: String,
    pub(crate) resolved_font: RenderedFont,
    pub(crate) match_source: String,
    pub(crate) glyph_coverage_ok: bool,
    /// The layer's runs with the words that they were given.
    pub(crate) segments: Vec<Segment>,
}

/// The font that was taken.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct RenderedFont {
    pub(crate) family: String,
    pub(crate) postscript_name: String,
}
