//! Putting entries in an order. What it costs depends on how many are moved, never on how many there are.

use std::collections::BTreeSet;

use super::cases::{all_among, at_most, recount};
use super::{Entry, Near, Place, rank};
use crate::access::Actor;
use crate::ids::{CollectionId, EntryId};
use crate::{Error, Library, Noun, Result, Transaction};

/// How many neighbours make room at first when a gap is full; four times as many each time that is not enough.
const NEIGHBOURS: u32 = 32;

impl Library {
    /// Puts a collection's entries in this order, before those that are not named, which keep theirs. A stranger or a
    /// name given twice is refused.
    pub async fn order_entries(&self, actor: &Actor, id: CollectionId, order: &[EntryId]) -> Result<()> {
        self.place_entries(actor, id, order, Place::First).await
    }

    /// Moves entries within their collection, in this order, to a place.
    pub async fn place_entries(&self, actor: &Actor, id: CollectionId, order: &[EntryId], place: Place) -> Result<()> {
        let named: BTreeSet<EntryId> = order.iter().copied().collect();
        if named.len() < order.len() {
            return Err(Error::invalid("order", "names an entry twice"));
        }
        if let Place::Before(entry) | Place::After(entry) = place
            && named.contains(&entry)
        {
            return Err(Error::invalid("place", "is one of the entries to be moved"));
        }
        let (mut tx, mut collection) = self.edit_collection(actor, id).await?;
        // A whole order is as long as its collection: it may name more than one call may otherwise touch.
        if order.len() as i64 > collection.entries() {
            at_most("order", order.len())?;
        }
        all_among(&mut *tx, id, order).await?;
        let ranks = make_room(&mut *tx, id, place, order, order.len()).await?;
        tx.set_ranks(&order.iter().copied().zip(ranks).collect::<Vec<_>>()).await?;
        recount(&mut *tx, &mut collection, &[], 0, self.now()).await?;
        tx.commit().await
    }
}

/// Ranks for `count` entries at `place`, as if those that are to move were not there. When the gap there is full, the
/// entries after it are moved apart: as few as make room, and so far that the next ones find room too.
pub(super) async fn make_room(
    tx: &mut dyn Transaction,
    collection: CollectionId,
    place: Place,
    moving: &[EntryId],
    count: usize,
) -> Result<Vec<i64>> {
    if count == 0 {
        return Ok(Vec::new());
    }
    let (before, after) = neighbours(tx, collection, place, moving).await?;
    let low = before.as_ref().map(|entry| entry.rank);
    if let Some(ranks) = rank::between(low, after.as_ref().map(|entry| entry.rank), count) {
        return Ok(ranks);
    }
    let mut width = NEIGHBOURS;
    loop {
        let from = before.as_ref().map_or(Near::First, |entry| Near::After(entry.rank, entry.id));
        let mut crowd = tx.entries_near(collection, from, moving, width + 1).await?;
        let beyond = if crowd.len() > width as usize { crowd.pop() } else { None };
        let last = beyond.is_none();
        if let Some(mut ranks) = rank::spread(low, beyond.map(|entry| entry.rank), count + crowd.len()) {
            let moved = ranks.split_off(count);
            tx.set_ranks(&crowd.iter().map(|entry| entry.id).zip(moved).collect::<Vec<_>>()).await?;
            return Ok(ranks);
        }
        if last {
            return Err(Error::internal("a collection has run out of ranks"));
        }
        width = width.saturating_mul(4);
    }
}

/// The entries right before and right after a place.
async fn neighbours(
    tx: &mut dyn Transaction,
    collection: CollectionId,
    place: Place,
    moving: &[EntryId],
) -> Result<(Option<Entry>, Option<Entry>)> {
    let mut nearest = async |near| Ok::<_, Error>(tx.entries_near(collection, near, moving, 1).await?.pop());
    Ok(match place {
        Place::First => (None, nearest(Near::First).await?),
        Place::Last => (nearest(Near::Last).await?, None),
        Place::Before(id) | Place::After(id) => {
            let found = tx.entries_among(collection, &[id]).await?.pop();
            let there = found.ok_or(Error::NotFound(Noun::Entry))?;
            let before = matches!(place, Place::Before(_));
            let near = if before { Near::Before(there.rank, there.id) } else { Near::After(there.rank, there.id) };
            let other = tx.entries_near(collection, near, moving, 1).await?.pop();
            if before { (other, Some(there)) } else { (Some(there), other) }
        }
    })
}
