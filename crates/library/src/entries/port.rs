//! What entries ask of storage.

use async_trait::async_trait;

use super::Entry;
use crate::ids::{AccountId, CollectionId, EntryId, ThingId};
use crate::things::Thing;
use crate::{Listed, Result, Window};

/// Reading.
#[async_trait]
pub trait Read {
    /// A collection's entries in their order, with the things, and how many there are.
    async fn entries(&self, collection: CollectionId, window: Window) -> Result<Listed<(Entry, Thing)>>;
}

/// Changing. The collection is to be held by `collection_for_change` first: one order of locks everywhere.
#[async_trait]
pub trait Write {
    /// All of a collection's entries, in their order.
    async fn all_entries(&mut self, collection: CollectionId) -> Result<Vec<Entry>>;

    /// Those of these things that the account has, in the order given.
    async fn things(&mut self, account: AccountId, things: &[ThingId]) -> Result<Vec<Thing>>;

    /// Adds an entry, whose `serial` is given here.
    async fn insert_entry(&mut self, entry: &Entry) -> Result<Entry>;

    /// Sets ranks.
    async fn set_ranks(&mut self, ranks: &[(EntryId, i64)]) -> Result<()>;

    /// Removes entries; the things stay.
    async fn delete_entries(&mut self, entries: &[EntryId]) -> Result<()>;

    /// The entries of a thing, in all collections.
    async fn entries_of(&mut self, thing: ThingId) -> Result<Vec<Entry>>;
}
