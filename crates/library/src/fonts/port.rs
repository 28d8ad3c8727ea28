//! What fonts ask of storage: only those that were added are there.

use async_trait::async_trait;

use super::Font;
use crate::Result;
use crate::ids::{AccountId, FontId};

/// Reading.
#[async_trait]
pub trait Read {
    /// The font with this id, in this account.
    async fn font(&self, account: AccountId, id: FontId) -> Result<Option<Font>>;

    /// An account's fonts, oldest first; equal ones by id.
    async fn fonts(&self, account: AccountId) -> Result<Vec<Font>>;
}

/// Changing.
#[async_trait]
pub trait Write {
    /// Adds a font that somebody added; [`crate::Error::Conflict`] when the account has one of the same `PostScript`
    /// name, whatever its case ([`str::to_lowercase`]).
    async fn insert_font(&mut self, font: &Font) -> Result<()>;

    /// Removes a font from the account; says how many bytes it had, or `None` when the account has no such font.
    async fn delete_font(&mut self, account: AccountId, id: FontId) -> Result<Option<u64>>;
}
