//! Keeping a door's words.

use super::{PREFERENCE_BYTES, Preference};
use crate::access::{Actor, Role};
use crate::{Error, Library, Result, text};

impl Library {
    /// What the account keeps under this name.
    pub async fn preference(&self, actor: &Actor, name: &'static str) -> Result<Option<Preference>> {
        self.store.preference(actor.account, name).await
    }

    /// Keeps words under this name in place of those that are there.
    pub async fn set_preference(&self, actor: &Actor, name: &'static str, words: &str) -> Result<Preference> {
        actor.require(Role::Editor)?;
        text::without_null(name, words)?;
        if words.len() > PREFERENCE_BYTES {
            return Err(Error::invalid(name, format!("must have at most {PREFERENCE_BYTES} bytes")));
        }
        let mut tx = self.begin().await?;
        let version = tx.put_preference(actor.account, name, words, self.now()).await?;
        tx.commit().await?;
        Ok(Preference { words: words.to_owned(), version })
    }
}
