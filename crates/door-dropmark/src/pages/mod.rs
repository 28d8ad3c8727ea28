//! What the addresses of collections and items lead to, on the main listener: pages for browsers, feeds for programs,
//! and short links. Without a credential they show what is public; nothing is changed here.

mod activity;
mod caller;
mod collection;
mod feed;
mod html;
mod item;
pub(crate) mod keys;
mod playlist;
mod rss;
mod sheet;
mod short;
pub(crate) mod tile;

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, Query, Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use door_kit::client::address_of;
use door_kit::links::Links;
use library::Library;
use serde::Deserialize;

use crate::error::Error;
use crate::state::Door;
use feed::Format;

/// The pages, feeds and short links, at `/@` and `/s` of the main listener.
pub fn router(library: Arc<Library>, links: Links) -> Router {
    let door = Door { library, links };
    Router::new()
        .route("/@{username}/{page}", get(page))
        .route("/@{username}/{collection}/{item}", get(item::page))
        .route("/s/{code}", get(short::collection))
        .route("/s/i/{code}", get(short::item))
        .route(&format!("{}/{{signed}}/{{name}}", tile::SQUARES), get(tile::square))
        .route(tile::FILM, get(tile::film))
        .layer(middleware::from_fn_with_state(door.clone(), limit))
        .with_state(door)
}

/// Counts requests by address, whoever asks.
async fn limit(State(door): State<Door>, request: Request, next: Next) -> Response {
    match door.library.limiter().take_unknown(&address_of(&request)) {
        Ok(_) => next.run(request).await,
        Err(limited) => Error::from(limited).into_response(),
    }
}

/// What addresses may say beside their path.
#[derive(Debug, Default, Deserialize)]
struct Asked {
    page: Option<String>,
    per_page: Option<String>,
    /// A feed's key.
    key: Option<String>,
    /// The function that a script wants its JSON in.
    callback: Option<String>,
}

/// A collection's page is its number, its feed the number with an extension; `activity` has feeds alone.
async fn page(
    State(door): State<Door>,
    Path((username, name)): Path<(String, String)>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Response {
    let Some((stem, extension)) = name.split_once('.') else {
        return collection::page(&door, &username, &name, &asked, &headers).await;
    };
    let Some(format) = Format::of(extension) else {
        return Error::not_found("feed").into_response();
    };
    let answer = match stem {
        "activity" => activity::feed(&door, &username, format, &asked, &headers).await,
        serial => collection::feed(&door, &username, serial, format, &asked, &headers).await,
    };
    answer.unwrap_or_else(feed::refused)
}

/// A page's number and length, from 1; what is no number is the first page.
fn window(asked: &Asked, usual: u32) -> (u32, u32) {
    let number = |word: &Option<String>, usual: u32, most: u32| {
        let number = word.as_deref().and_then(|word| word.parse().ok()).unwrap_or(usual);
        number.clamp(1, most)
    };
    (number(&asked.page, 1, 1_000_000), number(&asked.per_page, usual, 1000))
}

fn missing(what: &str) -> Error {
    Error::new(StatusCode::NOT_FOUND, format!("{what}_not_found"), &format!("{what} not found"))
}
