//! What photo mockups ask of storage.

use async_trait::async_trait;

use super::{Area, PhotoMockup, Query};
use crate::ids::{AccountId, ThingId};
use crate::{Listed, Result, Time};

/// Reading.
#[async_trait]
pub trait Read {
    /// The photo mockup with this id, in this account.
    async fn photo_mockup(&self, account: AccountId, id: ThingId) -> Result<Option<PhotoMockup>>;

    /// The photo mockups that match, newest first, and how many do.
    async fn photo_mockups(&self, query: &Query) -> Result<Listed<PhotoMockup>>;
}

/// Changing.
#[async_trait]
pub trait Write {
    /// Adds a photo mockup.
    async fn insert_photo_mockup(&mut self, mockup: &PhotoMockup) -> Result<()>;

    /// Replaces a photo mockup's areas and counts its version up, when that is still `version`; says whether the
    /// account has it at that version.
    async fn replace_areas(
        &mut self,
        account: AccountId,
        id: ThingId,
        version: u32,
        areas: &[Area],
        now: Time,
    ) -> Result<bool>;

    /// Removes a photo mockup from the account and from every collection, with its renders and the pictures that only
    /// they showed; says how many bytes its photo had, or `None` when the account has no such photo mockup.
    async fn delete_photo_mockup(&mut self, account: AccountId, id: ThingId) -> Result<Option<u64>>;
}
