//! Fonts.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::Uri;
use library::Noun;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::{Caller, Guest};
use crate::body::Json as Body;
use crate::error::{Error, Field, Problems};
use crate::routes::id;
use crate::routes::mockups::values;
use crate::state::Door;
use crate::translate::{font, list};
use crate::wire::{Done, Font, FontList, NewFont, Pagination};

pub(crate) fn router() -> OpenApiRouter<Door> {
    OpenApiRouter::new().routes(routes!(list_fonts, add)).routes(routes!(get, delete))
}

#[utoipa::path(
    get, path = "/fonts", tag = "fonts", summary = "List fonts",
    params(
        ("page" = Option<u64>, Query, minimum = 1, description = "From 1, the default."),
        ("per_page" = Option<u32>, Query, minimum = 1, maximum = 100, description = "How many; 20 by default."),
        ("category" = Option<String>, Query, description = "serif, sans-serif, monospace, handwriting or display."),
        ("search" = Option<String>, Query, description = "A part of its names, whatever the case."),
        ("scope" = Option<String>, Query, description = "all (the default), system or custom."),
    ),
    responses((status = 200, body = FontList)),
)]
async fn list_fonts(State(door): State<Door>, guest: Guest, uri: Uri) -> Result<Json<FontList>, Error> {
    let (page, query) = list::fonts(&values(&uri))?;
    let found = door.library.fonts(&guest.actor, &query).await.map_err(Error::while_doing("listing fonts"))?;
    let now = door.library.now();
    let data = found.items.into_iter().map(|found| font::shown(found, &door.links, now)).collect();
    let pagination = Pagination { page, per_page: query.window.limit, total: found.total };
    Ok(Json(FontList { data, pagination }))
}

#[utoipa::path(
    post, path = "/fonts", tag = "fonts", summary = "Add the font at a URL",
    request_body = NewFont,
    responses((status = 200, body = Font)),
)]
async fn add(
    State(door): State<Door>,
    Caller(actor): Caller,
    Body { body, .. }: Body<NewFont>,
) -> Result<Json<Font>, Error> {
    let mut problems = Problems::default();
    problems.characters(&Field::body().at("url"), Some(&body.url), 1, usize::MAX);
    if !body.license_confirmed {
        problems.add(&Field::body().at("license_confirmed"), "Must be true: only add fonts that you may use");
    }
    problems.end()?;
    let added = door.library.add_font(&actor, body.url.trim()).await.map_err(Error::while_doing("adding font"))?;
    Ok(Json(font::shown(added, &door.links, door.library.now())))
}

#[utoipa::path(
    get, path = "/fonts/{uuid}", tag = "fonts", summary = "One font",
    params(("uuid" = String, Path)),
    responses((status = 200, body = Font)),
)]
async fn get(State(door): State<Door>, guest: Guest, Path(uuid): Path<String>) -> Result<Json<Font>, Error> {
    let found = door.library.font(&guest.actor, id(&uuid, Noun::Font)?).await;
    let found = found.map_err(Error::while_doing("reading font"))?;
    Ok(Json(font::shown(found, &door.links, door.library.now())))
}

#[utoipa::path(
    delete, path = "/fonts/{uuid}", tag = "fonts", summary = "Delete a font of the account",
    params(("uuid" = String, Path)),
    responses((status = 200, body = Done)),
)]
async fn delete(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(uuid): Path<String>,
) -> Result<Json<Done>, Error> {
    let deleted = door.library.delete_font(&actor, id(&uuid, Noun::Font)?).await;
    deleted.map_err(Error::while_doing("deleting font"))?;
    Ok(Json(Done { success: true }))
}
