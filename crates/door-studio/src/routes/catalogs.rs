//! Groups of collections.

use axum::extract::State;
use axum::response::IntoResponse;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::made;
use crate::Studio;
use crate::auth::Caller;
use crate::error::Result;
use crate::extract::Json;
use crate::wire::catalogs::{Catalog, Catalogs, NewCatalog};

pub(crate) fn router() -> OpenApiRouter<Studio> {
    OpenApiRouter::default().routes(routes!(list, create))
}

/// The account's catalogs.
#[utoipa::path(get, path = "/api/catalogs", tag = "catalogs", operation_id = "list_catalogs",
    security(("bearer" = []), ("session" = [])),
    responses((status = 200, description = "All of them.", body = Catalogs)))]
async fn list(State(studio): State<Studio>, Caller { actor, .. }: Caller) -> Result<axum::Json<Catalogs>> {
    let catalogs = studio.library.catalogs(&actor).await?;
    Ok(axum::Json(Catalogs { items: catalogs.into_iter().map(Catalog::from).collect() }))
}

/// Makes a catalog.
#[utoipa::path(post, path = "/api/catalogs", tag = "catalogs", operation_id = "create_catalog",
    request_body = NewCatalog,
    security(("bearer" = []), ("session" = [])),
    responses((status = 201, description = "The catalog.", body = Catalog)))]
async fn create(
    State(studio): State<Studio>,
    Caller { actor, .. }: Caller,
    Json(NewCatalog { name }): Json<NewCatalog>,
) -> Result<impl IntoResponse> {
    let catalog = studio.library.create_catalog(&actor, &name).await?;
    Ok(made("/api/catalogs", Catalog::from(catalog)))
}
