//! Finished pictures.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// A finished picture.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Rendered {
    pub(crate) export_label: Option<String>,
    /// Where it is, for a day.
    pub(crate) export_path: String,
}

/// What became of many orders.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Batch {
    pub(crate) total_renders: usize,
    pub(crate) successful_renders: usize,
    pub(crate) failed_renders: usize,
    /// In the order they were given.
    pub(crate) renders: Vec<BatchItem>,
}

/// What became of one of them.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct BatchItem {
    pub(crate) status: ItemStatus,
    /// Where the picture is; null when there is none.
    pub(crate) export_path: Option<String>,
    pub(crate) export_label: Option<String>,
    /// As it was given.
    pub(crate) mockup_uuid: String,
    /// Always `psd`.
    pub(crate) mockup_type: &'static str,
    /// Why it failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub(crate) message: Option<String>,
}

/// Whether there is a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum ItemStatus {
    Success,
    Failed,
}

/// The pictures of a collection's mockups.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct CollectionExports {
    pub(crate) export_label: Option<String>,
    pub(crate) exports: Vec<CollectionExport>,
}

/// One of them.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct CollectionExport {
    pub(crate) url: String,
    /// The mockup's name in small letters and hyphens.
    pub(crate) label: String,
}

/// Designs as they would be printed.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct PrintFiles {
    pub(crate) export_label: Option<String>,
    pub(crate) print_files: Vec<PrintFile>,
}

/// The design in one smart object.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct PrintFile {
    pub(crate) export_path: String,
    pub(crate) smart_object_uuid: Uuid,
    pub(crate) smart_object_name: String,
}
