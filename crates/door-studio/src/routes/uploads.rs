//! Files on their way in, in parts that may be sent again.

use axum::body::Body;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use library::ids::UploadId;
use library::limits::Resource;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{enter, made, streamed};
use crate::Studio;
use crate::auth::Caller;
use crate::error::{Problem, Result};
use crate::extract::{In, Json};
use crate::wire::uploads::{NewUpload, Part, Upload};

pub(crate) fn router() -> OpenApiRouter<Studio> {
    OpenApiRouter::default()
        .routes(routes!(begin))
        .routes(routes!(get, forget))
        .routes(routes!(put_part))
        .routes(routes!(complete))
}

/// Begins an upload.
#[utoipa::path(post, path = "/api/uploads", tag = "uploads", operation_id = "begin_upload", request_body = NewUpload,
    security(("bearer" = []), ("session" = [])),
    responses((status = 201, description = "The upload.", body = Upload)))]
async fn begin(
    State(studio): State<Studio>,
    Caller { actor, .. }: Caller,
    Json(NewUpload { name }): Json<NewUpload>,
) -> Result<impl IntoResponse> {
    let upload = studio.library.begin_upload(&actor, &name).await?;
    Ok(made(&format!("/api/uploads/{}", upload.id), Upload::of(upload, &[])))
}

/// What has arrived.
#[utoipa::path(get, path = "/api/uploads/{id}", tag = "uploads", operation_id = "get_upload",
    params(("id" = Uuid, Path)),
    security(("bearer" = []), ("session" = [])),
    responses((status = 200, description = "The upload.", body = Upload)))]
async fn get(
    State(studio): State<Studio>,
    Caller { actor, .. }: Caller,
    In(id): In<Uuid>,
) -> Result<axum::Json<Upload>> {
    let (upload, parts) = studio.library.upload(&actor, UploadId(id)).await?;
    Ok(axum::Json(Upload::of(upload, &parts)))
}

/// Sends a part, in place of an earlier one of the same number.
#[utoipa::path(put, path = "/api/uploads/{id}/parts/{number}", tag = "uploads", operation_id = "put_part",
    params(("id" = Uuid, Path), ("number" = u32, Path, minimum = 1, maximum = 10_000)),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    security(("bearer" = []), ("session" = [])),
    responses(
        (status = 200, description = "The part.", body = Part),
        (status = 409, description = "The upload is complete.", body = Problem, content_type = "application/problem+json"),
    )
)]
async fn put_part(
    State(studio): State<Studio>,
    Caller { actor, .. }: Caller,
    In((id, number)): In<(Uuid, u32)>,
    body: Body,
) -> Result<axum::Json<Part>> {
    let _permit = enter(&studio.library, &actor, Resource::Uploads)?;
    let part = studio.library.put_part(&actor, UploadId(id), number, streamed(body)).await?;
    Ok(axum::Json(Part::from(&part)))
}

/// Puts the parts together.
#[utoipa::path(post, path = "/api/uploads/{id}/complete", tag = "uploads", operation_id = "complete_upload",
    params(("id" = Uuid, Path)),
    security(("bearer" = []), ("session" = [])),
    responses(
        (status = 200, description = "The complete upload.", body = Upload),
        (status = 409, description = "There are no parts, or gaps between them.", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "All parts together are larger than the limit that is named.", body = Problem, content_type = "application/problem+json"),
    )
)]
async fn complete(
    State(studio): State<Studio>,
    Caller { actor, .. }: Caller,
    In(id): In<Uuid>,
) -> Result<axum::Json<Upload>> {
    studio.library.complete_upload(&actor, UploadId(id)).await?;
    let (upload, parts) = studio.library.upload(&actor, UploadId(id)).await?;
    Ok(axum::Json(Upload::of(upload, &parts)))
}

/// Forgets an upload and what has arrived of it.
#[utoipa::path(delete, path = "/api/uploads/{id}", tag = "uploads", operation_id = "forget_upload",
    params(("id" = Uuid, Path)),
    security(("bearer" = []), ("session" = [])),
    responses((status = 204, description = "It is forgotten.")))]
async fn forget(State(studio): State<Studio>, Caller { actor, .. }: Caller, In(id): In<Uuid>) -> Result<StatusCode> {
    studio.library.forget_upload(&actor, UploadId(id)).await?;
    Ok(StatusCode::NO_CONTENT)
}
