//! Entries: things placed in collections, in an order that people choose.

mod append;
mod cases;
mod look;
mod made;
mod order;
mod port;
mod query;
mod rank;
mod stacks;

pub(crate) use append::append;
pub use cases::{Added, Duplicates, NewEntries, Place};
pub use made::NewInCollection;
pub use port::{Near, Read, Write};
pub use query::{Owner, Parent, Query, Sort};
pub use stacks::Move;

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
    /// The stack that it is gathered under, an entry of the same collection.
    pub parent: Option<EntryId>,
    /// Whether the thing was made here, and not placed here later.
    pub made: bool,
    /// Who put it there.
    pub added_by: UserId,
    /// When.
    pub created_at: Time,
    /// How many people like it; this and what follows is kept, never counted on reading.
    pub reactions: i64,
    /// How many remarks there are on it.
    pub comments: i64,
    /// How many entries are gathered under it, for a stack.
    pub children: i64,
}
