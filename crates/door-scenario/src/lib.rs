//! The Scenario door: that service's HTTP API as far as it needs no generative model, so that its clients work here
//! unchanged. It translates, and never decides: rules are the library's.
//!
//! Knows no other door, no SQL and no pixels.

mod auth;
mod body;
mod error;
mod filter;
mod ids;
mod query;
mod routes;
mod state;
mod table;
mod translate;
mod webhooks;
mod wire;

use std::sync::Arc;

use axum::http::StatusCode;
use axum::{Router, middleware};
use door_kit::links::Links;
use door_kit::route_table;
use library::Library;

pub use auth::spell;
pub use table::{page, routes};
pub use webhooks::Webhooks;

use error::Error;
use state::Door;

/// What the library calls this door's spelling of keys.
pub const LABEL: &str = "scenario";

/// The door, with all its paths below `/v1`.
pub fn router(library: Arc<Library>, links: Links) -> Router {
    let door = Door { library, links };
    let router = Router::new()
        .merge(routes::collections::router())
        .merge(routes::assets::router())
        .merge(routes::models::router())
        .merge(routes::tags::router())
        .merge(routes::projects::router())
        .merge(routes::teams::router())
        .merge(routes::billing::router())
        .merge(routes::memory::router())
        .merge(routes::webhooks::router())
        .merge(routes::uploads::router())
        .merge(routes::search::router())
        .merge(routes::jobs::router());
    route_table::refuse_absent(router, routes(), StatusCode::FORBIDDEN, |words| {
        Error::new(StatusCode::FORBIDDEN, words)
    })
    .fallback(async || Error::new(StatusCode::NOT_FOUND, "there is nothing at this address"))
    .method_not_allowed_fallback(async || {
        Error::new(StatusCode::METHOD_NOT_ALLOWED, "this method is not possible at this address")
    })
    // A picture in base 64 is larger than the framework's own bound; `body` has ours.
    .layer(axum::extract::DefaultBodyLimit::disable())
    .layer(middleware::from_fn_with_state(door.clone(), auth::identify))
    .merge(routes::parts::router().layer(axum::extract::DefaultBodyLimit::disable()))
    .with_state(door)
}
