//! Uploads and their parts.

use std::collections::BTreeMap;

use async_trait::async_trait;
use library::blobs::Blob;
use library::ids::{AccountId, UploadId};
use library::uploads::{Part, Read, Upload, Write};
use library::{Result, Time};

use super::super::store::{MemoryStore, MemoryTransaction};
use super::missing;

#[async_trait]
impl Read for MemoryStore {
    async fn upload(&self, account: AccountId, id: UploadId) -> Result<Option<(Upload, Vec<Part>)>> {
        let rows = self.rows();
        let found = rows.uploads.get(&id).filter(|(upload, _)| upload.account == account);
        Ok(found.map(|(upload, parts)| (upload.clone(), parts.values().copied().collect())))
    }
}

#[async_trait]
impl Write for MemoryTransaction {
    async fn insert_upload(&mut self, upload: &Upload) -> Result<()> {
        self.rows.hold_account(upload.account)?;
        self.rows.hold_blobs(upload.file.map(|file| file.hash))?;
        self.rows.uploads.insert(upload.id, (upload.clone(), BTreeMap::new()));
        Ok(())
    }

    async fn put_part(&mut self, id: UploadId, part: Part) -> Result<()> {
        self.rows.hold_blobs([part.blob.hash])?;
        let (_, parts) = self.rows.uploads.get_mut(&id).ok_or_else(|| missing("the upload"))?;
        parts.insert(part.number, part);
        Ok(())
    }

    async fn set_upload_words(&mut self, id: UploadId, words: &str) -> Result<()> {
        if let Some((upload, _)) = self.rows.uploads.get_mut(&id) {
            words.clone_into(&mut upload.words);
        }
        Ok(())
    }

    async fn complete_upload(&mut self, id: UploadId, file: Blob) -> Result<()> {
        self.rows.hold_blobs([file.hash])?;
        let (upload, parts) = self.rows.uploads.get_mut(&id).ok_or_else(|| missing("the upload"))?;
        upload.file = Some(file);
        parts.clear();
        Ok(())
    }

    async fn delete_upload(&mut self, id: UploadId) -> Result<()> {
        self.rows.uploads.remove(&id);
        Ok(())
    }

    async fn delete_old_uploads(&mut self, before: Time) -> Result<()> {
        self.rows.uploads.retain(|_, (upload, _)| upload.created_at >= before);
        Ok(())
    }
}
