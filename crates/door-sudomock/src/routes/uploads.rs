//! Photoshop files by URL.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use library::limits::Resource;
use library::{Library, Noun};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::Caller;
use crate::body::Json as Body;
use crate::error::{Error, Field, Problems};
use crate::state::Door;
use crate::translate::{job, mockup};
use crate::wire::{Enveloped, JobAccepted, Mockup, Upload};

pub(crate) fn router() -> OpenApiRouter<Door> {
    OpenApiRouter::new().routes(routes!(upload))
}

#[utoipa::path(
    post, path = "/psd/upload", tag = "mockups", summary = "Make a mockup of the Photoshop file at a URL",
    params(("Idempotency-Key" = Option<String>, Header, max_length = 255)),
    request_body = Upload,
    responses((status = 200, body = Enveloped<Mockup>), (status = 202, body = JobAccepted)),
)]
async fn upload(
    State(door): State<Door>,
    Caller(actor): Caller,
    Body { body, request }: Body<Upload>,
) -> Result<Response, Error> {
    let mut problems = Problems::default();
    problems.characters(&Field::body().at("psd_file_url"), Some(&body.psd_file_url), 1, usize::MAX);
    problems.characters(&Field::body().at("psd_name"), body.psd_name.as_deref(), 0, 255);
    problems.end()?;
    let library: &Library = &door.library;
    let is_async = body.is_async == Some(true);
    let permit = if is_async { None } else { Some(library.limiter().enter(actor.account, Resource::Uploads)) };
    let permit = permit.transpose().map_err(library::Error::Limited)?;
    let name = body.psd_name.as_deref().map(str::trim).filter(|name| !name.is_empty());
    let ordered = library.import_url(&actor, body.psd_file_url.trim(), name, request.as_ref()).await;
    let ordered = ordered.map_err(named).map_err(Error::while_doing("uploading PSD"))?;
    if is_async {
        return Ok((StatusCode::ACCEPTED, Json(job::accepted(&ordered))).into_response());
    }
    let ended = library.wait_for_success(&actor, ordered.id).await.map_err(Error::while_doing("uploading PSD"))?;
    drop(permit);
    if !ended.state.ended() {
        return Ok((StatusCode::ACCEPTED, Json(job::accepted(&ended))).into_response());
    }
    let made = ended.mockup.ok_or_else(|| Error::not_found(Noun::Mockup))?;
    let made = library.mockup(&actor, made).await.map_err(Error::while_doing("uploading PSD"))?;
    Ok(Json(mockup::enveloped(&made, &door.links, library.now())).into_response())
}

/// The name of a mockup has another name here than elsewhere.
fn named(error: library::Error) -> library::Error {
    match error {
        library::Error::Invalid { field, message } if field == "name" => library::Error::invalid("psd_name", message),
        other => other,
    }
}
