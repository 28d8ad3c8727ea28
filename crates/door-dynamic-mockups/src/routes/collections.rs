//! Collections.

use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, Uri};
use library::collections::{NewCollection as New, Query, Sort};
use library::ids::CatalogId;
use library::{Noun, Order, Window};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::Caller;
use crate::body::Body;
use crate::error::{Error, Problems};
use crate::routes::id;
use crate::state::Door;
use crate::translate::{collection, list};
use crate::wire::{Collection, CollectionMade, Enveloped, NewCollection};

/// Rows that are read at a time.
const PAGE: u32 = 200;

pub(crate) fn router() -> OpenApiRouter<Door> {
    OpenApiRouter::new().routes(routes!(list_collections, create_collection))
}

#[utoipa::path(
    get, path = "/collections", tag = "collections", summary = "List collections, newest first",
    params(
        ("catalog_uuid" = Option<uuid::Uuid>, Query, description = "Those of this catalog."),
        ("include_all_catalogs" = Option<bool>, Query, description = "Whatever the catalog; the default one's without."),
    ),
    responses((status = 200, body = Enveloped<Vec<Collection>>)),
)]
async fn list_collections(
    State(door): State<Door>,
    Caller(actor): Caller,
    uri: Uri,
) -> Result<Json<Enveloped<Vec<Collection>>>, Error> {
    let filter = list::filter(&uri)?;
    let catalog = match (filter.catalog, filter.all_catalogs) {
        (None, true) => None,
        (chosen, _) => Some(door.library.catalog_or_default(&actor, chosen).await?.id),
    };
    let most = filter.limit.unwrap_or(usize::MAX);
    let mut window = Window { limit: PAGE, offset: 0 };
    let mut found = Vec::new();
    loop {
        let query = Query {
            account: actor.account,
            catalog,
            name: filter.name.clone(),
            sort: Sort::Created,
            order: Order::Descending,
            window,
        };
        let page = door.library.collections(&actor, &query).await?.items;
        let is_last = page.len() < PAGE as usize;
        found.extend(page.iter().map(collection::listed));
        if is_last || found.len() >= most {
            found.truncate(most);
            return Ok(Json(Enveloped::of(found)));
        }
        window.offset += u64::from(PAGE);
    }
}

#[utoipa::path(
    post, path = "/collections", tag = "collections", summary = "Make a collection",
    request_body = NewCollection,
    responses((status = 201, body = Enveloped<CollectionMade>)),
)]
async fn create_collection(
    State(door): State<Door>,
    Caller(actor): Caller,
    Body { body, .. }: Body<NewCollection>,
) -> Result<(StatusCode, Json<Enveloped<CollectionMade>>), Error> {
    let mut problems = Problems::default();
    if body.name.is_none() {
        problems.missing("name");
    }
    problems.end()?;
    let name = body.name.map(|name| name.0).unwrap_or_default();
    let chosen = body.catalog_uuid.as_deref().filter(|catalog| !catalog.trim().is_empty());
    let chosen: Option<CatalogId> = chosen.map(|given| id(given, Noun::Catalog)).transpose()?;
    let catalog = door.library.catalog_or_default(&actor, chosen).await?;
    let new = New { name, catalog: Some(catalog.id), ..New::default() };
    let made = door.library.create_collection(&actor, new).await?;
    let account = door.library.account(&actor).await?;
    Ok((StatusCode::CREATED, Json(Enveloped::of(collection::made(&made, &catalog, &account)))))
}
