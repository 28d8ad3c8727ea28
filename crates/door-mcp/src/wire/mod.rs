//! What tools take and give, as JSON; the comments are the descriptions that agents read.

mod collection;
mod job;
mod mockup;
mod order;
mod search;

pub(crate) use collection::*;
pub(crate) use job::*;
pub(crate) use mockup::*;
pub(crate) use order::*;
pub(crate) use search::*;

use schemars::JsonSchema;
use serde::Serialize;

/// A part of a list.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Page<T> {
    /// How many match in all.
    pub(crate) total: u64,
    /// Those of this part.
    pub(crate) items: Vec<T>,
}

/// Width and height in pixels.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub(crate) struct Size {
    pub(crate) width: u32,
    pub(crate) height: u32,
}
