//! Collections: ordered, shareable sets of things.

mod cases;
mod port;

pub use cases::{Changes, NewCollection};
pub use port::{Read, Write};

use crate::ids::{AccountId, CatalogId, CollectionId, UserId};
use crate::things::Privacy;
use crate::{Order, Time, Window};

/// An ordered set of things.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Collection {
    /// Its id.
    pub id: CollectionId,
    /// The number that dialects with integers show.
    pub serial: i64,
    /// Whose.
    pub account: AccountId,
    /// In which catalog.
    pub catalog: CatalogId,
    /// Who made it.
    pub author: UserId,
    /// Its name.
    pub name: String,
    /// Words about it; empty for none.
    pub description: String,
    /// Who else may see it.
    pub privacy: Privacy,
    /// When it was made.
    pub created_at: Time,
    /// When it, or what is in it, was last changed.
    pub updated_at: Time,
    /// How many mockups are in it; kept, never counted on reading.
    pub mockups: i64,
    /// How many assets are in it.
    pub assets: i64,
}

/// Which collections.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// Whose.
    pub account: AccountId,
    /// In which catalog; `None` for all.
    pub catalog: Option<CatalogId>,
    /// With this text somewhere in the name, both in lower case ([`str::to_lowercase`]); empty for all.
    pub name: String,
    /// Sorted by; equal ones by id, the same way.
    pub sort: Sort,
    /// Which way.
    pub order: Order,
    /// Which part.
    pub window: Window,
}

/// What a list is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// The name in lower case ([`str::to_lowercase`]), by code point.
    Name,
    /// When it was made.
    #[default]
    Created,
    /// When it was last changed.
    Updated,
}
