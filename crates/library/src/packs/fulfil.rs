//! Writing an archive.

use futures_util::StreamExt;

use super::archive::Archive;
use super::{Content, Pack};
use crate::jobs::{Ending, Lease};
use crate::{Error, Library, Noun, Result};

impl Library {
    /// Writes the archive and ends its job. A worker that takes over begins anew: what was staged before is nothing.
    pub(crate) async fn fulfil_pack(&self, lease: &Lease, pack: &Pack) -> Result<()> {
        let mut staged = self.blobs.stage().await?;
        let mut archive = Archive::new();
        for file in &pack.files {
            match &file.content {
                Content::Text(words) => {
                    archive.begin(&file.path, words.len() as u64)?;
                    staged.write(archive.write(words.as_bytes())?).await?;
                }
                Content::Blob(blob) => {
                    let content = self.blobs.open(blob.hash, None).await?;
                    let mut content = content.ok_or(Error::NotFound(Noun::File))?;
                    archive.begin(&file.path, blob.bytes)?;
                    while let Some(piece) = content.next().await {
                        staged.write(archive.write(&piece?)?).await?;
                    }
                }
            }
        }
        staged.write(archive.finish()?).await?;
        let made = self.keep(staged, None).await?;
        let mut tx = self.begin().await?;
        if self.end_job(&mut *tx, lease, &Ending::Made(made.hash), self.now()).await? {
            tx.commit().await?;
        }
        Ok(())
    }
}
