//! Keys.

use async_trait::async_trait;
use library::ids::{AccountId, KeyId};
use library::keys::{Key, Read, StoredSpelling, Write};
use library::{Error, Result, Time};

use super::super::store::{MemoryStore, MemoryTransaction};

#[async_trait]
impl Read for MemoryStore {
    async fn key_by_spelling(&self, label: &str, hash: &[u8; 32]) -> Result<Option<Key>> {
        let rows = self.rows();
        let id = rows.spellings.get(&(label.to_owned(), *hash));
        Ok(id.and_then(|id| rows.keys.get(id)).cloned())
    }

    async fn key(&self, id: KeyId) -> Result<Option<Key>> {
        Ok(self.rows().keys.get(&id).cloned())
    }

    async fn keys(&self, account: Option<AccountId>) -> Result<Vec<Key>> {
        let rows = self.rows();
        let wanted = rows.keys.values().filter(|key| account.is_none_or(|account| key.account == account));
        let mut keys: Vec<Key> = wanted.cloned().collect();
        keys.sort_by_key(|key| (key.created_at, key.id));
        Ok(keys)
    }
}

#[async_trait]
impl Write for MemoryTransaction {
    async fn insert_key(&mut self, key: &Key, spellings: &[StoredSpelling]) -> Result<()> {
        self.rows.hold_account(key.account)?;
        self.rows.hold_user(key.user)?;
        if self.rows.keys.insert(key.id, key.clone()).is_some() {
            return Err(Error::internal("a key was added twice"));
        }
        for StoredSpelling { label, hash } in spellings {
            if self.rows.spellings.insert(((*label).to_owned(), *hash), key.id).is_some() {
                return Err(Error::internal("two keys have the same spelling"));
            }
        }
        Ok(())
    }

    async fn revoke_key(&mut self, id: KeyId) -> Result<bool> {
        self.rows.spellings.retain(|_, key| *key != id);
        Ok(self.rows.keys.remove(&id).is_some())
    }

    async fn add_key_requests(&mut self, id: KeyId, requests: i64, at: Time) -> Result<()> {
        if let Some(key) = self.rows.keys.get_mut(&id) {
            key.requests += requests;
            key.last_used_at = Some(at);
        }
        Ok(())
    }
}
