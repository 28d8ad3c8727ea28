//! Looking at mockups, renaming and removing them.

use super::{Mockup, Query};
use crate::access::{Actor, Role};
use crate::accounts::Counts;
use crate::ids::ThingId;
use crate::{Error, Library, Listed, Noun, Result, text};

impl Library {
    /// A mockup of the caller's account.
    pub async fn mockup(&self, actor: &Actor, id: ThingId) -> Result<Mockup> {
        let mut found = self.store.mockup(actor.account, id).await?.ok_or(Error::NotFound(Noun::Mockup))?;
        self.mark_available_fonts(actor.account, std::slice::from_mut(&mut found)).await?;
        Ok(found)
    }

    /// Those of the caller's account that match; the query's account is not heeded.
    pub async fn mockups(&self, actor: &Actor, query: &Query) -> Result<Listed<Mockup>> {
        // No name has it, and no PostgreSQL text can.
        if query.name.contains('\0') {
            return Ok(Listed { items: Vec::new(), total: 0 });
        }
        let mut found = self.store.mockups(&Query { account: actor.account, ..query.clone() }).await?;
        self.mark_available_fonts(actor.account, &mut found.items).await?;
        Ok(found)
    }

    /// Gives a mockup another name.
    pub async fn rename_mockup(&self, actor: &Actor, id: ThingId, name: &str) -> Result<Mockup> {
        actor.require(Role::Editor)?;
        let name = text::name("name", name)?;
        let mut tx = self.begin().await?;
        if !tx.rename_mockup(actor.account, id, &name, self.now()).await? {
            return Err(Error::NotFound(Noun::Mockup));
        }
        tx.commit().await?;
        self.mockup(actor, id).await
    }

    /// Removes a mockup with its previews and renders, and its template when no other mockup stands on it.
    pub async fn delete_mockup(&self, actor: &Actor, id: ThingId) -> Result<()> {
        actor.require(Role::Editor)?;
        let mut tx = self.begin().await?;
        let template = tx.delete_mockup(actor.account, id).await?.ok_or(Error::NotFound(Noun::Mockup))?;
        let freed = tx.delete_unused_template(template).await?.unwrap_or(0);
        tx.add_to_counts(actor.account, Counts { mockups: -1, bytes: -freed.cast_signed(), ..Counts::default() })
            .await?;
        tx.commit().await
    }

    /// Removes all mockups of the account, a few at a time; says how many.
    pub async fn delete_all_mockups(&self, actor: &Actor) -> Result<u64> {
        actor.require(Role::Manager)?;
        let mut deleted = 0;
        loop {
            let query = Query::newest(actor.account, crate::Window { limit: 100, offset: 0 });
            let page = self.store.mockups(&query).await?.items;
            if page.is_empty() {
                return Ok(deleted);
            }
            for mockup in page {
                match self.delete_mockup(actor, mockup.thing.id).await {
                    Ok(()) => deleted += 1,
                    Err(Error::NotFound(_)) => {}
                    Err(error) => return Err(error),
                }
            }
        }
    }
}
