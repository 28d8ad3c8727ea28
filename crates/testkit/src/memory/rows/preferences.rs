//! Preferences.

use async_trait::async_trait;
use library::ids::AccountId;
use library::preferences::{Preference, Read, Write};
use library::{Result, Time};

use super::super::store::{MemoryStore, MemoryTransaction};

#[async_trait]
impl Read for MemoryStore {
    async fn preference(&self, account: AccountId, name: &str) -> Result<Option<Preference>> {
        Ok(self.rows().preferences.get(&(account, name.to_owned())).cloned())
    }
}

#[async_trait]
impl Write for MemoryTransaction {
    async fn put_preference(&mut self, account: AccountId, name: &str, words: &str, _now: Time) -> Result<i64> {
        self.rows.hold_account(account)?;
        let key = (account, name.to_owned());
        let version = self.rows.preferences.get(&key).map_or(0, |before| before.version) + 1;
        self.rows.preferences.insert(key, Preference { words: words.to_owned(), version });
        Ok(version)
    }
}
