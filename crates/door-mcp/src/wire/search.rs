//! Searching the library.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{CollectionSummary, Page, Size};

/// What to look for.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Search {
    /// Part of a name, in any case. Without it, everything is listed, newest first.
    pub(crate) query: Option<String>,
    /// What to look for; all kinds by default.
    pub(crate) kinds: Option<Vec<Kind>>,
    /// How many of each kind at most: 1 to 100, 20 by default.
    pub(crate) limit: Option<u32>,
    /// How many of each kind to leave out before them.
    pub(crate) offset: Option<u64>,
}

/// A kind of thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Kind {
    Mockup,
    Asset,
    Collection,
}

/// What was found, by kind; a kind that was not looked for is missing.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub(crate) struct Found {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) mockups: Option<Page<MockupSummary>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) assets: Option<Page<AssetSummary>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) collections: Option<Page<CollectionSummary>>,
}

/// A mockup at a glance.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct MockupSummary {
    #[schemars(with = "String")]
    pub(crate) id: Uuid,
    pub(crate) name: String,
    /// The canvas.
    pub(crate) size: Size,
    /// The names of the slots that take artwork.
    pub(crate) slots: Vec<String>,
    /// A small picture of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) preview: Option<String>,
    pub(crate) created_at: String,
}

/// A file.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct AssetSummary {
    /// To be given to `render` as artwork.
    #[schemars(with = "String")]
    pub(crate) id: Uuid,
    pub(crate) name: String,
    pub(crate) media_type: String,
    /// Of a picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) size: Option<Size>,
    /// The file.
    pub(crate) url: String,
    pub(crate) created_at: String,
}
