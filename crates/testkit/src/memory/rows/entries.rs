//! Entries.

use std::collections::BTreeMap;

use async_trait::async_trait;
use library::entries::{Entry, Near, Owner, Parent, Query, Read, Sort, Write};
use library::ids::{AccountId, CollectionId, EntryId, ThingId};
use library::items::Item;
use library::page::{Key, Page};
use library::things::Thing;
use library::{Listed, Result, Window};

use super::super::state::State;
use super::super::store::{MemoryStore, MemoryTransaction};
use super::collections::dashboard;
use super::{cut, items, missing, paged};

/// A collection's entries whose things are not in the trash, in their order.
fn in_order(rows: &State, collection: CollectionId) -> Vec<Entry> {
    let own = rows.entries.values().filter(|entry| entry.collection == collection && !rows.trashed(entry.thing));
    let mut entries: Vec<Entry> = own.cloned().collect();
    entries.sort_by_key(|entry| (entry.rank, entry.id));
    entries
}

fn matches(rows: &State, entry: &Entry, item: &Item, query: &Query) -> bool {
    (match query.parent {
        Parent::Any => true,
        Parent::Top => entry.parent.is_none(),
        Parent::Stack(stack) => entry.parent == Some(stack),
    }) && (query.forms.is_empty() || query.forms.contains(&item.form()))
        && items::tagged(item, &query.tags)
        && (query.text.is_empty() || items::found(rows, item, &query.text))
}

fn key((entry, item): &(Entry, Item), sort: Sort) -> (Key, uuid::Uuid) {
    let key = match sort {
        Sort::Rank => Key::Number(entry.rank),
        Sort::Created => Key::Time(entry.created_at),
        Sort::Updated => Key::Time(item.thing.updated_at),
        Sort::Name => Key::Text(item.thing.name.to_lowercase()),
        Sort::Form => Key::Text(item.form().name().to_owned()),
        Sort::Bytes => Key::Number(item.file.as_ref().map_or(0, |file| file.blob.bytes.cast_signed())),
        Sort::Reactions => Key::Number(entry.reactions),
    };
    (key, entry.id.0)
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

    async fn entries_page(&self, query: &Query) -> Result<Page<(Entry, Item)>> {
        let rows = self.rows();
        let collections: Vec<CollectionId> = match (query.collection, query.seen_by) {
            (Some(collection), _) => vec![collection],
            (None, Some(user)) => dashboard(&rows, user)
                .into_iter()
                .filter(|(collection, _)| match query.owner {
                    Owner::Any => true,
                    Owner::Is(owner) => collection.account == owner,
                    Owner::IsNot(owner) => collection.account != owner,
                })
                .map(|(collection, _)| collection.id)
                .collect(),
            (None, None) => Vec::new(),
        };
        let entries = collections.into_iter().flat_map(|collection| in_order(&rows, collection));
        let pairs = entries.filter_map(|entry| rows.item(entry.thing).map(|item| (entry, item)));
        let found = pairs.filter(|(entry, item)| matches(&rows, entry, item, query)).collect();
        paged(found, query.sort.list(), query.order, &query.part, |pair| key(pair, query.sort))
    }

    async fn entries_by_id(&self, ids: &[EntryId]) -> Result<Vec<Entry>> {
        let rows = self.rows();
        let there = ids.iter().filter_map(|id| rows.entries.get(id));
        Ok(there.filter(|entry| !rows.trashed(entry.thing)).cloned().collect())
    }

    async fn entries_by_serial(&self, serials: &[i64]) -> Result<Vec<Entry>> {
        let rows = self.rows();
        let find = |serial: &i64| rows.entries.values().find(|entry| entry.serial == *serial);
        let there = serials.iter().filter_map(find);
        Ok(there.filter(|entry| !rows.trashed(entry.thing)).cloned().collect())
    }

    async fn collection_tags(&self, collection: CollectionId) -> Result<Vec<(String, u64)>> {
        let rows = self.rows();
        let mut counts: BTreeMap<String, (String, u64)> = BTreeMap::new();
        for entry in in_order(&rows, collection) {
            for tag in rows.item(entry.thing).map(|item| item.tags).unwrap_or_default() {
                counts.entry(tag.to_lowercase()).or_insert((tag, 0)).1 += 1;
            }
        }
        let mut counts: Vec<(String, (String, u64))> = counts.into_iter().collect();
        counts.sort_by_key(|(folded, (_, count))| (std::cmp::Reverse(*count), folded.clone()));
        Ok(counts.into_iter().map(|(_, pair)| pair).collect())
    }
}

