//! Placing things in collections, and taking them out.

use std::collections::{BTreeMap, BTreeSet};

use super::{Entry, order};
use crate::access::Actor;
use crate::collections::Collection;
use crate::ids::{CollectionId, EntryId, ThingId};
use crate::items::Item;
use crate::things::{Privacy, Thing, ThingKind};
use crate::{Error, Library, Noun, Result, Time, Transaction};

/// The most entries that one call may place, move or take out.
pub(super) const MOST: usize = 1000;

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
    /// Right after this entry.
    After(EntryId),
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
    /// Places things; all of them or, when one is unknown or refused, none. A thing of another account is refused:
    /// with [`Error::Forbidden`] where the caller may see it, as unknown where not.
    pub async fn add_entries(&self, actor: &Actor, id: CollectionId, new: NewEntries) -> Result<Added> {
        at_most("things", new.things.len())?;
        // Looked up before the collection is held: whoever holds it must not wait for another connection.
        let items = self.store.items_of(&new.things).await?;
        let (mut tx, mut collection) = self.edit_collection(actor, id).await?;
        let found = tx.things(collection.account, &new.things).await?;
        let things = known_things(found, &items, &new.things)?;
        let existing = tx.entries_holding(id, &new.things).await?;
        let (fresh, skipped) = split(&existing, things, new.duplicates)?;
        let ranks = order::make_room(&mut *tx, id, new.place, &[], fresh.len()).await?;
        let now = self.now();
        let new = fresh.iter().zip(ranks).map(|(thing, rank)| Entry { rank, ..entry(actor, id, thing, now) });
        let placed = tx.insert_entries(&new.collect::<Vec<_>>()).await?;
        recount(&mut *tx, &mut collection, &placed, 1, now).await?;
        tx.commit().await?;
        Ok(Added { placed, skipped, collection })
    }

    /// Takes entries out; the things stay, and what a stack gathered stands by itself. Refused, as a whole, when one
    /// of them is not in the collection.
    pub async fn remove_entries(&self, actor: &Actor, id: CollectionId, entries: &[EntryId]) -> Result<Collection> {
        at_most("entries", entries.len())?;
        let (mut tx, mut collection) = self.edit_collection(actor, id).await?;
        let existing = all_among(&mut *tx, id, entries).await?;
        tx.delete_entries(&existing.iter().map(|entry| entry.id).collect::<Vec<_>>()).await?;
        recount(&mut *tx, &mut collection, &existing, -1, self.now()).await?;
        tx.commit().await?;
        Ok(collection)
    }

    /// Takes things out of a collection; they stay. Things that are not in it are skipped or refuse it all.
    pub async fn remove_things(
        &self,
        actor: &Actor,
        id: CollectionId,
        things: &[ThingId],
        missing: Duplicates,
    ) -> Result<Collection> {
        at_most("things", things.len())?;
        let (mut tx, mut collection) = self.edit_collection(actor, id).await?;
        let existing = tx.entries_holding(id, things).await?;
        let there: BTreeSet<ThingId> = existing.iter().map(|entry| entry.thing).collect();
        if let (Some(place), Duplicates::Refuse) = (things.iter().position(|id| !there.contains(id)), missing) {
            return Err(Error::invalid(format!("things[{place}]"), "is not in this collection"));
        }
        tx.delete_entries(&existing.iter().map(|entry| entry.id).collect::<Vec<_>>()).await?;
        recount(&mut *tx, &mut collection, &existing, -1, self.now()).await?;
        tx.commit().await?;
        Ok(collection)
    }

    /// Takes entries out for good, a stack with all that it gathers. A thing goes to the trash if it was made in the
    /// entry, no other collection holds it, and it is no mockup or model; so do stacks. All or nothing.
    pub async fn discard_entries(&self, actor: &Actor, id: CollectionId, entries: &[EntryId]) -> Result<Collection> {
        at_most("entries", entries.len())?;
        let (mut tx, mut collection) = self.edit_collection(actor, id).await?;
        let mut doomed = all_among(&mut *tx, id, entries).await?;
        for stack in doomed.clone() {
            if stack.kind == ThingKind::Stack {
                let under = tx.children(stack.id).await?;
                doomed.extend(under.into_iter().filter(|child| !entries.contains(&child.id)));
            }
        }
        self.discard(&mut *tx, &mut collection, &doomed).await?;
        tx.commit().await?;
        Ok(collection)
    }

    /// Discards all that is in a collection, a part at a time: see [`Library::discard_entries`].
    pub async fn empty_collection(&self, actor: &Actor, id: CollectionId) -> Result<Collection> {
        loop {
            let (mut tx, mut collection) = self.edit_collection(actor, id).await?;
            let some = tx.entries_near(id, super::Near::First, &[], MOST as u32).await?;
            if some.is_empty() {
                return Ok(collection);
            }
            self.discard(&mut *tx, &mut collection, &some).await?;
            tx.commit().await?;
        }
    }

    async fn discard(&self, tx: &mut dyn Transaction, collection: &mut Collection, doomed: &[Entry]) -> Result<()> {
        let now = self.now();
        for entry in doomed {
            let elsewhere = tx.entries_of(entry.thing).await?.iter().any(|other| other.id != entry.id);
            let stays = match entry.kind {
                ThingKind::Mockup | ThingKind::Photo | ThingKind::Model => true,
                ThingKind::Stack => false,
                ThingKind::Asset | ThingKind::Link | ThingKind::Note | ThingKind::Colour => !entry.made || elsewhere,
            };
            if stays {
                tx.delete_entries(&[entry.id]).await?;
                recount(tx, collection, std::slice::from_ref(entry), -1, now).await?;
            } else {
                // Its entry goes along, off the collection's counts, and comes back with it.
                self.trash_one(tx, entry.thing, now).await?;
                *collection.kept(entry.kind) -= 1;
            }
        }
        recount(tx, collection, &[], 0, now).await
    }
}

