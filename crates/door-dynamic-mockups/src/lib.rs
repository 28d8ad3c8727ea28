//! The Dynamic Mockups door: that service's HTTP API, so that its clients work here unchanged. It translates, and never
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
use std::time::Duration;

use axum::extract::{OriginalUri, Request};
use axum::http::{StatusCode, Uri};
use axum::{Json, Router, middleware};
use door_kit::links::Links;
use door_kit::route_table;
use library::Library;
use tower::ServiceExt;
use utoipa::openapi::Server;

pub use auth::spell;
pub use openapi::openapi;
pub use table::{page, routes};

use error::{Error, sentence};
use state::Door;

/// What the library calls this door's spelling of keys.
pub const LABEL: &str = "dynamic-mockups";

/// Where the door's document is.
const DOCUMENT: &str = "/api/v1/openapi.json";

/// How long links to finished pictures hold.
const EXPORTS: Duration = Duration::from_hours(24);

/// The door, with all its paths below `/api/v1`.
pub fn router(library: Arc<Library>, links: Links) -> Router {
    let exports = links.clone().valid_for(EXPORTS);
    let door = Door { library, links, exports };
    let (operations, document) = openapi::parts();
    let serve = move |OriginalUri(uri): OriginalUri| {
        let mut document = document.clone();
        let mount = uri.path().strip_suffix(DOCUMENT).filter(|mount| !mount.is_empty());
        document.servers = mount.map(|mount| vec![Server::new(mount)]);
        async { Json(document) }
    };
    let router = operations.route(DOCUMENT, axum::routing::get(serve));
    let router = route_table::refuse_absent(router, routes(), StatusCode::NOT_FOUND, |words| {
        Error::new(StatusCode::NOT_FOUND, sentence(words))
    });
    let router = router
        .fallback(async || Error::new(StatusCode::NOT_FOUND, "There is nothing at this address."))
        .method_not_allowed_fallback(async || {
            Error::new(StatusCode::METHOD_NOT_ALLOWED, "This method is not possible at this address.")
        })
        .layer(middleware::from_fn_with_state(door.clone(), auth::identify))
        .with_state(door);
    // Clients of an earlier version end paths with a slash.
    Router::new().fallback_service(tower::service_fn(move |mut request: Request| {
        if let Some(uri) = trimmed(request.uri()) {
            *request.uri_mut() = uri;
        }
        router.clone().oneshot(request)
    }))
}

/// The same address without slashes at its path's end, where it has any.
fn trimmed(uri: &Uri) -> Option<Uri> {
    let path = uri.path().trim_end_matches('/');
    if path.is_empty() || path.len() == uri.path().len() {
        return None;
    }
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(format!("{path}{query}").parse().ok()?);
    Uri::from_parts(parts).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slash_at_the_end_is_not_heeded() {
        let of = |uri: &'static str| trimmed(&Uri::from_static(uri)).map(|uri| uri.to_string());
        assert_eq!(of("/api/v1/renders/").as_deref(), Some("/api/v1/renders"));
        assert_eq!(of("/api/v1/mockups//?name=a").as_deref(), Some("/api/v1/mockups?name=a"));
        assert_eq!((of("/api/v1/mockups?"), of("/"), of("/a?b=c/")), (None, None, None));
    }
}
