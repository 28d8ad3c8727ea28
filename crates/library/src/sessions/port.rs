//! What sessions ask of storage.

use async_trait::async_trait;

use super::Session;
use crate::ids::{SessionId, UserId};
use crate::{Result, Time};

/// Reading.
#[async_trait]
pub trait Read {
    /// The session whose token has this hash; also when it has expired.
    async fn session_by_token(&self, hash: &[u8; 32]) -> Result<Option<Session>>;

    /// A person's sessions, newest first.
    async fn sessions(&self, user: UserId) -> Result<Vec<Session>>;
}

/// Changing.
#[async_trait]
pub trait Write {
    /// Adds a session.
    async fn insert_session(&mut self, session: &Session, token: &[u8; 32]) -> Result<()>;

    /// Sets when a session ends.
    async fn extend_session(&mut self, id: SessionId, expires_at: Time) -> Result<()>;

    /// Ends a session; no error when it is not there.
    async fn delete_session(&mut self, id: SessionId) -> Result<()>;

    /// Ends sessions that expired before `before`.
    async fn delete_expired_sessions(&mut self, before: Time) -> Result<()>;
}
