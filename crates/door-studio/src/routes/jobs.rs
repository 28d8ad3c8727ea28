//! Units of work.

use axum::extract::State;
use library::ids::JobId;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use crate::Studio;
use crate::auth::Caller;
use crate::error::{Problem, Result};
use crate::extract::{In, Query};
use crate::wire::jobs::{Job, JobQuery, Jobs};

pub(crate) fn router() -> OpenApiRouter<Studio> {
    OpenApiRouter::default().routes(routes!(list)).routes(routes!(get)).routes(routes!(cancel))
}

/// The account's jobs, newest first.
#[utoipa::path(get, path = "/api/jobs", tag = "jobs", operation_id = "list_jobs", params(JobQuery),
    security(("bearer" = []), ("session" = [])),
    responses((status = 200, description = "A part of them.", body = Jobs)))]
async fn list(
    State(studio): State<Studio>,
    Caller { actor, .. }: Caller,
    Query(query): Query<JobQuery>,
) -> Result<axum::Json<Jobs>> {
    let query = query.into_query(actor.account)?;
    let jobs = studio.library.jobs(&actor, &query).await?;
    Ok(axum::Json(Jobs::of(jobs, query.limit)))
}

/// A job.
#[utoipa::path(get, path = "/api/jobs/{id}", tag = "jobs", operation_id = "get_job", params(("id" = Uuid, Path)),
    security(("bearer" = []), ("session" = [])),
    responses((status = 200, description = "The job.", body = Job)))]
async fn get(State(studio): State<Studio>, Caller { actor, .. }: Caller, In(id): In<Uuid>) -> Result<axum::Json<Job>> {
    Ok(axum::Json(studio.library.job(&actor, JobId(id)).await?.into()))
}

/// Gives up a job that has not ended.
#[utoipa::path(post, path = "/api/jobs/{id}/cancel", tag = "jobs", operation_id = "cancel_job",
    params(("id" = Uuid, Path)),
    security(("bearer" = []), ("session" = [])),
    responses(
        (status = 200, description = "The job.", body = Job),
        (status = 409, description = "The job has ended.", body = Problem, content_type = "application/problem+json"),
    )
)]
async fn cancel(
    State(studio): State<Studio>,
    Caller { actor, .. }: Caller,
    In(id): In<Uuid>,
) -> Result<axum::Json<Job>> {
    Ok(axum::Json(studio.library.cancel_job(&actor, JobId(id)).await?.into()))
}
