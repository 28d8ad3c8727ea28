//! Catalogs.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::Words;

/// A group of collections.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Catalog {
    pub(crate) uuid: Uuid,
    pub(crate) name: String,
    /// `default` or `custom`.
    #[serde(rename = "type")]
    pub(crate) kind: &'static str,
    /// `2025-10-23 12:40:42 UTC`.
    pub(crate) created_at: String,
    pub(crate) created_at_timestamp: i64,
}

/// A catalog to be made.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct NewCatalog {
    #[schema(value_type = String, required = true, min_length = 1, max_length = 255)]
    pub(crate) name: Option<Words>,
}
