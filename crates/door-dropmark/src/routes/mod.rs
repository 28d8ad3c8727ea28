//! The operations, a file per noun.

mod account;
mod collections;
mod comments;
mod contents;
mod covers;
mod dashboard;
mod feeds;
mod items;
mod lists;
mod lookup;
mod people;
mod reactions;
mod search;
mod tags;
mod teams;
mod uploads;
mod users;

use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::{Json, Router};
use serde::Serialize;
use serde_json::{Value, json};

use crate::error::Error;
use crate::state::Door;

/// How many there are in all, in answers that are lists.
pub(crate) const TOTAL: HeaderName = HeaderName::from_static("x-total-count");

/// All operations that are there.
pub(crate) fn router() -> Router<Door> {
    Router::new()
        .merge(account::router())
        .merge(collections::router())
        .merge(comments::router())
        .merge(contents::router())
        .merge(dashboard::router())
        .merge(feeds::router())
        .merge(items::router())
        .merge(lookup::router())
        .merge(people::router())
        .merge(reactions::router())
        .merge(search::router())
        .merge(tags::router())
        .merge(teams::router())
        .merge(uploads::router())
        .merge(users::router())
}

/// A list and how many match in all.
fn listed<T: Serialize>(rows: Vec<T>, total: u64) -> Response {
    ([(TOTAL, HeaderValue::from(total))], Json(rows)).into_response()
}

/// A list that is all there is.
fn all<T: Serialize>(rows: Vec<T>) -> Response {
    let total = rows.len() as u64;
    listed(rows, total)
}

/// Something was made.
fn made<T: Serialize>(row: T) -> Response {
    (StatusCode::CREATED, Json(row)).into_response()
}

/// Something is gone.
fn gone(message: &str) -> Json<Value> {
    Json(json!({"code": "deleted", "message": message}))
}

/// A number in a path: one that is none is one that is not there.
fn number(given: &str, noun: &str) -> Result<i64, Error> {
    given.parse().map_err(|_| Error::not_found(noun))
}
