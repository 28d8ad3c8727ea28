//! What tags ask of storage. They are written with the things that have them.

use async_trait::async_trait;

use super::{Tag, Tagged};
use crate::Result;
use crate::ids::AccountId;
use crate::page::{Page, Part};

/// Reading.
#[async_trait]
pub trait Read {
    /// An account's tags in use, with this text somewhere in the word, by the word in lower case, by code point.
    async fn tags(&self, account: AccountId, text: &str, part: &Part) -> Result<Page<Tag>>;

    /// The tag with this number, and the things that have it, the trash's included.
    async fn tagged(&self, serial: i64) -> Result<Option<Tagged>>;
}
