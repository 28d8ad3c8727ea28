//! The library side: users, accounts, mockups, collections, renders and jobs; their rules, the use cases that doors
//! call, and the ports that storage, network and renderer fill.
//!
//! A folder per noun: values and rules in `mod.rs`, what it asks of storage in `port.rs`, use cases (methods of
//! [`Library`]) in `cases.rs`. Knows nothing of HTTP, SQL, pixels, JSON, or any vendor's words.

pub mod access;
pub mod accounts;
pub mod artworks;
pub mod assets;
pub mod blobs;
pub mod catalogs;
pub mod clock;
pub mod collections;
pub mod conversions;
pub mod duplicates;
pub mod editor_sessions;
pub mod entries;
mod error;
pub mod fetch;
pub mod fonts;
pub mod idempotency;
pub mod ids;
pub mod inputs;
pub mod invitations;
pub mod items;
pub mod jobs;
pub mod keys;
mod library;
pub mod limits;
pub mod lookup;
pub mod mockups;
pub mod originals;
pub mod packs;
pub mod page;
pub mod photos;
pub mod preferences;
pub mod presets;
pub mod renderer;
pub mod renders;
pub mod responses;
pub mod secrets;
pub mod sessions;
pub mod settings;
pub mod store;
pub mod sweep;
pub mod tags;
pub mod templates;
pub mod text;
pub mod texts;
pub mod things;
pub mod transfer;
pub mod uploads;
pub mod users;
pub mod webhooks;
pub mod worker;

pub use access::{Actor, Role};
pub use clock::{Clock, Time};
pub use error::{Error, Noun, Result};
pub use library::{Bound, Library, Parts};
pub use page::{Listed, Order, Window};
pub use settings::Settings;
pub use store::{Store, Transaction};
