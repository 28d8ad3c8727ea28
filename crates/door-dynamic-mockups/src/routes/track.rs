//! What clients tell of themselves: taken, and forgotten.

use axum::Json;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::Caller;
use crate::state::Door;
use crate::wire::{Enveloped, Track};

pub(crate) fn router() -> OpenApiRouter<Door> {
    OpenApiRouter::new().routes(routes!(track))
}

#[utoipa::path(
    post, path = "/mcp/track", tag = "tracking", summary = "Tell of a tool that was called; nothing is kept",
    request_body(content = Track),
    responses((status = 200, body = Enveloped<Vec<String>>)),
)]
async fn track(Caller(_): Caller) -> Json<Enveloped<Vec<String>>> {
    Json(Enveloped::of(Vec::new()))
}
