//! Looking for duplicates.

use super::{Same, alike};
use crate::access::Actor;
use crate::blobs::Blob;
use crate::ids::{AccountId, ThingId};
use crate::items::Item;
use crate::renderer::DrawError;
use crate::{Error, Library, Listed, Result, Window};

/// By what duplicates are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// They have the same file.
    File,
    /// They lead to the same page.
    Link,
    /// They are pictures that look alike: of another size, of another format, slightly changed.
    Look,
}

impl Library {
    /// A part of the groups of the account's things that are the same, each from the oldest; and how many groups there
    /// are. Pictures that came in by other ways than uploads are looked at by [`Library::look_at_unseen`].
    pub async fn duplicates(&self, actor: &Actor, by: By, window: Window) -> Result<Listed<Vec<Item>>> {
        let found = match by {
            By::File => self.store.duplicates(actor.account, Same::File, window).await?,
            By::Link => self.store.duplicates(actor.account, Same::Link, window).await?,
            By::Look => self.alike(actor.account, window).await?,
        };
        let mut groups = Vec::with_capacity(found.items.len());
        for group in found.items {
            let mut items = self.store.items_of(&group).await?;
            items.retain(|item| item.thing.account == actor.account && item.trashed_at.is_none());
            groups.push(items);
        }
        Ok(Listed { items: groups, total: found.total })
    }

    async fn alike(&self, account: AccountId, window: Window) -> Result<Listed<Vec<ThingId>>> {
        let looks = self.store.looks(account).await?;
        // A second of work at most, for a hundred thousand; no request waits for it meanwhile.
        let groups = tokio::task::spawn_blocking(move || alike::groups(&looks)).await.map_err(Error::internal)?;
        let total = groups.len() as u64;
        let first = usize::try_from(window.offset).unwrap_or(usize::MAX);
        let part = groups.into_iter().skip(first).take(window.limit as usize);
        let items = part.map(|group| group.into_iter().map(|look| look.thing).collect()).collect();
        Ok(Listed { items, total })
    }

    /// Looks at pictures of an account that were not looked at when they came: uploads of earlier versions, imports.
    /// For the operator: nobody's role is asked. Says how many there were.
    pub async fn look_at_unseen(&self, account: AccountId) -> Result<u64> {
        const AT_ONCE: u32 = 100;
        let mut seen = 0;
        loop {
            let blobs = self.store.unseen(account, AT_ONCE).await?;
            if blobs.is_empty() {
                return Ok(seen);
            }
            for blob in blobs {
                let look = self.look_of(blob).await?;
                self.note_look(blob, look).await?;
                seen += 1;
            }
        }
    }

    async fn look_of(&self, blob: Blob) -> Result<Option<u64>> {
        if blob.bytes > crate::assets::PICTURE_BYTES {
            return Ok(None);
        }
        match self.renderer.shrink(self.read_blob(blob).await?, &[]).await {
            Ok(shrunk) => Ok(shrunk.look),
            Err(DrawError::Internal(cause)) => Err(Error::Internal(cause)),
            Err(_) => Ok(None),
        }
    }

    /// Keeps what a stored picture looks like.
    pub(crate) async fn note_look(&self, blob: Blob, look: Option<u64>) -> Result<()> {
        let mut tx = self.begin().await?;
        tx.put_look(blob.hash, look).await?;
        tx.commit().await
    }
}
