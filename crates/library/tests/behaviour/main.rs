//! The library's use cases, on its ports in memory.

#![expect(clippy::unwrap_used, reason = "a test ends at the first surprise")]

mod collections;
mod invitations;
mod items;
mod people;
mod photos;
mod previews;
mod renders;
mod sharing;
mod uploads;
mod webhooks;
mod world;
