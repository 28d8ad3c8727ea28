//! Between the tools' JSON and the library's values.

mod names;
pub(crate) mod order;
pub(crate) mod show;
