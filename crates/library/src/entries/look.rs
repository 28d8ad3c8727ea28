//! Looking at entries.

use super::{Entry, Parent, Query};
use crate::access::Actor;
use crate::collections::Shown;
use crate::ids::{CollectionId, EntryId};
use crate::items::Item;
use crate::page::{Page, Part};
use crate::things::{Thing, ThingKind};
use crate::{Error, Library, Listed, Noun, Result, Window};

/// The most entries that one stack is read with.
const GATHERED: u32 = 1000;

impl Library {
    /// What is in a collection, in its order.
    pub async fn entries(
        &self,
        actor: &Actor,
        collection: CollectionId,
        window: Window,
    ) -> Result<Listed<(Entry, Thing)>> {
        let Shown { collection, .. } = self.collection_shown(actor, collection).await?;
        self.store.entries(collection.id, window).await
    }

    /// The entries that match, in the collection of the query or in all that the person is a member or collaborator
    /// of; the query's person is not heeded.
    pub async fn entries_page(&self, actor: &Actor, query: Query) -> Result<Page<(Entry, Item)>> {
        if let Some(collection) = query.collection {
            self.collection_shown(actor, collection).await?;
        }
        self.store.entries_page(&Query { seen_by: Some(actor.user), ..query }).await
    }

    /// The entries of a collection that whoever has its link may see: for callers without a credential.
    pub async fn open_entries(&self, collection: CollectionId, query: Query) -> Result<Page<(Entry, Item)>> {
        let open = self.open_collection(collection).await?;
        self.store.entries_page(&Query { collection: Some(open.id), seen_by: None, ..query }).await
    }

    /// An entry by the number that dialects with integers show, with its thing, and its collection as the caller sees it.
    pub async fn entry_by_serial(&self, actor: &Actor, serial: i64) -> Result<(Entry, Item, Shown)> {
        let entry = self.store.entries_by_serial(&[serial]).await?.pop().ok_or(Error::NotFound(Noun::Entry))?;
        let shown = self.stand(actor, self.any_collection(entry.collection).await?).await?;
        // Whoever may not see the collection hears of no entry.
        if !shown.permissions.view {
            return Err(Error::NotFound(Noun::Entry));
        }
        let item = self.item_of_entry(&entry).await?;
        Ok((entry, item, shown))
    }

    /// The entries of these numbers, in order; [`Noun::Entry`] not found when one is not there, or not for the caller.
    pub async fn entries_by_serial(&self, actor: &Actor, serials: &[i64]) -> Result<Vec<Entry>> {
        let entries = self.store.entries_by_serial(serials).await?;
        if entries.len() < serials.len() {
            return Err(Error::NotFound(Noun::Entry));
        }
        let mut seen: Vec<CollectionId> = entries.iter().map(|entry| entry.collection).collect();
        seen.sort_unstable();
        seen.dedup();
        for collection in seen {
            if self.collection_shown(actor, collection).await.is_err() {
                return Err(Error::NotFound(Noun::Entry));
            }
        }
        Ok(entries)
    }

    /// These entries with their things, in order.
    pub async fn entries_with_items(&self, actor: &Actor, ids: &[EntryId]) -> Result<Vec<(Entry, Item)>> {
        let entries = self.store.entries_by_id(ids).await?;
        let mut pairs = Vec::with_capacity(entries.len());
        for entry in entries {
            self.collection_shown(actor, entry.collection).await?;
            let item = self.item_of_entry(&entry).await?;
            pairs.push((entry, item));
        }
        Ok(pairs)
    }

    /// The tags in a collection and how many of its entries have each, the commonest first.
    pub async fn collection_tags(&self, actor: &Actor, id: CollectionId) -> Result<Vec<(String, u64)>> {
        self.collection_shown(actor, id).await?;
        self.store.collection_tags(id).await
    }

    pub(crate) async fn any_collection(&self, id: CollectionId) -> Result<crate::collections::Collection> {
        self.store.any_collection(id).await?.ok_or(Error::NotFound(Noun::Collection))
    }

    pub(super) async fn item_of_entry(&self, entry: &Entry) -> Result<Item> {
        self.store.item(entry.thing).await?.ok_or(Error::NotFound(Noun::Entry))
    }

    /// What a stack gathers.
    pub(super) async fn items_under(&self, entry: &Entry) -> Result<Vec<Item>> {
        if entry.kind != ThingKind::Stack {
            return Ok(Vec::new());
        }
        let part = Part::after(GATHERED, None);
        let query = Query { parent: Parent::Stack(entry.id), ..Query::of(entry.collection, part) };
        Ok(self.store.entries_page(&query).await?.items.into_iter().map(|(_, item)| item).collect())
    }
}
