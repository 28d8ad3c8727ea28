//! Invitations.

use async_trait::async_trait;
use library::Result;
use library::ids::{AccountId, CollectionId, InvitationId};
use library::invitations::{Invitation, Place, Read, Write};

use super::super::store::{MemoryStore, MemoryTransaction};
use super::{missing, same};

/// The account or the collection, whatever the role.
fn is_same_place(a: Place, b: Place) -> bool {
    match (a, b) {
        (Place::Account(a, _), Place::Account(b, _)) => a == b,
        (Place::Collection(a), Place::Collection(b)) => a == b,
        (Place::Account(..), Place::Collection(_)) | (Place::Collection(_), Place::Account(..)) => false,
    }
}

#[async_trait]
impl Read for MemoryStore {
    async fn invitation(&self, id: InvitationId) -> Result<Option<Invitation>> {
        Ok(self.rows().invitations.iter().find(|invitation| invitation.id == id).cloned())
    }

    async fn invitations_to_account(&self, account: AccountId) -> Result<Vec<Invitation>> {
        let rows = self.rows();
        let there = |invitation: &&Invitation| matches!(invitation.place, Place::Account(to, _) if to == account);
        Ok(rows.invitations.iter().filter(there).cloned().collect())
    }

    async fn invitations_to_collection(&self, collection: CollectionId) -> Result<Vec<Invitation>> {
        let rows = self.rows();
        let there = |invitation: &&Invitation| invitation.place == Place::Collection(collection);
        Ok(rows.invitations.iter().filter(there).cloned().collect())
    }
}

#[async_trait]
impl Write for MemoryTransaction {
    async fn put_invitation(&mut self, invitation: &Invitation) -> Result<()> {
        self.rows.hold_user(invitation.by)?;
        match invitation.place {
            Place::Account(account, _) => self.rows.hold_account(account)?,
            Place::Collection(collection) if self.rows.collections.contains_key(&collection) => {}
            Place::Collection(_) => return Err(missing("the collection")),
        }
        self.delete_invitation_to(invitation.place, &invitation.address).await?;
        self.rows.invitations.push(invitation.clone());
        Ok(())
    }

    async fn delete_invitation_to(&mut self, place: Place, address: &str) -> Result<()> {
        self.rows.invitations.retain(|other| !same(&other.address, address) || !is_same_place(other.place, place));
        Ok(())
    }

    async fn delete_invitation(&mut self, id: InvitationId) -> Result<bool> {
        let before = self.rows.invitations.len();
        self.rows.invitations.retain(|invitation| invitation.id != id);
        Ok(self.rows.invitations.len() < before)
    }

    async fn take_invitations(&mut self, address: &str) -> Result<Vec<Place>> {
        let taken = self.rows.invitations.iter().filter(|invitation| same(&invitation.address, address));
        let places = taken.map(|invitation| invitation.place).collect();
        self.rows.invitations.retain(|invitation| !same(&invitation.address, address));
        Ok(places)
    }
}
