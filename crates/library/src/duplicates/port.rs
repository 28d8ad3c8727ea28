//! What the report asks of storage. What a picture looks like is kept with its file, so that all things of one file share
//! it.

use async_trait::async_trait;

use crate::blobs::{Blob, BlobHash};
use crate::ids::{AccountId, ThingId};
use crate::{Listed, Result, Window};

/// In what things are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Same {
    /// Their file.
    File,
    /// The page that they lead to: [`crate::items::canonical_url`].
    Link,
}

/// What a thing's picture looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// The thing.
    pub thing: ThingId,
    /// Its file.
    pub file: BlobHash,
    /// 64 bits, of which those of similar pictures differ in few.
    pub look: u64,
}

/// Reading. What is in the trash is not there.
#[async_trait]
pub trait Read {
    /// Groups of two and more of an account's things that are the same, each from the oldest, the group with the oldest
    /// first; and how many groups there are.
    async fn duplicates(&self, account: AccountId, same: Same, window: Window) -> Result<Listed<Vec<ThingId>>>;

    /// What an account's pictures look like, the oldest first. Pictures with nothing to be seen in them are left out.
    async fn looks(&self, account: AccountId) -> Result<Vec<Look>>;

    /// Some files of an account's pictures that have not been looked at.
    async fn unseen(&self, account: AccountId, limit: u32) -> Result<Vec<Blob>>;
}

/// Changing.
#[async_trait]
pub trait Write {
    /// Notes what a registered file looks like; `None` when there is nothing to be seen.
    async fn put_look(&mut self, file: BlobHash, look: Option<u64>) -> Result<()>;
}
