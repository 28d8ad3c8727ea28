//! The register of blobs, and the requests that were sent before.

use async_trait::async_trait;
use library::blobs::{self, Blob, BlobHash};
use library::idempotency::{self, Remembered, RequestKey};
use library::ids::AccountId;
use library::{Result, Time};
use uuid::Uuid;

use super::super::store::MemoryTransaction;

#[async_trait]
impl blobs::Write for MemoryTransaction {
    async fn register_blob(&mut self, blob: Blob, now: Time) -> Result<()> {
        self.rows.blobs.insert(blob.hash, now);
        Ok(())
    }

    async fn take_unused_blobs(&mut self, before: Time, limit: u32) -> Result<Vec<BlobHash>> {
        let used = self.rows.used_blobs();
        let unused = self.rows.blobs.iter().filter(|(hash, at)| **at < before && !used.contains(*hash));
        let unused: Vec<BlobHash> = unused.map(|(hash, _)| *hash).take(limit as usize).collect();
        self.rows.blobs.retain(|hash, _| !unused.contains(hash));
        self.rows.looks.retain(|hash, _| !unused.contains(hash));
        Ok(unused)
    }
}

#[async_trait]
impl idempotency::Write for MemoryTransaction {
    async fn remember(
        &mut self,
        account: AccountId,
        key: &RequestKey,
        subject: Uuid,
        now: Time,
        forget_before: Time,
    ) -> Result<Option<Remembered>> {
        self.rows.hold_account(account)?;
        let name = (account, key.key.clone());
        if let Some((remembered, noted_at)) = self.rows.requests.get(&name)
            && *noted_at >= forget_before
        {
            return Ok(Some(*remembered));
        }
        self.rows.requests.insert(name, (Remembered { fingerprint: key.fingerprint, subject }, now));
        Ok(None)
    }

    async fn forget_requests(&mut self, before: Time) -> Result<()> {
        self.rows.requests.retain(|_, (_, noted_at)| *noted_at >= before);
        Ok(())
    }
}