impl MemoryTransaction {
    fn insert_one_entry(&mut self, entry: &Entry) -> Result<Entry> {
        self.rows.hold_user(entry.added_by)?;
        if !self.rows.collections.contains_key(&entry.collection) {
            return Err(missing("the entry's collection"));
        }
        let kind = self.rows.thing(entry.thing).ok_or_else(|| missing("the entry's thing"))?.kind;
        let serial = self.rows.next_serial();
        let entry = Entry { serial, kind, reactions: 0, comments: 0, children: 0, ..entry.clone() };
        self.gather(entry.parent, 1)?;
        self.rows.entries.insert(entry.id, entry.clone());
        Ok(entry)
    }
}

#[async_trait]
impl Write for MemoryTransaction {
    async fn all_entries(&mut self, collection: CollectionId) -> Result<Vec<Entry>> {
        Ok(in_order(&self.rows, collection))
    }

    async fn entries_near(
        &mut self,
        collection: CollectionId,
        near: Near,
        except: &[EntryId],
        limit: u32,
    ) -> Result<Vec<Entry>> {
        let mut entries = in_order(&self.rows, collection);
        if matches!(near, Near::Last | Near::Before(..)) {
            entries.reverse();
        }
        entries.retain(|entry| match near {
            Near::First | Near::Last => true,
            Near::After(rank, id) => (entry.rank, entry.id) > (rank, id),
            Near::Before(rank, id) => (entry.rank, entry.id) < (rank, id),
        });
        Ok(entries.into_iter().filter(|entry| !except.contains(&entry.id)).take(limit as usize).collect())
    }

    async fn entries_among(&mut self, collection: CollectionId, ids: &[EntryId]) -> Result<Vec<Entry>> {
        let entries = in_order(&self.rows, collection);
        Ok(ids.iter().filter_map(|id| entries.iter().find(|entry| entry.id == *id).cloned()).collect())
    }

    async fn entries_holding(&mut self, collection: CollectionId, things: &[ThingId]) -> Result<Vec<Entry>> {
        let mut entries = in_order(&self.rows, collection);
        entries.retain(|entry| things.contains(&entry.thing));
        Ok(entries)
    }

    async fn children(&mut self, stack: EntryId) -> Result<Vec<Entry>> {
        let Some(collection) = self.rows.entries.get(&stack).map(|entry| entry.collection) else {
            return Ok(Vec::new());
        };
        let mut entries = in_order(&self.rows, collection);
        entries.retain(|entry| entry.parent == Some(stack));
        Ok(entries)
    }

    async fn things(&mut self, account: AccountId, things: &[ThingId]) -> Result<Vec<Thing>> {
        let there = things.iter().filter(|id| !self.rows.trashed(**id));
        let found = there.filter_map(|id| self.rows.thing(*id));
        Ok(found.filter(|thing| thing.account == account).cloned().collect())
    }

    async fn insert_entries(&mut self, entries: &[Entry]) -> Result<Vec<Entry>> {
        entries.iter().map(|entry| self.insert_one_entry(entry)).collect()
    }

    async fn move_entry(&mut self, entry: &Entry) -> Result<()> {
        let there = self.rows.entries.get_mut(&entry.id).ok_or_else(|| missing("the entry"))?;
        let before = there.parent;
        (there.collection, there.parent, there.rank) = (entry.collection, entry.parent, entry.rank);
        self.gather(before, -1)?;
        self.gather(entry.parent, 1)
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
        for id in entries {
            if let Some(gone) = self.rows.entries.remove(id)
                && gone.parent.is_some_and(|parent| self.rows.entries.contains_key(&parent))
            {
                self.gather(gone.parent, -1)?;
            }
        }
        self.rows.forget_responses();
        Ok(())
    }

    async fn entries_of(&mut self, thing: ThingId) -> Result<Vec<Entry>> {
        let trashed = self.rows.trashed(thing);
        let own = self.rows.entries.values().filter(|entry| entry.thing == thing && !trashed);
        let mut entries: Vec<Entry> = own.cloned().collect();
        entries.sort_by_key(|entry| entry.serial);
        Ok(entries)
    }
}

impl MemoryTransaction {
    /// Counts what a stack gathers.
    fn gather(&mut self, stack: Option<EntryId>, by: i64) -> Result<()> {
        let Some(stack) = stack else { return Ok(()) };
        self.rows.entries.get_mut(&stack).ok_or_else(|| missing("the stack"))?.children += by;
        Ok(())
    }
}
