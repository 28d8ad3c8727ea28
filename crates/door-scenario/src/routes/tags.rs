//! Tags in use: assets and models share them.

use axum::extract::State;
use axum::routing::get;
use axum::{Json, Router};

use crate::auth::Caller;
use crate::error::Error;
use crate::ids;
use crate::query::{Parameters, token};
use crate::state::Door;
use crate::wire::{Tag, Tags, date};

pub(crate) fn router() -> Router<Door> {
    Router::new().route("/v1/tags", get(list))
}

async fn list(State(door): State<Door>, Caller(actor): Caller, parameters: Parameters) -> Result<Json<Tags>, Error> {
    let page = door.library.tags(&actor, "", &parameters.part(50, 100)?).await?;
    let tag = |tag: &library::tags::Tag| Tag {
        name: tag.name.clone(),
        item_count: tag.things,
        owner_id: ids::spell(ids::PROJECT, tag.account.0),
        created_at: date(tag.created_at),
        updated_at: date(tag.updated_at),
    };
    Ok(Json(Tags { tags: page.items.iter().map(tag).collect(), next_pagination_token: page.next.as_ref().map(token) }))
}
