//! Placing things in collections, ordering them, taking them out.

use std::collections::{BTreeMap, BTreeSet};

use super::{Entry, rank};
use crate::access::{Actor, Role};
use crate::collections::Collection;
use crate::ids::{CollectionId, EntryId, ThingId};
use crate::things::{Thing, ThingKind};
use crate::{Error, Library, Listed, Noun, Result, Time, Transaction, Window};

/// The most things that one call may place.
const MOST: usize = 1000;

/// Things to be placed.
#[derive(Debug, Clone)]
pub struct NewEntries {
    /// Which things, in this order.
    pub things: Vec<ThingId>,
    /// Where.
    pub place: Place,
    /// What of those that are there already.
    pub duplicates: Duplicates,
}

/// A place in a collection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Place {
    /// Before all others.
    First,
    /// After all others.
    #[default]
    Last,
    /// Right before this entry.
    Before(EntryId),
}

/// What of things that are in the collection already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Duplicates {
    /// They stay where they are.
    #[default]
    Skip,
    /// Nothing is placed at all.
    Refuse,
}

/// What became of [`NewEntries`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Added {
    /// New entries, in order.
    pub placed: Vec<Entry>,
    /// Things that were there already.
    pub skipped: Vec<ThingId>,
    /// The collection afterwards.
    pub collection: Collection,
}

impl Library {
    /// What is in a collection, in its order.
    pub async fn entries(
        &self,
        actor: &Actor,
        collection: CollectionId,
        window: Window,
    ) -> Result<Listed<(Entry, Thing)>> {
        let collection = self.collection(actor, collection).await?;
        self.store.entries(collection.id, window).await
    }

    /// Places things; all of them or, when one is unknown or refused, none.
    pub async fn add_entries(&self, actor: &Actor, id: CollectionId, new: NewEntries) -> Result<Added> {
        actor.require(Role::Editor)?;
        if new.things.len() > MOST {
            return Err(Error::invalid("things", format!("at most {MOST} things can be placed at once")));
        }
        let mut tx = self.begin().await?;
        let found = tx.collection_for_change(actor.account, id).await?;
        let mut collection = found.ok_or(Error::NotFound(Noun::Collection))?;
        let things = known_things(&mut *tx, actor, &new.things).await?;
        let existing = tx.all_entries(id).await?;
        let (fresh, skipped) = split(&existing, things, new.duplicates)?;
        let ranks = make_room(&mut *tx, &existing, new.place, fresh.len()).await?;
        let now = self.now();
        let mut placed = Vec::with_capacity(fresh.len());
        for (thing, rank) in fresh.iter().zip(ranks) {
            let entry = Entry {
                id: EntryId::new(),
                serial: 0,
                collection: id,
                thing: thing.id,
                kind: thing.kind,
                rank,
                added_by: actor.user,
                created_at: now,
            };
            placed.push(tx.insert_entry(&entry).await?);
        }
        recount(&mut *tx, &mut collection, &placed, 1, now).await?;
        tx.commit().await?;
        Ok(Added { placed, skipped, collection })
    }

    /// Takes entries out; the things stay. Refused, as a whole, when one of them is not in the collection.
    pub async fn remove_entries(&self, actor: &Actor, id: CollectionId, entries: &[EntryId]) -> Result<Collection> {
        actor.require(Role::Editor)?;
        let mut tx = self.begin().await?;
        let found = tx.collection_for_change(actor.account, id).await?;
        let mut collection = found.ok_or(Error::NotFound(Noun::Collection))?;
        let wanted: BTreeSet<EntryId> = entries.iter().copied().collect();
        let mut existing = tx.all_entries(id).await?;
        existing.retain(|entry| wanted.contains(&entry.id));
        if existing.len() < wanted.len() {
            return Err(Error::NotFound(Noun::Entry));
        }
        tx.delete_entries(&existing.iter().map(|entry| entry.id).collect::<Vec<_>>()).await?;
        recount(&mut *tx, &mut collection, &existing, -1, self.now()).await?;
        tx.commit().await?;
        Ok(collection)
    }

