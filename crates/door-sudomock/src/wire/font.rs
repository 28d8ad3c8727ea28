//! Fonts.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// A font.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Font {
    pub(crate) uuid: Uuid,
    pub(crate) family: String,
    pub(crate) subfamily: String,
    pub(crate) postscript_name: String,
    /// serif, sans-serif, monospace, handwriting or display.
    pub(crate) category: &'static str,
    /// Its own words; null when it has none.
    pub(crate) license: Option<String>,
    /// Always false.
    pub(crate) is_premium: bool,
    /// Whether the server brings it.
    pub(crate) is_system: bool,
    /// Always null.
    pub(crate) preview_url: Option<String>,
    /// Its file; null for one that the server brings.
    pub(crate) file_url: Option<String>,
    /// When it was added; null for one that the server brings.
    pub(crate) created_at: Option<DateTime<Utc>>,
}

/// A part of the list of fonts.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct FontList {
    pub(crate) data: Vec<Font>,
    pub(crate) pagination: Pagination,
}

/// Which part.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Pagination {
    /// From 1.
    pub(crate) page: u64,
    pub(crate) per_page: u32,
    /// How many match, whatever part was asked for.
    pub(crate) total: u64,
}

/// A font to be added.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct NewFont {
    /// Where its file is: http or https; TrueType or OpenType.
    #[schema(min_length = 1)]
    pub(crate) url: String,
    /// That the account may use it; must be true.
    pub(crate) license_confirmed: bool,
}

/// Something was done.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Done {
    /// Always true.
    pub(crate) success: bool,
}
