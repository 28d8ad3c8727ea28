//! Things that are the same.

use axum::extract::State;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::Studio;
use crate::auth::Caller;
use crate::error::Result;
use crate::extract::Query;
use crate::wire::duplicates::{Duplicates, DuplicatesQuery};
use crate::wire::page::Page;

pub(crate) fn router() -> OpenApiRouter<Studio> {
    OpenApiRouter::default().routes(routes!(list))
}

/// The account's things that are the same, in groups; the group with the oldest first.
#[utoipa::path(get, path = "/api/duplicates", tag = "duplicates", operation_id = "list_duplicates",
    params(DuplicatesQuery),
    security(("bearer" = []), ("session" = [])),
    responses((status = 200, description = "A part of the groups.", body = Page<Duplicates>)))]
async fn list(
    State(studio): State<Studio>,
    Caller { actor, .. }: Caller,
    Query(query): Query<DuplicatesQuery>,
) -> Result<axum::Json<Page<Duplicates>>> {
    let (by, window) = query.into_parts()?;
    let groups = studio.library.duplicates(&actor, by, window).await?;
    Ok(axum::Json(Duplicates::page(groups, &studio.files())))
}
