//! The server of stored files: whoever has a link that holds gets the bytes, whole or in part, streamed.

mod media;

use std::ops::Range;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::header::{
    ACCEPT_RANGES, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH,
    CONTENT_RANGE, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use library::Clock;
use library::blobs::{BlobHash, Blobs};

use crate::conditional::{self, Wanted};
use crate::links::{LinkError, Links, Target};

/// What files are served from.
struct Shelf {
    blobs: Arc<dyn Blobs>,
    links: Arc<Links>,
    clock: Arc<dyn Clock>,
}

/// The routes, to be nested where [`Links`] point to: `/files`, or the root of a host of their own.
pub fn router(blobs: Arc<dyn Blobs>, links: Arc<Links>, clock: Arc<dyn Clock>) -> Router {
    let shelf = Arc::new(Shelf { blobs, links, clock });
    // GET answers HEAD too.
    Router::new().route("/{signed}/{name}", get(serve).options(preflight)).with_state(shelf)
}

/// Any page may show these files: whoever has the link may have them.
const ORIGIN: (HeaderName, &str) = (ACCESS_CONTROL_ALLOW_ORIGIN, "*");

async fn preflight() -> Response {
    let headers = [
        ORIGIN,
        (ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD, OPTIONS"),
        (ACCESS_CONTROL_ALLOW_HEADERS, "Range, If-Range, If-None-Match"),
        (ACCESS_CONTROL_MAX_AGE, "86400"),
    ];
    (StatusCode::NO_CONTENT, headers).into_response()
}

async fn serve(
    State(shelf): State<Arc<Shelf>>,
    Path((signed, name)): Path<(String, String)>,
    method: Method,
    headers: HeaderMap,
) -> Response {
    let target = match shelf.links.read(&signed, &name, shelf.clock.now()) {
        Ok(target) => target,
        Err(error @ (LinkError::Invalid | LinkError::Expired)) => {
            return refusal(StatusCode::FORBIDDEN, &error.to_string());
        }
    };
    let length = match shelf.blobs.size(target.hash).await {
        Ok(Some(length)) => length,
        Ok(None) => return refusal(StatusCode::NOT_FOUND, "this file is no longer kept"),
        Err(error) => return failure(&error),
    };
    let etag = format!("\"{}\"", target.hash);
    if conditional::is_known(&headers, &etag) {
        let mut response = StatusCode::NOT_MODIFIED.into_response();
        describe(response.headers_mut(), &target, &etag);
        return response;
    }
    let (status, range) = match conditional::wanted(&headers, &etag, length) {
        Wanted::Whole => (StatusCode::OK, 0..length),
        Wanted::Part(range) => (StatusCode::PARTIAL_CONTENT, range),
        Wanted::Outside => return outside(length),
    };
    let mut response = match body(&shelf, &method, target.hash, range.clone()).await {
        Ok(body) => (status, body).into_response(),
        Err(response) => return response,
    };
    let answer = response.headers_mut();
    if status == StatusCode::PARTIAL_CONTENT {
        put(answer, CONTENT_RANGE, &format!("bytes {}-{}/{length}", range.start, range.end - 1));
    }
    answer.insert(CONTENT_LENGTH, HeaderValue::from(range.end - range.start));
    describe(answer, &target, &etag);
    represent(answer, &target);
    response
}

/// The bytes; none are opened for HEAD.
async fn body(shelf: &Shelf, method: &Method, hash: BlobHash, range: Range<u64>) -> Result<Body, Response> {
    if *method == Method::HEAD || range.is_empty() {
        return Ok(Body::empty());
    }
    match shelf.blobs.open(hash, Some(range)).await {
        Ok(Some(stream)) => Ok(Body::from_stream(stream)),
        Ok(None) => Err(refusal(StatusCode::NOT_FOUND, "this file is no longer kept")),
        Err(error) => Err(failure(&error)),
    }
}

/// What caches need; in every answer that is about the file.
fn describe(headers: &mut HeaderMap, target: &Target, etag: &str) {
    put(headers, ETAG, etag);
    put(headers, CACHE_CONTROL, &format!("public, max-age={}, immutable", target.seconds_left));
    open(headers);
}

fn open(headers: &mut HeaderMap) {
    const EXPOSED: &str = "Content-Length, Content-Range, Content-Disposition, ETag";
    const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");
    put(headers, ORIGIN.0, ORIGIN.1);
    put(headers, ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
    put(headers, RESOURCE_POLICY, "cross-origin");
}

/// What browsers need. Nobody's file may act in our name: types come from a list, and what can hold scripts is shut in.
fn represent(headers: &mut HeaderMap, target: &Target) {
    let media = media::of_extension(&target.extension);
    put(headers, CONTENT_TYPE, media.content_type);
    put(headers, CONTENT_DISPOSITION, &media::disposition(media, &target.file_name, target.is_saved));
    put(headers, X_CONTENT_TYPE_OPTIONS, "nosniff");
    put(headers, ACCEPT_RANGES, "bytes");
    if media.is_active {
        let policy = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:";
        put(headers, CONTENT_SECURITY_POLICY, policy);
    }
}

fn put(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}

fn outside(length: u64) -> Response {
    let mut response = refusal(StatusCode::RANGE_NOT_SATISFIABLE, "this range lies outside the file");
    put(response.headers_mut(), CONTENT_RANGE, &format!("bytes */{length}"));
    response
}

/// Not to be kept by caches: it may be otherwise in a moment.
fn refusal(status: StatusCode, sentence: &str) -> Response {
    let mut response = (status, [(CACHE_CONTROL, "no-store")], format!("{sentence}\n")).into_response();
    open(response.headers_mut());
    response
}

fn failure(error: &library::Error) -> Response {
    tracing::error!(error = error as &dyn std::error::Error, "a file could not be read");
    refusal(StatusCode::INTERNAL_SERVER_ERROR, "something went wrong on this server")
}

#[cfg(test)]
mod tests;
