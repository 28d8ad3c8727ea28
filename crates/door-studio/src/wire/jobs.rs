//! Units of work.

use chrono::{DateTime, Utc};
use library::ids::JobId;
use library::jobs as theirs;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::page;
use super::twin::twin;

twin! {
    /// What is to be done: draw a picture, make a mockup of a Photoshop file, the same of photos, a small picture, or one
    /// archive of several files.
    JobKind of theirs::Kind { Render, Import, ImportPhoto, RenderPhoto, Preview, Pack }
}

twin! {
    /// Why it failed.
    Reason of theirs::Reason { Source, TooLarge, Unreadable, Order, Gone, Internal }
}

/// How far a job is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum JobState {
    Queued,
    Running,
    Succeeded,
    Failed,
    Cancelled,
}

/// Why a job failed.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Failure {
    reason: Reason,
    /// A sentence for people.
    message: String,
}

/// A unit of work; it ends exactly once.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Job {
    id: Uuid,
    kind: JobKind,
    state: JobState,
    /// Why it failed; null when it did not.
    failure: Option<Failure>,
    /// The render it draws.
    render: Option<Uuid>,
    /// The mockup it is about, once there is one.
    mockup: Option<Uuid>,
    /// How often it was begun.
    attempts: u32,
    created_at: DateTime<Utc>,
    /// When its state last changed.
    updated_at: DateTime<Utc>,
}

impl From<theirs::Job> for Job {
    fn from(job: theirs::Job) -> Self {
        let theirs::Job { id, account: _, user: _, work, mockup, file: _, state, attempts, created_at, updated_at } =
            job;
        let (state, failure) = match state {
            theirs::State::Queued => (JobState::Queued, None),
            theirs::State::Running => (JobState::Running, None),
            theirs::State::Succeeded => (JobState::Succeeded, None),
            theirs::State::Cancelled => (JobState::Cancelled, None),
            theirs::State::Failed(theirs::Failure { reason, message }) => {
                (JobState::Failed, Some(Failure { reason: reason.into(), message }))
            }
        };
        let kind = work.kind().into();
        let render = match work {
            theirs::Work::Render(render) => Some(render.0),
            theirs::Work::RenderPhoto(photo) => Some(photo.render.0),
            theirs::Work::Import(_)
            | theirs::Work::ImportPhoto(_)
            | theirs::Work::Preview(_)
            | theirs::Work::Pack(_) => None,
        };
        let mockup = mockup.map(|mockup| mockup.0);
        Self { id: id.0, kind, state, failure, render, mockup, attempts, created_at, updated_at }
    }
}

/// Which jobs, newest first.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct JobQuery {
    /// Those of this kind.
    #[param(inline)]
    kind: Option<JobKind>,
    /// Those about this mockup.
    mockup: Option<Uuid>,
    /// Those made before this job: `next` of the answer before.
    before: Option<Uuid>,
    /// How many at most.
    #[serde(default = "page::default_limit")]
    #[param(minimum = 1, maximum = 100)]
    limit: u32,
}

impl JobQuery {
    pub(crate) fn into_query(self, account: library::ids::AccountId) -> library::Result<theirs::Query> {
        let Self { kind, mockup, before, limit } = self;
        Ok(theirs::Query {
            account,
            kinds: kind.map(Into::into).into_iter().collect(),
            mockup: mockup.map(library::ids::ThingId),
            before: before.map(JobId),
            limit: page::window(limit, 0)?.limit,
        })
    }
}

/// A part of the jobs.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Jobs {
    /// Newest first.
    items: Vec<Job>,
    /// What to send as `before` for more; null when there are no more.
    next: Option<Uuid>,
}

impl Jobs {
    /// `jobs` were asked for with this limit.
    pub(crate) fn of(jobs: Vec<theirs::Job>, limit: u32) -> Self {
        let next = if jobs.len() >= limit as usize { jobs.last().map(|job| job.id.0) } else { None };
        Self { items: jobs.into_iter().map(Job::from).collect(), next }
    }
}
