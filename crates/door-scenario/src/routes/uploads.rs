//! Uploads: files that come in parts, each to an address of its own, or from a URL.

mod import;
mod look;
mod new;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use library::ids::UploadId;
use library::uploads::{Part, Upload};
use library::{Actor, Library};

use crate::auth::Caller;
use crate::body::Body;
use crate::error::Error;
use crate::ids;
use crate::query::Parameters;
use crate::state::Door;
use crate::translate::upload::{End, Kept, shown, thing};
use crate::wire::{Action, Cost, NewUpload, OneUpload};

type Answer = Result<Json<OneUpload>, Error>;

pub(crate) fn router() -> Router<Door> {
    Router::new()
        .route("/v1/uploads", post(create))
        .route("/v1/uploads/{upload}", get(retrieve))
        .route("/v1/uploads/{upload}/action", post(act))
}

/// What a dry run answers: nothing costs anything here. `None` for what is to be done.
pub(crate) fn dry_run(parameters: &Parameters) -> Result<Option<Response>, Error> {
    match parameters.text("dryRun") {
        None | Some("false") => Ok(None),
        Some("true" | "api") => {
            let status = StatusCode::from_u16(269).unwrap_or(StatusCode::OK);
            Ok(Some((status, Json(Cost { creative_units_cost: 0, creative_units_discount: 0 })).into_response()))
        }
        Some(_) => Err(Error::invalid("dryRun", "must be true or api")),
    }
}

async fn create(
    State(door): State<Door>,
    Caller(actor): Caller,
    parameters: Parameters,
    Body(body): Body<NewUpload>,
) -> Result<Response, Error> {
    let (name, kept) = new::checked(&door, &actor, body).await?;
    if let Some(cost) = dry_run(&parameters)? {
        return Ok(cost);
    }
    let upload = door.library.begin_upload_with(&actor, &name, kept.words()).await?;
    if let Some(url) = &kept.url {
        new::fetch(&door, &actor, upload.id, url.clone()).await?;
    }
    Ok(answer(&door, &actor, upload.id).await?.into_response())
}

async fn retrieve(State(door): State<Door>, Caller(actor): Caller, Path(given): Path<String>) -> Answer {
    answer(&door, &actor, id(&given)?).await
}

async fn act(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(given): Path<String>,
    Body(body): Body<Action>,
) -> Answer {
    let id = id(&given)?;
    let (upload, parts) = door.library.upload(&actor, id).await?;
    let kept = Kept::of(&upload)?;
    if body.action != "complete" {
        return Err(Error::invalid("action", "must be complete"));
    }
    match (&kept.end, upload.file, kept.url.is_some()) {
        // Asked again.
        (Some(_), ..) => {}
        (None, None, true) => return Err(Error::invalid("action", "is not possible: this file comes from its URL")),
        (None, Some(_), _) => import::import(&door.library, &actor, &upload, kept).await?,
        (None, None, false) => {
            whole(&kept, &parts)?;
            let upload = door.library.complete_upload(&actor, id).await?;
            import::import(&door.library, &actor, &upload, kept).await?;
        }
    }
    answer(&door, &actor, id).await
}

fn id(given: &str) -> Result<UploadId, Error> {
    ids::read(ids::UPLOAD, given).ok_or_else(|| Error::not_found("upload"))
}

async fn answer(door: &Door, actor: &Actor, id: UploadId) -> Answer {
    let (upload, _) = door.library.upload(actor, id).await?;
    let mut kept = Kept::of(&upload)?;
    if kept.end.is_none() && is_there(&door.library, actor, &upload).await? {
        // Cut off between the thing and the word of it.
        kept.end = Some(End { error: None, at: upload.created_at });
    }
    Ok(Json(shown(door, &upload, kept)))
}

/// Whether the thing that an upload becomes is there.
async fn is_there(library: &Library, actor: &Actor, upload: &Upload) -> Result<bool, Error> {
    Ok(upload.file.is_some() && !library.items_by_id(actor, &[thing(upload)]).await?.is_empty())
}

/// Refuses parts that are not all there, or that are another file's than was said.
fn whole(kept: &Kept, parts: &[Part]) -> Result<(), Error> {
    let wanted = 1..=kept.parts.unwrap_or(0);
    let missing: Vec<String> = wanted
        .clone()
        .filter(|number| !parts.iter().any(|part| part.number == *number))
        .map(|number| number.to_string())
        .collect();
    if !missing.is_empty() {
        let some = missing.iter().take(10).cloned().collect::<Vec<_>>().join(", ");
        let more = if missing.len() > 10 { " and others" } else { "" };
        return Err(Error::invalid("parts", &format!("are missing: {some}{more}")));
    }
    let bytes: u64 = parts.iter().map(|part| part.blob.bytes).sum();
    match kept.size {
        Some(size) if size != bytes => {
            Err(Error::invalid("fileSize", &format!("says {size} bytes, and the parts have {bytes}")))
        }
        _ => Ok(()),
    }
}
