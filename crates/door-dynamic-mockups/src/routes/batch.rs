//! Many pictures at once: each succeeds or fails by itself.

use axum::Json;
use axum::extract::State;
use door_kit::body;
use futures_util::future::join_all;
use library::limits::Resource;
use serde_json::Value;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::Caller;
use crate::body::Body;
use crate::error::{Error, Problems};
use crate::routes::draw::deadline;
use crate::routes::renders::render;
use crate::state::Door;
use crate::translate::output::{Export, Use};
use crate::wire::{Batch, BatchItem, BatchRequest, Enveloped, ItemStatus, Rendered};

/// The most orders in one batch.
const MOST: usize = 500;

/// What every mockup here is made of.
const MOCKUP_TYPE: &str = "psd";

pub(crate) fn router() -> OpenApiRouter<Door> {
    OpenApiRouter::new().routes(routes!(create_batch))
}

#[utoipa::path(
    post, path = "/renders/batch", tag = "renders", summary = "Render many mockups",
    request_body = BatchRequest,
    responses((status = 200, body = Enveloped<Batch>)),
)]
async fn create_batch(
    State(door): State<Door>,
    Caller(actor): Caller,
    Body { body, files }: Body<BatchRequest>,
) -> Result<Json<Enveloped<Batch>>, Error> {
    let deadline = deadline();
    let mut problems = Problems::default();
    let options = body.export_options;
    Export::of(options.as_ref(), Use::Screen, &mut problems);
    let given = body.renders.unwrap_or_default();
    if given.is_empty() {
        problems.missing("renders");
    } else if given.len() > MOST {
        problems.add("renders", format!("must have at most {MOST} items"));
    }
    problems.end()?;
    let _permit = door.library.limiter().enter(actor.account, Resource::Renders).map_err(library::Error::Limited)?;
    let items = given.into_iter().map(|given| {
        let (door, options, files) = (&door, options.as_ref(), &files);
        async move {
            let (mockup, label) = (text(&given, "mockup_uuid"), text(&given, "export_label"));
            let drawn = match body::value(given) {
                Ok(request) => render(door, &actor, request, options, files, deadline).await,
                Err(error) => Err(error.into()),
            };
            item(mockup.unwrap_or_default(), label, drawn)
        }
    });
    let renders: Vec<BatchItem> = join_all(items).await;
    let successful_renders = renders.iter().filter(|item| item.status == ItemStatus::Success).count();
    let total_renders = renders.len();
    let failed_renders = total_renders - successful_renders;
    Ok(Json(Enveloped::of(Batch { total_renders, successful_renders, failed_renders, renders })))
}

fn text(given: &Value, name: &str) -> Option<String> {
    given.get(name).and_then(Value::as_str).map(str::to_owned)
}

fn item(mockup_uuid: String, label: Option<String>, drawn: Result<Rendered, Error>) -> BatchItem {
    let mockup_type = MOCKUP_TYPE;
    match drawn {
        Ok(Rendered { export_label, export_path }) => BatchItem {
            status: ItemStatus::Success,
            export_path: Some(export_path),
            export_label,
            mockup_uuid,
            mockup_type,
            message: None,
        },
        Err(error) => BatchItem {
            status: ItemStatus::Failed,
            export_path: None,
            export_label: label,
            mockup_uuid,
            mockup_type,
            message: Some(error.body.message),
        },
    }
}
