//! Names that a collection gives to slots of its mockups, so that one order fills all of them.

use axum::extract::State;
use axum::http::StatusCode;
use library::ids::CollectionId;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use crate::Studio;
use crate::auth::Caller;
use crate::error::Result;
use crate::extract::{In, Json};
use crate::wire::inputs::{Input, Inputs, NewInput};

pub(crate) fn router() -> OpenApiRouter<Studio> {
    OpenApiRouter::default().routes(routes!(list)).routes(routes!(put, delete))
}

/// A collection's inputs by name.
#[utoipa::path(get, path = "/api/collections/{id}/inputs", tag = "inputs", operation_id = "list_inputs",
    params(("id" = Uuid, Path)),
    security(("bearer" = []), ("session" = [])),
    responses((status = 200, description = "The inputs.", body = Inputs)))]
async fn list(
    State(studio): State<Studio>,
    Caller { actor, .. }: Caller,
    In(id): In<Uuid>,
) -> Result<axum::Json<Inputs>> {
    let inputs = studio.library.inputs(&actor, CollectionId(id)).await?;
    Ok(axum::Json(Inputs { items: inputs.into_iter().map(Input::from).collect() }))
}

/// Makes an input, in place of an earlier one of the same name.
#[utoipa::path(put, path = "/api/collections/{id}/inputs/{name}", tag = "inputs", operation_id = "put_input",
    params(("id" = Uuid, Path), ("name" = String, Path)), request_body = NewInput,
    security(("bearer" = []), ("session" = [])),
    responses((status = 200, description = "The input.", body = Input)))]
async fn put(
    State(studio): State<Studio>,
    Caller { actor, .. }: Caller,
    In((id, name)): In<(Uuid, String)>,
    Json(new): Json<NewInput>,
) -> Result<axum::Json<Input>> {
    let input = studio.library.set_input(&actor, CollectionId(id), &name, new.into_targets()).await?;
    Ok(axum::Json(input.into()))
}

/// Forgets an input.
#[utoipa::path(delete, path = "/api/collections/{id}/inputs/{name}", tag = "inputs", operation_id = "delete_input",
    params(("id" = Uuid, Path), ("name" = String, Path)),
    security(("bearer" = []), ("session" = [])),
    responses((status = 204, description = "It is gone.")))]
async fn delete(
    State(studio): State<Studio>,
    Caller { actor, .. }: Caller,
    In((id, name)): In<(Uuid, String)>,
) -> Result<StatusCode> {
    studio.library.delete_input(&actor, CollectionId(id), &name).await?;
    Ok(StatusCode::NO_CONTENT)
}
