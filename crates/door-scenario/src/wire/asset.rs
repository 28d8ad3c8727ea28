//! Assets.

use serde::{Deserialize, Serialize};

use super::Thumbnail;

/// A file, or a mockup's picture, or a note.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Asset {
    pub(crate) id: String,
    pub(crate) author_id: String,
    pub(crate) owner_id: String,
    pub(crate) collection_ids: Vec<String>,
    pub(crate) tags: Vec<String>,
    pub(crate) created_at: String,
    pub(crate) updated_at: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) deleted_at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) description: Option<String>,
    /// Always empty: editing needs models that are not here.
    pub(crate) edit_capabilities: [&'static str; 0],
    pub(crate) kind: &'static str,
    pub(crate) metadata: Metadata,
    pub(crate) properties: Properties,
    pub(crate) mime_type: String,
    pub(crate) privacy: &'static str,
    pub(crate) source: &'static str,
    pub(crate) status: &'static str,
    pub(crate) url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) is_hidden: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) preview: Option<Thumbnail>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) thumbnail: Option<Thumbnail>,
}

/// What an asset came from.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Metadata {
    pub(crate) kind: &'static str,
    #[serde(rename = "type")]
    pub(crate) source: &'static str,
    pub(crate) name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) width: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) height: Option<u32>,
    pub(crate) size: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) parent_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) original_asset_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) source_project_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) copied_at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) lock_expires_at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) thumbnail: Option<Thumbnail>,
}

/// What is known of an asset's file.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Properties {
    /// In bytes.
    pub(crate) size: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) width: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) height: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) char_count: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) word_count: Option<usize>,
}

/// One asset.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct OneAsset {
    pub(crate) asset: Asset,
    /// Of a lock that was just taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) lock_id: Option<String>,
}

/// Some assets.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Assets {
    pub(crate) assets: Vec<Asset>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) next_pagination_token: Option<String>,
}

/// An asset to be made.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct NewAsset {
    pub(crate) name: String,
    /// In base 64, plain or as a `data:` URL.
    pub(crate) image: Option<String>,
    /// JSON as text.
    pub(crate) canvas: Option<String>,
    /// Of a canvas; in base 64.
    pub(crate) thumbnail: Option<String>,
    pub(crate) collection_ids: Option<Vec<String>>,
    pub(crate) hide: Option<bool>,
    pub(crate) parent_id: Option<String>,
}

/// What is to change of an asset.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AssetChanges {
    pub(crate) name: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) canvas: Option<String>,
    pub(crate) thumbnail: Option<String>,
    pub(crate) lock_id: Option<String>,
    pub(crate) lock_expires_at: Option<String>,
    pub(crate) disable_snapshot: Option<bool>,
}

/// Tags to add and to take off.
#[derive(Debug, Deserialize)]
pub(crate) struct TagChanges {
    pub(crate) add: Option<Vec<String>>,
    pub(crate) delete: Option<Vec<String>>,
    pub(crate) strict: Option<bool>,
}

/// What became of tags.
#[derive(Debug, Serialize)]
pub(crate) struct TagsChanged {
    pub(crate) added: Vec<String>,
    pub(crate) deleted: Vec<String>,
}

/// What became of assets that were to be restored.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Restored {
    pub(crate) restored_asset_ids: Vec<String>,
    pub(crate) skipped_assets: Vec<SkippedAsset>,
}

/// An asset that was not restored.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SkippedAsset {
    pub(crate) asset_id: String,
    pub(crate) reason: &'static str,
}

/// Where to copy an asset.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CopyTo {
    pub(crate) target_project_id: Option<String>,
}

/// Until when to lock an asset.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LockUntil {
    pub(crate) lock_expires_at: String,
}

/// How to unlock an asset.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Unlock {
    pub(crate) lock_id: Option<String>,
    pub(crate) force_unlock: Option<bool>,
}

/// What to download an asset as.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct DownloadAs {
    pub(crate) target_format: Option<String>,
}

/// Where an asset can be had.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Download {
    pub(crate) url: String,
    pub(crate) mime_type: String,
}

/// What an asset's file was.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Snapshot {
    pub(crate) author_id: String,
    pub(crate) hash: String,
    pub(crate) raw_data: String,
    /// In milliseconds since 1970.
    pub(crate) taken_at: i64,
}

/// Some snapshots.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Snapshots {
    pub(crate) snapshots: Vec<Snapshot>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) next_pagination_token: Option<String>,
}
