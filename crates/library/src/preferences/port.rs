//! What preferences ask of storage.

use async_trait::async_trait;

use super::Preference;
use crate::ids::AccountId;
use crate::{Result, Time};

/// Reading.
#[async_trait]
pub trait Read {
    /// What an account keeps under this name.
    async fn preference(&self, account: AccountId, name: &str) -> Result<Option<Preference>>;
}

/// Changing.
#[async_trait]
pub trait Write {
    /// Keeps words under this name in place of those that are there; says which version they are.
    async fn put_preference(&mut self, account: AccountId, name: &str, words: &str, now: Time) -> Result<i64>;
}
