//! The server as its users meet it: our binary, its HTTP doors, their real clients.

#![expect(clippy::unwrap_used, reason = "a test ends at the first surprise")]

mod backup;
mod bring;
mod clients;
mod crash;
mod demo;
mod hostile;
mod large;
mod mcp;
mod nodes;
mod schemathesis;
mod story;
mod support;
mod surface;
mod text;
mod transfer;

/// A throw-away `PostgreSQL`, as the store's own tests use it.
#[path = "../../../store/tests/support/mod.rs"]
mod postgres;
/// An S3 server, as the blobs' own tests use it.
#[path = "../../../blobs/tests/suite/server.rs"]
mod storage;
