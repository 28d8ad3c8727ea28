//! Taking in files, in parts.

use chrono::TimeDelta;
use futures_util::StreamExt;

use super::{PARTS, Part, Upload};
use crate::access::{Actor, Role};
use crate::blobs::{Blob, ByteStream};
use crate::fetch::Bounds;
use crate::ids::UploadId;
use crate::jobs::{Import, ImportSource, Job, Work};
use crate::{Bound, Error, Library, Noun, Result, Time, text};

impl Library {
    /// Begins an upload of a file of this name.
    pub async fn begin_upload(&self, actor: &Actor, name: &str) -> Result<Upload> {
        self.begin_upload_with(actor, name, String::new()).await
    }

    /// As [`Library::begin_upload`], with words that a door keeps with it.
    pub async fn begin_upload_with(&self, actor: &Actor, name: &str, words: String) -> Result<Upload> {
        self.begin_upload_as(actor, UploadId::new(), name, words).await
    }

    /// As [`Library::begin_upload_with`], under an id that the caller makes of something else and nobody else can guess.
    pub async fn begin_upload_as(&self, actor: &Actor, id: UploadId, name: &str, words: String) -> Result<Upload> {
        actor.require(Role::Editor)?;
        text::description("words", &words)?;
        let upload = Upload {
            id,
            account: actor.account,
            name: text::name("name", name)?,
            words,
            created_at: self.now(),
            file: None,
        };
        let mut tx = self.begin().await?;
        tx.insert_upload(&upload).await?;
        tx.commit().await?;
        Ok(upload)
    }

    /// Keeps other words with an upload.
    pub async fn note_upload(&self, actor: &Actor, id: UploadId, words: &str) -> Result<()> {
        actor.require(Role::Editor)?;
        text::description("words", words)?;
        self.upload(actor, id).await?;
        let mut tx = self.begin().await?;
        tx.set_upload_words(id, words).await?;
        tx.commit().await
    }

    /// Brings in an upload's whole file from a URL; says what the other side calls it and of what media type it is.
    pub async fn fetch_upload(&self, actor: &Actor, id: UploadId, url: &str) -> Result<(Upload, Option<String>)> {
        actor.require(Role::Editor)?;
        let (upload, _) = self.upload(actor, id).await?;
        Self::require_open(&upload)?;
        let bound = self.settings.asset();
        let Bound { what, bytes, setting } = bound;
        let bounds = Bounds { bytes, time: self.settings.psd_fetch_time, what, setting };
        let fetched = self.fetcher.fetch(url, bounds).await?;
        let file = self.store_stream(fetched.body, bound).await?;
        Ok((self.close_upload(upload, file).await?, fetched.media_type))
    }

    /// Refuses a URL that could never be fetched.
    pub fn check_url(&self, url: &str) -> Result<()> {
        text::url("url", url)?;
        Ok(self.fetcher.check(url)?)
    }

    /// An upload and the parts that have arrived.
    pub async fn upload(&self, actor: &Actor, id: UploadId) -> Result<(Upload, Vec<Part>)> {
        self.store.upload(actor.account, id).await?.ok_or(Error::NotFound(Noun::Upload))
    }

    /// Takes a part, in place of an earlier one of the same number.
    pub async fn put_part(&self, actor: &Actor, id: UploadId, number: u32, content: ByteStream) -> Result<Part> {
        actor.require(Role::Editor)?;
        if !(1..=PARTS).contains(&number) {
            return Err(Error::invalid("part", format!("must be from 1 to {PARTS}")));
        }
        let (upload, parts) = self.upload(actor, id).await?;
        Self::require_open(&upload)?;
        let bound = self.settings.psd();
        let others: u64 = parts.iter().filter(|part| part.number != number).map(|part| part.blob.bytes).sum();
        let blob = self.store_stream(content, bound).await?;
        bound.check(others + blob.bytes)?;
        let part = Part { number, blob };
        let mut tx = self.begin().await?;
        tx.put_part(id, part).await?;
        tx.commit().await?;
        Ok(part)
    }

