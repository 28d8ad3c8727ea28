//! Mockups.

use axum::extract::{Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use door_kit::multipart::{self, Bounds};
use library::ids::{JobId, ThingId, UploadId};
use library::limits::Resource;
use library::{Actor, Error, jobs};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::order::request_key;
use super::{enter, made};
use crate::Studio;
use crate::auth::Caller;
use crate::error::{Problem, Result};
use crate::extract::{In, Json, Query, object};
use crate::wire::jobs::Job;
use crate::wire::mockups::{Mockup, MockupForm, MockupItem, MockupQuery, NewMockup, NewMockupSchema, NewName, Wait};
use crate::wire::page::Page;

/// Bytes of a JSON body.
const JSON_BYTES: usize = 64 << 10;

pub(crate) fn router() -> OpenApiRouter<Studio> {
    OpenApiRouter::default().routes(routes!(list, create)).routes(routes!(get, rename, delete))
}

/// The account's mockups.
#[utoipa::path(get, path = "/api/mockups", tag = "mockups", operation_id = "list_mockups", params(MockupQuery),
    security(("bearer" = []), ("session" = [])),
    responses((status = 200, description = "A part of them.", body = Page<MockupItem>)))]
async fn list(
    State(studio): State<Studio>,
    Caller { actor, .. }: Caller,
    Query(query): Query<MockupQuery>,
) -> Result<axum::Json<Page<MockupItem>>> {
    let mockups = studio.library.mockups(&actor, &query.into_query(actor.account)?).await?;
    let files = studio.files();
    Ok(axum::Json(Page::of(mockups, |mockup| MockupItem::of(mockup, &files))))
}

/// Makes a mockup: of a Photoshop file in a form, of a complete upload, or of the file at a URL.
#[utoipa::path(post, path = "/api/mockups", tag = "mockups", operation_id = "create_mockup",
    params(Wait, ("Idempotency-Key" = Option<String>, Header, min_length = 1, max_length = 255,
        description = "With a URL: the same key gives the same job.")),
    request_body(content((NewMockupSchema = "application/json"), (MockupForm = "multipart/form-data"))),
    security(("bearer" = []), ("session" = [])),
    responses(
        (status = 201, description = "The mockup.", body = Mockup),
        (status = 202, description = "It takes longer, or was not waited for.", body = Job),
        (status = 409, description = "The upload is not complete, or the key was used for another request.",
            body = Problem, content_type = "application/problem+json"),
    )
)]
async fn create(
    State(studio): State<Studio>,
    Caller { actor, .. }: Caller,
    Query(Wait { wait }): Query<Wait>,
    headers: HeaderMap,
    request: Request,
) -> Result<Response> {
    let permit = enter(&studio.library, &actor, Resource::Uploads)?;
    let content_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let job = if content_type.to_ascii_lowercase().starts_with("multipart/") {
        of_form(&studio, &actor, request).await?
    } else {
        let new = object(request, JSON_BYTES).await?;
        of_json(&studio, &actor, &headers, new).await?
    };
    let answer = if wait { when_made(&studio, &actor, job.id).await? } else { queued(job) };
    drop(permit);
    Ok(answer)
}

async fn of_form(studio: &Studio, actor: &Actor, request: Request) -> Result<jobs::Job> {
    let library::Bound { what, bytes, setting } = studio.library.settings().psd();
    let file = multipart::file(request, "file", Bounds { bytes, what, setting }).await?;
    let name = file.fields.into_iter().find(|(field, _)| field == "name").map(|(_, name)| name);
    let file_name = file.file_name.as_deref().unwrap_or("Untitled.psd");
    let upload = studio.library.upload_file(actor, file_name, file.body).await?;
    Ok(studio.library.import_upload(actor, upload.id, name.as_deref()).await?)
}

async fn of_json(studio: &Studio, actor: &Actor, headers: &HeaderMap, new: NewMockup) -> Result<jobs::Job> {
    let key = request_key(headers, &format!("{new:?}"))?;
    let NewMockup { upload, url, name } = new;
    let name = name.as_deref();
    match (upload, url) {
        (Some(upload), None) => Ok(studio.library.import_upload(actor, UploadId(upload), name).await?),
        (None, Some(url)) => Ok(studio.library.import_url(actor, &url, name, key.as_ref()).await?),
        (None, None) => Err(Error::invalid("upload", "this, or url, is required").into()),
        (Some(_), Some(_)) => Err(Error::invalid("url", "cannot be given together with upload").into()),
    }
}

async fn when_made(studio: &Studio, actor: &Actor, job: JobId) -> Result<Response> {
    let job = studio.library.wait_for_success(actor, job).await?;
    match job.mockup.filter(|_| job.state.ended()) {
        Some(id) => {
            let mockup = show(studio, actor, id).await?;
            Ok(made(&format!("/api/mockups/{id}"), mockup).into_response())
        }
        None => Ok(queued(job)),
    }
}

fn queued(job: jobs::Job) -> Response {
    (StatusCode::ACCEPTED, axum::Json(Job::from(job))).into_response()
}

async fn show(studio: &Studio, actor: &Actor, id: ThingId) -> Result<Mockup> {
    let mockup = studio.library.mockup(actor, id).await?;
    let collections = studio.library.collections_of(actor, id).await?;
    Ok(Mockup::of(mockup, collections, &studio.files()))
}

/// A mockup with all that is in it.
#[utoipa::path(get, path = "/api/mockups/{id}", tag = "mockups", operation_id = "get_mockup",
    params(("id" = Uuid, Path)),
    security(("bearer" = []), ("session" = [])),
    responses((status = 200, description = "The mockup.", body = Mockup)))]
async fn get(
    State(studio): State<Studio>,
    Caller { actor, .. }: Caller,
    In(id): In<Uuid>,
) -> Result<axum::Json<Mockup>> {
    Ok(axum::Json(show(&studio, &actor, ThingId(id)).await?))
}

/// Gives a mockup another name.
#[utoipa::path(patch, path = "/api/mockups/{id}", tag = "mockups", operation_id = "rename_mockup",
    params(("id" = Uuid, Path)), request_body = NewName,
    security(("bearer" = []), ("session" = [])),
    responses((status = 200, description = "The mockup.", body = Mockup)))]
async fn rename(
    State(studio): State<Studio>,
    Caller { actor, .. }: Caller,
    In(id): In<Uuid>,
    Json(NewName { name }): Json<NewName>,
) -> Result<axum::Json<Mockup>> {
    studio.library.rename_mockup(&actor, ThingId(id), &name).await?;
    Ok(axum::Json(show(&studio, &actor, ThingId(id)).await?))
}

/// Removes a mockup with its previews and renders.
#[utoipa::path(delete, path = "/api/mockups/{id}", tag = "mockups", operation_id = "delete_mockup",
    params(("id" = Uuid, Path)),
    security(("bearer" = []), ("session" = [])),
    responses((status = 204, description = "It is gone.")))]
async fn delete(State(studio): State<Studio>, Caller { actor, .. }: Caller, In(id): In<Uuid>) -> Result<StatusCode> {
    studio.library.delete_mockup(&actor, ThingId(id)).await?;
    Ok(StatusCode::NO_CONTENT)
}
