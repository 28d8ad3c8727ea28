//! The door from outside: what is sent, and what is answered.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod accounts;
mod downloads;
mod lists;
mod page;
mod tenancy;
mod transcripts;
mod uploads;
mod world;
