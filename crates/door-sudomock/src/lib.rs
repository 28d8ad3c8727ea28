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
mod webhooks;
mod wire;

use std::sync::Arc;

use axum::extract::OriginalUri;
use axum::http::StatusCode;
use axum::{Json, Router, middleware};
use door_kit::links::Links;
use door_kit::route_table;
use door_kit::words::capitalised;
use library::Library;
use utoipa::openapi::Server;

pub use auth::spell;
pub use openapi::openapi;
pub use table::routes;
pub use webhooks::Webhooks;

use error::Error;
use state::Door;

/// What the library calls this door's spelling of keys.
pub const LABEL: &str = "sudomock";

/// Where the door's document is.
const DOCUMENT: &str = "/api/v1/openapi.json";

/// The door, with all its paths below `/api/v1`.
pub fn router(library: Arc<Library>, links: Links) -> Router {
    let door = Door { library, links };
    let (operations, document) = openapi::parts();
    let serve = move |OriginalUri(uri): OriginalUri| {
        let mut document = document.clone();
        let mount = uri.path().strip_suffix(DOCUMENT).filter(|mount| !mount.is_empty());
        document.servers = mount.map(|mount| vec![Server::new(mount)]);
        async { Json(document) }
    };
    let router = operations.route(DOCUMENT, axum::routing::get(serve));
    route_table::refuse_absent(router, routes(), StatusCode::NOT_FOUND, |words| {
        Error::new(StatusCode::NOT_FOUND, capitalised(words))
    })
    .fallback(async || Error::new(StatusCode::NOT_FOUND, "Not Found"))
    .method_not_allowed_fallback(async || Error::new(StatusCode::METHOD_NOT_ALLOWED, "Method Not Allowed"))
    .layer(middleware::from_fn_with_state(door.clone(), auth::identify))
    .with_state(door)
}
