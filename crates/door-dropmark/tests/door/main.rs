//! The door from outside: what is sent, and what is answered.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod files;
mod page;
mod pages;
mod transcripts;
mod two_accounts;
mod world;
