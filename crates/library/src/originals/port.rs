//! What originals ask of storage.

use async_trait::async_trait;

use super::Original;
use crate::Result;
use crate::ids::{AccountId, OriginalId, TemplateId, ThingId};

/// Reading.
#[async_trait]
pub trait Read {
    /// The original with this id, in this account.
    async fn original(&self, account: AccountId, id: OriginalId) -> Result<Option<Original>>;
}

/// Changing.
#[async_trait]
pub trait Write {
    /// Adds an original.
    async fn insert_original(&mut self, original: &Original) -> Result<()>;

    /// Notes that a mockup was made of an original.
    async fn link_original(&mut self, id: OriginalId, mockup: ThingId) -> Result<()>;

    /// The mockups that were made of an original, oldest first.
    async fn mockups_of_original(&mut self, id: OriginalId) -> Result<Vec<ThingId>>;

    /// Removes an original; gives the template it stood on, or `None` when the account has no such original. Its
    /// mockups stay.
    async fn delete_original(&mut self, account: AccountId, id: OriginalId) -> Result<Option<TemplateId>>;
}
