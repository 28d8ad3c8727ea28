//! Port: storage, as the sum of what each noun asks for. Reads go to the store; changes go through a transaction, so
//! that a use case that only reads has nothing in hand that could write.

use async_trait::async_trait;

use crate::{
    Result, accounts, artworks, assets, blobs, catalogs, collections, conversions, duplicates, editor_sessions,
    entries, fonts, idempotency, inputs, invitations, items, jobs, keys, mockups, originals, photos, preferences,
    presets, renders, responses, sessions, tags, templates, texts, transfer, uploads, users, webhooks,
};

/// A database.
#[async_trait]
pub trait Store:
    users::Read
    + accounts::Read
    + invitations::Read
    + keys::Read
    + sessions::Read
    + templates::Read
    + mockups::Read
    + photos::Read
    + assets::Read
    + fonts::Read
    + editor_sessions::Read
    + preferences::Read
    + conversions::Read
    + catalogs::Read
    + collections::Read
    + entries::Read
    + items::Read
    + tags::Read
    + texts::Read
    + responses::Read
    + uploads::Read
    + originals::Read
    + presets::Read
    + inputs::Read
    + renders::Read
    + jobs::Read
    + duplicates::Read
    + jobs::Queue
    + webhooks::Read
    + webhooks::Queue
    + transfer::Read
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
    + invitations::Write
    + keys::Write
    + sessions::Write
    + templates::Write
    + mockups::Write
    + photos::Write
    + assets::Write
    + artworks::Write
    + fonts::Write
    + editor_sessions::Write
    + preferences::Write
    + conversions::Write
    + catalogs::Write
    + collections::Write
    + entries::Write
    + items::Write
    + texts::Write
    + responses::Write
    + uploads::Write
    + originals::Write
    + presets::Write
    + inputs::Write
    + renders::Write
    + jobs::Write
    + webhooks::Write
    + duplicates::Write
    + idempotency::Write
    + transfer::Write
    + blobs::Write
    + Send
{
    /// Makes the changes; wakes whoever waits for jobs that were queued or ended in it.
    async fn commit(self: Box<Self>) -> Result<()>;
}
