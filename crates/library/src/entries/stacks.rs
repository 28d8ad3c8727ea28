//! Stacks, and moving and copying between collections.

use std::collections::{BTreeMap, BTreeSet};

use super::cases::{all_among, at_most, entry, recount};
use super::{Entry, Place, order};
use crate::access::Actor;
use crate::collections::Collection;
use crate::ids::{CollectionId, EntryId};
use crate::items::Item;
use crate::things::ThingKind;
use crate::{Error, Library, Noun, Result, Transaction};

/// Where entries are to go; `None` keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Move {
    /// Into this collection, to its end.
    pub collection: Option<CollectionId>,
    /// Under this stack; `Some(None)` from under whatever they are.
    pub parent: Option<Option<EntryId>>,
}

impl Library {
    /// Moves entries of a collection: under a stack, from under it, to another collection of the same account. What a
    /// moved stack gathers goes with it. All or nothing.
    pub async fn move_entries(
        &self,
        actor: &Actor,
        id: CollectionId,
        entries: &[EntryId],
        to: Move,
    ) -> Result<Vec<Entry>> {
        self.move_entries_of(actor, &[(id, entries.to_vec())], to).await
    }

    /// As [`Library::move_entries`], of several collections at once.
    pub async fn move_entries_of(
        &self,
        actor: &Actor,
        groups: &[(CollectionId, Vec<EntryId>)],
        to: Move,
    ) -> Result<Vec<Entry>> {
        at_most("items", groups.iter().map(|(_, entries)| entries.len()).sum())?;
        let ids: BTreeSet<CollectionId> = groups.iter().map(|(id, _)| *id).chain(to.collection).collect();
        for id in &ids {
            let shown = self.collection_shown(actor, *id).await?;
            shown.permissions.require(shown.permissions.edit)?;
        }
        let mut tx = self.begin().await?;
        let mut held = BTreeMap::new();
        // One order of holding for all, so that two who move to and fro never wait for each other.
        for id in ids {
            held.insert(id, tx.any_collection_for_change(id).await?.ok_or(Error::NotFound(Noun::Collection))?);
        }
        let mut moved = Vec::new();
        for (id, entries) in groups {
            moved.extend(self.move_held(&mut *tx, &mut held, (*id, entries), to).await?);
        }
        tx.commit().await?;
        Ok(moved)
    }

    /// Moves entries of one of the collections that are held.
    async fn move_held(
        &self,
        tx: &mut dyn Transaction,
        held: &mut BTreeMap<CollectionId, Collection>,
        (id, entries): (CollectionId, &[EntryId]),
        to: Move,
    ) -> Result<Vec<Entry>> {
        let target = to.collection.unwrap_or(id);
        let account = |id| held.get(&id).map(|collection| collection.account);
        if account(target) != account(id) {
            let message = "entries move between collections of one account only; copy them instead";
            return Err(Error::Forbidden(message.to_owned()));
        }
        let mut moved = all_among(tx, id, entries).await?;
        check_parent(tx, target, &moved, to.parent.flatten()).await?;
        for stack in moved.clone() {
            if stack.kind == ThingKind::Stack && target != id {
                let under = tx.children(stack.id).await?;
                moved.extend(under.into_iter().filter(|child| !entries.contains(&child.id)));
            }
        }
        let now = self.now();
        if target != id {
            refuse_twice(tx, target, &moved).await?;
            let ids: Vec<EntryId> = moved.iter().map(|entry| entry.id).collect();
            let ranks = order::make_room(tx, target, Place::Last, &ids, moved.len()).await?;
            for (side, sign) in [(id, -1), (target, 1)] {
                let side = held.get_mut(&side).ok_or(Error::NotFound(Noun::Collection))?;
                recount(tx, side, &moved, sign, now).await?;
            }
            for (entry, rank) in moved.iter_mut().zip(ranks) {
                (entry.collection, entry.rank) = (target, rank);
            }
        }
        for entry in &mut moved {
            let named = entries.contains(&entry.id);
            entry.parent = match to.parent {
                Some(parent) if named => parent,
                // A stack stays behind: what is moved alone stands by itself.
                _ if named && target != id => None,
                _ => entry.parent,
            };
            tx.move_entry(entry).await?;
        }
        let source = held.get_mut(&id).ok_or(Error::NotFound(Noun::Collection))?;
        recount(tx, source, &[], 0, now).await?;
        moved.retain(|entry| entries.contains(&entry.id));
        Ok(moved)
    }

