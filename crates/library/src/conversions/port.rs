//! What conversions ask of storage.

use async_trait::async_trait;

use super::Conversion;
use crate::blobs::BlobHash;
use crate::renders::Format;
use crate::{Result, Time};

/// Reading.
#[async_trait]
pub trait Read {
    /// The conversion of these bytes to this format.
    async fn conversion(&self, source: BlobHash, format: Format) -> Result<Option<Conversion>>;
}

/// Changing.
#[async_trait]
pub trait Write {
    /// Keeps a conversion in place of one of the same bytes to the same format.
    async fn put_conversion(&mut self, conversion: &Conversion) -> Result<()>;

    /// Forgets conversions that were last asked for before `before`, at most `limit`; says how many.
    async fn delete_old_conversions(&mut self, before: Time, limit: u32) -> Result<u64>;
}
