//! From the dialect's words to the library's and back. Decides nothing.

pub(crate) mod collection;
pub(crate) mod fields;
pub(crate) mod list;
pub(crate) mod mockup;
pub(crate) mod order;
pub(crate) mod output;
pub(crate) mod words;
