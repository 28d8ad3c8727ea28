//! What editor sessions ask of storage.

use async_trait::async_trait;
use uuid::Uuid;

use super::EditorSession;
use crate::ids::{AccountId, EditorSessionId};
use crate::{Result, Time};

/// Reading; sessions that have expired are there too, until they are forgotten.
#[async_trait]
pub trait Read {
    /// The session whose token has this hash.
    async fn editor_session_by_token(&self, hash: &[u8; 32]) -> Result<Option<EditorSession>>;

    /// An account's session of this channel.
    async fn editor_session_by_channel(&self, account: AccountId, channel: Uuid) -> Result<Option<EditorSession>>;
}

/// Changing.
#[async_trait]
pub trait Write {
    /// Adds a session with the hashes of its token and of the secret that its page shows the editor.
    async fn insert_editor_session(
        &mut self,
        session: &EditorSession,
        token: &[u8; 32],
        bootstrap: &[u8; 32],
    ) -> Result<()>;

    /// Notes that what was submitted under `request` is confirmed; when it was before, changes nothing and gives the
    /// fingerprint that it had then.
    async fn confirm_action(
        &mut self,
        session: EditorSessionId,
        request: &str,
        fingerprint: &[u8; 32],
        now: Time,
    ) -> Result<Option<[u8; 32]>>;

    /// Forgets sessions that expired before `before`, with what was confirmed in them.
    async fn delete_expired_editor_sessions(&mut self, before: Time) -> Result<()>;
}
