//! Converting.

use chrono::TimeDelta;

use super::Conversion;
use crate::blobs::Blob;
use crate::renders::Format;
use crate::{Library, Result};

impl Library {
    /// A stored picture in another format: one that was made before, or made now. Whoever may see the picture may have
    /// it converted; a file that is none fails as unreadable.
    pub async fn converted(&self, picture: Blob, format: Format) -> Result<Blob> {
        let now = self.now();
        let known = self.store.conversion(picture.hash, format).await?;
        if let Some(known) = known {
            if known.asked_at < now - TimeDelta::days(1) {
                self.keep_conversion(Conversion { asked_at: now, ..known }).await?;
            }
            return Ok(known.file);
        }
        self.settings.artwork().check(picture.bytes)?;
        let bytes = self.read_blob(picture).await?;
        let made = self.renderer.convert(bytes, format).await?;
        let file = self.store_made(made.bytes).await?;
        self.keep_conversion(Conversion { source: picture.hash, format, file, asked_at: now }).await?;
        Ok(file)
    }

    async fn keep_conversion(&self, conversion: Conversion) -> Result<()> {
        let mut tx = self.begin().await?;
        tx.put_conversion(&conversion).await?;
        tx.commit().await
    }
}
