//! The server as its users meet it: our binary, its HTTP doors, their real clients.

#![expect(clippy::unwrap_used, reason = "a test ends at the first surprise")]

mod clients;
mod crash;
mod demo;
mod hostile;
mod mcp;
mod schemathesis;
mod support;
mod text;
