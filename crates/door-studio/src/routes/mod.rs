//! What is answered, a file a noun.

mod assets;
mod catalogs;
mod collections;
mod duplicates;
mod entries;
mod inputs;
mod jobs;
mod keys;
mod mockups;
mod order;
mod presets;
mod renders;
mod sessions;
mod set_up;
mod uploads;

use axum::http::header::LOCATION;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{AppendHeaders, IntoResponse};
use axum::{Json, body};
use futures_util::{StreamExt, TryStreamExt};
use library::blobs::ByteStream;
use library::limits::{Permit, Resource};
use library::{Actor, Error, Library};
use serde::Serialize;
use utoipa_axum::router::OpenApiRouter;

use crate::Studio;

/// All routes, with their descriptions.
pub(crate) fn all() -> OpenApiRouter<Studio> {
    OpenApiRouter::with_openapi(utoipa::openapi::OpenApiBuilder::new().build())
        .merge(set_up::router())
        .merge(sessions::router())
        .merge(keys::router())
        .merge(uploads::router())
        .merge(mockups::router())
        .merge(presets::router())
        .merge(assets::router())
        .merge(catalogs::router())
        .merge(collections::router())
        .merge(entries::router())
        .merge(inputs::router())
        .merge(duplicates::router())
        .merge(renders::router())
        .merge(jobs::router())
}

/// 201 with what was made and where it is.
fn made<T: Serialize>(path: &str, body: T) -> impl IntoResponse + use<T> {
    let location = HeaderValue::from_str(path).ok();
    (StatusCode::CREATED, AppendHeaders(location.map(|location| (LOCATION, location))), Json(body))
}

/// A body as it comes.
fn streamed(body: body::Body) -> ByteStream {
    body.into_data_stream().map_err(|_| Error::invalid("body", "the upload broke off")).boxed()
}

/// A place among what may go on at once.
fn enter(library: &Library, actor: &Actor, resource: Resource) -> Result<Permit, Error> {
    library.limiter().enter(actor.account, resource).map_err(Error::Limited)
}
