//! What invitations ask of storage.

use async_trait::async_trait;

use super::{Invitation, Place};
use crate::Result;
use crate::ids::{AccountId, CollectionId, InvitationId};

/// Reading.
#[async_trait]
pub trait Read {
    /// The invitation with this id.
    async fn invitation(&self, id: InvitationId) -> Result<Option<Invitation>>;

    /// Those into an account, oldest first.
    async fn invitations_to_account(&self, account: AccountId) -> Result<Vec<Invitation>>;

    /// Those into a collection, oldest first.
    async fn invitations_to_collection(&self, collection: CollectionId) -> Result<Vec<Invitation>>;
}

/// Changing. They go with their account, their collection and the person who asked.
#[async_trait]
pub trait Write {
    /// Adds an invitation in place of the one of the same address into the same account or collection.
    async fn put_invitation(&mut self, invitation: &Invitation) -> Result<()>;

    /// Removes the invitation of an address, whatever its case, into an account (as whatever) or a collection, if there is
    /// one.
    async fn delete_invitation_to(&mut self, place: Place, address: &str) -> Result<()>;

    /// Removes an invitation; says whether there was one.
    async fn delete_invitation(&mut self, id: InvitationId) -> Result<bool>;

    /// Removes all of an address, whatever its case, and gives the places that they were for, oldest first.
    async fn take_invitations(&mut self, address: &str) -> Result<Vec<Place>>;
}
