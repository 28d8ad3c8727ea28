//! Parts of long lists.

/// A part of a list: `limit` rows after the first `offset`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// How many rows at most.
    pub limit: u32,
    /// How many rows are left out before them.
    pub offset: u64,
}

/// Rows of a list, and how many there are in all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed<T> {
    /// The part that was asked for.
    pub items: Vec<T>,
    /// How many match, whatever part was asked for.
    pub total: u64,
}

impl<T> Listed<T> {
    /// The same list of other things.
    pub fn map<U>(self, each: impl FnMut(T) -> U) -> Listed<U> {
        Listed { items: self.items.into_iter().map(each).collect(), total: self.total }
    }
}

/// Which way a list runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// Smallest or oldest first.
    Ascending,
    /// Largest or newest first.
    #[default]
    Descending,
}
