//! One picture.

use axum::Json;
use axum::extract::State;
use library::Actor;
use library::blobs::Blob;
use library::limits::Resource;
use tokio::time::Instant;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::Caller;
use crate::body::Body;
use crate::error::{Error, Problems};
use crate::routes::draw::{Subject, deadline, draw};
use crate::state::Door;
use crate::translate::order::require;
use crate::translate::output::{Export, Use};
use crate::wire::{Enveloped, ExportOptions, RenderRequest, Rendered};

pub(crate) fn router() -> OpenApiRouter<Door> {
    OpenApiRouter::new().routes(routes!(create_render))
}

#[utoipa::path(
    post, path = "/renders", tag = "renders", summary = "Render a mockup",
    description = "In a form, names go on in brackets: `smart_objects[0][asset][file]`.",
    request_body(content((RenderRequest = "application/json"), (RenderRequest = "multipart/form-data"))),
    responses((status = 200, body = Enveloped<Rendered>)),
)]
async fn create_render(
    State(door): State<Door>,
    Caller(actor): Caller,
    Body { body, files }: Body<RenderRequest>,
) -> Result<Json<Enveloped<Rendered>>, Error> {
    let _permit = door.library.limiter().enter(actor.account, Resource::Renders).map_err(library::Error::Limited)?;
    Ok(Json(Enveloped::of(render(&door, &actor, body, None, &files, deadline()).await?)))
}

/// The picture of an order; `options` where it has none of its own.
pub(crate) async fn render(
    door: &Door,
    actor: &Actor,
    body: RenderRequest,
    options: Option<&ExportOptions>,
    files: &[Blob],
    deadline: Instant,
) -> Result<Rendered, Error> {
    let mut problems = Problems::default();
    require(&body, &mut problems);
    let export = Export::of(body.export_options.as_ref().or(options), Use::Screen, &mut problems);
    let given = body.mockup_uuid.as_deref().unwrap_or_default();
    if given.trim().is_empty() {
        return Err(problems.refusal());
    }
    let subject = Subject::find(door, actor, given).await?;
    let order = subject.context(files).order(&body, export, problems)?;
    let export_label = body.export_label.map(|label| label.0);
    let name = export_label.clone().unwrap_or_default();
    let picture = draw(door, actor, subject.mockup.thing.id, order, &name, deadline).await?;
    let export_path = export.url(&picture, &name, &door.exports, door.library.now());
    Ok(Rendered { export_label, export_path })
}
