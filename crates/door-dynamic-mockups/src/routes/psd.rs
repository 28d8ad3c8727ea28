//! Photoshop files: taking them in, with or without mockups, and removing them.

use axum::Json;
use axum::extract::{Request, State};
use door_kit::body;
use door_kit::form::{Form, Part, Tree, is_form};
use library::ids::{CatalogId, CollectionId, OriginalId, UploadId};
use library::jobs::{Filing, Job};
use library::limits::Resource;
use library::{Actor, Library, Noun};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::Caller;
use crate::body::{Body, json, put_words};
use crate::error::{Error, Problems};
use crate::routes::id;
use crate::routes::mockups::show;
use crate::state::Door;
use crate::wire::{Enveloped, Psd, PsdDelete, PsdUpload, PsdUploadForm, PsdUploaded};

pub(crate) fn router() -> OpenApiRouter<Door> {
    OpenApiRouter::new().routes(routes!(upload_psd)).routes(routes!(delete_psd))
}

#[utoipa::path(
    post, path = "/psd/upload", tag = "psd", summary = "Take in a Photoshop file, and make a mockup of it if asked",
    request_body(content((PsdUpload = "application/json"), (PsdUploadForm = "multipart/form-data"))),
    responses((status = 200, body = Enveloped<PsdUploaded>)),
)]
async fn upload_psd(
    State(door): State<Door>,
    Caller(actor): Caller,
    request: Request,
) -> Result<Json<Enveloped<PsdUploaded>>, Error> {
    let _permit = door.library.limiter().enter(actor.account, Resource::Uploads).map_err(library::Error::Limited)?;
    let (body, upload) =
        if is_form(&request) { form(&door, &actor, request).await? } else { (json(request).await?, None) };
    let ordered = order(&door, &actor, &body, upload).await;
    if let (Err(_), Some(upload)) = (&ordered, upload) {
        door.library.forget_upload(&actor, upload).await?;
    }
    let (job, original) = ordered?;
    let job = door.library.wait_for_success(&actor, job.id).await?;
    if !job.state.ended() {
        return Err(Error::not_yet());
    }
    let psd = door.library.original(&actor, original).await?;
    let psd = Psd { uuid: psd.id.0, name: psd.name };
    let uploaded = match job.mockup {
        Some(mockup) => PsdUploaded::Mockup { mockup: Box::new(show(&door, &actor, mockup).await?), psd },
        None => PsdUploaded::File(psd),
    };
    Ok(Json(Enveloped::saying(uploaded, "PSD uploaded successfully")))
}

/// The fields of a form, and its file, which is stored as it comes.
async fn form(door: &Door, actor: &Actor, request: Request) -> Result<(PsdUpload, Option<UploadId>), Error> {
    let mut form = Form::of(request)?;
    let (mut tree, mut upload) = (Tree::default(), None);
    let read = async {
        while let Some(part) = form.next().await? {
            match part {
                Part::Words(name, words) => put_words(&mut tree, &name, words)?,
                Part::File { name, file_name, body } if name == "file" && upload.is_none() => {
                    let name = file_name.as_deref().unwrap_or("Untitled.psd");
                    upload = Some(door.library.upload_file(actor, name, body).await?.id);
                }
                // A file that nobody asked for is passed over.
                Part::File { .. } => {}
            }
        }
        Ok::<PsdUpload, Error>(body::value(tree.into_value())?)
    };
    match read.await {
        Ok(body) => Ok((body, upload)),
        Err(error) => {
            if let Some(upload) = upload {
                door.library.forget_upload(actor, upload).await?;
            }
            Err(error)
        }
    }
}

async fn order(
    door: &Door,
    actor: &Actor,
    body: &PsdUpload,
    upload: Option<UploadId>,
) -> Result<(Job, OriginalId), Error> {
    let library: &Library = &door.library;
    let url = body.psd_file_url.as_deref().map(str::trim).filter(|url| !url.is_empty());
    if url.is_none() && upload.is_none() {
        let mut problems = Problems::default();
        problems.missing("psd_file_url");
        return Err(problems.refusal());
    }
    let filing = filing(body)?;
    let original = filing.original;
    let name = body.psd_name.as_ref().map(|name| name.0.trim()).filter(|name| !name.is_empty());
    let job = match upload {
        Some(upload) => library.file_upload(actor, upload, name, filing).await,
        None => library.file_url(actor, url.unwrap_or_default(), name, filing).await,
    };
    let job = job.map_err(|error| match error {
        library::Error::Invalid { field, message } if field == "name" => library::Error::invalid("psd_name", message),
        other => other,
    })?;
    Ok((job, original))
}

/// What becomes of the file: a template is asked for by being there.
fn filing(body: &PsdUpload) -> Result<Filing, Error> {
    let original = OriginalId::new();
    let Some(template) = &body.mockup_template else {
        return Ok(Filing { original, mockup: false, catalog: None, collections: Vec::new() });
    };
    let catalog = template.catalog_uuid.as_deref().map(str::trim).filter(|given| !given.is_empty());
    let catalog: Option<CatalogId> = catalog.map(|given| id(given, Noun::Catalog)).transpose()?;
    let given = template.collections.iter().flatten();
    let collections: Result<Vec<CollectionId>, Error> = given.map(|given| id(given, Noun::Collection)).collect();
    let mockup = template.create_after_upload.is_none_or(|create| create.0);
    Ok(Filing { original, mockup, catalog, collections: collections? })
}

#[utoipa::path(
    post, path = "/psd/delete", tag = "psd", summary = "Remove a Photoshop file; its mockups stay unless asked",
    request_body = PsdDelete,
    responses((status = 200, body = Enveloped<Vec<String>>)),
)]
async fn delete_psd(
    State(door): State<Door>,
    Caller(actor): Caller,
    Body { body, .. }: Body<PsdDelete>,
) -> Result<Json<Enveloped<Vec<String>>>, Error> {
    let given = body.psd_uuid.as_deref().map(str::trim).filter(|given| !given.is_empty());
    let Some(given) = given else {
        let mut problems = Problems::default();
        problems.missing("psd_uuid");
        return Err(problems.refusal());
    };
    let original: OriginalId = id(given, Noun::Original)?;
    let with_mockups = body.delete_related_mockups.is_some_and(|with| with.0);
    door.library.delete_original(&actor, original, with_mockups).await?;
    Ok(Json(Enveloped::saying(Vec::new(), "PSD deleted successfully")))
}
