//! The library's use cases, on its ports in memory.

#![expect(clippy::unwrap_used, reason = "a test ends at the first surprise")]

mod collections;
mod people;
mod renders;
mod uploads;
mod webhooks;
mod world;
