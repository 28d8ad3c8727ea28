//! Plans, for anybody.

use axum::Json;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::Door;
use crate::translate::account;
use crate::wire::Plans;

pub(crate) fn router() -> OpenApiRouter<Door> {
    OpenApiRouter::new().routes(routes!(plans)).routes(routes!(pricing))
}

#[utoipa::path(
    get, path = "/packages/plans", tag = "packages", summary = "The plans", security(()),
    responses((status = 200, body = Plans)),
)]
async fn plans() -> Json<Plans> {
    Json(account::plans())
}

#[utoipa::path(
    get, path = "/packages/pricing", tag = "packages", summary = "The plans once more", security(()),
    responses((status = 200, body = Plans)),
)]
async fn pricing() -> Json<Plans> {
    Json(account::plans())
}
