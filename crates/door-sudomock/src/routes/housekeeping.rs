//! What plugins tell the service itself. There is nobody behind this server to be told.

use axum::Json;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::Caller;
use crate::state::Door;
use crate::wire::Done;

pub(crate) fn router() -> OpenApiRouter<Door> {
    OpenApiRouter::new().routes(routes!(disconnect)).routes(routes!(ticket))
}

#[utoipa::path(
    post, path = "/woocommerce/disconnect", tag = "housekeeping", summary = "A plugin takes its leave",
    responses((status = 200, body = Done)),
)]
async fn disconnect(_: Caller) -> Json<Done> {
    Json(Done { success: true })
}

#[utoipa::path(
    post, path = "/support/ticket", tag = "housekeeping", summary = "Taken, and read by nobody",
    responses((status = 200, body = Done)),
)]
async fn ticket(_: Caller) -> Json<Done> {
    Json(Done { success: true })
}
