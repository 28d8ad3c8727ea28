//! Pictures.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use library::Actor;
use library::ids::{RenderId, ThingId};
use library::limits::Resource;
use library::renders as theirs;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::order::{order, request_key};
use super::{enter, made};
use crate::Studio;
use crate::auth::Caller;
use crate::error::{Problem, Result};
use crate::extract::{In, object};
use crate::wire::renders::{NewRender, Render};

pub(crate) fn router() -> OpenApiRouter<Studio> {
    OpenApiRouter::default().routes(routes!(create)).routes(routes!(get))
}

/// Orders a picture of a mockup.
#[utoipa::path(post, path = "/api/renders", tag = "renders", operation_id = "create_render",
    params(("Idempotency-Key" = Option<String>, Header, min_length = 1, max_length = 255,
        description = "The same key gives the same render.")),
    request_body = NewRender,
    security(("bearer" = []), ("session" = [])),
    responses(
        (status = 201, description = "The picture is there.", body = Render),
        (status = 202, description = "It takes longer, or was not waited for.", body = Render),
        (status = 409, description = "The job was cancelled, or the key was used for another request.",
            body = Problem, content_type = "application/problem+json"),
    )
)]
async fn create(
    State(studio): State<Studio>,
    Caller { actor, .. }: Caller,
    headers: HeaderMap,
    request: Request,
) -> Result<Response> {
    let new = read(&studio, request).await?;
    let wait = new.wait;
    let permit = enter(&studio.library, &actor, Resource::Renders)?;
    let theirs::Ordered { mut render, job } = place(&studio, &actor, &headers, new).await?;
    if wait {
        studio.library.wait_for_success(&actor, job.id).await?;
        render = studio.library.render(&actor, render.id).await?;
    }
    drop(permit);
    let path = format!("/api/renders/{}", render.id);
    let is_drawn = render.picture.is_some();
    let answer = Render::of(render, &studio.files());
    if is_drawn { Ok(made(&path, answer).into_response()) } else { Ok(accepted(answer)) }
}

fn accepted(render: Render) -> Response {
    (StatusCode::ACCEPTED, axum::Json(render)).into_response()
}

/// Artwork in base64 takes four bytes for three.
async fn read(studio: &Studio, request: Request) -> Result<NewRender> {
    let artwork = studio.library.settings().artwork().bytes;
    let limit = usize::try_from(artwork / 3 * 4).unwrap_or(usize::MAX).saturating_add(1 << 20);
    object(request, limit).await
}

async fn place(studio: &Studio, actor: &Actor, headers: &HeaderMap, new: NewRender) -> Result<theirs::Ordered> {
    let (mockup, label) = (ThingId(new.mockup), new.label.clone());
    studio.library.mockup(actor, mockup).await?;
    let order = order(studio, actor, new).await?;
    let request = request_key(headers, &format!("{mockup} {label:?} {order:?}"))?;
    Ok(studio.library.order_render(actor, theirs::NewRender { mockup, order, label, request }).await?)
}

/// A picture that was ordered.
#[utoipa::path(get, path = "/api/renders/{id}", tag = "renders", operation_id = "get_render",
    params(("id" = Uuid, Path)),
    security(("bearer" = []), ("session" = [])),
    responses((status = 200, description = "The render.", body = Render)))]
async fn get(
    State(studio): State<Studio>,
    Caller { actor, .. }: Caller,
    In(id): In<Uuid>,
) -> Result<axum::Json<Render>> {
    let render = studio.library.render(&actor, RenderId(id)).await?;
    Ok(axum::Json(Render::of(render, &studio.files())))
}
