//! What entries ask of storage.

use async_trait::async_trait;

use super::{Entry, Query};
use crate::ids::{AccountId, CollectionId, EntryId, ThingId};
use crate::items::Item;
use crate::page::Page;
use crate::things::Thing;
use crate::{Error, Listed, Result, Window};

/// Reading. Entries whose thing is in the trash are not there.
#[async_trait]
pub trait Read {
    /// A collection's entries in their order, with the things, and how many there are.
    async fn entries(&self, collection: CollectionId, window: Window) -> Result<Listed<(Entry, Thing)>>;

    /// The entries that match, with the things.
    async fn entries_page(&self, query: &Query) -> Result<Page<(Entry, Item)>>;

    /// Those of these entries that there are, in the order given.
    async fn entries_by_id(&self, ids: &[EntryId]) -> Result<Vec<Entry>>;

    /// Those of the entries with these numbers that there are, in the order given.
    async fn entries_by_serial(&self, serials: &[i64]) -> Result<Vec<Entry>>;

    /// The tags in a collection and how many of its entries have each, the commonest first.
    async fn collection_tags(&self, collection: CollectionId) -> Result<Vec<(String, u64)>>;
}

/// Changing. The collection is to be held by `collection_for_change` first: one order of locks everywhere.
#[async_trait]
pub trait Write: Send {
    /// All of a collection's entries, in their order.
    async fn all_entries(&mut self, collection: CollectionId) -> Result<Vec<Entry>>;

    /// At most `limit` entries of a collection's order from a place on, leaving out `except`.
    async fn entries_near(
        &mut self,
        collection: CollectionId,
        near: Near,
        except: &[EntryId],
        limit: u32,
    ) -> Result<Vec<Entry>>;

    /// Those of these entries that the collection has, in the order given.
    async fn entries_among(&mut self, collection: CollectionId, ids: &[EntryId]) -> Result<Vec<Entry>>;

    /// The entries of these things in a collection.
    async fn entries_holding(&mut self, collection: CollectionId, things: &[ThingId]) -> Result<Vec<Entry>>;

    /// The entries gathered under a stack, in their order.
    async fn children(&mut self, stack: EntryId) -> Result<Vec<Entry>>;

    /// Those of these things that the account has, in the order given.
    async fn things(&mut self, account: AccountId, things: &[ThingId]) -> Result<Vec<Thing>>;

    /// Adds an entry: see [`Write::insert_entries`].
    async fn insert_entry(&mut self, entry: &Entry) -> Result<Entry> {
        let stored = self.insert_entries(std::slice::from_ref(entry)).await?.pop();
        stored.ok_or_else(|| Error::internal("an entry was not stored"))
    }

    /// Adds entries, in few statements however many they are; gives them with their `serial`, in their order. How many
    /// their stacks have is kept.
    async fn insert_entries(&mut self, entries: &[Entry]) -> Result<Vec<Entry>>;

    /// Writes an entry's collection, stack and rank. How many the stacks and collections have is kept, but for
    /// [`crate::collections::Write::add_to_collection_counts`].
    async fn move_entry(&mut self, entry: &Entry) -> Result<()>;

    /// Sets ranks.
    async fn set_ranks(&mut self, ranks: &[(EntryId, i64)]) -> Result<()>;

    /// Removes entries, with their reactions and comments; the things stay, and what a removed stack gathered is no
    /// longer under it.
    async fn delete_entries(&mut self, entries: &[EntryId]) -> Result<()>;

    /// The entries of a thing, in all collections.
    async fn entries_of(&mut self, thing: ThingId) -> Result<Vec<Entry>>;
}

/// A place in a collection's order, and the way to look from there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Near {
    /// From the first on.
    First,
    /// From the last back.
    Last,
    /// Those after this rank and id, the nearest first.
    After(i64, EntryId),
    /// Those before this rank and id, the nearest first.
    Before(i64, EntryId),
}
