//! Mockups.

use std::collections::HashMap;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::Uri;
use library::collections::Collection;
use library::ids::ThingId;
use library::mockups::{self, Query};
use library::{Actor, Noun, Window};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::Caller;
use crate::error::Error;
use crate::routes::id;
use crate::state::Door;
use crate::translate::list::{self, Filter};
use crate::translate::mockup::Shown;
use crate::wire::{Enveloped, Mockup, SmartObject};

/// Rows that are read at a time.
const PAGE: u32 = 200;

pub(crate) fn router() -> OpenApiRouter<Door> {
    OpenApiRouter::new()
        .routes(routes!(list_mockups))
        .routes(routes!(list_mockups_extended))
        .routes(routes!(get_mockup))
        .routes(routes!(list_smart_objects))
}

#[utoipa::path(
    get, path = "/mockups", tag = "mockups", summary = "List mockups, newest first",
    params(
        ("catalog_uuid" = Option<uuid::Uuid>, Query, description = "Those that show in this catalog."),
        ("collection_uuid" = Option<uuid::Uuid>, Query, description = "Those in this collection, whatever its catalog."),
        ("include_all_catalogs" = Option<bool>, Query, description = "Whatever the catalog; the default one's without."),
        ("name" = Option<String>, Query, description = "A part of the name, whatever its case."),
    ),
    responses((status = 200, body = Enveloped<Vec<Mockup>>)),
)]
async fn list_mockups(
    State(door): State<Door>,
    Caller(actor): Caller,
    uri: Uri,
) -> Result<Json<Enveloped<Vec<Mockup>>>, Error> {
    Ok(Json(Enveloped::of(listed(&door, &actor, &uri).await?)))
}

#[utoipa::path(
    get, path = "/mockups/extended", tag = "mockups", summary = "The same list under another path",
    params(
        ("catalog_uuid" = Option<uuid::Uuid>, Query),
        ("collection_uuid" = Option<uuid::Uuid>, Query),
        ("include_all_catalogs" = Option<bool>, Query),
        ("name" = Option<String>, Query),
    ),
    responses((status = 200, body = Enveloped<Vec<Mockup>>)),
)]
async fn list_mockups_extended(
    State(door): State<Door>,
    Caller(actor): Caller,
    uri: Uri,
) -> Result<Json<Enveloped<Vec<Mockup>>>, Error> {
    Ok(Json(Enveloped::of(listed(&door, &actor, &uri).await?)))
}

async fn listed(door: &Door, actor: &Actor, uri: &Uri) -> Result<Vec<Mockup>, Error> {
    let filter = list::filter(uri)?;
    let most = filter.limit.unwrap_or(usize::MAX);
    let mut query = query(door, actor, filter).await?;
    let mut found = Vec::new();
    loop {
        let page = door.library.mockups(actor, &query).await?.items;
        let is_last = page.len() < PAGE as usize;
        found.extend(shown(door, actor, &page).await?);
        if is_last || found.len() >= most {
            found.truncate(most);
            return Ok(found);
        }
        query.window.offset += u64::from(PAGE);
    }
}

/// Without a catalog or a collection, the default catalog's.
async fn query(door: &Door, actor: &Actor, filter: Filter) -> Result<Query, Error> {
    let collection = match filter.collection {
        Some(collection) => Some(door.library.collection(actor, collection).await?.id),
        None => None,
    };
    let anywhere = filter.catalog.is_none() && (filter.all_catalogs || collection.is_some());
    let catalog = if anywhere { None } else { Some(door.library.catalog_or_default(actor, filter.catalog).await?.id) };
    let window = Window { limit: PAGE, offset: 0 };
    Ok(Query { name: filter.name, catalog, collection, ..Query::newest(actor.account, window) })
}

/// Mockups with their presets and collections.
async fn shown(door: &Door, actor: &Actor, page: &[mockups::Mockup]) -> Result<Vec<Mockup>, Error> {
    let presets = door.library.presets(actor, page).await?;
    let ids: Vec<ThingId> = page.iter().map(|mockup| mockup.thing.id).collect();
    let mut collections: HashMap<ThingId, Vec<Collection>> = HashMap::new();
    for (thing, collection) in door.library.collections_of_each(actor, &ids).await? {
        collections.entry(thing).or_default().push(collection);
    }
    let now = door.library.now();
    let one = |mockup: &mockups::Mockup| {
        let own = collections.get(&mockup.thing.id).map(Vec::as_slice).unwrap_or_default();
        Shown { links: &door.links, now, presets: &presets, collections: own }.mockup(mockup)
    };
    Ok(page.iter().map(one).collect())
}

/// A mockup as the dialect shows it.
pub(crate) async fn show(door: &Door, actor: &Actor, id: ThingId) -> Result<Mockup, Error> {
    let found = door.library.mockup(actor, id).await?;
    let shown = shown(door, actor, std::slice::from_ref(&found)).await?;
    shown.into_iter().next().ok_or_else(|| Error::not_found(Noun::Mockup))
}

#[utoipa::path(
    get, path = "/mockup/{uuid}", tag = "mockups", summary = "One mockup",
    params(("uuid" = String, Path)),
    responses((status = 200, body = Enveloped<Mockup>)),
)]
async fn get_mockup(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(uuid): Path<String>,
) -> Result<Json<Enveloped<Mockup>>, Error> {
    Ok(Json(Enveloped::of(show(&door, &actor, id(&uuid, Noun::Mockup)?).await?)))
}

#[utoipa::path(
    get, path = "/mockups/{uuid}/smartObjects", tag = "mockups", summary = "A mockup's smart objects",
    params(("uuid" = String, Path)),
    responses((status = 200, body = Enveloped<Vec<SmartObject>>)),
)]
async fn list_smart_objects(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(uuid): Path<String>,
) -> Result<Json<Enveloped<Vec<SmartObject>>>, Error> {
    Ok(Json(Enveloped::of(show(&door, &actor, id(&uuid, Noun::Mockup)?).await?.smart_objects)))
}
