//! Mockups. The same under `/psd-mockups` and `/mockups`.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{StatusCode, Uri};
use door_kit::body;
use library::Noun;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::{Caller, Guest, SessionCaller};
use crate::body::Json as Body;
use crate::error::{Error, Field, Problems};
use crate::routes::id;
use crate::state::Door;
use crate::translate::list::{self, Values};
use crate::translate::mockup;
use crate::wire::{Enveloped, Layers, Mockup, MockupList, Rename};

/// What is under one of the two paths.
pub(crate) fn router() -> OpenApiRouter<Door> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(get, rename, delete)).routes(routes!(layers))
}

/// What is under `/mockups` alone.
pub(crate) fn all() -> OpenApiRouter<Door> {
    OpenApiRouter::new().routes(routes!(delete_all))
}

#[utoipa::path(
    get, path = "/", tag = "mockups", summary = "List mockups",
    params(
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 100, description = "How many; 20 by default."),
        ("offset" = Option<i64>, Query, minimum = 0, description = "How many are left out before them."),
        ("name" = Option<String>, Query, description = "A part of the name, whatever its case."),
        ("created_after" = Option<String>, Query, description = "ISO 8601; then or later."),
        ("created_before" = Option<String>, Query, description = "ISO 8601; then or earlier."),
        ("sort" = Option<String>, Query, description = "name, created_at (the default) or updated_at."),
        ("order" = Option<String>, Query, description = "asc or desc (the default)."),
    ),
    responses((status = 200, body = Enveloped<MockupList>)),
)]
async fn list(State(door): State<Door>, Caller(actor): Caller, uri: Uri) -> Result<Json<Enveloped<MockupList>>, Error> {
    let query = list::mockups(&values(&uri), actor.account)?;
    let found = door.library.mockups(&actor, &query).await.map_err(|error| match error {
        library::Error::Internal(cause) => Error::while_listing_mockups(&*cause),
        other => other.into(),
    })?;
    let now = door.library.now();
    let mockups = found.items.iter().map(|found| mockup::shown(found, &door.links, now)).collect();
    let (limit, offset) = (query.window.limit, query.window.offset);
    Ok(Json(Enveloped::of(MockupList { mockups, total: found.total, limit, offset })))
}

/// A query string's pairs.
pub(crate) fn values(uri: &Uri) -> Values {
    Values(body::query(uri).unwrap_or_default())
}

/// The mockup of this id, for whom it is there.
async fn read(door: &Door, guest: &Guest, uuid: &str) -> Result<library::mockups::Mockup, Error> {
    let uuid = id(uuid, Noun::Mockup)?;
    guest.require_mockup(uuid)?;
    door.library.mockup(&guest.actor, uuid).await.map_err(Error::while_doing("reading mockup"))
}

#[utoipa::path(
    get, path = "/{uuid}", tag = "mockups", summary = "One mockup",
    params(("uuid" = String, Path)),
    responses((status = 200, body = Enveloped<Mockup>)),
)]
async fn get(
    State(door): State<Door>,
    guest: Guest,
    Path(uuid): Path<String>,
) -> Result<Json<Enveloped<Mockup>>, Error> {
    let found = read(&door, &guest, &uuid).await?;
    Ok(Json(mockup::enveloped(&found, &door.links, door.library.now())))
}

#[utoipa::path(
    get, path = "/{uuid}/layers", tag = "mockups", summary = "A mockup's layer tree",
    params(("uuid" = String, Path)),
    responses((status = 200, body = Enveloped<Layers>)),
)]
async fn layers(
    State(door): State<Door>,
    guest: Guest,
    Path(uuid): Path<String>,
) -> Result<Json<Enveloped<Layers>>, Error> {
    let found = read(&door, &guest, &uuid).await?;
    Ok(Json(Enveloped::of(mockup::layers(&found))))
}

#[utoipa::path(
    patch, path = "/{uuid}", tag = "mockups", summary = "Rename a mockup",
    params(("uuid" = String, Path)), request_body = Rename,
    responses((status = 200, body = Enveloped<Mockup>)),
)]
async fn rename(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(uuid): Path<String>,
    Body { body, .. }: Body<Rename>,
) -> Result<Json<Enveloped<Mockup>>, Error> {
    let mut problems = Problems::default();
    problems.characters(&Field::body().at("name"), Some(&body.name), 1, 255);
    problems.end()?;
    let renamed = door.library.rename_mockup(&actor, id(&uuid, Noun::Mockup)?, &body.name).await;
    let renamed = renamed.map_err(Error::while_doing("updating mockup"))?;
    Ok(Json(mockup::enveloped(&renamed, &door.links, door.library.now())))
}

#[utoipa::path(
    delete, path = "/{uuid}", tag = "mockups", summary = "Delete a mockup with its previews and renders",
    params(("uuid" = String, Path)),
    responses((status = 204)),
)]
async fn delete(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(uuid): Path<String>,
) -> Result<StatusCode, Error> {
    let deleted = door.library.delete_mockup(&actor, id(&uuid, Noun::Mockup)?).await;
    deleted.map_err(Error::while_doing("deleting mockup"))?;
    Ok(StatusCode::NO_CONTENT)
}

#[utoipa::path(
    delete, path = "/all", tag = "mockups", summary = "Delete all mockups (signed-in sessions only)",
    responses((status = 204)),
)]
async fn delete_all(State(door): State<Door>, SessionCaller(actor): SessionCaller) -> Result<StatusCode, Error> {
    door.library.delete_all_mockups(&actor).await.map_err(Error::while_doing("deleting mockups"))?;
    Ok(StatusCode::NO_CONTENT)
}
