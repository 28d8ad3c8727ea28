//! Ordered, shareable sets of things.

use chrono::{DateTime, Utc};
use library::collections as theirs;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::page::{self, Order};
use super::schemas;
use super::things::Privacy;
use super::twin::twin;

twin! {
    /// What collections are sorted by.
    CollectionSort of theirs::Sort { Name, Created, Updated }
}

/// Which collections.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct CollectionQuery {
    /// Those of this catalog.
    catalog: Option<Uuid>,
    /// Those with this text somewhere in the name, whatever its case.
    #[serde(default)]
    #[param(max_length = 255)]
    name: String,
    /// What they are sorted by.
    #[serde(default = "created")]
    #[param(inline)]
    sort: CollectionSort,
    /// Which way.
    #[serde(default = "page::descending")]
    #[param(inline)]
    order: Order,
    /// How many at most.
    #[serde(default = "page::default_limit")]
    #[param(minimum = 1, maximum = 100)]
    pub(crate) limit: u32,
    /// How many are left out before them.
    #[serde(default)]
    #[param(minimum = 0, maximum = 1_000_000_000)]
    pub(crate) offset: u64,
}

const fn created() -> CollectionSort {
    CollectionSort::Created
}

impl CollectionQuery {
    pub(crate) fn into_query(self, account: library::ids::AccountId) -> library::Result<theirs::Query> {
        let Self { catalog, name, sort, order, limit, offset } = self;
        let window = page::window(limit, offset)?;
        let catalog = catalog.map(library::ids::CatalogId);
        Ok(theirs::Query {
            account,
            catalog,
            name: page::searched(name)?,
            sort: sort.into(),
            order: order.into(),
            window,
        })
    }
}

/// A collection to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewCollection {
    #[schema(schema_with = schemas::name)]
    name: String,
    /// Words about it.
    #[schema(schema_with = schemas::description_or_null)]
    #[serde(default)]
    description: Option<String>,
    /// Private when nothing is said.
    #[serde(default)]
    privacy: Option<Privacy>,
    /// In which catalog; the default one when nothing is said.
    #[serde(default)]
    catalog: Option<Uuid>,
}

impl From<NewCollection> for theirs::NewCollection {
    fn from(NewCollection { name, description, privacy, catalog }: NewCollection) -> Self {
        let privacy = privacy.map(Into::into).unwrap_or_default();
        let catalog = catalog.map(library::ids::CatalogId);
        Self { name, description: description.unwrap_or_default(), privacy, catalog, ..Self::default() }
    }
}

/// What is to change; what is missing or null stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CollectionChanges {
    #[schema(schema_with = schemas::name_or_null)]
    #[serde(default)]
    name: Option<String>,
    /// Words about it.
    #[schema(schema_with = schemas::description_or_null)]
    #[serde(default)]
    description: Option<String>,
    #[serde(default)]
    privacy: Option<Privacy>,
}

impl From<CollectionChanges> for theirs::Changes {
    fn from(CollectionChanges { name, description, privacy }: CollectionChanges) -> Self {
        Self { name, description, privacy: privacy.map(Into::into), ..Self::default() }
    }
}

/// An ordered set of things.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Collection {
    id: Uuid,
    catalog: Uuid,
    /// Who made it.
    author: Uuid,
    name: String,
    /// Words about it; empty for none.
    description: String,
    privacy: Privacy,
    /// How many mockups are in it.
    mockups: i64,
    /// How many assets are in it.
    assets: i64,
    created_at: DateTime<Utc>,
    /// When it, or what is in it, was last changed.
    updated_at: DateTime<Utc>,
}

impl From<theirs::Collection> for Collection {
    fn from(collection: theirs::Collection) -> Self {
        let theirs::Collection { id, serial: _, account: _, catalog, author, name, .. } = collection;
        let theirs::Collection { description, privacy, created_at, updated_at, mockups, assets, .. } = collection;
        let (id, catalog, author, privacy) = (id.0, catalog.0, author.0, privacy.into());
        Self { id, catalog, author, name, description, privacy, mockups, assets, created_at, updated_at }
    }
}

/// A collection's id and name.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CollectionName {
    id: Uuid,
    name: String,
}

impl From<theirs::Collection> for CollectionName {
    fn from(collection: theirs::Collection) -> Self {
        Self { id: collection.id.0, name: collection.name }
    }
}
