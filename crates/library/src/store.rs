//! Port: storage, as the sum of what each noun asks for. Reads go to the store; changes go through a transaction, so
//! that a use case that only reads has nothing in hand that could write.

use async_trait::async_trait;

use crate::{
    Result, accounts, assets, blobs, catalogs, collections, entries, idempotency, jobs, keys, mockups, renders,
    sessions, templates, uploads, users,
};

/// A database.
#[async_trait]
pub trait Store:
    users::Read
    + accounts::Read
    + keys::Read
    + sessions::Read
    + templates::Read
    + mockups::Read
    + assets::Read
    + catalogs::Read
    + collections::Read
    + entries::Read
    + uploads::Read
    + renders::Read
    + jobs::Read
    + jobs::Queue
    + Send
    + Sync
{
    /// Begins a transaction. What it does is seen by others when it is committed, or never.
    async fn begin(&self) -> Result<Box<dyn Transaction>>;

    /// Whether the database answers.
    async fn ping(&self) -> Result<()>;
}

/// Changes that happen together or not at all. Dropped without [`Transaction::commit`], none of them happens.
#[async_trait]
pub trait Transaction:
    users::Write
    + accounts::Write
    + keys::Write
    + sessions::Write
    + templates::Write
    + mockups::Write
    + assets::Write
    + catalogs::Write
    + collections::Write
    + entries::Write
    + uploads::Write
    + renders::Write
    + jobs::Write
    + idempotency::Write
    + blobs::Write
    + Send
{
    /// Makes the changes; wakes whoever waits for jobs that were queued or ended in it.
    async fn commit(self: Box<Self>) -> Result<()>;
}
