//! Sessions.

use async_trait::async_trait;
use library::ids::{SessionId, UserId};
use library::sessions::{Read, Session, Write};
use library::{Error, Result, Time};

use super::super::store::{MemoryStore, MemoryTransaction};

#[async_trait]
impl Read for MemoryStore {
    async fn session_by_token(&self, hash: &[u8; 32]) -> Result<Option<Session>> {
        Ok(self.rows().sessions.values().find(|(_, token)| token == hash).map(|(session, _)| session.clone()))
    }

    async fn sessions(&self, user: UserId) -> Result<Vec<Session>> {
        let rows = self.rows();
        let own = rows.sessions.values().filter(|(session, _)| session.user == user);
        let mut sessions: Vec<Session> = own.map(|(session, _)| session.clone()).collect();
        sessions.sort_by_key(|session| std::cmp::Reverse((session.created_at, session.id)));
        Ok(sessions)
    }
}

#[async_trait]
impl Write for MemoryTransaction {
    async fn insert_session(&mut self, session: &Session, token: &[u8; 32]) -> Result<()> {
        self.rows.hold_user(session.user)?;
        if self.rows.sessions.values().any(|(_, other)| other == token) {
            return Err(Error::internal("two sessions have the same token"));
        }
        self.rows.sessions.insert(session.id, (session.clone(), *token));
        Ok(())
    }

    async fn extend_session(&mut self, id: SessionId, expires_at: Time) -> Result<()> {
        if let Some((session, _)) = self.rows.sessions.get_mut(&id) {
            session.expires_at = expires_at;
        }
        Ok(())
    }

    async fn delete_session(&mut self, id: SessionId) -> Result<()> {
        self.rows.sessions.remove(&id);
        Ok(())
    }

    async fn delete_expired_sessions(&mut self, before: Time) -> Result<()> {
        self.rows.sessions.retain(|_, (session, _)| session.expires_at >= before);
        Ok(())
    }
}
