//! From the library's values to the dialect's. Decides nothing.

pub(crate) mod asset;
pub(crate) mod collection;
pub(crate) mod filter;
pub(crate) mod job;
pub(crate) mod media;
pub(crate) mod model;
pub(crate) mod tenancy;
pub(crate) mod upload;
pub(crate) mod webhook;
