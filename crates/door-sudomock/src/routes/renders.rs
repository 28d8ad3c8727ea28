//! Pictures.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use library::ids::ThingId;
use library::limits::Resource;
use library::renders::{NewRender, Source};
use library::{Actor, Library, Noun};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::Guest;
use crate::body::Json as Body;
use crate::error::Error;
use crate::routes::id;
use crate::state::Door;
use crate::translate::order::{self, Given};
use crate::translate::{job, render};
use crate::wire::{Enveloped, JobAccepted, RenderRequest, Rendered};

const DOING: &str = "rendering mockup";

pub(crate) fn router() -> OpenApiRouter<Door> {
    OpenApiRouter::new().routes(routes!(create))
}

#[utoipa::path(
    post, path = "/renders", tag = "renders", summary = "Render a mockup",
    params(("Idempotency-Key" = Option<String>, Header, max_length = 255)),
    request_body = RenderRequest,
    responses((status = 200, body = Enveloped<Rendered>), (status = 202, body = JobAccepted)),
)]
async fn create(
    State(door): State<Door>,
    guest: Guest,
    Body { body, request }: Body<RenderRequest>,
) -> Result<Response, Error> {
    let library: &Library = &door.library;
    let (mockup, is_async) = (body.mockup_uuid.clone(), body.is_async == Some(true));
    let label = body.export_label.clone().unwrap_or_default();
    let order = order::order(body)?;
    let mockup: ThingId = id(&mockup, Noun::Mockup)?;
    guest.require_mockup(mockup)?;
    let actor = guest.actor;
    let mockup = library.mockup(&actor, mockup).await.map_err(Error::while_doing(DOING))?;
    let permit = if is_async { None } else { Some(library.limiter().enter(actor.account, Resource::Renders)) };
    let permit = permit.transpose().map_err(library::Error::Limited)?;
    let sources = sources(library, order.pictures()).await.map_err(Error::while_doing(DOING))?;
    let new = NewRender { mockup: mockup.thing.id, order: order.with_sources(sources), label, request };
    let ordered = library.order_render(&actor, new).await.map_err(Error::while_doing(DOING))?;
    if is_async {
        return Ok(accepted(&ordered.job));
    }
    let ended = library.wait_for_success(&actor, ordered.job.id).await.map_err(Error::while_doing(DOING))?;
    drop(permit);
    if !ended.state.ended() {
        return Ok(accepted(&ended));
    }
    finished(&door, &actor, ordered.render.id, &mockup).await
}

/// The answer to work that goes on.
pub(crate) fn accepted(work: &library::jobs::Job) -> Response {
    (StatusCode::ACCEPTED, Json(job::accepted(work))).into_response()
}

async fn finished(
    door: &Door,
    actor: &Actor,
    id: library::ids::RenderId,
    mockup: &library::mockups::Mockup,
) -> Result<Response, Error> {
    let drawn = door.library.render(actor, id).await.map_err(Error::while_doing(DOING))?;
    let picture = drawn.picture.as_ref().ok_or_else(|| Error::not_found(Noun::Render))?;
    Ok(Json(render::enveloped(&drawn, picture, mockup, &door.links, door.library.now())).into_response())
}

/// Where each picture is: those that came along are stored.
pub(crate) async fn sources(
    library: &Library,
    pictures: impl Iterator<Item = Option<&Given>>,
) -> library::Result<Vec<Option<Source>>> {
    let mut sources = Vec::new();
    for picture in pictures {
        sources.push(match picture {
            None => None,
            Some(Given::Url(url)) => Some(Source::Url(url.clone())),
            Some(Given::Bytes(bytes)) => {
                Some(Source::Blob(library.store_bytes(bytes.clone(), library.settings().artwork()).await?))
            }
        });
    }
    Ok(sources)
}
