//! The guard and the fetcher against servers that count who connects and misbehave on demand.

#![expect(clippy::unwrap_used, reason = "a test ends at the first surprise")]

mod fetch;
mod guard;
mod send;
mod support;
