//! Listing tags, and taking one off everything.

use super::Tag;
use crate::access::{Actor, Role};
use crate::page::{Page, Part};
use crate::{Error, Library, Noun, Result};

impl Library {
    /// The tags of the caller's account that are in use.
    pub async fn tags(&self, actor: &Actor, text: &str, part: &Part) -> Result<Page<Tag>> {
        self.store.tags(actor.account, text, part).await
    }

    /// Takes a tag off all that has it.
    pub async fn delete_tag(&self, actor: &Actor, serial: i64) -> Result<()> {
        actor.require(Role::Editor)?;
        let found = self.store.tagged(serial).await?.filter(|found| found.tag.account == actor.account);
        let found = found.ok_or(Error::NotFound(Noun::Tag))?;
        let word = found.tag.name.to_lowercase();
        let mut things = found.things;
        things.sort_unstable();
        let mut tx = self.begin().await?;
        for id in things {
            if let Some(mut item) = tx.item_for_change(id).await? {
                item.tags.retain(|tag| tag.to_lowercase() != word);
                tx.update_item(&item).await?;
            }
        }
        tx.commit().await
    }
}
