//! Searches.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Asset, Model, Thumbnail};

/// What is searched for.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Search {
    pub(crate) query: Option<String>,
    #[serde(default)]
    pub(crate) filter: Value,
    pub(crate) sort_by: Option<Vec<String>>,
    pub(crate) public: Option<bool>,
    pub(crate) limit: Option<f64>,
    pub(crate) offset: Option<f64>,
    pub(crate) hits_per_page: Option<f64>,
    pub(crate) page: Option<f64>,
    pub(crate) image: Option<Value>,
    pub(crate) images: Option<Value>,
}

/// What was found.
#[derive(Debug, Serialize)]
pub(crate) struct Hits<T> {
    pub(crate) hits: Vec<T>,
    #[serde(flatten)]
    pub(crate) place: Place,
}

/// Which part of all that was found.
#[derive(Debug, Serialize)]
#[serde(untagged, rename_all = "camelCase", rename_all_fields = "camelCase")]
pub(crate) enum Place {
    Offset { limit: u32, offset: u64, estimated_total_hits: u64 },
    Page { page: u64, hits_per_page: u32, total_hits: u64, total_pages: u64 },
}

/// An asset that was found: with the keys that only hits have.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AssetHit {
    #[serde(flatten)]
    pub(crate) asset: Asset,
    pub(crate) nsfw: [&'static str; 0],
    pub(crate) team_id: String,
    /// Of a note.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) content: Option<String>,
}

/// A model that was found.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ModelHit {
    pub(crate) id: String,
    pub(crate) author_id: String,
    pub(crate) capabilities: [&'static str; 0],
    pub(crate) collection_ids: Vec<String>,
    pub(crate) concepts: Value,
    pub(crate) created_at: String,
    pub(crate) updated_at: String,
    pub(crate) example_asset_ids: Vec<String>,
    pub(crate) name: String,
    pub(crate) owner_id: String,
    pub(crate) team_id: String,
    pub(crate) privacy: &'static str,
    pub(crate) short_description: String,
    pub(crate) source: &'static str,
    pub(crate) tags: Vec<String>,
    pub(crate) training_images_number: usize,
    #[serde(rename = "type")]
    pub(crate) base: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) thumbnail: Option<Thumbnail>,
}

impl ModelHit {
    /// The hit of a model.
    pub(crate) fn of(model: Model, team_id: String) -> Self {
        Self {
            id: model.id,
            author_id: model.author_id,
            capabilities: model.capabilities,
            collection_ids: model.collection_ids,
            concepts: model.concepts.filter(Value::is_array).unwrap_or_else(|| Value::Array(Vec::new())),
            created_at: model.created_at,
            updated_at: model.updated_at,
            example_asset_ids: model.example_asset_ids,
            name: model.name,
            owner_id: model.owner_id,
            team_id,
            privacy: model.privacy,
            short_description: model.short_description.unwrap_or_default(),
            source: model.source,
            tags: model.tags,
            training_images_number: model.training_images_number,
            base: model.base,
            thumbnail: model.thumbnail,
        }
    }
}
