//! The SudoMock door: that service's HTTP API, so that its clients work here unchanged. It translates, and never
//! decides: rules are the library's.
//!
//! Knows no other door, no SQL and no pixels.

mod auth;
mod body;
mod error;
mod openapi;
mod routes;
mod state;
mod table;
mod translate;
mod wire;

use std::sync::Arc;

use axum::http::StatusCode;
use axum::{Json, Router, middleware};
use door_kit::links::Links;
use library::Library;

pub use auth::spell;
pub use openapi::openapi;
pub use table::routes;

use error::Error;
use state::Door;

/// What the library calls this door's spelling of keys.
pub const LABEL: &str = "sudomock";

/// The door, with all its paths below `/api/v1`.
pub fn router(library: Arc<Library>, links: Links) -> Router {
    let door = Door { library, links };
    let (operations, document) = openapi::parts();
    let document = Arc::new(document);
    let document = move || async move { Json((*document).clone()) };
    let mut router = operations.route("/api/v1/openapi.json", axum::routing::get(document));
    for route in table::absent() {
        router = router.route(route.path, table::refusal(route));
    }
    router
        .fallback(async || Error::new(StatusCode::NOT_FOUND, "Not Found"))
        .method_not_allowed_fallback(async || Error::new(StatusCode::METHOD_NOT_ALLOWED, "Method Not Allowed"))
        .layer(middleware::from_fn_with_state(door.clone(), auth::identify))
        .with_state(door)
}
