//! Photo mockups, under both families of paths.

use axum::Json;
use axum::extract::{OriginalUri, Path, State};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use door_kit::base64::decoded;
use library::ids::ThingId;
use library::limits::Resource;
use library::photos::{NewPhotoMockup, PhotoSource, Query};
use library::renders::NewRender;
use library::{Library, Noun};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::Caller;
use crate::body::Json as Body;
use crate::error::{Error, Field, Problems};
use crate::routes::id;
use crate::routes::mockups::values;
use crate::routes::renders::{accepted, sources};
use crate::state::Door;
use crate::translate::photo::{self, Family, refusal};
use crate::translate::{list, order, photo_order};
use crate::wire::{
    AreasReplace, AreasReplaced, Enveloped, JobAccepted, PhotoCreate, PhotoDeleted, PhotoMockup, PhotoMockupList,
    PhotoRenderRequest, PhotoRendered,
};

const CREATING: &str = "creating mockup";
const RENDERING: &str = "rendering mockup";

/// What is under one of the two paths.
pub(crate) fn router() -> OpenApiRouter<Door> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(get, delete))
        .routes(routes!(replace_areas))
        .routes(routes!(render))
}

#[utoipa::path(
    post, path = "/", tag = "photo mockups", summary = "Make a mockup of a photo",
    params(("Idempotency-Key" = Option<String>, Header, max_length = 255)),
    request_body = PhotoCreate,
    responses((status = 201, body = Enveloped<PhotoMockup>), (status = 202, body = JobAccepted)),
)]
async fn create(
    State(door): State<Door>,
    Caller(actor): Caller,
    OriginalUri(uri): OriginalUri,
    Body { body, request }: Body<PhotoCreate>,
) -> Result<Response, Error> {
    let library: &Library = &door.library;
    let mut problems = Problems::default();
    let source = source(&body, &mut problems);
    problems.characters(&Field::body().at("name"), body.name.as_deref(), 0, 255);
    let areas = photo::areas(body.print_areas.unwrap_or_default(), &mut problems);
    problems.end()?;
    let Some(source) = source else { return Err(Error::not_found(Noun::File)) };
    let is_async = body.is_async == Some(true);
    let permit = if is_async { None } else { Some(library.limiter().enter(actor.account, Resource::Uploads)) };
    let permit = permit.transpose().map_err(library::Error::Limited)?;
    let source = match source {
        order::Given::Url(url) => PhotoSource::Url(url),
        order::Given::Bytes(bytes) => {
            let stored = library.store_bytes(bytes, library.settings().photo()).await;
            PhotoSource::File(stored.map_err(refusal(CREATING))?)
        }
    };
    let name = body.name.filter(|name| !name.trim().is_empty());
    let new = NewPhotoMockup { source, name, areas, word: Family::of(&uri).create.to_owned(), request };
    let ordered = library.create_photo_mockup(&actor, new).await.map_err(refusal(CREATING))?;
    if is_async {
        return Ok(accepted(&ordered));
    }
    let ended = library.wait_for_success(&actor, ordered.id).await.map_err(refusal(CREATING))?;
    drop(permit);
    if !ended.state.ended() {
        return Ok(accepted(&ended));
    }
    let made = ended.mockup.ok_or_else(|| Error::not_found(Noun::Mockup))?;
    let made = library.photo_mockup(&actor, made).await.map_err(refusal(CREATING))?;
    let body = Enveloped::of(photo::shown(&made, &door.links, library.now()));
    Ok((StatusCode::CREATED, Json(body)).into_response())
}

/// The one photo that is given.
fn source(body: &PhotoCreate, problems: &mut Problems) -> Option<order::Given> {
    let field = Field::body();
    let given = |words: &Option<String>| words.clone().filter(|words| !words.trim().is_empty());
    match (given(&body.source_url), given(&body.source_base64)) {
        (Some(url), None) => Some(order::Given::Url(url.trim().to_owned())),
        (None, Some(words)) => {
            let bytes = decoded(&words);
            if bytes.is_none() {
                problems.add(&field.at("source_base64"), "Must be base64");
            }
            bytes.map(order::Given::Bytes)
        }
        (None, None) => {
            problems.missing(&field.at("source_url"));
            None
        }
        (Some(_), Some(_)) => {
            problems.add(&field.at("source_base64"), "Give either source_url or source_base64, not both");
            None
        }
    }
}

#[utoipa::path(
    get, path = "/", tag = "photo mockups", summary = "List photo mockups, newest first",
    params(
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 100, description = "How many; 20 by default."),
        ("offset" = Option<i64>, Query, minimum = 0, description = "How many are left out before them."),
        ("customizable_only" = Option<bool>, Query, description = "Only those with print areas."),
    ),
    responses((status = 200, body = PhotoMockupList)),
)]
async fn list(State(door): State<Door>, Caller(actor): Caller, uri: Uri) -> Result<Json<PhotoMockupList>, Error> {
    let (window, customizable) = list::photo_mockups(&values(&uri))?;
    let query = Query { account: actor.account, customizable, window };
    let found = door.library.photo_mockups(&actor, query).await.map_err(Error::while_doing("listing mockups"))?;
    let now = door.library.now();
    let data = found.items.iter().map(|found| photo::listed(found, &door.links, now)).collect();
    let (limit, offset) = (window.limit, window.offset);
    Ok(Json(PhotoMockupList { success: true, data, total: found.total, limit, offset }))
}

