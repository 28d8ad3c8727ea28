//! Conversions.

use async_trait::async_trait;
use library::blobs::BlobHash;
use library::conversions::{Conversion, Read, Write};
use library::renders::Format;
use library::{Result, Time};

use super::super::store::{MemoryStore, MemoryTransaction};

#[async_trait]
impl Read for MemoryStore {
    async fn conversion(&self, source: BlobHash, format: Format) -> Result<Option<Conversion>> {
        let rows = self.rows();
        Ok(rows.conversions.iter().find(|known| known.source == source && known.format == format).copied())
    }
}

#[async_trait]
impl Write for MemoryTransaction {
    async fn put_conversion(&mut self, conversion: &Conversion) -> Result<()> {
        self.rows.hold_blobs([conversion.file.hash])?;
        let Conversion { source, format, .. } = *conversion;
        self.rows.conversions.retain(|known| known.source != source || known.format != format);
        self.rows.conversions.push(*conversion);
        Ok(())
    }

    async fn delete_old_conversions(&mut self, before: Time, limit: u32) -> Result<u64> {
        let all = self.rows.conversions.len();
        let mut left = limit;
        self.rows.conversions.retain(|known| {
            let is_kept = known.asked_at >= before || left == 0;
            left -= u32::from(!is_kept);
            is_kept
        });
        Ok((all - self.rows.conversions.len()) as u64)
    }
}
