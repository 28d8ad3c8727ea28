//! Ordered sets of things.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use library::ids::CollectionId;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::made;
use crate::Studio;
use crate::auth::Caller;
use crate::error::Result;
use crate::extract::{In, Json, Query};
use crate::wire::collections::{Collection, CollectionChanges, CollectionQuery, NewCollection};
use crate::wire::page::Page;

pub(crate) fn router() -> OpenApiRouter<Studio> {
    OpenApiRouter::default().routes(routes!(list, create)).routes(routes!(get, change, delete))
}

/// The account's collections.
#[utoipa::path(get, path = "/api/collections", tag = "collections", operation_id = "list_collections",
    params(CollectionQuery),
    security(("bearer" = []), ("session" = [])),
    responses((status = 200, description = "A part of them.", body = Page<Collection>)))]
async fn list(
    State(studio): State<Studio>,
    Caller { actor, .. }: Caller,
    Query(query): Query<CollectionQuery>,
) -> Result<axum::Json<Page<Collection>>> {
    let collections = studio.library.collections(&actor, &query.into_query(actor.account)?).await?;
    Ok(axum::Json(Page::of(collections, Collection::from)))
}

/// Makes an empty collection.
#[utoipa::path(post, path = "/api/collections", tag = "collections", operation_id = "create_collection",
    request_body = NewCollection,
    security(("bearer" = []), ("session" = [])),
    responses((status = 201, description = "The collection.", body = Collection)))]
async fn create(
    State(studio): State<Studio>,
    Caller { actor, .. }: Caller,
    Json(new): Json<NewCollection>,
) -> Result<impl IntoResponse> {
    let collection = studio.library.create_collection(&actor, new.into()).await?;
    Ok(made(&format!("/api/collections/{}", collection.id), Collection::from(collection)))
}

/// A collection.
#[utoipa::path(get, path = "/api/collections/{id}", tag = "collections", operation_id = "get_collection",
    params(("id" = Uuid, Path)),
    security(("bearer" = []), ("session" = [])),
    responses((status = 200, description = "The collection.", body = Collection)))]
async fn get(
    State(studio): State<Studio>,
    Caller { actor, .. }: Caller,
    In(id): In<Uuid>,
) -> Result<axum::Json<Collection>> {
    Ok(axum::Json(studio.library.collection(&actor, CollectionId(id)).await?.into()))
}

/// Changes a collection's name, description or privacy.
#[utoipa::path(patch, path = "/api/collections/{id}", tag = "collections", operation_id = "change_collection",
    params(("id" = Uuid, Path)), request_body = CollectionChanges,
    security(("bearer" = []), ("session" = [])),
    responses((status = 200, description = "The collection.", body = Collection)))]
async fn change(
    State(studio): State<Studio>,
    Caller { actor, .. }: Caller,
    In(id): In<Uuid>,
    Json(changes): Json<CollectionChanges>,
) -> Result<axum::Json<Collection>> {
    let collection = studio.library.change_collection(&actor, CollectionId(id), changes.into()).await?;
    Ok(axum::Json(collection.into()))
}

/// Removes a collection; the things in it stay.
#[utoipa::path(delete, path = "/api/collections/{id}", tag = "collections", operation_id = "delete_collection",
    params(("id" = Uuid, Path)),
    security(("bearer" = []), ("session" = [])),
    responses((status = 204, description = "It is gone.")))]
async fn delete(State(studio): State<Studio>, Caller { actor, .. }: Caller, In(id): In<Uuid>) -> Result<StatusCode> {
    studio.library.delete_collection(&actor, CollectionId(id)).await?;
    Ok(StatusCode::NO_CONTENT)
}
