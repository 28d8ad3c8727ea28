//! The same request sent twice: a key that a client gives, remembered for a day with what it led to.

use async_trait::async_trait;
use uuid::Uuid;

use crate::ids::AccountId;
use crate::{Result, Time};

/// How long a key is remembered, in hours.
pub const HOURS: i64 = 24;

/// The longest key, in characters.
pub const KEY_CHARACTERS: usize = 255;

/// A client's key, with a hash of all that the request asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestKey {
    /// The client's words.
    pub key: String,
    /// SHA-256 of the request: the same key with another request is refused.
    pub fingerprint: [u8; 32],
}

/// What a key led to before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Remembered {
    /// Of the request that came first.
    pub fingerprint: [u8; 32],
    /// What it made: a render's or a job's id.
    pub subject: Uuid,
}

/// Keys in a transaction.
#[async_trait]
pub trait Write {
    /// Notes that `key` leads to `subject`; when it was there already, changes nothing and says what it led to. One
    /// that was noted before `forget_before` is as good as absent.
    async fn remember(
        &mut self,
        account: AccountId,
        key: &RequestKey,
        subject: Uuid,
        now: Time,
        forget_before: Time,
    ) -> Result<Option<Remembered>>;

    /// Forgets keys that were noted before `before`.
    async fn forget_requests(&mut self, before: Time) -> Result<()>;
}
