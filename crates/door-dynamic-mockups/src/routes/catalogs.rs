//! Catalogs.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::Caller;
use crate::body::Body;
use crate::error::{Error, Problems};
use crate::state::Door;
use crate::translate::collection;
use crate::wire::{Catalog, Enveloped, NewCatalog};

pub(crate) fn router() -> OpenApiRouter<Door> {
    OpenApiRouter::new().routes(routes!(list_catalogs, create_catalog))
}

#[utoipa::path(
    get, path = "/catalogs", tag = "catalogs", summary = "List catalogs, the default one first",
    responses((status = 200, body = Enveloped<Vec<Catalog>>)),
)]
async fn list_catalogs(
    State(door): State<Door>,
    Caller(actor): Caller,
) -> Result<Json<Enveloped<Vec<Catalog>>>, Error> {
    let catalogs = door.library.catalogs(&actor).await?;
    Ok(Json(Enveloped::of(catalogs.iter().map(collection::catalog).collect())))
}

#[utoipa::path(
    post, path = "/catalogs", tag = "catalogs", summary = "Make a catalog",
    request_body = NewCatalog,
    responses((status = 201, body = Enveloped<Catalog>)),
)]
async fn create_catalog(
    State(door): State<Door>,
    Caller(actor): Caller,
    Body { body, .. }: Body<NewCatalog>,
) -> Result<(StatusCode, Json<Enveloped<Catalog>>), Error> {
    let mut problems = Problems::default();
    if body.name.is_none() {
        problems.missing("name");
    }
    problems.end()?;
    let name = body.name.map(|name| name.0).unwrap_or_default();
    let catalog = door.library.create_catalog(&actor, &name).await?;
    Ok((StatusCode::CREATED, Json(Enveloped::of(collection::catalog(&catalog)))))
}
