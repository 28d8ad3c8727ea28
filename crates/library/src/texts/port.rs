//! What texts ask of storage.

use async_trait::async_trait;

use super::Unread;
use crate::blobs::BlobHash;
use crate::{Result, Time};

/// Reading.
#[async_trait]
pub trait Read {
    /// How many files wait to be read: those of things with words in them ([`super::has_words`]) that were tried less
    /// than `attempts` times, and not since `since`.
    async fn unread_texts(&self, since: Time, attempts: u32) -> Result<u64>;
}

/// Changing.
#[async_trait]
pub trait Write {
    /// Takes one of the files that wait ([`Read::unread_texts`]), and notes that it was tried now.
    async fn take_unread_text(&mut self, since: Time, attempts: u32, now: Time) -> Result<Option<Unread>>;

    /// Keeps the words in a file that was not read before: every thing of this file, now and later, is found by them.
    async fn put_text(&mut self, file: BlobHash, words: &str) -> Result<()>;
}
