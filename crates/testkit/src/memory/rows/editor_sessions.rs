//! Editor sessions, and what was confirmed in them.

use async_trait::async_trait;
use library::editor_sessions::{EditorSession, Read, Write};
use library::ids::{AccountId, EditorSessionId};
use library::{Error, Result, Time};
use uuid::Uuid;

use super::super::store::{MemoryStore, MemoryTransaction};
use super::missing;

#[async_trait]
impl Read for MemoryStore {
    async fn editor_session_by_token(&self, hash: &[u8; 32]) -> Result<Option<EditorSession>> {
        Ok(self.rows().editor_sessions.values().find(|(_, token)| token == hash).map(|(session, _)| session.clone()))
    }

    async fn editor_session_by_channel(&self, account: AccountId, channel: Uuid) -> Result<Option<EditorSession>> {
        let rows = self.rows();
        let mut sessions = rows.editor_sessions.values().map(|(session, _)| session);
        Ok(sessions.find(|session| session.account == account && session.channel == channel).cloned())
    }
}

#[async_trait]
impl Write for MemoryTransaction {
    async fn insert_editor_session(
        &mut self,
        session: &EditorSession,
        token: &[u8; 32],
        _bootstrap: &[u8; 32],
    ) -> Result<()> {
        self.rows.hold_account(session.account)?;
        self.rows.hold_user(session.user)?;
        let clash = |(other, secret): &(EditorSession, [u8; 32])| secret == token || other.channel == session.channel;
        if self.rows.editor_sessions.values().any(clash) {
            return Err(Error::internal("two editor sessions are the same"));
        }
        self.rows.editor_sessions.insert(session.id, (session.clone(), *token));
        Ok(())
    }

    async fn confirm_action(
        &mut self,
        session: EditorSessionId,
        request: &str,
        fingerprint: &[u8; 32],
        _now: Time,
    ) -> Result<Option<[u8; 32]>> {
        if !self.rows.editor_sessions.contains_key(&session) {
            return Err(missing("the editor session"));
        }
        let key = (session, request.to_owned());
        let before = self.rows.confirmed_actions.get(&key).copied();
        self.rows.confirmed_actions.entry(key).or_insert(*fingerprint);
        Ok(before)
    }

    async fn delete_expired_editor_sessions(&mut self, before: Time) -> Result<()> {
        let rows = &mut self.rows;
        rows.editor_sessions.retain(|_, (session, _)| session.expires_at >= before);
        rows.confirmed_actions.retain(|(session, _), _| rows.editor_sessions.contains_key(session));
        Ok(())
    }
}
