//! The studio's own API, under `/api`: JSON, problem documents, and its own description at `/api/openapi.json`.
//!
//! A door translates: what may be done, and what comes of it, is the library's.

mod auth;
mod document;
mod error;
mod extract;
mod routes;
mod wire;

pub use auth::{LABEL, spell};
pub use document::openapi;

use std::sync::Arc;

use axum::Router;
use axum::routing::{any, get};
use door_kit::links::Links;
use library::Library;
use library::keys::{Key, Seed};
use library::users::User;

use error::Error;
use wire::files::Files;

/// How a key is written for every door: doors do not know each other, so the binary tells this one.
pub trait Spell: Send + Sync {
    /// The labels under which a key's spellings are stored.
    fn labels(&self) -> &'static [&'static str];

    /// All spellings of a key that was just made: an object, shown once. `account` is the account's name.
    fn spell(&self, library: &Library, key: &Key, seed: &Seed, user: &User, account: &str) -> serde_json::Value;
}

/// What routes stand on.
#[derive(Clone)]
pub(crate) struct Studio {
    pub(crate) library: Arc<Library>,
    pub(crate) links: Links,
    pub(crate) speller: Arc<dyn Spell>,
}

impl Studio {
    pub(crate) fn files(&self) -> Files<'_> {
        Files { links: &self.links, now: self.library.now() }
    }
}

/// The routes; all paths begin with `/api`.
pub fn router(library: Arc<Library>, links: Links, speller: Arc<dyn Spell>) -> Router {
    let (router, _) = routes::all().split_for_parts();
    router
        .route("/api/openapi.json", get(document::serve))
        .route("/api", any(no_such_path))
        .route("/api/{*path}", any(no_such_path))
        .method_not_allowed_fallback(async || Error::Method)
        .with_state(Studio { library, links, speller })
}

async fn no_such_path() -> Error {
    Error::NoSuchPath
}
