//! What assets ask of storage.

use async_trait::async_trait;

use super::{Asset, Query};
use crate::ids::{AccountId, ThingId};
use crate::{Listed, Result, Time};

/// Reading.
#[async_trait]
pub trait Read {
    /// The asset with this id, in this account.
    async fn asset(&self, account: AccountId, id: ThingId) -> Result<Option<Asset>>;

    /// The assets that match, and how many do.
    async fn assets(&self, query: &Query) -> Result<Listed<Asset>>;
}

/// Changing.
#[async_trait]
pub trait Write {
    /// Adds an asset.
    async fn insert_asset(&mut self, asset: &Asset) -> Result<()>;

    /// Sets an asset's name; says whether the account has it.
    async fn rename_asset(&mut self, account: AccountId, id: ThingId, name: &str, now: Time) -> Result<bool>;

    /// Removes an asset from the account and from every collection; says how many bytes it had, or `None` when the
    /// account has no such asset.
    async fn delete_asset(&mut self, account: AccountId, id: ThingId) -> Result<Option<u64>>;
}
