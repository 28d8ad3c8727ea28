//! What keys ask of storage.

use async_trait::async_trait;

use super::{Key, StoredSpelling};
use crate::ids::{AccountId, KeyId};
use crate::{Result, Time};

/// Reading. Revoked keys are not there.
#[async_trait]
pub trait Read {
    /// The key whose spelling `label` has this hash.
    async fn key_by_spelling(&self, label: &str, hash: &[u8; 32]) -> Result<Option<Key>>;

    /// The key with this id.
    async fn key(&self, id: KeyId) -> Result<Option<Key>>;

    /// An account's keys, oldest first; those of all accounts for `None`.
    async fn keys(&self, account: Option<AccountId>) -> Result<Vec<Key>>;
}

/// Changing.
#[async_trait]
pub trait Write {
    /// Adds a key with all its spellings.
    async fn insert_key(&mut self, key: &Key, spellings: &[StoredSpelling]) -> Result<()>;

    /// Ends a key; says whether there was one.
    async fn revoke_key(&mut self, id: KeyId) -> Result<bool>;

    /// Adds requests that came with a key, the last of them at `at`.
    async fn add_key_requests(&mut self, id: KeyId, requests: i64, at: Time) -> Result<()>;
}
