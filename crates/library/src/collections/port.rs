//! What collections ask of storage.

use async_trait::async_trait;

use super::{Collection, Query};
use crate::ids::{AccountId, CollectionId, ThingId};
use crate::{Listed, Result, Time};

/// Reading.
#[async_trait]
pub trait Read {
    /// The collection with this id, in this account.
    async fn collection(&self, account: AccountId, id: CollectionId) -> Result<Option<Collection>>;

    /// The collections that match, and how many do.
    async fn collections(&self, query: &Query) -> Result<Listed<Collection>>;

    /// The collections that a thing is in, oldest first.
    async fn collections_of(&self, account: AccountId, thing: ThingId) -> Result<Vec<Collection>>;
}

/// Changing.
#[async_trait]
pub trait Write {
    /// Adds an empty collection, whose `serial` is given here.
    async fn insert_collection(&mut self, collection: &Collection) -> Result<Collection>;

    /// The collection, held against other changes until the transaction ends.
    async fn collection_for_change(&mut self, account: AccountId, id: CollectionId) -> Result<Option<Collection>>;

    /// Writes name, description, privacy and catalog, and the time of change.
    async fn update_collection(&mut self, collection: &Collection) -> Result<()>;

    /// Adds to what a collection holds (negative: takes away), and sets the time of change.
    async fn add_to_collection_counts(&mut self, id: CollectionId, mockups: i64, assets: i64, now: Time) -> Result<()>;

    /// Removes a collection and its entries; the things stay.
    async fn delete_collection(&mut self, id: CollectionId) -> Result<()>;
}
