//! Reading files.

use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use tokio::sync::watch;

use super::{ATTEMPTS, CHARACTERS, Unread};
use crate::worker::error_chain;
use crate::{Library, Result};

/// How long a file that is stored may wait to be found.
const LOOK: Duration = Duration::from_secs(2);

/// How long another process may take to read a file before it is tried again.
const PATIENCE: TimeDelta = TimeDelta::minutes(5);

/// The largest file that is read.
const BYTES: u64 = 64 << 20;

/// Reads files as they come, until `stop` turns true.
pub async fn run(library: Arc<Library>, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        if let Err(error) = library.read_waiting_texts(&stop).await {
            tracing::error!(error = error_chain(&error), "the words of a file could not be read");
        }
        let _ = tokio::time::timeout(LOOK, stop.changed()).await;
    }
}

impl Library {
    /// How many files have words that are not found yet.
    pub async fn unread_texts(&self) -> Result<u64> {
        self.store.unread_texts(self.now() - PATIENCE, ATTEMPTS).await
    }

    /// Reads the files that wait, until `stop` turns true.
    async fn read_waiting_texts(&self, stop: &watch::Receiver<bool>) -> Result<()> {
        // Mostly there are none, and taking one would hold up whoever writes.
        if self.unread_texts().await? == 0 {
            return Ok(());
        }
        while !*stop.borrow() && self.read_next_text().await? {}
        Ok(())
    }

    /// Reads one file that waits; says whether there was one.
    pub async fn read_next_text(&self) -> Result<bool> {
        let now = self.now();
        let mut tx = self.begin().await?;
        let Some(Unread { file, media_type }) = tx.take_unread_text(now - PATIENCE, ATTEMPTS, now).await? else {
            return Ok(false);
        };
        // Kept before anything is read: whatever the file does to us counts as an attempt.
        tx.commit().await?;
        let words = if file.bytes > BYTES {
            String::new()
        } else {
            let bytes = self.read_blob(file).await?;
            self.renderer.words(bytes, &media_type, CHARACTERS).await
        };
        let mut tx = self.begin().await?;
        tx.put_text(file.hash, &words).await?;
        tx.commit().await?;
        Ok(true)
    }
}
