//! Uploads.

use serde::{Deserialize, Serialize};

/// A file that is to come: in parts, or from a URL.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct NewUpload {
    pub(crate) kind: Option<String>,
    pub(crate) file_name: Option<String>,
    pub(crate) content_type: Option<String>,
    pub(crate) file_size: Option<f64>,
    pub(crate) parts: Option<f64>,
    pub(crate) url: Option<String>,
    pub(crate) hugging_face_model_name: Option<String>,
    pub(crate) civitai_model_url: Option<String>,
    pub(crate) asset_options: Option<AssetOptions>,
}

/// What becomes of the asset.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AssetOptions {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) collection_ids: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) hide: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) parent_id: Option<String>,
}

/// What to do with an upload.
#[derive(Debug, Deserialize)]
pub(crate) struct Action {
    pub(crate) action: String,
}

/// A file on its way in.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Upload {
    pub(crate) id: String,
    pub(crate) author_id: String,
    pub(crate) owner_id: String,
    pub(crate) created_at: String,
    pub(crate) updated_at: String,
    pub(crate) file_name: String,
    pub(crate) original_file_name: String,
    pub(crate) kind: String,
    pub(crate) source: &'static str,
    pub(crate) status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) asset_options: Option<AssetOptions>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) content_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) entity_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) error_message: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) file_size: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) parts: Option<Vec<PartLink>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) parts_count: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
}

/// Where a part goes.
#[derive(Debug, Serialize)]
pub(crate) struct PartLink {
    pub(crate) number: u32,
    pub(crate) url: String,
    pub(crate) expires: String,
}

/// One upload.
#[derive(Debug, Serialize)]
pub(crate) struct OneUpload {
    pub(crate) upload: Upload,
}

/// What something would cost.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Cost {
    pub(crate) creative_units_cost: u32,
    pub(crate) creative_units_discount: u32,
}
