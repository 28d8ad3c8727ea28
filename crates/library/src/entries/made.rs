//! Making things right in a collection.

use super::cases::{entry, recount};
use super::stacks::check_parent;
use super::{Entry, Place, order};
use crate::access::Actor;
use crate::ids::{CollectionId, EntryId};
use crate::items::{Item, NewItem};
use crate::{Library, Result};

/// A thing to be made in a collection.
#[expect(missing_debug_implementations, reason = "a stream cannot be printed")]
pub struct NewInCollection {
    /// The thing.
    pub item: NewItem,
    /// Where.
    pub place: Place,
    /// Under this stack.
    pub parent: Option<EntryId>,
}

impl Library {
    /// Makes a thing in a collection: it belongs to the collection's account, its author is the person.
    pub async fn create_in_collection(
        &self,
        actor: &Actor,
        id: CollectionId,
        new: NewInCollection,
    ) -> Result<(Entry, Item)> {
        let shown = self.collection_shown(actor, id).await?;
        shown.permissions.require(shown.permissions.edit)?;
        let made_at = new.item.made_at;
        let item = self.prepared(shown.collection.account, actor.user, new.item).await?;
        let (mut tx, mut collection) = self.edit_collection(actor, id).await?;
        let item = self.insert_prepared(&mut *tx, item).await?;
        let now = self.now();
        let fresh = Entry { made: true, parent: new.parent, ..entry(actor, id, &item.thing, made_at.unwrap_or(now)) };
        check_parent(&mut *tx, id, std::slice::from_ref(&fresh), new.parent).await?;
        let rank = order::make_room(&mut *tx, id, new.place, &[], 1).await?;
        let entry = tx.insert_entry(&Entry { rank: rank.first().copied().unwrap_or_default(), ..fresh }).await?;
        recount(&mut *tx, &mut collection, std::slice::from_ref(&entry), 1, now).await?;
        tx.commit().await?;
        Ok((entry, item))
    }
}