    /// Puts a collection's entries in this order. Those that are not named follow, in the order they had; a stranger
    /// or a name given twice is refused.
    pub async fn order_entries(&self, actor: &Actor, id: CollectionId, order: &[EntryId]) -> Result<()> {
        actor.require(Role::Editor)?;
        let mut tx = self.begin().await?;
        let found = tx.collection_for_change(actor.account, id).await?;
        let mut collection = found.ok_or(Error::NotFound(Noun::Collection))?;
        let existing: Vec<EntryId> = tx.all_entries(id).await?.iter().map(|entry| entry.id).collect();
        let ordered = reordered(&existing, order)?;
        let ranks: Vec<(EntryId, i64)> = ordered.iter().copied().zip(rank::fresh(ordered.len())).collect();
        tx.set_ranks(&ranks).await?;
        recount(&mut *tx, &mut collection, &[], 0, self.now()).await?;
        tx.commit().await
    }
}

/// The things of these ids, in their order; refused when the account lacks one.
async fn known_things(tx: &mut dyn Transaction, actor: &Actor, ids: &[ThingId]) -> Result<Vec<Thing>> {
    let found = tx.things(actor.account, ids).await?;
    let mut by_id: BTreeMap<ThingId, Thing> = found.into_iter().map(|thing| (thing.id, thing)).collect();
    let mut things = Vec::with_capacity(ids.len());
    let mut seen = BTreeSet::new();
    for (place, id) in ids.iter().enumerate() {
        if seen.insert(*id) {
            let thing = by_id.remove(id);
            things.push(thing.ok_or_else(|| Error::invalid(format!("things[{place}]"), "is not in this account"))?);
        }
    }
    Ok(things)
}

/// Those that are not there yet, and the ids of those that are.
fn split(existing: &[Entry], things: Vec<Thing>, duplicates: Duplicates) -> Result<(Vec<Thing>, Vec<ThingId>)> {
    let there: BTreeSet<ThingId> = existing.iter().map(|entry| entry.thing).collect();
    let (old, fresh): (Vec<Thing>, Vec<Thing>) = things.into_iter().partition(|thing| there.contains(&thing.id));
    if !old.is_empty() && duplicates == Duplicates::Refuse {
        return Err(Error::Conflict(format!("{} is in this collection already", old[0].name)));
    }
    Ok((fresh, old.into_iter().map(|thing| thing.id).collect()))
}

/// Ranks for `count` entries at `place`; gives all others new ones when there is no room.
async fn make_room(tx: &mut dyn Transaction, existing: &[Entry], place: Place, count: usize) -> Result<Vec<i64>> {
    let index = match place {
        Place::First => 0,
        Place::Last => existing.len(),
        Place::Before(id) => existing.iter().position(|entry| entry.id == id).ok_or(Error::NotFound(Noun::Entry))?,
    };
    let before = index.checked_sub(1).map(|index| existing[index].rank);
    let after = existing.get(index).map(|entry| entry.rank);
    if let Some(ranks) = rank::between(before, after, count) {
        return Ok(ranks);
    }
    let mut all: Vec<i64> = rank::fresh(existing.len() + count).collect();
    let new: Vec<i64> = all.drain(index..index + count).collect();
    let moved: Vec<(EntryId, i64)> = existing.iter().map(|entry| entry.id).zip(all).collect();
    tx.set_ranks(&moved).await?;
    Ok(new)
}

/// The named ones, then the others.
fn reordered(existing: &[EntryId], order: &[EntryId]) -> Result<Vec<EntryId>> {
    let there: BTreeSet<EntryId> = existing.iter().copied().collect();
    let named: BTreeSet<EntryId> = order.iter().copied().collect();
    if named.len() < order.len() {
        return Err(Error::invalid("order", "names an entry twice"));
    }
    if !named.is_subset(&there) {
        return Err(Error::NotFound(Noun::Entry));
    }
    Ok(order.iter().chain(existing.iter().filter(|entry| !named.contains(entry))).copied().collect())
}

/// Brings the collection's kept counts and its time of change up to date.
async fn recount(
    tx: &mut dyn Transaction,
    collection: &mut Collection,
    entries: &[Entry],
    sign: i64,
    now: Time,
) -> Result<()> {
    let count = |kind: ThingKind| sign * entries.iter().filter(|entry| entry.kind == kind).count() as i64;
    let (mockups, assets) = (count(ThingKind::Mockup), count(ThingKind::Asset));
    tx.add_to_collection_counts(collection.id, mockups, assets, now).await?;
    collection.mockups += mockups;
    collection.assets += assets;
    collection.updated_at = now;
    Ok(())
}
