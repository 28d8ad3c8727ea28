//! From the dialect's words to the library's and back. Decides nothing.

pub(crate) mod account;
pub(crate) mod fields;
pub(crate) mod font;
pub(crate) mod job;
pub(crate) mod list;
pub(crate) mod mockup;
pub(crate) mod order;
pub(crate) mod photo;
pub(crate) mod photo_order;
pub(crate) mod render;
pub(crate) mod studio;
pub(crate) mod studio_config;
pub(crate) mod webhook;
pub(crate) mod words;
