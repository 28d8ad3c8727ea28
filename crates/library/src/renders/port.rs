//! What renders ask of storage.

use async_trait::async_trait;

use super::{Picture, Render, RenderKey};
use crate::blobs::Blob;
use crate::ids::{AccountId, RenderId};
use crate::{Result, Time};

/// Reading.
#[async_trait]
pub trait Read {
    /// The render with this id.
    async fn render(&self, id: RenderId) -> Result<Option<Render>>;

    /// The picture that an account already has of what this key names.
    async fn picture(&self, account: AccountId, key: RenderKey) -> Result<Option<Picture>>;
}

/// Changing.
#[async_trait]
pub trait Write {
    /// Adds a render that has no picture yet, with the artwork that was stored for it; one that is named twice counts
    /// once.
    async fn insert_render(&mut self, render: &Render, artwork: &[Blob]) -> Result<()>;

    /// Gives a render its picture, under `key`; when the account has one under that key already, that one.
    async fn set_picture(&mut self, render: RenderId, key: RenderKey, picture: &Picture, now: Time) -> Result<()>;

    /// Forgets pictures that were drawn before `before`, at most `limit`; says how many. Their renders stay, without.
    async fn delete_old_pictures(&mut self, before: Time, limit: u32) -> Result<u64>;

    /// Forgets artwork that came with orders made before `before`, at most `limit`; says how many.
    async fn delete_old_artwork(&mut self, before: Time, limit: u32) -> Result<u64>;
}
