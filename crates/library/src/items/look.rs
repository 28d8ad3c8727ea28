//! Looking at items.

use super::{Item, Query, Scope, Snapshot};
use crate::access::{Actor, Role};
use crate::ids::ThingId;
use crate::page::{Page, Part};
use crate::things::Privacy;
use crate::{Error, Library, Noun, Result};

impl Library {
    /// A thing that the caller may see, outside the trash: their account's own, or, acting as the person, any of their
    /// accounts or of a collection that they may open, and what is not private.
    pub async fn item(&self, actor: &Actor, id: ThingId) -> Result<Item> {
        let item = self.store.item(id).await?.filter(|item| item.trashed_at.is_none());
        let item = item.ok_or(Error::NotFound(Noun::Thing))?;
        if item.thing.privacy == Privacy::Private {
            self.role_over(actor, &item).await?.ok_or(Error::NotFound(Noun::Thing))?;
        }
        Ok(item)
    }

    /// A thing of the caller's account, and not of others that they may see: for callers who tell the two apart.
    pub async fn own_item(&self, actor: &Actor, id: ThingId) -> Result<Item> {
        let item = self.item(actor, id).await?;
        if item.thing.account == actor.account {
            return Ok(item);
        }
        Err(Error::Forbidden("this belongs to another account".to_owned()))
    }

    /// Those of these things that the caller may see, in the order given; the others are left out.
    pub async fn items_by_id(&self, actor: &Actor, ids: &[ThingId]) -> Result<Vec<Item>> {
        let mut items = self.store.items_of(ids).await?;
        items.retain(|item| item.trashed_at.is_none());
        let mut seen = Vec::with_capacity(items.len());
        for item in items {
            if item.thing.privacy != Privacy::Private || self.role_over(actor, &item).await?.is_some() {
                seen.push(item);
            }
        }
        Ok(seen)
    }

    /// The items that match, within what the caller may see: their account, or, with [`Scope::Person`], whatever the
    /// person may see. The scope's account and person are not heeded.
    pub async fn items(&self, actor: &Actor, query: Query) -> Result<Page<Item>> {
        let scope = match query.scope {
            Scope::Account(_) => Scope::Account(actor.account),
            Scope::Person(_) => Scope::Person(actor.user),
            Scope::Public => Scope::Public,
        };
        if let (Scope::Account(_), Some(collection)) = (scope, query.collection) {
            self.collection(actor, collection).await?;
        }
        self.store.items(&Query { scope, ..query }).await
    }

    /// A thing that whoever has its link may see: for callers without a credential.
    pub async fn open_item(&self, id: ThingId) -> Result<Item> {
        let item = self.store.item(id).await?;
        let open = item.filter(|item| item.trashed_at.is_none() && item.thing.privacy != Privacy::Private);
        open.ok_or(Error::NotFound(Noun::Thing))
    }

    /// The public items that match: for callers without a credential.
    pub async fn open_items(&self, query: Query) -> Result<Page<Item>> {
        self.store.items(&Query { scope: Scope::Public, trashed: false, ..query }).await
    }

    /// The ids of the collections of the caller's account that each of these things is in.
    pub async fn collection_ids_of(
        &self,
        ids: &[ThingId],
    ) -> Result<std::collections::BTreeMap<ThingId, Vec<crate::ids::CollectionId>>> {
        let mut found: std::collections::BTreeMap<ThingId, Vec<_>> = std::collections::BTreeMap::new();
        for (thing, collection) in self.store.collection_ids_of(ids).await? {
            found.entry(thing).or_default().push(collection);
        }
        Ok(found)
    }

    /// What a thing's file was, newest first.
    pub async fn snapshots(&self, actor: &Actor, id: ThingId, part: &Part) -> Result<Page<Snapshot>> {
        self.item(actor, id).await?;
        self.store.snapshots(id, part).await
    }

    /// What the caller may do with a thing; `None` when they have nothing to do with it.
    pub(super) async fn role_over(&self, actor: &Actor, item: &Item) -> Result<Option<Role>> {
        if item.thing.account == actor.account {
            return Ok(Some(actor.role));
        }
        if !actor.person {
            return Ok(None);
        }
        let mut role = self.role_of(actor, item.thing.account).await?;
        for (_, collection) in self.store.collection_ids_of(&[item.thing.id]).await? {
            let shown = self.stand(actor, self.any_collection(collection).await?).await?;
            // What a collection shares is its account's; another's thing in it is only seen.
            let own = shown.collection.account == item.thing.account;
            let here = match shown.permissions {
                permissions if permissions.edit && own => Some(Role::Editor),
                permissions if permissions.view => Some(Role::Viewer),
                _ => None,
            };
            role = role.max(here);
        }
        Ok(role)
    }
}
