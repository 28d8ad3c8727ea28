//! Pictures of things that bring none themselves: of a link's page, and of a film. They are made by jobs that nobody
//! asked for and nobody waits for.

use bytes::Bytes;

use super::{Content, Form, Item};
use crate::blobs::Blob;
use crate::ids::ThingId;
use crate::jobs::{Ending, Job, Lease, Work};
use crate::renderer::DrawError;
use crate::things::{Preview, Thing};
use crate::{Error, Library, Noun, Result, Transaction};

impl Library {
    /// Queues the making of a thing's picture, where there may be one.
    pub(super) async fn order_preview(&self, tx: &mut dyn Transaction, item: &Item) -> Result<()> {
        if !self.settings.previews || !may_have_one(item) {
            return Ok(());
        }
        let Thing { id, account, author, .. } = item.thing;
        tx.insert_job(&Job::queued(account, author, Work::Preview(id), self.now())).await
    }

    /// Makes it. A thing that was given a picture meanwhile, or says something else now, keeps what it has.
    pub(crate) async fn fulfil_preview(&self, lease: &Lease, id: ThingId) -> Result<()> {
        let item = self.store.item(id).await?.filter(|item| item.trashed_at.is_none());
        let item = item.ok_or(Error::NotFound(Noun::Thing))?;
        let previews = if may_have_one(&item) { self.pictures_of(&item).await? } else { Vec::new() };
        let now = self.now();
        let mut tx = self.begin().await?;
        if !previews.is_empty() {
            let found = tx.item_for_change(id).await?;
            let is_same = |found: &Item| found.content == item.content && found.file == item.file;
            if found.is_some_and(|found| may_have_one(&found) && is_same(&found)) {
                tx.put_previews(id, &previews).await?;
            }
        }
        if self.end_job(&mut *tx, lease, &Ending::Succeeded(None), now).await? {
            tx.commit().await?;
        }
        Ok(())
    }

    async fn pictures_of(&self, item: &Item) -> Result<Vec<Preview>> {
        let picture = match (&item.content, &item.file) {
            (Content::Link(url), _) => match self.look_up(url).await?.pictures.first() {
                Some(picture) => Some(self.fetch_picture(picture).await?.1),
                None => None,
            },
            (_, Some(file)) => match self.renderer.poster(file.blob).await {
                Err(DrawError::Unreadable(_) | DrawError::TooLarge(_)) => None,
                made => made?,
            },
            (_, None) => None,
        };
        let Some(picture): Option<Bytes> = picture else { return Ok(Vec::new()) };
        let blob = self.store_bytes(picture, self.settings.artwork()).await?;
        Ok(self.small_pictures(blob).await?.unwrap_or_default())
    }

    /// Small pictures of a stored picture; `None` for what is none.
    pub(super) async fn small_pictures(&self, blob: Blob) -> Result<Option<Vec<Preview>>> {
        let (size, previews) = self.look_at(blob).await?;
        let Some((width, height)) = size else { return Ok(None) };
        if !previews.is_empty() {
            return Ok(Some(previews));
        }
        // Narrower than the smallest preview: it is its own.
        let media_type = super::cases::picture_type(&self.read_blob(blob).await?).to_owned();
        Ok(Some(vec![Preview { width, height, blob, media_type }]))
    }
}

/// Whether a picture may be made of a thing that has none.
fn may_have_one(item: &Item) -> bool {
    item.previews.is_empty() && matches!(item.form(), Form::Link | Form::Video)
}
