//! The words inside files.

use async_trait::async_trait;
use library::blobs::BlobHash;
use library::texts::{Read, Unread, Write, has_words};
use library::{Result, Time};

use super::super::state::State;
use super::super::store::{MemoryStore, MemoryTransaction};

fn waiting(rows: &State, since: Time, attempts: u32) -> Vec<Unread> {
    let files = rows.all_items().filter_map(|item| item.file).filter(|file| has_words(&file.media_type));
    let mut waiting: Vec<Unread> = Vec::new();
    for file in files {
        let text = rows.texts.get(&file.blob.hash).cloned().unwrap_or_default();
        let now = text.words.is_none() && text.attempts < attempts && text.tried_at.is_none_or(|at| at < since);
        if now && waiting.iter().all(|other| other.file != file.blob) {
            waiting.push(Unread { file: file.blob, media_type: file.media_type });
        }
    }
    waiting
}

#[async_trait]
impl Read for MemoryStore {
    async fn unread_texts(&self, since: Time, attempts: u32) -> Result<u64> {
        Ok(waiting(&self.rows(), since, attempts).len() as u64)
    }
}

#[async_trait]
impl Write for MemoryTransaction {
    async fn take_unread_text(&mut self, since: Time, attempts: u32, now: Time) -> Result<Option<Unread>> {
        let Some(unread) = waiting(&self.rows, since, attempts).into_iter().next() else { return Ok(None) };
        let text = self.rows.texts.entry(unread.file.hash).or_default();
        text.attempts += 1;
        text.tried_at = Some(now);
        Ok(Some(unread))
    }

    async fn put_text(&mut self, file: BlobHash, words: &str) -> Result<()> {
        self.rows.texts.entry(file).or_default().words.get_or_insert_with(|| words.to_owned());
        Ok(())
    }
}
