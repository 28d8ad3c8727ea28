//! The servers as their clients meet them over HTTP, on a library in memory. What agents do with them is tested with the
//! protocol's own client, beside the command.

#![expect(clippy::unwrap_used, reason = "a test ends at the first surprise")]

mod dynamic_mockups;
mod own;
mod world;
