//! Remarks.

use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::{get, put};
use axum::{Json, Router};
use serde_json::Value;

use super::{gone, listed, made, number};
use crate::auth::{Caller, Reader};
use crate::error::Error;
use crate::parameters::Parameters;
use crate::show::Show;
use crate::state::Door;

pub(super) fn router() -> Router<Door> {
    Router::new()
        .route("/v1/items/{id}/comments", get(list).post(create))
        .route("/v1/comments/{id}", put(update).delete(remove))
}

async fn list(
    State(door): State<Door>,
    Reader(actor): Reader,
    Path(id): Path<String>,
    given: Parameters,
) -> Result<Response, Error> {
    let (entry, ..) = door.library.entry_by_serial(&actor, number(&id, "item")?).await?;
    let page = door.library.comments(&actor, entry.id, &given.part()?).await?;
    let mut show = Show::new(&door, actor);
    let mut rows = Vec::new();
    for comment in &page.items {
        rows.push(show.comment(comment).await?);
    }
    Ok(listed(rows, page.total.unwrap_or_default()))
}

async fn create(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(id): Path<String>,
    given: Parameters,
) -> Result<Response, Error> {
    let (entry, ..) = door.library.entry_by_serial(&actor, number(&id, "item")?).await?;
    let (body, annotation) = (given.text("body")?.unwrap_or_default(), given.text("annotation")?.unwrap_or_default());
    let comment = door.library.comment(&actor, entry.id, &body, &annotation).await?;
    Ok(made(Show::new(&door, actor).comment(&comment).await?))
}

async fn update(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(id): Path<String>,
    given: Parameters,
) -> Result<Json<Value>, Error> {
    let (body, annotation) = (given.settable("body")?, given.settable("annotation")?);
    let serial = number(&id, "comment")?;
    let comment = door.library.change_comment(&actor, serial, body.as_deref(), annotation.as_deref()).await?;
    Ok(Json(Show::new(&door, actor).comment(&comment).await?))
}

async fn remove(State(door): State<Door>, Caller(actor): Caller, Path(id): Path<String>) -> Result<Json<Value>, Error> {
    door.library.delete_comment(&actor, number(&id, "comment")?).await?;
    Ok(gone("Comment deleted"))
}
