//! What is in a collection, in its order.

use axum::extract::State;
use axum::http::StatusCode;
use library::ids::CollectionId;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use crate::Studio;
use crate::auth::Caller;
use crate::error::{Problem, Result};
use crate::extract::{In, Json, Query};
use crate::wire::collections::Collection;
use crate::wire::entries::{Added, EntryIds, EntryQuery, NamedEntry, NewEntries};
use crate::wire::page::{Page, window};

pub(crate) fn router() -> OpenApiRouter<Studio> {
    OpenApiRouter::default().routes(routes!(list, add)).routes(routes!(order)).routes(routes!(remove))
}

/// What is in a collection, in its order.
#[utoipa::path(get, path = "/api/collections/{id}/entries", tag = "entries", operation_id = "list_entries",
    params(("id" = Uuid, Path), EntryQuery),
    security(("bearer" = []), ("session" = [])),
    responses((status = 200, description = "A part of it.", body = Page<NamedEntry>)))]
async fn list(
    State(studio): State<Studio>,
    Caller { actor, .. }: Caller,
    In(id): In<Uuid>,
    Query(EntryQuery { limit, offset }): Query<EntryQuery>,
) -> Result<axum::Json<Page<NamedEntry>>> {
    let entries = studio.library.entries(&actor, CollectionId(id), window(limit, offset)?).await?;
    Ok(axum::Json(Page::of(entries, NamedEntry::from)))
}

/// Places things in a collection: all of them or, when one is unknown or refused, none.
#[utoipa::path(post, path = "/api/collections/{id}/entries", tag = "entries", operation_id = "add_entries",
    params(("id" = Uuid, Path)), request_body = NewEntries,
    security(("bearer" = []), ("session" = [])),
    responses(
        (status = 200, description = "What became of them.", body = Added),
        (status = 409, description = "One is there already, and duplicates are refused.",
            body = Problem, content_type = "application/problem+json"),
    )
)]
async fn add(
    State(studio): State<Studio>,
    Caller { actor, .. }: Caller,
    In(id): In<Uuid>,
    Json(new): Json<NewEntries>,
) -> Result<axum::Json<Added>> {
    Ok(axum::Json(studio.library.add_entries(&actor, CollectionId(id), new.into()).await?.into()))
}

/// Puts a collection's entries in this order; those that are not named follow, in the order they had.
#[utoipa::path(put, path = "/api/collections/{id}/entries/order", tag = "entries", operation_id = "order_entries",
    params(("id" = Uuid, Path)), request_body = EntryIds,
    security(("bearer" = []), ("session" = [])),
    responses((status = 204, description = "They are in this order.")))]
async fn order(
    State(studio): State<Studio>,
    Caller { actor, .. }: Caller,
    In(id): In<Uuid>,
    Json(order): Json<EntryIds>,
) -> Result<StatusCode> {
    studio.library.order_entries(&actor, CollectionId(id), &order.ids()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes entries out of a collection; the things stay.
#[utoipa::path(post, path = "/api/collections/{id}/entries/remove", tag = "entries", operation_id = "remove_entries",
    params(("id" = Uuid, Path)), request_body = EntryIds,
    security(("bearer" = []), ("session" = [])),
    responses((status = 200, description = "The collection afterwards.", body = Collection)))]
async fn remove(
    State(studio): State<Studio>,
    Caller { actor, .. }: Caller,
    In(id): In<Uuid>,
    Json(entries): Json<EntryIds>,
) -> Result<axum::Json<Collection>> {
    let collection = studio.library.remove_entries(&actor, CollectionId(id), &entries.ids()).await?;
    Ok(axum::Json(collection.into()))
}
