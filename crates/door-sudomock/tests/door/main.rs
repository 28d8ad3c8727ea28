//! The door from outside: what is sent, and what is answered.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod limits;
mod page;
mod texts;
mod transcripts;
mod two_accounts;
mod webhooks;
mod world;
