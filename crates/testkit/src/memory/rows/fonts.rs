//! Fonts that accounts added.

use async_trait::async_trait;
use library::fonts::{Font, Read, Write};
use library::ids::{AccountId, FontId};
use library::{Error, Result};

use super::super::store::{MemoryStore, MemoryTransaction};
use super::{missing, same};

fn owned(font: &Font, account: AccountId) -> bool {
    font.added.is_some_and(|added| added.account == account)
}

#[async_trait]
impl Read for MemoryStore {
    async fn font(&self, account: AccountId, id: FontId) -> Result<Option<Font>> {
        Ok(self.rows().fonts.get(&id).filter(|font| owned(font, account)).cloned())
    }

    async fn fonts(&self, account: AccountId) -> Result<Vec<Font>> {
        let rows = self.rows();
        let mut fonts: Vec<Font> = rows.fonts.values().filter(|font| owned(font, account)).cloned().collect();
        fonts.sort_by_key(|font| (font.added.map(|added| added.at), font.id));
        Ok(fonts)
    }
}

#[async_trait]
impl Write for MemoryTransaction {
    async fn insert_font(&mut self, font: &Font) -> Result<()> {
        let added = font.added.ok_or_else(|| missing("the font's file"))?;
        self.rows.hold_account(added.account)?;
        self.rows.hold_blobs([added.file.hash])?;
        let name = &font.face.postscript_name;
        let mut own = self.rows.fonts.values().filter(|other| owned(other, added.account));
        if own.any(|other| same(&other.face.postscript_name, name)) {
            return Err(Error::Conflict(format!("a font called {name} is there already")));
        }
        self.rows.fonts.insert(font.id, font.clone());
        Ok(())
    }

    async fn delete_font(&mut self, account: AccountId, id: FontId) -> Result<Option<u64>> {
        if !self.rows.fonts.get(&id).is_some_and(|font| owned(font, account)) {
            return Ok(None);
        }
        let gone = self.rows.fonts.remove(&id);
        Ok(gone.and_then(|font| font.added).map(|added| added.file.bytes))
    }
}
