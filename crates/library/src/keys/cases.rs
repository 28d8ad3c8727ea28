//! Making keys, and telling who comes with one.

use std::sync::PoisonError;

use super::{Key, Seed, StoredSpelling};
use crate::access::{Actor, Role};
use crate::ids::{AccountId, KeyId, UserId};
use crate::{Error, Library, Noun, Result, secrets, text};

/// A key to be made.
#[derive(Debug, Clone)]
pub struct NewKey {
    /// Who will act.
    pub user: UserId,
    /// Where.
    pub account: AccountId,
    /// What its owner calls it.
    pub name: String,
}

impl Library {
    /// Makes a key with the spellings called `labels`, as the operator. The seed, and with it every spelling's secret,
    /// is only here.
    pub async fn create_key(&self, new: NewKey, labels: &[&'static str]) -> Result<(Key, Seed)> {
        self.new_key(new, Role::Owner, labels).await
    }

    async fn new_key(&self, new: NewKey, role: Role, labels: &[&'static str]) -> Result<(Key, Seed)> {
        let seed = Seed::new()?;
        let key = Key {
            id: KeyId::new(),
            user: new.user,
            account: new.account,
            name: text::name("name", &new.name)?,
            role,
            created_at: self.now(),
            last_used_at: None,
            requests: 0,
        };
        let spelling = |label: &&'static str| StoredSpelling { label, hash: secrets::digest(&seed.spelling(label)) };
        let spellings: Vec<StoredSpelling> = labels.iter().map(spelling).collect();
        let mut tx = self.begin().await?;
        tx.insert_key(&key, &spellings).await?;
        tx.commit().await?;
        Ok((key, seed))
    }

    /// Makes a key for the caller, in the account they act in; it may do no more than the key that they came with.
    pub async fn create_own_key(&self, actor: &Actor, name: &str, labels: &[&'static str]) -> Result<(Key, Seed)> {
        actor.require(Role::Editor)?;
        let role = self.bound(actor).await?;
        self.new_key(own(actor, name), role, labels).await
    }

    /// The same, of a key that may do `role` at most: for who manages the account.
    pub async fn create_bounded_key(
        &self,
        actor: &Actor,
        name: &str,
        role: Role,
        labels: &[&'static str],
    ) -> Result<(Key, Seed)> {
        actor.require(Role::Manager)?;
        let role = role.min(self.bound(actor).await?);
        self.new_key(own(actor, name), role, labels).await
    }

    /// The most that the caller may do anywhere: what the key that they came with allows.
    pub(crate) async fn bound(&self, actor: &Actor) -> Result<Role> {
        match actor.key {
            None => Ok(Role::Owner),
            // A key that is gone since allows nothing more.
            Some(key) => Ok(self.store.key(key).await?.map_or(Role::Viewer, |key| key.role)),
        }
    }

    /// The caller's account's keys, oldest first.
    pub async fn keys(&self, actor: &Actor) -> Result<Vec<Key>> {
        self.store.keys(Some(actor.account)).await
    }

    /// All keys, as the operator.
    pub async fn all_keys(&self) -> Result<Vec<Key>> {
        self.store.keys(None).await
    }

    /// The key that the caller came with.
    pub async fn own_key(&self, actor: &Actor) -> Result<Option<Key>> {
        match actor.key {
            Some(key) => self.store.key(key).await,
            None => Ok(None),
        }
    }

    /// Ends a key: one's own, or any of the account as its manager.
    pub async fn revoke_own_key(&self, actor: &Actor, id: KeyId) -> Result<()> {
        let key = self.store.key(id).await?.filter(|key| key.account == actor.account);
        let key = key.ok_or(Error::NotFound(Noun::Key))?;
        if key.user != actor.user {
            actor.require(Role::Manager)?;
        }
        self.revoke_key(id).await
    }

    /// Ends a key, as the operator.
    pub async fn revoke_key(&self, id: KeyId) -> Result<()> {
        let mut tx = self.begin().await?;
        if !tx.revoke_key(id).await? {
            return Err(Error::NotFound(Noun::Key));
        }
        tx.commit().await
    }

    /// Who comes with this secret of the spelling called `label`. Counts the request.
    pub async fn authenticate(&self, label: &str, secret: &[u8; 32]) -> Result<Actor> {
        let key = self.store.key_by_spelling(label, &secrets::digest(secret)).await?;
        let key = key.ok_or(Error::Unauthenticated)?;
        let role = self.store.role(key.account, key.user).await?.ok_or(Error::Unauthenticated)?;
        let now = self.now();
        let mut uses = self.key_requests.lock().unwrap_or_else(PoisonError::into_inner);
        let use_ = uses.entry(key.id).or_insert((0, now));
        *use_ = (use_.0 + 1, now);
        let role = role.min(key.role);
        Ok(Actor { user: key.user, account: key.account, role, key: Some(key.id), person: false })
    }

    /// Writes down how often keys were used since the last time.
    pub(crate) async fn write_key_requests(&self) -> Result<()> {
        let uses = std::mem::take(&mut *self.key_requests.lock().unwrap_or_else(PoisonError::into_inner));
        if uses.is_empty() {
            return Ok(());
        }
        let mut tx = self.begin().await?;
        for (key, (requests, at)) in uses {
            tx.add_key_requests(key, requests, at).await?;
        }
        tx.commit().await
    }
}

/// A key for the caller, where they act.
fn own(actor: &Actor, name: &str) -> NewKey {
    NewKey { user: actor.user, account: actor.account, name: name.to_owned() }
}
