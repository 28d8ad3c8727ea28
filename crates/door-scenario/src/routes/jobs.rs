//! Jobs: archives, and the work that other surfaces asked for.

use axum::extract::{Path, State};
use axum::routing::{get, post};
use axum::{Json, Router};
use library::ids::{JobId, UserId};
use library::jobs::{Job, Kind, Query};
use library::page::{Cursor, Key};

use super::assets::types;
use crate::auth::Caller;
use crate::body::Body;
use crate::error::Error;
use crate::ids;
use crate::query::{Parameters, cursor, token};
use crate::state::Door;
use crate::translate::job::{kind, shown, status};
use crate::wire::{Action, Jobs, OneJob};

/// What cursors of this list say.
const LIST: &str = "jobs";
/// How many jobs are looked at in one go.
const AT_ONCE: u32 = 200;

pub(crate) fn router() -> Router<Door> {
    Router::new()
        .route("/v1/jobs", get(list))
        .route("/v1/jobs/{job}", get(retrieve))
        .route("/v1/jobs/{job}/action", post(act))
}

/// An id of a job: one that is malformed is one that is not there.
pub(super) fn id(given: &str) -> Result<JobId, Error> {
    ids::read(ids::JOB, given).ok_or_else(|| Error::not_found("job"))
}

async fn retrieve(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(given): Path<String>,
) -> Result<Json<OneJob>, Error> {
    let job = door.library.job(&actor, id(&given)?).await?;
    Ok(Json(OneJob { job: shown(&job, true) }))
}

async fn act(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(given): Path<String>,
    Body(body): Body<Action>,
) -> Result<Json<OneJob>, Error> {
    let id = id(&given)?;
    door.library.job(&actor, id).await?;
    if body.action != "cancel" {
        return Err(Error::invalid("action", "must be cancel"));
    }
    let cancelled = door.library.cancel_job(&actor, id).await.map_err(|error| match error {
        library::Error::Conflict(_) => Error::invalid("", "a job that has ended cannot be cancelled"),
        other => other.into(),
    })?;
    Ok(Json(OneJob { job: shown(&cancelled, true) }))
}

async fn list(State(door): State<Door>, Caller(actor): Caller, parameters: Parameters) -> Result<Json<Jobs>, Error> {
    let wanted = Wanted::of(&parameters)?;
    let size = parameters.part(50, 100)?.limit as usize;
    let mut query = Query { account: actor.account, kinds: wanted.kinds(), mockup: None, before: None, limit: AT_ONCE };
    query.before = parameters.text("paginationToken").map(before).transpose()?;
    let mut found: Vec<Job> = Vec::new();
    // Filters may leave few of many: clients take an empty page for the end of the list.
    while found.len() <= size {
        let jobs = door.library.jobs(&actor, &query).await?;
        let is_end = jobs.len() < AT_ONCE as usize;
        query.before = jobs.last().map(|job| job.id);
        found.extend(jobs.into_iter().filter(|job| wanted.fits(job)));
        if is_end {
            break;
        }
    }
    let more = found.len() > size;
    found.truncate(size);
    let last = found.last().filter(|_| more);
    let next = last.map(|job| Cursor { list: LIST.into(), key: Key::Number(0), id: job.id.0 });
    let with_results = !parameters.flag("hideResults")?;
    let jobs = found.iter().map(|job| shown(job, with_results)).collect();
    Ok(Json(Jobs { jobs, next_pagination_token: next.as_ref().map(token) }))
}

/// The job after which a list goes on.
fn before(given: &str) -> Result<JobId, Error> {
    let Cursor { list, id, .. } = cursor(given)?;
    if list == LIST { Ok(JobId(id)) } else { Err(Error::invalid("paginationToken", "is of another list")) }
}

/// Filters.
struct Wanted {
    types: Vec<String>,
    status: Option<String>,
    author: Option<UserId>,
    created_after: Option<library::Time>,
    updated_after: Option<library::Time>,
    nothing: bool,
}

impl Wanted {
    fn of(parameters: &Parameters) -> Result<Self, Error> {
        const STATUSES: [&str; 8] =
            ["canceled", "failure", "finalizing", "in-progress", "pending", "queued", "success", "warming-up"];
        let read = |given: &str| ids::read::<UserId>(ids::USER, given);
        let status = parameters.text("status").map(str::to_owned);
        if status.as_deref().is_some_and(|status| !STATUSES.contains(&status)) {
            return Err(Error::invalid("status", &format!("must be one of {}", STATUSES.join(", "))));
        }
        Ok(Self {
            types: types(parameters)?,
            status,
            author: parameters.text("authorId").and_then(read),
            created_after: parameters.time("createdAfter")?,
            updated_after: parameters.time("updatedAfter")?,
            // There are no workflows, and nobody with an id that is none.
            nothing: parameters.text("workflowId").is_some()
                || parameters.text("authorId").is_some_and(|given| read(given).is_none()),
        })
    }

    /// The kinds that can be of the types.
    fn kinds(&self) -> Vec<Kind> {
        let of = |kind: &str| -> &[Kind] {
            match kind {
                "custom" => &[Kind::Render, Kind::RenderPhoto],
                "upload" => &[Kind::Import, Kind::ImportPhoto],
                _ => &[Kind::Pack],
            }
        };
        self.types.iter().flat_map(|kind| of(kind)).copied().collect()
    }

    fn fits(&self, job: &Job) -> bool {
        !self.nothing
            && (self.types.is_empty() || self.types.iter().any(|wanted| wanted == kind(&job.work)))
            && self.status.as_deref().is_none_or(|wanted| wanted == status(&job.state))
            && self.author.is_none_or(|author| author == job.user)
            && self.created_after.is_none_or(|after| job.created_at > after)
            && self.updated_after.is_none_or(|after| job.updated_at > after)
    }
}