    /// Copies entries, of whatever collections the caller may see, to the end of one that they may change: new things
    /// of its account on the same bytes. A stack's copy gathers copies of what it gathers. All or nothing.
    pub async fn copy_entries(
        &self,
        actor: &Actor,
        entries: &[EntryId],
        target: CollectionId,
        parent: Option<EntryId>,
    ) -> Result<Vec<Entry>> {
        at_most("items", entries.len())?;
        let originals = self.store.entries_by_id(entries).await?;
        if originals.len() < entries.len() {
            return Err(Error::NotFound(Noun::Entry));
        }
        for original in &originals {
            self.collection_shown(actor, original.collection).await?;
        }
        let mut families: Vec<(Item, Vec<Item>)> = Vec::with_capacity(originals.len());
        for original in &originals {
            families.push((self.item_of_entry(original).await?, self.items_under(original).await?));
        }
        let (mut tx, mut collection) = self.edit_collection(actor, target).await?;
        check_parent(&mut *tx, target, &originals, parent).await?;
        let now = self.now();
        let count = families.iter().map(|(_, under)| 1 + under.len()).sum();
        let mut ranks = order::make_room(&mut *tx, target, Place::Last, &[], count).await?.into_iter();
        let mut next = move || ranks.next().unwrap_or_default();
        let mut copies = Vec::with_capacity(families.len());
        let mut all = Vec::with_capacity(count);
        for (item, under) in &families {
            let thing = self.copy_item(&mut *tx, actor, item, collection.account).await?.thing;
            let copy = Entry { rank: next(), parent, made: true, ..entry(actor, target, &thing, now) };
            let copy = tx.insert_entry(&copy).await?;
            for item in under {
                let thing = self.copy_item(&mut *tx, actor, item, collection.account).await?.thing;
                let child =
                    Entry { rank: next(), parent: Some(copy.id), made: true, ..entry(actor, target, &thing, now) };
                all.push(tx.insert_entry(&child).await?);
            }
            copies.push(copy);
        }
        all.extend(copies.iter().cloned());
        recount(&mut *tx, &mut collection, &all, 1, now).await?;
        tx.commit().await?;
        Ok(copies)
    }
}

/// Refuses a stack that is not one of the collection, or one under another or under itself.
pub(super) async fn check_parent(
    tx: &mut dyn Transaction,
    collection: CollectionId,
    entries: &[Entry],
    parent: Option<EntryId>,
) -> Result<()> {
    let Some(parent) = parent else { return Ok(()) };
    let stack = tx.entries_among(collection, &[parent]).await?.pop();
    let stack = stack.filter(|entry| entry.kind == ThingKind::Stack);
    if stack.is_none() {
        return Err(Error::invalid("parent_id", "is no stack of this collection"));
    }
    if entries.iter().any(|entry| entry.kind == ThingKind::Stack) {
        return Err(Error::invalid("parent_id", "a stack cannot be in a stack"));
    }
    Ok(())
}

/// Refuses things that the collection has already.
async fn refuse_twice(tx: &mut dyn Transaction, collection: CollectionId, entries: &[Entry]) -> Result<()> {
    let things: Vec<_> = entries.iter().map(|entry| entry.thing).collect();
    if tx.entries_holding(collection, &things).await?.is_empty() {
        return Ok(());
    }
    Err(Error::Conflict("one of these is in that collection already".to_owned()))
}
