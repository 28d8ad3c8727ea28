//! Renders and the pictures that they share.

use async_trait::async_trait;
use library::blobs::Blob;
use library::ids::{AccountId, RenderId};
use library::renders::{Picture, Read, Render, RenderKey, Write};
use library::{Result, Time};

use super::super::state::{PictureRow, RenderRow};
use super::super::store::{MemoryStore, MemoryTransaction};
use super::missing;

#[async_trait]
impl Read for MemoryStore {
    async fn render(&self, id: RenderId) -> Result<Option<Render>> {
        let rows = self.rows();
        Ok(rows.renders.get(&id).map(|row| {
            let picture = row.picture.and_then(|key| rows.pictures.get(&key));
            Render { picture: picture.map(|drawn| drawn.picture.clone()), ..row.render.clone() }
        }))
    }

    async fn picture(&self, account: AccountId, key: RenderKey) -> Result<Option<Picture>> {
        Ok(self.rows().pictures.get(&(account, key.0)).map(|row| row.picture.clone()))
    }
}

#[async_trait]
impl Write for MemoryTransaction {
    async fn insert_render(&mut self, render: &Render, artwork: &[Blob]) -> Result<()> {
        self.rows.hold_account(render.account)?;
        self.rows.hold_user(render.user)?;
        self.rows.hold_blobs(artwork.iter().map(|blob| blob.hash))?;
        if self.rows.thing(render.mockup).is_none() {
            return Err(missing("the render's mockup"));
        }
        let mut row = RenderRow { render: render.clone(), picture: None, artwork: artwork.to_vec() };
        row.artwork.sort_unstable_by_key(|blob| blob.hash);
        row.artwork.dedup();
        self.rows.renders.insert(render.id, row);
        Ok(())
    }

    async fn set_picture(&mut self, render: RenderId, key: RenderKey, picture: &Picture, now: Time) -> Result<()> {
        self.rows.hold_blobs([picture.blob.hash])?;
        let row = self.rows.renders.get_mut(&render).ok_or_else(|| missing("the render"))?;
        let key = (row.render.account, key.0);
        row.picture = Some(key);
        self.rows.pictures.entry(key).or_insert_with(|| PictureRow { picture: picture.clone(), drawn_at: now });
        Ok(())
    }

    async fn delete_old_pictures(&mut self, before: Time, limit: u32) -> Result<u64> {
        let old = self.rows.pictures.iter().filter(|(_, row)| row.drawn_at < before).map(|(key, _)| *key);
        let old: Vec<_> = old.take(limit as usize).collect();
        self.rows.pictures.retain(|key, _| !old.contains(key));
        for row in self.rows.renders.values_mut() {
            row.picture = row.picture.filter(|key| !old.contains(key));
        }
        Ok(old.len() as u64)
    }

    async fn delete_old_artwork(&mut self, before: Time, limit: u32) -> Result<u64> {
        let mut gone = 0;
        for row in self.rows.renders.values_mut().filter(|row| row.render.created_at < before) {
            let taken = row.artwork.len().min(limit as usize - gone);
            row.artwork.drain(..taken);
            gone += taken;
        }
        Ok(gone as u64)
    }
}
