//! Photo mockups, and orders of pictures of them.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::ExportOptions;

/// A photo mockup: one of the two photos to make it of is given.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct PhotoCreate {
    /// Where the photo is: http or https.
    pub(crate) source_url: Option<String>,
    /// The photo itself; a data URI does as well.
    pub(crate) source_base64: Option<String>,
    /// The mockup's name; the file's by default.
    #[schema(max_length = 255)]
    pub(crate) name: Option<String>,
    /// Its print areas. Without any, it cannot be rendered until it is given some.
    #[schema(max_items = 8)]
    pub(crate) print_areas: Option<Vec<AreaGiven>>,
    /// Whether to answer at once with a job.
    pub(crate) is_async: Option<bool>,
}

/// The areas that a photo mockup is to have.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct AreasReplace {
    #[schema(max_items = 8)]
    pub(crate) print_areas: Vec<AreaGiven>,
}

/// A print area as it is given.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = PrintAreaGiven)]
pub(crate) struct AreaGiven {
    /// Four points `[x, y]` in pixels of the photo, clockwise from the top-left.
    #[schema(min_items = 4, max_items = 4)]
    pub(crate) points: Vec<Vec<f64>>,
    #[schema(max_length = 255)]
    pub(crate) name: Option<String>,
    /// The area of this mockup whose id it keeps.
    pub(crate) print_area_id: Option<String>,
}

/// A print area.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PrintArea)]
pub(crate) struct Quad {
    pub(crate) print_area_id: Uuid,
    /// Clockwise from the top-left.
    pub(crate) points: [[f64; 2]; 4],
    /// From 0; later ones lie above.
    pub(crate) sort_order: usize,
    pub(crate) name: Option<String>,
}

/// A photo mockup.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PhotoMockup {
    pub(crate) mockup_id: Uuid,
    pub(crate) name: String,
    /// Always ready.
    pub(crate) status: &'static str,
    /// Whether there is an area to lay artwork in.
    pub(crate) customizable: bool,
    pub(crate) thumbnail_url: String,
    /// The photo; without any watermark.
    pub(crate) watermarked_source_url: String,
    pub(crate) source_width: u32,
    pub(crate) source_height: u32,
    /// Its areas, when it is asked for alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub(crate) quads: Option<Vec<Quad>>,
    /// Its areas, in lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub(crate) print_areas: Option<Vec<Quad>>,
    /// Always empty: finding surfaces needs a generator.
    pub(crate) surfaces: Vec<String>,
    /// Counted up when the areas are replaced.
    pub(crate) version: u32,
    pub(crate) created_at: DateTime<Utc>,
    pub(crate) updated_at: DateTime<Utc>,
}

/// A part of the list of photo mockups, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PhotoMockupList {
    /// Always true.
    pub(crate) success: bool,
    pub(crate) data: Vec<PhotoMockup>,
    /// How many there are in all.
    pub(crate) total: u64,
    pub(crate) limit: u32,
    pub(crate) offset: u64,
}

/// The areas that a photo mockup has now.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AreasReplaced {
    pub(crate) mockup_id: Uuid,
    pub(crate) print_areas: Vec<Quad>,
}

/// What was deleted.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PhotoDeleted {
    pub(crate) deleted: Uuid,
}

/// An order of a picture of a photo mockup.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct PhotoRenderRequest {
    #[schema(min_items = 1, max_items = 8)]
    pub(crate) print_areas: Vec<AreaFill>,
    pub(crate) export_options: Option<ExportOptions>,
    /// Words for the start of the file's name.
    #[schema(max_length = 100)]
    pub(crate) export_label: Option<String>,
    /// Whether to answer at once with a job.
    pub(crate) is_async: Option<bool>,
}

/// What goes into a print area: artwork, a colour or both.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = PrintAreaFill)]
pub(crate) struct AreaFill {
    /// Which saved area.
    pub(crate) uuid: Option<String>,
    /// Needs a generator: refused.
    pub(crate) surface_uuid: Option<String>,
    /// http or https.
    pub(crate) artwork_url: Option<String>,
    /// The artwork itself; wins over the URL.
    pub(crate) base64: Option<String>,
    /// `#rrggbb`; over the artwork, or, without one, over the whole area.
    pub(crate) color: Option<String>,
    pub(crate) adjustments: Option<AreaAdjustments>,
    pub(crate) placement: Option<AreaPlacement>,
    /// Needs a generator: refused when true.
    pub(crate) remove_background: Option<bool>,
}

/// Changes of the finished artwork.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[schema(as = PrintAreaAdjustments)]
pub(crate) struct AreaAdjustments {
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
    /// multiply (the default: the photo's light and shade show through) or normal.
    pub(crate) blend_mode: Option<String>,
}

/// Where artwork lies in its area; lengths in pixels of the photo, along the area's edges.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[schema(as = PrintAreaPlacement)]
pub(crate) struct AreaPlacement {
    /// `top_left`, `top_center`, `top_right`, `center_left`, center (the default), `center_right`, `bottom_left`,
    /// `bottom_center` or `bottom_right`.
    pub(crate) position: Option<String>,
    /// contain (the default), fill or cover; not beside a width and height.
    pub(crate) fit: Option<String>,
    /// For surfaces only: refused.
    pub(crate) coverage: Option<f64>,
    /// Given together with a height.
    #[schema(minimum = 1, maximum = 30000)]
    pub(crate) width: Option<f64>,
    /// Given together with a width.
    #[schema(minimum = 1, maximum = 30000)]
    pub(crate) height: Option<f64>,
    /// Degrees, clockwise.
    #[schema(minimum = -360, maximum = 360)]
    pub(crate) rotation: Option<f64>,
    /// To the right of the position.
    pub(crate) offset_x: Option<f64>,
    /// Down from the position.
    pub(crate) offset_y: Option<f64>,
    /// Whether the artwork is repeated; needs a fit, or a width and height: the size of one tile.
    pub(crate) tile: Option<bool>,
    /// Percent of a tile left free between tiles.
    #[schema(minimum = 0, maximum = 100)]
    pub(crate) tile_spacing: Option<f64>,
    /// Removed from the dialect: refused, null as well.
    #[serde(default, deserialize_with = "sent")]
    #[schema(ignore)]
    pub(crate) scale: bool,
}

/// Whether a key was sent at all, whatever its value.
fn sent<'de, D: Deserializer<'de>>(value: D) -> Result<bool, D::Error> {
    serde::de::IgnoredAny::deserialize(value).map(|_| true)
}

/// A finished picture of a photo mockup.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PhotoRendered {
    pub(crate) print_files: Vec<PhotoFile>,
    pub(crate) render_uuid: Uuid,
}

/// Where the picture is.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PhotoFile {
    pub(crate) export_path: String,
    /// From the order to the picture, in milliseconds.
    pub(crate) duration_ms: u64,
    /// webp, png or jpg.
    pub(crate) export_format: &'static str,
}
