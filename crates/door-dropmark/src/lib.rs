//! The Dropmark door: that service's HTTP API, so that its clients work here unchanged. It translates, and never decides:
//! rules are the library's. Whoever comes acts as a person, in all that they may open.
//!
//! Knows no other door, no SQL and no pixels.

mod auth;
mod error;
mod openapi;
mod pages;
mod parameters;
mod place;
mod routes;
mod show;
mod state;
mod table;

use std::sync::Arc;

use axum::http::StatusCode;
use axum::routing::get;
use axum::{Json, Router, middleware};
use door_kit::links::Links;
use door_kit::route_table;
use library::Library;
use serde_json::{Value, json};

pub use auth::{spell, token};
pub use openapi::openapi;
pub use pages::router as pages;
pub use table::{page, routes};

use error::Error;
use place::Here;
use state::Door;

/// What the library calls this door's spelling of keys.
pub const LABEL: &str = "dropmark";

/// What a body may have: files are streamed and held to the library's own bounds.
const BODY: usize = 8 << 30;

/// Where the door describes itself.
const DOCUMENT: &str = "/v1/openapi.json";

/// The door's `OpenAPI` document, for the address that it was asked at.
async fn document(Here(address): Here) -> Json<Value> {
    let mut document = openapi();
    document["servers"] = json!([{"url": address.strip_suffix(DOCUMENT).unwrap_or_default()}]);
    Json(document)
}

/// The door, with all its paths below `/v1`.
pub fn router(library: Arc<Library>, links: Links) -> Router {
    let door = Door { library, links };
    let router = routes::router().route(DOCUMENT, get(document));
    route_table::refuse_absent(router, routes(), StatusCode::NOT_FOUND, |words| {
        Error::new(StatusCode::NOT_FOUND, "not_offered", words)
    })
    .fallback(async || Error::new(StatusCode::NOT_FOUND, "not_found", "there is nothing at this address"))
    .method_not_allowed_fallback(async || {
        let words = "this method is not possible at this address";
        Error::new(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", words)
    })
    .layer(axum::extract::DefaultBodyLimit::max(BODY))
    .layer(middleware::from_fn_with_state(door.clone(), auth::identify))
    .with_state(door)
}
