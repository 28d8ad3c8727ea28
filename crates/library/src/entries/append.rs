//! Placing a thing while it is being made.

use super::cases::{entry, recount};
use super::{Entry, Place, order};
use crate::access::Actor;
use crate::ids::CollectionId;
use crate::things::Thing;
use crate::{Error, Noun, Result, Time, Transaction};

/// Places a thing that nobody has seen yet after all others of a collection.
pub(crate) async fn append(
    tx: &mut dyn Transaction,
    actor: &Actor,
    id: CollectionId,
    thing: &Thing,
    now: Time,
) -> Result<()> {
    let found = tx.collection_for_change(actor.account, id).await?;
    let mut collection = found.ok_or(Error::NotFound(Noun::Collection))?;
    let rank = order::make_room(tx, id, Place::Last, &[], 1).await?.first().copied().unwrap_or_default();
    let placed = tx.insert_entry(&Entry { rank, ..entry(actor, id, thing, now) }).await?;
    recount(tx, &mut collection, &[placed], 1, now).await
}
