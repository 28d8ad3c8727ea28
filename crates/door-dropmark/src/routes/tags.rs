//! Tags of the account that the caller acts in.

use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::{delete, get};
use axum::{Json, Router};
use library::tags::Tag;
use serde_json::{Value, json};

use super::{gone, listed, made, number};
use crate::auth::Caller;
use crate::error::Error;
use crate::parameters::Parameters;
use crate::state::Door;

pub(super) fn router() -> Router<Door> {
    Router::new().route("/v1/tags", get(list).post(create)).route("/v1/tags/{id}", delete(remove))
}

fn row(tag: &Tag) -> Value {
    json!({"id": tag.serial, "name": tag.name, "items_total_count": tag.things})
}

async fn list(State(door): State<Door>, Caller(actor): Caller, given: Parameters) -> Result<Response, Error> {
    let text = given.filled("q")?.unwrap_or_default();
    let page = door.library.tags(&actor, &text, &given.part()?).await?;
    Ok(listed(page.items.iter().map(row).collect::<Vec<_>>(), page.total.unwrap_or_default()))
}

/// A tag is there as long as something has it.
async fn create(State(door): State<Door>, Caller(actor): Caller, given: Parameters) -> Result<Response, Error> {
    let name = given.required("name")?;
    let entries = door.library.entries_by_serial(&actor, &given.required_numbers("items")?).await?;
    let things: Vec<_> = entries.iter().map(|entry| entry.thing).collect();
    door.library.tag_items(&actor, &things, std::slice::from_ref(&name), &[], false).await?;
    let (name, part) = (name.trim().to_lowercase(), library::page::Part::numbered(1000, 0));
    let page = door.library.tags(&actor, &name, &part).await?;
    let found = page.items.iter().find(|tag| tag.name.to_lowercase() == name);
    Ok(made(found.map_or_else(|| json!({"name": name, "items_total_count": things.len()}), row)))
}

async fn remove(State(door): State<Door>, Caller(actor): Caller, Path(id): Path<String>) -> Result<Json<Value>, Error> {
    door.library.delete_tag(&actor, number(&id, "tag")?).await?;
    Ok(gone("Tag deleted"))
}
