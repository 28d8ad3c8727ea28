//! The library's storage on SQLite or PostgreSQL: every query is written once and rendered for both; only the search in
//! names differs. Knows nothing of HTTP or pixels.

mod accounts;
mod artworks;
mod assets;
mod backup;
mod blobs;
mod catalogs;
mod collections;
mod dashboard;
mod db;
mod editor_sessions;
mod entries;
mod entry_lists;
mod fonts;
mod idempotency;
mod inputs;
mod invitations;
mod items;
mod jobs;
mod json;
mod keys;
mod mockups;
mod open;
mod originals;
mod paging;
mod photos;
mod preferences;
mod presets;
mod queue;
mod renders;
mod responses;
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
mod webhooks;

pub use backup::{BackupError, Kind, Schema, back_up, check_empty, restore, schema};
pub use open::{OpenError, Store, migrate};
