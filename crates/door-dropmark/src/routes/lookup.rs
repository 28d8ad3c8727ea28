//! Looking at pages on the web for clients: where a short address leads, and what a page says of itself.

use axum::extract::State;
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};

use crate::auth::Caller;
use crate::error::Error;
use crate::parameters::Parameters;
use crate::state::Door;

pub(super) fn router() -> Router<Door> {
    Router::new().route("/v1/expand", get(expand)).route("/v1/extract", get(extract))
}

async fn expand(State(door): State<Door>, _: Caller, given: Parameters) -> Result<Json<Value>, Error> {
    let fetched = door.library.fetch(given.required("url")?.trim(), door.library.settings().asset()).await?;
    Ok(Json(json!({"url": fetched.url})))
}

async fn extract(State(door): State<Door>, _: Caller, given: Parameters) -> Result<Json<Value>, Error> {
    let page = door.library.look_up(given.required("url")?.trim()).await?;
    let words = |words: String| Some(words).filter(|words| !words.is_empty());
    Ok(Json(json!({
        "url": page.url, "title": words(page.title), "description": words(page.description), "images": page.pictures,
    })))
}