    /// Puts the parts together, from 1 without a gap. Completing a complete upload changes nothing.
    pub async fn complete_upload(&self, actor: &Actor, id: UploadId) -> Result<Upload> {
        actor.require(Role::Editor)?;
        let (upload, parts) = self.upload(actor, id).await?;
        if upload.file.is_some() {
            return Ok(upload);
        }
        if parts.is_empty() || parts.iter().zip(1..).any(|(part, number)| part.number != number) {
            return Err(Error::Conflict(format!("the upload has {} parts, with gaps between them", parts.len())));
        }
        let file = match parts[..] {
            [only] => only.blob,
            _ => self.store_stream(self.joined(&parts), self.settings.psd()).await?,
        };
        self.close_upload(upload, file).await
    }

    /// Takes in a whole file at once.
    pub async fn upload_file(&self, actor: &Actor, name: &str, content: ByteStream) -> Result<Upload> {
        let upload = self.begin_upload(actor, name).await?;
        let file = match self.store_stream(content, self.settings.psd()).await {
            Ok(file) => file,
            Err(error) => {
                self.forget_upload(actor, upload.id).await?;
                return Err(error);
            }
        };
        self.close_upload(upload, file).await
    }

    /// Takes in the whole file of an upload that was begun.
    pub async fn fill_upload(&self, actor: &Actor, id: UploadId, content: ByteStream, bound: Bound) -> Result<Blob> {
        actor.require(Role::Editor)?;
        let (upload, _) = self.upload(actor, id).await?;
        Self::require_open(&upload)?;
        let file = self.store_stream(content, bound).await?;
        self.close_upload(upload, file).await?;
        Ok(file)
    }

    /// Makes a mockup of a complete upload: the job of it.
    pub async fn import_upload(&self, actor: &Actor, id: UploadId, name: Option<&str>) -> Result<Job> {
        let (upload, _) = self.upload(actor, id).await?;
        let file = upload.file.ok_or_else(|| Error::Conflict("the upload is not complete".to_owned()))?;
        let name = name.map(|name| text::name("name", name)).transpose()?;
        let source = ImportSource::Upload { id, file, name: upload.name };
        self.order_job(actor, Work::Import(Import { source, name, filing: None }), None).await
    }

    /// Forgets an upload and what has arrived of it.
    pub async fn forget_upload(&self, actor: &Actor, id: UploadId) -> Result<()> {
        actor.require(Role::Editor)?;
        self.upload(actor, id).await?;
        let mut tx = self.begin().await?;
        tx.delete_upload(id).await?;
        tx.commit().await
    }

    /// When uploads that were begun before are forgotten.
    pub(crate) fn oldest_upload(&self) -> Time {
        self.now() - TimeDelta::days(1)
    }

    /// An upload whose file has come.
    async fn close_upload(&self, upload: Upload, file: Blob) -> Result<Upload> {
        let mut tx = self.begin().await?;
        tx.complete_upload(upload.id, file).await?;
        tx.commit().await?;
        Ok(Upload { file: Some(file), ..upload })
    }

    fn require_open(upload: &Upload) -> Result<()> {
        if upload.file.is_some() {
            return Err(Error::Conflict("the upload is complete".to_owned()));
        }
        Ok(())
    }

    /// The parts' bytes, one after the other; each is opened when its turn comes.
    fn joined(&self, parts: &[Part]) -> ByteStream {
        let blobs = self.blobs.clone();
        let parts: Vec<Blob> = parts.iter().map(|part| part.blob).collect();
        futures_util::stream::iter(parts)
            .then(move |part| {
                let blobs = blobs.clone();
                async move {
                    match blobs.open(part.hash, None).await {
                        Ok(Some(stream)) => stream,
                        Ok(None) => once_failed(Error::internal(format!("blob {} is not there", part.hash))),
                        Err(error) => once_failed(error),
                    }
                }
            })
            .flatten()
            .boxed()
    }
}

fn once_failed(error: Error) -> ByteStream {
    futures_util::stream::once(async { Err(error) }).boxed()
}
