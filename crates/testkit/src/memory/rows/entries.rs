//! Entries.

use async_trait::async_trait;
use library::entries::{Entry, Read, Write};
use library::ids::{AccountId, CollectionId, EntryId, ThingId};
use library::things::Thing;
use library::{Listed, Result, Window};

use super::super::state::State;
use super::super::store::{MemoryStore, MemoryTransaction};
use super::{cut, missing};

fn in_order(rows: &State, collection: CollectionId) -> Vec<Entry> {
    let own = rows.entries.values().filter(|entry| entry.collection == collection);
    let mut entries: Vec<Entry> = own.cloned().collect();
    entries.sort_by_key(|entry| (entry.rank, entry.id));
    entries
}

#[async_trait]
impl Read for MemoryStore {
    async fn entries(&self, collection: CollectionId, window: Window) -> Result<Listed<(Entry, Thing)>> {
        let rows = self.rows();
        let entries = in_order(&rows, collection);
        let total = entries.len() as u64;
        let with_thing = |entry: Entry| rows.thing(entry.thing).cloned().map(|thing| (entry, thing));
        Ok(Listed { items: cut(entries, window).into_iter().filter_map(with_thing).collect(), total })
    }
}

#[async_trait]
impl Write for MemoryTransaction {
    async fn all_entries(&mut self, collection: CollectionId) -> Result<Vec<Entry>> {
        Ok(in_order(&self.rows, collection))
    }

    async fn things(&mut self, account: AccountId, things: &[ThingId]) -> Result<Vec<Thing>> {
        let found = things.iter().filter_map(|id| self.rows.thing(*id));
        Ok(found.filter(|thing| thing.account == account).cloned().collect())
    }

    async fn insert_entry(&mut self, entry: &Entry) -> Result<Entry> {
        self.rows.hold_user(entry.added_by)?;
        if !self.rows.collections.contains_key(&entry.collection) {
            return Err(missing("the entry's collection"));
        }
        let kind = self.rows.thing(entry.thing).ok_or_else(|| missing("the entry's thing"))?.kind;
        let entry = Entry { serial: self.rows.next_serial(), kind, ..entry.clone() };
        self.rows.entries.insert(entry.id, entry.clone());
        Ok(entry)
    }

    async fn set_ranks(&mut self, ranks: &[(EntryId, i64)]) -> Result<()> {
        for (id, rank) in ranks {
            if let Some(entry) = self.rows.entries.get_mut(id) {
                entry.rank = *rank;
            }
        }
        Ok(())
    }

    async fn delete_entries(&mut self, entries: &[EntryId]) -> Result<()> {
        self.rows.entries.retain(|id, _| !entries.contains(id));
        Ok(())
    }

    async fn entries_of(&mut self, thing: ThingId) -> Result<Vec<Entry>> {
        Ok(self.rows.entries.values().filter(|entry| entry.thing == thing).cloned().collect())
    }
}