/// Refuses more than one call may touch.
pub(super) fn at_most(field: &str, count: usize) -> Result<()> {
    if count > MOST {
        return Err(Error::invalid(field, format!("must have at most {MOST} items")));
    }
    Ok(())
}

/// An entry without a rank yet.
pub(super) fn entry(actor: &Actor, collection: CollectionId, thing: &Thing, now: Time) -> Entry {
    Entry {
        id: EntryId::new(),
        serial: 0,
        collection,
        thing: thing.id,
        kind: thing.kind,
        rank: 0,
        parent: None,
        made: false,
        added_by: actor.user,
        created_at: now,
        reactions: 0,
        comments: 0,
        children: 0,
    }
}

/// These entries of the collection, once each; refused when one is not in it.
pub(super) async fn all_among(tx: &mut dyn Transaction, id: CollectionId, wanted: &[EntryId]) -> Result<Vec<Entry>> {
    let mut seen = BTreeSet::new();
    let unique: Vec<EntryId> = wanted.iter().copied().filter(|entry| seen.insert(*entry)).collect();
    let existing = tx.entries_among(id, &unique).await?;
    if existing.len() < unique.len() { Err(Error::NotFound(Noun::Entry)) } else { Ok(existing) }
}

/// The things of these ids, in their order and once each. `found` are those of the collection's account, `items` all
/// that there are.
fn known_things(found: Vec<Thing>, items: &[Item], ids: &[ThingId]) -> Result<Vec<Thing>> {
    let mut by_id: BTreeMap<ThingId, Thing> = found.into_iter().map(|thing| (thing.id, thing)).collect();
    let mut things = Vec::with_capacity(ids.len());
    let mut seen = BTreeSet::new();
    for (place, id) in ids.iter().enumerate().filter(|(_, id)| seen.insert(**id)) {
        let field = format!("things[{place}]");
        let Some(thing) = by_id.remove(id) else {
            let open = |item: &&Item| item.thing.id == *id && item.thing.privacy != Privacy::Private;
            return Err(match items.iter().find(open) {
                Some(_) => Error::Forbidden(format!("{field} belongs to another account; copy it first")),
                None => Error::invalid(field, "is not in this account"),
            });
        };
        if thing.kind == ThingKind::Stack {
            return Err(Error::invalid(field, "is a stack, which stays in its collection"));
        }
        things.push(thing);
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

/// Brings the collection's kept counts and its time of change up to date.
pub(super) async fn recount(
    tx: &mut dyn Transaction,
    collection: &mut Collection,
    entries: &[Entry],
    sign: i64,
    now: Time,
) -> Result<()> {
    let changes: Vec<(ThingKind, i64)> = entries.iter().map(|entry| (entry.kind, sign)).collect();
    tx.add_to_collection_counts(collection.id, &changes, now).await?;
    for (kind, by) in changes {
        *collection.kept(kind) += by;
    }
    collection.updated_at = now;
    Ok(())
}
