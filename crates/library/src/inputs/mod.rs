//! Inputs: names that a collection gives to slots of its mockups, so that one order fills all of them.

mod cases;
mod port;

pub use cases::{Given, Ordering};
pub use port::{Read, Write};

use uuid::Uuid;

use crate::ids::{CollectionId, ThingId};

/// What the one input of a collection without inputs is called: it fills each mockup's largest slot.
pub const DEFAULT: &str = "artwork_main";

/// A name for slots.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// Of which collection.
    pub collection: CollectionId,
    /// Its name, once in a collection: "`artwork_main`".
    pub name: String,
    /// The slots it fills.
    pub targets: Vec<Target>,
}

/// A slot of one of a collection's mockups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Target {
    /// Of which mockup.
    pub mockup: ThingId,
    /// Which slot.
    pub slot: Uuid,
}
