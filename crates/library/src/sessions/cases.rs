//! Signing in and out.

use chrono::TimeDelta;

use super::Session;
use crate::access::Actor;
use crate::ids::{AccountId, SessionId};
use crate::users::User;
use crate::{Error, Library, Noun, Result, Time, secrets};

/// Somebody who just signed in.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// The secret to come back with: 64 hex digits. Only its hash is stored.
    pub token: String,
    /// Until when, unless it is used before.
    pub expires_at: Time,
    /// Who.
    pub user: User,
}

impl Library {
    /// Signs in by name (or e-mail address) and password. `agent` is the browser's words about itself.
    pub async fn sign_in(&self, name: &str, password: String, agent: &str) -> Result<SignedIn> {
        // Nobody has such a name, and a database may refuse to look.
        let user = if name.contains('\0') { None } else { self.store.user_by_name(name).await? };
        let hash = user.as_ref().and_then(|user| user.password.clone());
        let good = self.verify_password(password, hash).await?;
        let user = user.filter(|_| good).ok_or(Error::Unauthenticated)?;
        let secret = secrets::random()?;
        let now = self.now();
        let session = Session {
            id: SessionId::new(),
            user: user.id,
            created_at: now,
            expires_at: now + self.session_time()?,
            agent: agent.chars().filter(|c| !c.is_control()).take(200).collect(),
        };
        let mut tx = self.begin().await?;
        tx.insert_session(&session, &secrets::digest(&secret)).await?;
        tx.commit().await?;
        Ok(SignedIn { token: hex::encode(secret), expires_at: session.expires_at, user })
    }

    /// Who comes with this session token, acting in `account` (their own for `None`).
    pub async fn authenticate_session(&self, token: &str, account: Option<AccountId>) -> Result<Actor> {
        let session = self.session(token).await?;
        let accounts = self.store.accounts_of(session.user).await?;
        let chosen = match account {
            None => accounts.into_iter().next(),
            Some(account) => accounts.into_iter().find(|(candidate, _)| candidate.id == account),
        };
        let (account, role) = chosen.ok_or(Error::NotFound(Noun::Account))?;
        Ok(Actor { user: session.user, account: account.id, role, key: None, person: false })
    }

    /// Ends the session of this token.
    pub async fn sign_out(&self, token: &str) -> Result<()> {
        let session = self.session(token).await?;
        let mut tx = self.begin().await?;
        tx.delete_session(session.id).await?;
        tx.commit().await
    }

    async fn session(&self, token: &str) -> Result<Session> {
        let mut secret = [0; 32];
        hex::decode_to_slice(token, &mut secret).map_err(|_| Error::Unauthenticated)?;
        let session = self.store.session_by_token(&secrets::digest(&secret)).await?.ok_or(Error::Unauthenticated)?;
        let (now, whole) = (self.now(), self.session_time()?);
        if session.expires_at <= now {
            return Err(Error::Unauthenticated);
        }
        // One write a day, not one a request.
        if session.expires_at < now + whole - TimeDelta::days(1) {
            let mut tx = self.begin().await?;
            tx.extend_session(session.id, now + whole).await?;
            tx.commit().await?;
        }
        Ok(session)
    }

    fn session_time(&self) -> Result<TimeDelta> {
        TimeDelta::from_std(self.settings.session).map_err(Error::internal)
    }
}
