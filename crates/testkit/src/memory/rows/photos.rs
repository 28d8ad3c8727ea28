//! Photo mockups.

use async_trait::async_trait;
use library::ids::{AccountId, ThingId};
use library::photos::{Area, PhotoMockup, Query, Read, Write};
use library::{Listed, Order, Result, Time};

use super::super::store::{MemoryStore, MemoryTransaction};
use super::listed;
use super::things::{remove_renders, take_out, widest_first};

fn shown(photo: &PhotoMockup) -> PhotoMockup {
    PhotoMockup { previews: widest_first(&photo.previews), ..photo.clone() }
}

#[async_trait]
impl Read for MemoryStore {
    async fn photo_mockup(&self, account: AccountId, id: ThingId) -> Result<Option<PhotoMockup>> {
        let rows = self.rows();
        let own = |photo: &&PhotoMockup| photo.thing.account == account && !rows.trashed(id);
        Ok(rows.photos.get(&id).filter(own).map(shown))
    }

    async fn photo_mockups(&self, query: &Query) -> Result<Listed<PhotoMockup>> {
        let rows = self.rows();
        let matching = rows.photos.values().filter(|photo| {
            let thing = &photo.thing;
            thing.account == query.account && !rows.trashed(thing.id) && (!query.customizable || photo.customizable())
        });
        let newest = |photo: &&PhotoMockup| (photo.thing.created_at, photo.thing.id);
        Ok(listed(matching.collect(), Order::Descending, query.window, newest).map(shown))
    }
}

#[async_trait]
impl Write for MemoryTransaction {
    async fn insert_photo_mockup(&mut self, mockup: &PhotoMockup) -> Result<()> {
        self.rows.hold_thing(&mockup.thing, &mockup.previews)?;
        self.rows.hold_blobs([mockup.photo.hash])?;
        self.rows.photos.insert(mockup.thing.id, mockup.clone());
        Ok(())
    }

    async fn replace_areas(
        &mut self,
        account: AccountId,
        id: ThingId,
        version: u32,
        areas: &[Area],
        now: Time,
    ) -> Result<bool> {
        let photo = self.rows.photos.get_mut(&id);
        let Some(photo) = photo.filter(|photo| photo.thing.account == account && photo.version == version) else {
            return Ok(false);
        };
        photo.areas = areas.to_vec();
        photo.version += 1;
        photo.thing.updated_at = now;
        Ok(true)
    }

    async fn delete_photo_mockup(&mut self, account: AccountId, id: ThingId) -> Result<Option<u64>> {
        let trashed = self.rows.trashed(id);
        if trashed || self.rows.photos.get(&id).is_none_or(|photo| photo.thing.account != account) {
            return Ok(None);
        }
        take_out(&mut self.rows, id);
        remove_renders(&mut self.rows, id);
        Ok(self.rows.photos.remove(&id).map(|photo| photo.photo.bytes))
    }
}
