//! Entries: things placed in collections, in an order that people choose.

mod cases;
mod port;
mod rank;

pub use cases::{Added, Duplicates, NewEntries, Place};
pub use port::{Read, Write};

use crate::Time;
use crate::ids::{CollectionId, EntryId, ThingId, UserId};
use crate::things::ThingKind;

/// A thing's place in a collection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its id.
    pub id: EntryId,
    /// The number that dialects with integers show.
    pub serial: i64,
    /// In which collection.
    pub collection: CollectionId,
    /// What is there.
    pub thing: ThingId,
    /// What kind of thing it is.
    pub kind: ThingKind,
    /// Smaller ranks come first; equal ones by id.
    pub rank: i64,
    /// Who put it there.
    pub added_by: UserId,
    /// When.
    pub created_at: Time,
}
