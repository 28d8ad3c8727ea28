//! What items ask of storage.

use async_trait::async_trait;

use super::{Item, ItemFile, Query, Snapshot};
use crate::ids::{AccountId, ThingId};
use crate::page::{Page, Part};
use crate::things::Preview;
use crate::{Error, Result, Time};

/// Reading.
#[async_trait]
pub trait Read {
    /// The thing with this id, whosever it is, in the trash or not.
    async fn item(&self, id: ThingId) -> Result<Option<Item>>;

    /// Those of these things that there are, in the order given; in the trash or not.
    async fn items_of(&self, ids: &[ThingId]) -> Result<Vec<Item>>;

    /// The items that match.
    async fn items(&self, query: &Query) -> Result<Page<Item>>;

    /// What a thing's file was, newest first.
    async fn snapshots(&self, thing: ThingId, part: &Part) -> Result<Page<Snapshot>>;
}

/// Changing.
#[async_trait]
pub trait Write: Send {
    /// Adds a thing: see [`Write::insert_items`].
    async fn insert_item(&mut self, item: &Item) -> Result<Item> {
        let stored = self.insert_items(std::slice::from_ref(item)).await?.pop();
        stored.ok_or_else(|| Error::internal("a thing was not stored"))
    }

    /// Adds things with their files, previews and tags, in few statements however many they are; gives them with their
    /// `serial`, in their order. Mockups and photo mockups are added by their own nouns.
    async fn insert_items(&mut self, items: &[Item]) -> Result<Vec<Item>>;

    /// A thing, held against other changes until the transaction ends.
    async fn item_for_change(&mut self, id: ThingId) -> Result<Option<Item>>;

    /// Writes name, description, privacy, content, tags, details, parent, hidden, lock, and the time of change.
    async fn update_item(&mut self, item: &Item) -> Result<()>;

    /// Sets a thing's file and previews instead of those it has.
    async fn put_file(&mut self, id: ThingId, file: &ItemFile, previews: &[Preview]) -> Result<()>;

    /// Sets a thing's previews instead of those it has.
    async fn put_previews(&mut self, id: ThingId, previews: &[Preview]) -> Result<()>;

    /// Puts a thing into the trash: it leaves every list, and its entries every collection, and what is kept of their
    /// lengths is brought up to date. Says how many bytes its file has; `None` when it is there already.
    async fn trash(&mut self, id: ThingId, now: Time) -> Result<Option<u64>>;

    /// Takes a thing out of the trash: with its entries and tags (`places`), or bare.
    async fn restore(&mut self, id: ThingId, places: bool, now: Time) -> Result<()>;

    /// Things that were put into the trash before `before`.
    async fn trashed_before(&mut self, before: Time, limit: u32) -> Result<Vec<(ThingId, AccountId)>>;

    /// Removes a thing of the trash for good, with all that hangs on it, a mockup with its template when no other
    /// stands on it; says how many bytes that frees.
    async fn purge(&mut self, id: ThingId) -> Result<u64>;

    /// Adds what a thing's file was.
    async fn insert_snapshot(&mut self, snapshot: &Snapshot) -> Result<()>;
}