#[utoipa::path(
    get, path = "/{id}", tag = "photo mockups", summary = "One photo mockup",
    params(("id" = String, Path)),
    responses((status = 200, body = Enveloped<PhotoMockup>)),
)]
async fn get(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(uuid): Path<String>,
) -> Result<Json<Enveloped<PhotoMockup>>, Error> {
    let found = door.library.photo_mockup(&actor, id(&uuid, Noun::Mockup)?).await;
    let found = found.map_err(Error::while_doing("reading mockup"))?;
    Ok(Json(Enveloped::of(photo::shown(&found, &door.links, door.library.now()))))
}

#[utoipa::path(
    delete, path = "/{id}", tag = "photo mockups", summary = "Delete a photo mockup with its previews and renders",
    params(("id" = String, Path)),
    responses((status = 200, body = Enveloped<PhotoDeleted>)),
)]
async fn delete(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(uuid): Path<String>,
) -> Result<Json<Enveloped<PhotoDeleted>>, Error> {
    let mockup: ThingId = id(&uuid, Noun::Mockup)?;
    let deleted = door.library.delete_photo_mockup(&actor, mockup).await;
    deleted.map_err(Error::while_doing("deleting mockup"))?;
    Ok(Json(Enveloped::of(PhotoDeleted { deleted: mockup.0 })))
}

#[utoipa::path(
    put, path = "/{id}/print-areas", tag = "photo mockups", summary = "Replace a photo mockup's print areas",
    params(("id" = String, Path)), request_body = AreasReplace,
    responses((status = 200, body = Enveloped<AreasReplaced>)),
)]
async fn replace_areas(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(uuid): Path<String>,
    Body { body, .. }: Body<AreasReplace>,
) -> Result<Json<Enveloped<AreasReplaced>>, Error> {
    let mockup: ThingId = id(&uuid, Noun::Mockup)?;
    let mut problems = Problems::default();
    let areas = photo::areas(body.print_areas, &mut problems);
    problems.end()?;
    let changed = door.library.replace_areas(&actor, mockup, areas).await;
    let changed = changed.map_err(refusal("updating mockup"))?;
    let print_areas = photo::quads(&changed.areas);
    Ok(Json(Enveloped::of(AreasReplaced { mockup_id: mockup.0, print_areas })))
}

#[utoipa::path(
    post, path = "/{id}/render", tag = "photo mockups", summary = "Render a photo mockup",
    params(("id" = String, Path), ("Idempotency-Key" = Option<String>, Header, max_length = 255)),
    request_body = PhotoRenderRequest,
    responses((status = 200, body = Enveloped<PhotoRendered>), (status = 202, body = JobAccepted)),
)]
async fn render(
    State(door): State<Door>,
    Caller(actor): Caller,
    OriginalUri(uri): OriginalUri,
    Path(uuid): Path<String>,
    Body { body, request }: Body<PhotoRenderRequest>,
) -> Result<Response, Error> {
    let library: &Library = &door.library;
    let is_async = body.is_async == Some(true);
    let label = body.export_label.clone().unwrap_or_default();
    let mockup: ThingId = id(&uuid, Noun::Mockup)?;
    let order = photo_order::order(body)?;
    library.photo_mockup(&actor, mockup).await.map_err(Error::while_doing(RENDERING))?;
    let permit = if is_async { None } else { Some(library.limiter().enter(actor.account, Resource::Renders)) };
    let permit = permit.transpose().map_err(library::Error::Limited)?;
    let sources = sources(library, order.pictures()).await.map_err(refusal(RENDERING))?;
    let new = NewRender { mockup, order: order.with_sources(sources), label, request };
    let ordered = library.order_photo_render(&actor, new, Family::of(&uri).render).await;
    let ordered = ordered.map_err(refusal(RENDERING))?;
    if is_async {
        return Ok(accepted(&ordered.job));
    }
    let ended = library.wait_for_success(&actor, ordered.job.id).await.map_err(refusal(RENDERING))?;
    drop(permit);
    if !ended.state.ended() {
        return Ok(accepted(&ended));
    }
    let drawn = library.render(&actor, ordered.render.id).await.map_err(refusal(RENDERING))?;
    let picture = drawn.picture.as_ref().ok_or_else(|| Error::not_found(Noun::Render))?;
    let rendered = photo::rendered(&drawn, picture, &ended, &door.links, library.now());
    Ok(Json(Enveloped::of(rendered)).into_response())
}
