//! Collections, and what is in them.

use axum::extract::{Path, State};
use axum::routing::{get, put};
use axum::{Json, Router};
use library::Actor;
use library::collections::{Changes, NewCollection as New};
use library::entries::{Duplicates, NewEntries, Place};
use library::ids::{CollectionId, ThingId};

use super::{Kind, things};
use crate::auth::Caller;
use crate::body::Body;
use crate::error::Error;
use crate::ids;
use crate::query::{Parameters, token};
use crate::state::Door;
use crate::translate::collection::{all, one};
use crate::wire::{AssetIds, CollectionChanges, Collections, Done, ModelIds, NewCollection, OneCollection};

/// The most things that one call adds or removes.
const AT_ONCE: usize = 49;

type Answer = Result<Json<OneCollection>, Error>;

pub(crate) fn router() -> Router<Door> {
    Router::new()
        .route("/v1/collections", get(list).post(create))
        .route("/v1/collections/{collection}", get(retrieve).put(update).delete(delete))
        .route("/v1/collections/{collection}/assets", put(add_assets).delete(remove_assets))
        .route("/v1/collections/{collection}/models", put(add_models).delete(remove_models))
}

/// An id of a collection: one that is malformed is one that is not there.
pub(crate) fn id(given: &str) -> Result<CollectionId, Error> {
    ids::read(ids::COLLECTION, given).ok_or_else(|| Error::not_found("collection"))
}

async fn list(
    State(door): State<Door>,
    Caller(actor): Caller,
    parameters: Parameters,
) -> Result<Json<Collections>, Error> {
    let page = door.library.collections_page(&actor, &parameters.part(10, 100)?).await?;
    let collections = all(&door, &actor, &page.items).await?;
    Ok(Json(Collections { collections, next_pagination_token: page.next.as_ref().map(token) }))
}

async fn create(State(door): State<Door>, Caller(actor): Caller, Body(body): Body<NewCollection>) -> Answer {
    let new = New { name: body.name, ..New::default() };
    let made = door.library.create_collection(&actor, new).await?;
    Ok(Json(one(&door, &actor, &made).await?))
}

async fn retrieve(State(door): State<Door>, Caller(actor): Caller, Path(given): Path<String>) -> Answer {
    let collection = door.library.collection(&actor, id(&given)?).await?;
    Ok(Json(one(&door, &actor, &collection).await?))
}

async fn update(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(given): Path<String>,
    Body(body): Body<CollectionChanges>,
) -> Answer {
    let id = id(&given)?;
    door.library.collection(&actor, id).await?;
    let cover = match body.thumbnail {
        None => None,
        Some(None) => Some(None),
        Some(Some(asset)) => {
            let named = things(&door, &actor, Kind::Asset, "thumbnail", &[asset]).await?;
            for asset in &named {
                // A foreign one that the caller may see is told apart from one that is not there.
                door.library.own_item(&actor, *asset).await.map_err(|error| match error {
                    library::Error::NotFound(_) => Error::invalid("thumbnail", "is not an asset of this project"),
                    other => other.into(),
                })?;
            }
            Some(named.first().copied())
        }
    };
    let changes = Changes { name: body.name, cover, ..Changes::default() };
    let changed = door.library.change_collection(&actor, id, changes).await?;
    Ok(Json(one(&door, &actor, &changed).await?))
}

async fn delete(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(given): Path<String>,
) -> Result<Json<Done>, Error> {
    let id = id(&given)?;
    door.library.collection(&actor, id).await?;
    door.library.delete_collection(&actor, id).await?;
    Ok(Json(Done {}))
}

async fn add_assets(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(given): Path<String>,
    Body(body): Body<AssetIds>,
) -> Answer {
    add(&door, &actor, id(&given)?, Kind::Asset, &body.asset_ids).await
}

async fn add_models(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(given): Path<String>,
    Body(body): Body<ModelIds>,
) -> Answer {
    add(&door, &actor, id(&given)?, Kind::Model, &body.model_ids).await
}

async fn remove_assets(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(given): Path<String>,
    Body(body): Body<AssetIds>,
) -> Answer {
    remove(&door, &actor, id(&given)?, Kind::Asset, &body.asset_ids).await
}

async fn remove_models(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(given): Path<String>,
    Body(body): Body<ModelIds>,
) -> Answer {
    remove(&door, &actor, id(&given)?, Kind::Model, &body.model_ids).await
}

async fn add(door: &Door, actor: &Actor, id: CollectionId, kind: Kind, given: &[String]) -> Answer {
    let things = members(door, actor, id, kind, given).await?;
    let new = NewEntries { things, place: Place::Last, duplicates: Duplicates::Refuse };
    let added = door.library.add_entries(actor, id, new).await.map_err(|error| match error {
        // A mistake of the caller's, in this dialect, and no conflict.
        library::Error::Conflict(message) => Error::invalid("", &message),
        other => Error::of(other, "things", kind.field()),
    })?;
    Ok(Json(one(door, actor, &added.collection).await?))
}

async fn remove(door: &Door, actor: &Actor, id: CollectionId, kind: Kind, given: &[String]) -> Answer {
    let things = members(door, actor, id, kind, given).await?;
    let removed = door.library.remove_things(actor, id, &things, Duplicates::Refuse).await;
    let collection = removed.map_err(|error| Error::of(error, "things", kind.field()))?;
    Ok(Json(one(door, actor, &collection).await?))
}

/// The things that are named, of a collection that is there.
async fn members(
    door: &Door,
    actor: &Actor,
    id: CollectionId,
    kind: Kind,
    given: &[String],
) -> Result<Vec<ThingId>, Error> {
    door.library.collection(actor, id).await?;
    if given.is_empty() || given.len() > AT_ONCE {
        return Err(Error::invalid(kind.field(), &format!("must have from 1 to {AT_ONCE} items")));
    }
    things(door, actor, kind, kind.field(), given).await
}
