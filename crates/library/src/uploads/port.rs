//! What uploads ask of storage.

use async_trait::async_trait;

use super::{Part, Upload};
use crate::blobs::Blob;
use crate::ids::{AccountId, UploadId};
use crate::{Result, Time};

/// Reading.
#[async_trait]
pub trait Read {
    /// The upload with this id, in this account, and the parts that have arrived, by number.
    async fn upload(&self, account: AccountId, id: UploadId) -> Result<Option<(Upload, Vec<Part>)>>;
}

/// Changing.
#[async_trait]
pub trait Write {
    /// Begins an upload.
    async fn insert_upload(&mut self, upload: &Upload) -> Result<()>;

    /// Adds a part, in place of an earlier one of the same number.
    async fn put_part(&mut self, id: UploadId, part: Part) -> Result<()>;

    /// Changes the words that a door keeps with it.
    async fn set_upload_words(&mut self, id: UploadId, words: &str) -> Result<()>;

    /// Sets the whole file and forgets the parts.
    async fn complete_upload(&mut self, id: UploadId, file: Blob) -> Result<()>;

    /// Forgets an upload and its parts; no error when it is not there.
    async fn delete_upload(&mut self, id: UploadId) -> Result<()>;

    /// Forgets uploads that were begun before `before`.
    async fn delete_old_uploads(&mut self, before: Time) -> Result<()>;
}
