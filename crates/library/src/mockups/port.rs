//! What mockups ask of storage.

use async_trait::async_trait;

use super::{Mockup, NewMockup, Query};
use crate::ids::{AccountId, TemplateId, ThingId};
use crate::{Listed, Result, Time};

/// Reading.
#[async_trait]
pub trait Read {
    /// The mockup with this id, in this account.
    async fn mockup(&self, account: AccountId, id: ThingId) -> Result<Option<Mockup>>;

    /// The mockups that match, and how many do.
    async fn mockups(&self, query: &Query) -> Result<Listed<Mockup>>;
}

/// Changing.
#[async_trait]
pub trait Write {
    /// Adds a mockup.
    async fn insert_mockup(&mut self, mockup: &NewMockup) -> Result<()>;

    /// Sets a mockup's name; says whether the account has it.
    async fn rename_mockup(&mut self, account: AccountId, id: ThingId, name: &str, now: Time) -> Result<bool>;

    /// Removes a mockup from the account and from every collection, with its renders and the pictures that only they
    /// showed; gives the template it stood on, or `None` when the account has no such mockup.
    async fn delete_mockup(&mut self, account: AccountId, id: ThingId) -> Result<Option<TemplateId>>;
}
