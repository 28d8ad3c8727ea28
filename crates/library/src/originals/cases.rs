//! Bringing Photoshop files in to be kept as such, and removing them.

use super::Original;
use crate::access::{Actor, Role};
use crate::accounts::Counts;
use crate::ids::{OriginalId, UploadId};
use crate::jobs::{Filing, Import, ImportSource, Job, Work};
use crate::{Error, Library, Noun, Result, text};

impl Library {
    /// An original of the caller's account.
    pub async fn original(&self, actor: &Actor, id: OriginalId) -> Result<Original> {
        self.store.original(actor.account, id).await?.ok_or(Error::NotFound(Noun::Original))
    }

    /// Keeps the Photoshop file at a URL, and makes a mockup of it when `filing` says so: the job of it.
    pub async fn file_url(&self, actor: &Actor, url: &str, name: Option<&str>, filing: Filing) -> Result<Job> {
        text::url("url", url)?;
        self.fetcher.check(url)?;
        self.file(actor, ImportSource::Url(url.to_owned()), name, filing).await
    }

    /// The same with a complete upload.
    pub async fn file_upload(&self, actor: &Actor, id: UploadId, name: Option<&str>, filing: Filing) -> Result<Job> {
        let (upload, _) = self.upload(actor, id).await?;
        let file = upload.file.ok_or_else(|| Error::Conflict("the upload is not complete".to_owned()))?;
        self.file(actor, ImportSource::Upload { id, file, name: upload.name }, name, filing).await
    }

    /// Refuses a filing that cannot be: catalogs and collections are the caller's own.
    pub async fn check_filing(&self, actor: &Actor, filing: &Filing) -> Result<()> {
        actor.require(Role::Editor)?;
        if filing.catalog.is_some() {
            self.catalog_or_default(actor, filing.catalog).await?;
        }
        for collection in &filing.collections {
            self.collection(actor, *collection).await?;
        }
        Ok(())
    }

    async fn file(&self, actor: &Actor, source: ImportSource, name: Option<&str>, filing: Filing) -> Result<Job> {
        self.check_filing(actor, &filing).await?;
        let name = name.map(|name| text::name("name", name)).transpose()?;
        self.order_job(actor, Work::Import(Import { source, name, filing: Some(filing) }), None).await
    }

    /// Removes an original; `with_mockups` also the mockups that were made of it. Its template goes when nothing stands
    /// on it any more.
    pub async fn delete_original(&self, actor: &Actor, id: OriginalId, with_mockups: bool) -> Result<()> {
        actor.require(Role::Editor)?;
        let mut tx = self.begin().await?;
        let mut deleted = 0;
        let mockups = if with_mockups { tx.mockups_of_original(id).await? } else { Vec::new() };
        for mockup in mockups {
            deleted += i64::from(tx.delete_mockup(actor.account, mockup).await?.is_some());
        }
        let template = tx.delete_original(actor.account, id).await?.ok_or(Error::NotFound(Noun::Original))?;
        let freed = tx.delete_unused_template(template).await?.unwrap_or(0);
        let change = Counts { mockups: -deleted, bytes: -freed.cast_signed(), ..Counts::default() };
        tx.add_to_counts(actor.account, change).await?;
        tx.commit().await
    }
}
