//! Collections.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::Words;

/// A group of mockups.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Collection {
    pub(crate) uuid: Uuid,
    pub(crate) name: String,
    pub(crate) mockup_count: i64,
    /// `2025-10-23 12:40:42 UTC`.
    pub(crate) created_at: String,
    pub(crate) updated_at: String,
    pub(crate) created_at_timestamp: i64,
    pub(crate) updated_at_timestamp: i64,
}

/// A collection to be made.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct NewCollection {
    #[schema(value_type = String, required = true, min_length = 1, max_length = 255)]
    pub(crate) name: Option<Words>,
    /// The default catalog when nothing is said.
    pub(crate) catalog_uuid: Option<String>,
}

/// A collection that was just made: its times are written in another way than in lists.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct CollectionMade {
    pub(crate) id: i64,
    pub(crate) uuid: Uuid,
    pub(crate) workspace_id: i64,
    pub(crate) catalog_id: i64,
    pub(crate) name: String,
    pub(crate) slug: String,
    /// Always 1.
    pub(crate) is_published: u8,
    /// `2025-10-23T12:40:42.000000Z`.
    pub(crate) created_at: String,
    pub(crate) updated_at: String,
}
