//! The library's storage on SQLite or PostgreSQL: every query is written once and rendered for both; only the search in
//! names differs. Knows nothing of HTTP or pixels.

mod accounts;
mod assets;
mod blobs;
mod catalogs;
mod collections;
mod db;
mod entries;
mod idempotency;
mod jobs;
mod json;
mod keys;
mod mockups;
mod open;
mod queue;
mod renders;
mod schema;
mod search;
mod sessions;
mod statement;
mod templates;
mod things;
mod totals;
mod transaction;
mod uploads;
mod users;
mod values;
mod wake;

pub use open::{OpenError, Store, migrate};
