//! Collections.

use serde::{Deserialize, Serialize};

/// A set of assets and models.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Collection {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) owner_id: String,
    pub(crate) created_at: String,
    pub(crate) updated_at: String,
    pub(crate) asset_count: i64,
    pub(crate) model_count: i64,
    pub(crate) item_count: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) thumbnail: Option<Thumbnail>,
}

/// The picture of an asset.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Thumbnail {
    pub(crate) asset_id: String,
    pub(crate) url: String,
}

/// One collection.
#[derive(Debug, Serialize)]
pub(crate) struct OneCollection {
    pub(crate) collection: Collection,
}

/// Some collections.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Collections {
    pub(crate) collections: Vec<Collection>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) next_pagination_token: Option<String>,
}

/// A collection to be made.
#[derive(Debug, Deserialize)]
pub(crate) struct NewCollection {
    pub(crate) name: String,
}

/// What is to change of a collection.
#[expect(clippy::option_option, reason = "null unsets, and what is left out keeps")]
#[derive(Debug, Deserialize)]
pub(crate) struct CollectionChanges {
    pub(crate) name: Option<String>,
    /// An asset's id; null for none.
    #[serde(default, deserialize_with = "super::given")]
    pub(crate) thumbnail: Option<Option<String>>,
}

/// Which assets.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AssetIds {
    pub(crate) asset_ids: Vec<String>,
}

/// Which models.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ModelIds {
    pub(crate) model_ids: Vec<String>,
}
