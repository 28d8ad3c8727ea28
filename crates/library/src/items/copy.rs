//! Copying: a new thing on the same bytes.

use super::Item;
use crate::access::{Actor, Role};
use crate::ids::{AccountId, ThingId};
use crate::things::{Privacy, Thing, ThingKind};
use crate::{Error, Library, Noun, Result, Transaction};

impl Library {
    /// Copies a thing that the caller may see into an account that they may make things in (their own for `None`).
    pub async fn copy(&self, actor: &Actor, id: ThingId, account: Option<AccountId>) -> Result<Item> {
        let item = self.item(actor, id).await?;
        let account = account.unwrap_or(actor.account);
        self.require_editor(actor, account).await?;
        let mut tx = self.begin().await?;
        let copy = self.copy_item(&mut *tx, actor, &item, account).await?;
        tx.commit().await?;
        Ok(copy)
    }

    /// Gives a thing to another account of the caller's, out of every collection and without its tags.
    pub async fn transfer_item(&self, actor: &Actor, id: ThingId, account: AccountId) -> Result<Item> {
        self.changeable(actor, id).await?;
        let copy = self.copy(actor, id, Some(account)).await?;
        self.trash_items(actor, &[id]).await?;
        Ok(copy)
    }

    async fn require_editor(&self, actor: &Actor, account: AccountId) -> Result<()> {
        if account == actor.account {
            return actor.require(Role::Editor);
        }
        match self.role_of(actor, account).await? {
            Some(role) if role >= Role::Editor => Ok(()),
            Some(_) => Err(Error::Forbidden("you may not make things in that account".to_owned())),
            None => Err(Error::NotFound(Noun::Account)),
        }
    }

    /// Adds a copy to an account. It is made now, by the caller, and private.
    pub(crate) async fn copy_item(
        &self,
        tx: &mut dyn Transaction,
        actor: &Actor,
        item: &Item,
        account: AccountId,
    ) -> Result<Item> {
        let kind = item.thing.kind;
        if matches!(kind, ThingKind::Mockup | ThingKind::Photo) {
            return Err(Error::invalid("items", "a mockup cannot be copied; place it in the other collection instead"));
        }
        let now = self.now();
        let thing = Thing {
            id: ThingId::new(),
            account,
            author: actor.user,
            privacy: Privacy::Private,
            created_at: now,
            updated_at: now,
            ..item.thing.clone()
        };
        let copy = Item { thing, parent: None, lock: None, trashed_at: None, ..item.clone() };
        self.insert_prepared(tx, copy).await
    }
}
