//! Forgetting artwork.

use super::Known;
use crate::access::{Actor, Role};
use crate::{Library, Result};

/// Artwork forgotten in one transaction: writers wait meanwhile.
const AT_ONCE: usize = 20;

impl Library {
    /// Forgets artwork of the caller's account, and all pictures that were drawn with it; work on such pictures is given
    /// up. Each item is what one thing is known by; says how many of them the account knew. The bytes go with the next
    /// sweep that finds nothing else refers to them.
    pub async fn forget_artwork(&self, actor: &Actor, items: &[Vec<Known>]) -> Result<u64> {
        actor.require(Role::Editor)?;
        let mut forgotten = 0;
        for part in items.chunks(AT_ONCE) {
            let mut tx = self.begin().await?;
            for item in part {
                let mut known = false;
                for name in item {
                    let Some(jobs) = tx.forget_artwork(actor.account, name).await? else { continue };
                    known = true;
                    for job in jobs {
                        tx.cancel_job(actor.account, job, self.now()).await?;
                    }
                }
                forgotten += u64::from(known);
            }
            tx.commit().await?;
        }
        Ok(forgotten)
    }
}
