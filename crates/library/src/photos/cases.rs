//! Making photo mockups, looking at them, giving them other areas, and removing them.

use super::{Area, NewArea, PhotoImport, PhotoMockup, PhotoSource, Query, rules};
use crate::access::{Actor, Role};
use crate::accounts::Counts;
use crate::idempotency::RequestKey;
use crate::ids::ThingId;
use crate::jobs::{Job, Work};
use crate::{Bound, Error, Library, Listed, Noun, Result, Settings, text};

/// A photo mockup to be made.
#[derive(Debug, Clone, PartialEq)]
pub struct NewPhotoMockup {
    /// Where the photo comes from.
    pub source: PhotoSource,
    /// Its name; `None` for the file's.
    pub name: Option<String>,
    /// Its first print areas; without any, it cannot be rendered until it is given some.
    pub areas: Vec<NewArea>,
    /// What the door calls this work; see [`PhotoImport::word`].
    pub word: String,
    /// The same key gives the same job.
    pub request: Option<RequestKey>,
}

impl Settings {
    /// The bound of photos.
    pub const fn photo(&self) -> Bound {
        Bound { what: "the photo", bytes: self.artwork_bytes, setting: "limits.artwork_bytes" }
    }
}

impl Library {
    /// Makes a mockup of a photo: the job of it.
    pub async fn create_photo_mockup(&self, actor: &Actor, new: NewPhotoMockup) -> Result<Job> {
        let NewPhotoMockup { source, name, areas, word, request } = new;
        if let PhotoSource::Url(url) = &source {
            text::url("source", url)?;
            self.fetcher.check(url)?;
        }
        let name = name.map(|name| text::name("name", &name)).transpose()?;
        let areas = rules::numbered(areas, &[])?;
        let work = Work::ImportPhoto(PhotoImport { source, name, areas, word });
        self.order_job(actor, work, request.as_ref()).await
    }

    /// A photo mockup of the caller's account.
    pub async fn photo_mockup(&self, actor: &Actor, id: ThingId) -> Result<PhotoMockup> {
        self.store.photo_mockup(actor.account, id).await?.ok_or(Error::NotFound(Noun::Mockup))
    }

    /// Those of the caller's account that match; the query's account is not heeded.
    pub async fn photo_mockups(&self, actor: &Actor, query: Query) -> Result<Listed<PhotoMockup>> {
        self.store.photo_mockups(&Query { account: actor.account, ..query }).await
    }

    /// Gives a photo mockup these print areas instead of those it has; areas that name one of those keep its id.
    pub async fn replace_areas(&self, actor: &Actor, id: ThingId, areas: Vec<NewArea>) -> Result<PhotoMockup> {
        actor.require(Role::Editor)?;
        let before = self.photo_mockup(actor, id).await?;
        let areas: Vec<Area> = rules::numbered(areas, &before.areas)?;
        rules::check_places(&areas, before.width, before.height)?;
        let mut tx = self.begin().await?;
        if !tx.replace_areas(actor.account, id, before.version, &areas, self.now()).await? {
            return Err(Error::Conflict("the mockup was changed meanwhile".to_owned()));
        }
        tx.commit().await?;
        self.photo_mockup(actor, id).await
    }

    /// Removes a photo mockup with its previews and renders.
    pub async fn delete_photo_mockup(&self, actor: &Actor, id: ThingId) -> Result<()> {
        actor.require(Role::Editor)?;
        let mut tx = self.begin().await?;
        let freed = tx.delete_photo_mockup(actor.account, id).await?.ok_or(Error::NotFound(Noun::Mockup))?;
        let change = Counts { mockups: -1, bytes: -freed.cast_signed(), ..Counts::default() };
        tx.add_to_counts(actor.account, change).await?;
        tx.commit().await
    }
}
