//! Keeping files.

use super::{Asset, Query};
use crate::access::{Actor, Role};
use crate::accounts::Counts;
use crate::blobs::{Blob, ByteStream};
use crate::ids::ThingId;
use crate::renderer::DrawError;
use crate::things::{PREVIEW_WIDTHS, Preview, Privacy, Thing, ThingKind};
use crate::{Error, Library, Listed, Noun, Result, text};

/// Pictures up to this many bytes get previews.
pub(crate) const PICTURE_BYTES: u64 = 200_000_000;

impl Library {
    /// An asset of the caller's account.
    pub async fn asset(&self, actor: &Actor, id: ThingId) -> Result<Asset> {
        self.store.asset(actor.account, id).await?.ok_or(Error::NotFound(Noun::Asset))
    }

    /// Those of the caller's account that match; the query's account is not heeded.
    pub async fn assets(&self, actor: &Actor, query: &Query) -> Result<Listed<Asset>> {
        self.store.assets(&Query { account: actor.account, ..query.clone() }).await
    }

    /// Keeps a file under a name. `media_type` is what the sender says; a picture's is found out by its content.
    pub async fn create_asset(
        &self,
        actor: &Actor,
        name: &str,
        media_type: Option<&str>,
        content: ByteStream,
    ) -> Result<Asset> {
        actor.require(Role::Editor)?;
        let name = text::name("name", name)?;
        let blob = self.store_stream(content, self.settings.asset()).await?;
        let (size, previews) = self.look_at(blob).await?;
        let now = self.now();
        let thing = Thing {
            id: ThingId::new(),
            kind: ThingKind::Asset,
            account: actor.account,
            author: actor.user,
            name,
            description: String::new(),
            privacy: Privacy::Private,
            created_at: now,
            updated_at: now,
        };
        let media_type = media_type.unwrap_or("application/octet-stream").to_owned();
        let asset = Asset { thing, blob, media_type, size, previews };
        let mut tx = self.begin().await?;
        tx.insert_asset(&asset).await?;
        let change = Counts { assets: 1, bytes: blob.bytes.cast_signed(), ..Counts::default() };
        let counts = tx.add_to_counts(actor.account, change).await?;
        self.check_quota(counts)?;
        tx.commit().await?;
        Ok(asset)
    }

    /// Gives an asset another name.
    pub async fn rename_asset(&self, actor: &Actor, id: ThingId, name: &str) -> Result<Asset> {
        actor.require(Role::Editor)?;
        let name = text::name("name", name)?;
        let mut tx = self.begin().await?;
        if !tx.rename_asset(actor.account, id, &name, self.now()).await? {
            return Err(Error::NotFound(Noun::Asset));
        }
        tx.commit().await?;
        self.asset(actor, id).await
    }

    /// Removes an asset.
    pub async fn delete_asset(&self, actor: &Actor, id: ThingId) -> Result<()> {
        actor.require(Role::Editor)?;
        let mut tx = self.begin().await?;
        let bytes = tx.delete_asset(actor.account, id).await?.ok_or(Error::NotFound(Noun::Asset))?;
        let change = Counts { assets: -1, bytes: -bytes.cast_signed(), ..Counts::default() };
        tx.add_to_counts(actor.account, change).await?;
        tx.commit().await
    }

    /// A picture's size and previews; none of either for what is no picture.
    pub(crate) async fn look_at(&self, blob: Blob) -> Result<(Option<(u32, u32)>, Vec<Preview>)> {
        if blob.bytes > PICTURE_BYTES {
            return Ok((None, Vec::new()));
        }
        let bytes = self.read_blob(blob).await?;
        match self.renderer.shrink(bytes, &PREVIEW_WIDTHS).await {
            Ok(shrunk) => {
                let previews = self.store_previews(shrunk.previews).await?;
                self.note_look(blob, shrunk.look).await?;
                Ok((Some((shrunk.width, shrunk.height)), previews))
            }
            Err(DrawError::Unreadable(_) | DrawError::TooLarge(_) | DrawError::Order(_)) => Ok((None, Vec::new())),
            Err(DrawError::Internal(cause)) => Err(Error::Internal(cause)),
        }
    }

    /// Stores small pictures.
    pub(crate) async fn store_previews(&self, files: Vec<crate::renderer::File>) -> Result<Vec<Preview>> {
        let mut previews = Vec::with_capacity(files.len());
        for file in files {
            let blob = self.store_made(file.bytes).await?;
            previews.push(Preview { width: file.width, height: file.height, blob, media_type: file.media_type });
        }
        Ok(previews)
    }

    /// Refuses what an account may not hold.
    pub(crate) fn check_quota(&self, counts: Counts) -> Result<()> {
        if let Some(limit) = self.settings.account_bytes
            && counts.bytes > limit.cast_signed()
        {
            return Err(Error::TooLarge { what: "what the account stores", limit, setting: "limits.account_bytes" });
        }
        if let Some(limit) = self.settings.account_mockups
            && counts.mockups > limit.cast_signed()
        {
            let message = format!("an account keeps at most {limit} mockups, the limit set by limits.account_mockups");
            return Err(Error::Forbidden(message));
        }
        Ok(())
    }
}
