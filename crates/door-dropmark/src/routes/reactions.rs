//! Likings.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get};
use axum::{Json, Router};
use serde_json::Value;

use super::{all, gone, number};
use crate::auth::{Caller, Reader};
use crate::error::Error;
use crate::show::Show;
use crate::state::Door;

pub(super) fn router() -> Router<Door> {
    Router::new().route("/v1/items/{id}/reactions", get(list).post(create)).route("/v1/reactions/{id}", delete(remove))
}

async fn list(State(door): State<Door>, Reader(actor): Reader, Path(id): Path<String>) -> Result<Response, Error> {
    let (entry, ..) = door.library.entry_by_serial(&actor, number(&id, "item")?).await?;
    let mut show = Show::new(&door, actor);
    let mut rows = Vec::new();
    for reaction in door.library.reactions(&actor, &[entry.id]).await? {
        rows.push(show.reaction(&reaction, entry.serial).await?);
    }
    Ok(all(rows))
}

/// The same again answers 200 with the reaction that is there.
async fn create(State(door): State<Door>, Caller(actor): Caller, Path(id): Path<String>) -> Result<Response, Error> {
    let (entry, ..) = door.library.entry_by_serial(&actor, number(&id, "item")?).await?;
    let (reaction, is_new) = door.library.react(&actor, entry.id).await?;
    let row = Show::new(&door, actor).reaction(&reaction, entry.serial).await?;
    Ok((if is_new { StatusCode::CREATED } else { StatusCode::OK }, Json(row)).into_response())
}

async fn remove(State(door): State<Door>, Caller(actor): Caller, Path(id): Path<String>) -> Result<Json<Value>, Error> {
    door.library.delete_reaction(&actor, number(&id, "reaction")?).await?;
    Ok(gone("Reaction deleted"))
}
