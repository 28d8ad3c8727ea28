//! Tidying up: what has been kept long enough, and bytes that nothing refers to.

use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use tokio::sync::watch;

use crate::worker::error_chain;
use crate::{Error, Library, Result, Time, conversions, editor_sessions, idempotency};

/// Rows or blobs in one transaction: writers wait meanwhile.
const AT_ONCE: u32 = 200;

/// Every minute until `stop` turns true: writes down how often keys were used, and sweeps.
pub async fn run(library: Arc<Library>, mut stop: watch::Receiver<bool>) {
    let mut minutes = 0_u64;
    while !*stop.borrow() {
        tokio::select! {
            () = tokio::time::sleep(Duration::from_mins(1)) => {}
            _ = stop.changed() => {}
        }
        if let Err(error) = library.write_key_requests().await {
            tracing::error!(error = error_chain(&error), "uses of keys could not be written");
        }
        // Sweeping reads whole tables: every ten minutes is often enough.
        if minutes.is_multiple_of(10)
            && !*stop.borrow()
            && let Err(error) = library.sweep().await
        {
            tracing::error!(error = error_chain(&error), "sweeping failed");
        }
        minutes += 1;
    }
}

/// What is kept for a time that the operator sets.
#[derive(Debug, Clone, Copy)]
enum Kept {
    Pictures,
    Artwork,
    Jobs,
    Deliveries,
    Conversions,
}

impl Library {
    /// Removes what has been kept long enough.
    pub async fn sweep(&self) -> Result<()> {
        let now = self.now();
        let day = now - TimeDelta::days(1);
        let mut tx = self.begin().await?;
        tx.forget_requests(now - TimeDelta::hours(idempotency::HOURS)).await?;
        tx.delete_expired_sessions(now).await?;
        tx.delete_expired_editor_sessions(now - TimeDelta::hours(editor_sessions::CONFIRM_HOURS)).await?;
        tx.delete_old_uploads(self.oldest_upload()).await?;
        tx.commit().await?;
        let settings = &self.settings;
        for (kept, keep) in [
            (Kept::Pictures, settings.keep_renders),
            (Kept::Artwork, settings.keep_artwork),
            (Kept::Jobs, settings.keep_jobs),
            (Kept::Deliveries, settings.keep_deliveries),
            (Kept::Conversions, Some(conversions::KEPT)),
        ] {
            let Some(keep) = keep else { continue };
            let before = now - TimeDelta::from_std(keep).map_err(Error::internal)?;
            while self.sweep_once(kept, before).await? {}
        }
        while self.purge_some(AT_ONCE).await? {}
        while self.sweep_blobs(day).await? {}
        self.blobs.sweep_staged(day).await?;
        Ok(())
    }

    /// One transaction of a sweep; says whether there may be more.
    async fn sweep_once(&self, kept: Kept, before: Time) -> Result<bool> {
        let mut tx = self.begin().await?;
        let swept = match kept {
            Kept::Pictures => tx.delete_old_pictures(before, AT_ONCE).await?,
            Kept::Artwork => tx.delete_old_artwork(before, AT_ONCE).await?,
            Kept::Jobs => tx.delete_old_jobs(before, AT_ONCE).await?,
            Kept::Deliveries => tx.delete_old_deliveries(before, AT_ONCE).await?,
            Kept::Conversions => tx.delete_old_conversions(before, AT_ONCE).await?,
        };
        tx.commit().await?;
        Ok(swept >= u64::from(AT_ONCE))
    }

    /// Removes bytes that nothing refers to; the register's rows are held until the bytes are gone.
    async fn sweep_blobs(&self, before: Time) -> Result<bool> {
        let mut tx = self.begin().await?;
        let unused = tx.take_unused_blobs(before, AT_ONCE).await?;
        for blob in &unused {
            self.blobs.delete(*blob).await?;
        }
        tx.commit().await?;
        Ok(unused.len() as u64 >= u64::from(AT_ONCE))
    }
}
