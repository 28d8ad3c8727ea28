//! Catalogs: groups of collections. Every account has one default catalog.

mod cases;
mod port;

pub use port::{Read, Write};

use crate::Time;
use crate::ids::{AccountId, CatalogId};

/// A group of collections.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Catalog {
    /// Its id.
    pub id: CatalogId,
    /// The number that dialects with integers show.
    pub serial: i64,
    /// Whose.
    pub account: AccountId,
    /// Its name.
    pub name: String,
    /// Whether collections go here when nothing is said.
    pub default: bool,
    /// When it was made.
    pub created_at: Time,
}
