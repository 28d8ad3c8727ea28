//! From the dialect's words to the library's and back. Decides nothing.

pub(crate) mod account;
pub(crate) mod fields;
pub(crate) mod job;
pub(crate) mod list;
pub(crate) mod mockup;
pub(crate) mod order;
pub(crate) mod render;
pub(crate) mod webhook;
pub(crate) mod words;
