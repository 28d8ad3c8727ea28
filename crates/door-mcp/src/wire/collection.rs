//! Collections and what is in them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Page;

/// A collection at a glance.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct CollectionSummary {
    #[schemars(with = "String")]
    pub(crate) id: Uuid,
    pub(crate) name: String,
    pub(crate) description: String,
    /// How many mockups are in it.
    pub(crate) mockups: i64,
    /// How many files are in it.
    pub(crate) assets: i64,
    pub(crate) updated_at: String,
}

/// Which collections.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ListCollections {
    /// Part of a name, in any case.
    pub(crate) query: Option<String>,
    /// How many at most: 1 to 100, 20 by default.
    pub(crate) limit: Option<u32>,
    /// How many to leave out before them.
    pub(crate) offset: Option<u64>,
}

/// Which collection, and which part of it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct GetCollection {
    /// The collection's id.
    #[schemars(with = "String")]
    pub(crate) collection: Uuid,
    /// How many things at most: 1 to 100, 20 by default.
    pub(crate) limit: Option<u32>,
    /// How many to leave out before them.
    pub(crate) offset: Option<u64>,
}

/// A collection and what is in it.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct CollectionDetails {
    pub(crate) collection: CollectionSummary,
    /// In the order that people gave them.
    pub(crate) things: Page<ThingSummary>,
}

/// A thing in a collection.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct ThingSummary {
    #[schemars(with = "String")]
    pub(crate) id: Uuid,
    /// mockup, asset and so on.
    pub(crate) kind: String,
    pub(crate) name: String,
}

/// A collection to be made.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CreateCollection {
    pub(crate) name: String,
    /// Words about it.
    pub(crate) description: Option<String>,
}

/// Things to be put in a collection.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AddToCollection {
    /// The collection's id.
    #[schemars(with = "String")]
    pub(crate) collection: Uuid,
    /// Ids of mockups and assets; they go to its end, in this order.
    #[schemars(with = "Vec<String>")]
    pub(crate) things: Vec<Uuid>,
}

/// What became of it.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct AddedToCollection {
    pub(crate) collection: CollectionSummary,
    /// How many things were put there.
    pub(crate) added: usize,
    /// Things that were there already.
    #[schemars(with = "Vec<String>")]
    pub(crate) already_there: Vec<Uuid>,
}
