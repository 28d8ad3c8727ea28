//! Lists and their parts.

use library::{Error, Window};
use serde::Serialize;
use utoipa::ToSchema;

use super::twin::twin;

twin! {
    /// Which way a list runs.
    Order of library::Order { Ascending, Descending }
}

/// The most rows of one answer.
const MOST: u32 = 100;
/// The farthest offset.
const FARTHEST: u64 = 1_000_000_000;
/// The longest text to search for, in characters.
const SEARCHED: usize = 255;

/// A part of a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Page<T: ToSchema> {
    /// The part that was asked for.
    pub(crate) items: Vec<T>,
    /// How many match in all.
    #[schema(minimum = 0)]
    pub(crate) total: u64,
}

impl<T: ToSchema> Page<T> {
    pub(crate) fn of<U>(listed: library::Listed<U>, each: impl FnMut(U) -> T) -> Self {
        let library::Listed { items, total } = listed.map(each);
        Self { items, total }
    }
}

/// Rows of a list, when nothing is said.
pub(crate) const fn default_limit() -> u32 {
    50
}

/// An ordinary order: newest first.
pub(crate) const fn descending() -> Order {
    Order::Descending
}

/// A part of a list, within the bounds that the schemas give.
pub(crate) fn window(limit: u32, offset: u64) -> library::Result<Window> {
    if !(1..=MOST).contains(&limit) {
        return Err(Error::invalid("limit", format!("must be from 1 to {MOST}")));
    }
    if offset > FARTHEST {
        return Err(Error::invalid("offset", format!("must be from 0 to {FARTHEST}")));
    }
    Ok(Window { limit, offset })
}

/// A text to search for.
pub(crate) fn searched(name: String) -> library::Result<String> {
    if name.chars().count() > SEARCHED || name.contains('\0') {
        return Err(Error::invalid("name", format!("must have at most {SEARCHED} characters, none of them null")));
    }
    Ok(name)
}
