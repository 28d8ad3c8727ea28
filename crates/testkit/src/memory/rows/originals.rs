//! Uploaded files under a name.

use async_trait::async_trait;
use library::Result;
use library::ids::{AccountId, OriginalId, TemplateId, ThingId};
use library::originals::{Original, Read, Write};

use super::super::store::{MemoryStore, MemoryTransaction};
use super::missing;

#[async_trait]
impl Read for MemoryStore {
    async fn original(&self, account: AccountId, id: OriginalId) -> Result<Option<Original>> {
        Ok(self.rows().originals.get(&id).filter(|original| original.account == account).cloned())
    }
}

#[async_trait]
impl Write for MemoryTransaction {
    async fn insert_original(&mut self, original: &Original) -> Result<()> {
        self.rows.hold_account(original.account)?;
        if !self.rows.templates.contains_key(&original.template) {
            return Err(missing("the original's template"));
        }
        self.rows.originals.insert(original.id, original.clone());
        Ok(())
    }

    async fn link_original(&mut self, id: OriginalId, mockup: ThingId) -> Result<()> {
        if !self.rows.originals.contains_key(&id) || !self.rows.mockups.contains_key(&mockup) {
            return Err(missing("the original or its mockup"));
        }
        self.rows.original_mockups.insert(mockup, id);
        Ok(())
    }

    async fn mockups_of_original(&mut self, id: OriginalId) -> Result<Vec<ThingId>> {
        let rows = &self.rows;
        let mut mockups: Vec<ThingId> =
            rows.original_mockups.iter().filter(|(_, original)| **original == id).map(|(mockup, _)| *mockup).collect();
        mockups.sort_by_key(|mockup| (rows.mockups.get(mockup).map(|mockup| mockup.thing.created_at), *mockup));
        Ok(mockups)
    }

    async fn delete_original(&mut self, account: AccountId, id: OriginalId) -> Result<Option<TemplateId>> {
        if self.rows.originals.get(&id).is_none_or(|original| original.account != account) {
            return Ok(None);
        }
        self.rows.original_mockups.retain(|_, original| *original != id);
        Ok(self.rows.originals.remove(&id).map(|original| original.template))
    }
}
