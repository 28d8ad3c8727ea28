//! Asking people in by their address, whether they have a user here or not.

use super::{Invitation, Place};
use crate::access::{Actor, Role};
use crate::collections::Invitee;
use crate::ids::{AccountId, CollectionId, InvitationId};
use crate::users::{User, email};
use crate::{Error, Library, Noun, Result};

/// What became of asking somebody in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Invited {
    /// They have a user here, and are in it now.
    Joined(User),
    /// They have none: this waits for them, the first of several.
    Waiting(Invitation),
}

impl Library {
    /// Shares a collection with whoever has this address, now or once they have a user here. [`Error::Conflict`] when
    /// they are in it already.
    pub async fn invite_to_collection(&self, actor: &Actor, id: CollectionId, address: &str) -> Result<Invited> {
        let address = email(address)?;
        let shown = self.collection_shown(actor, id).await?;
        shown.permissions.require(shown.permissions.share)?;
        if let Some(user) = self.store.user_by_email(&address).await? {
            self.share_collection(actor, id, &Invitee::User(user.id)).await?;
            let mut tx = self.begin().await?;
            tx.delete_invitation_to(Place::Collection(id), &address).await?;
            tx.commit().await?;
            return Ok(Invited::Joined(user));
        }
        self.keep_waiting(actor, &address, &[Place::Collection(id)]).await
    }

    /// Makes whoever has this address a member of accounts, now or once they have a user here; all of them or none.
    /// Somebody who is in one of them stays what they are there; [`Error::Conflict`] when they are in all of them.
    pub async fn invite_to_accounts(
        &self,
        actor: &Actor,
        address: &str,
        accounts: &[(AccountId, Role)],
    ) -> Result<Invited> {
        let address = email(address)?;
        for (account, role) in accounts {
            self.require_over(actor, *account, *role).await?;
        }
        if let Some(user) = self.store.user_by_email(&address).await? {
            let mut fresh = Vec::new();
            for (account, role) in accounts {
                if self.store.role(*account, user.id).await?.is_none() {
                    fresh.push((*account, *role));
                }
            }
            if fresh.is_empty() {
                return Err(Error::Conflict("this person is in the account already".to_owned()));
            }
            let mut tx = self.begin().await?;
            for (account, role) in fresh {
                self.join(&mut *tx, account, user.id, role).await?;
                tx.delete_invitation_to(Place::Account(account, role), &address).await?;
            }
            tx.commit().await?;
            return Ok(Invited::Joined(user));
        }
        let places: Vec<Place> = accounts.iter().map(|(account, role)| Place::Account(*account, *role)).collect();
        self.keep_waiting(actor, &address, &places).await
    }

    async fn keep_waiting(&self, actor: &Actor, address: &str, places: &[Place]) -> Result<Invited> {
        let (mut first, now) = (None, self.now());
        let mut tx = self.begin().await?;
        for place in places {
            let id = InvitationId::new();
            let invitation =
                Invitation { id, address: address.to_owned(), place: *place, by: actor.user, created_at: now };
            tx.put_invitation(&invitation).await?;
            first.get_or_insert(invitation);
        }
        tx.commit().await?;
        first.map(Invited::Waiting).ok_or_else(|| Error::invalid("accounts", "must not be empty"))
    }

    /// Who is asked into an account and not here yet, oldest first; for its members.
    pub async fn invitations_to_account(&self, actor: &Actor, account: AccountId) -> Result<Vec<Invitation>> {
        self.require_role(actor, account, Role::Viewer).await?;
        self.store.invitations_to_account(account).await
    }

    /// Who is asked into a collection and not here yet, oldest first; for those who may open it.
    pub async fn invitations_to_collection(&self, actor: &Actor, id: CollectionId) -> Result<Vec<Invitation>> {
        self.collection_shown(actor, id).await?;
        self.store.invitations_to_collection(id).await
    }

    /// Withdraws an invitation: as one who might have made it.
    pub async fn withdraw_invitation(&self, actor: &Actor, id: InvitationId) -> Result<()> {
        let missing = || Error::NotFound(Noun::Invitation);
        let invitation = self.store.invitation(id).await?.ok_or_else(missing)?;
        let allowed = match invitation.place {
            Place::Account(account, role) => self.require_over(actor, account, role).await,
            Place::Collection(collection) => match self.collection_shown(actor, collection).await {
                Ok(shown) => shown.permissions.require(shown.permissions.share),
                Err(error) => Err(error),
            },
        };
        allowed.map_err(|error| if matches!(error, Error::NotFound(_)) { missing() } else { error })?;
        let mut tx = self.begin().await?;
        if !tx.delete_invitation(id).await? {
            return Err(missing());
        }
        tx.commit().await
    }
}
