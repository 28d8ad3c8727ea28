//! What catalogs ask of storage.

use async_trait::async_trait;

use super::Catalog;
use crate::Result;
use crate::ids::{AccountId, CatalogId, ThingId};

/// Reading.
#[async_trait]
pub trait Read {
    /// The catalog with this id, in this account.
    async fn catalog(&self, account: AccountId, id: CatalogId) -> Result<Option<Catalog>>;

    /// An account's catalogs: the default one first, then the oldest.
    async fn catalogs(&self, account: AccountId) -> Result<Vec<Catalog>>;
}

/// Changing.
#[async_trait]
pub trait Write {
    /// Adds a catalog, whose `serial` is given here. [`crate::Error::Conflict`] for a second default one.
    async fn insert_catalog(&mut self, catalog: &Catalog) -> Result<Catalog>;

    /// Lets a mockup show in this catalog, and no longer in the default one.
    async fn shelve(&mut self, mockup: ThingId, catalog: CatalogId) -> Result<()>;
}
