//! Jobs as the dialect shows them.

use library::jobs::{Job, State, Work};

use crate::translate::photo::Family;
use crate::translate::words;
use crate::wire;

/// What a job is shown with, beside itself.
#[derive(Debug, Default)]
pub(crate) struct Shown {
    /// Its picture's URL.
    pub(crate) result_url: Option<String>,
    /// Its mockup's name.
    pub(crate) mockup_name: Option<String>,
}

/// How far it is.
pub(crate) fn shown(job: &Job, Shown { result_url, mockup_name }: Shown) -> wire::Job {
    let (error, error_code) = match &job.state {
        State::Failed(failure) => (Some(words::public(&failure.message)), Some(words::failure_code(failure.reason))),
        State::Cancelled => (Some("The job was cancelled".to_owned()), Some("CANCELLED")),
        State::Queued | State::Running | State::Succeeded => (None, None),
    };
    wire::Job {
        job_id: job.id.0,
        kind: kind(&job.work),
        status: status(&job.state),
        model: None,
        result_url,
        mockup_uuid: job.mockup.map(|mockup| mockup.0),
        error,
        error_code,
        credits_charged: 0,
        payg: None,
        duration_seconds: None,
        audio: None,
        mockup_name,
        poster_url: None,
        created_at: job.created_at,
        updated_at: job.updated_at,
    }
}

/// Work that was accepted.
pub(crate) fn accepted(job: &Job) -> wire::JobAccepted {
    wire::JobAccepted {
        job_id: job.id.0,
        kind: kind(&job.work),
        status: status(&job.state),
        status_url: format!("/api/v1/jobs/{}", job.id),
    }
}

/// A photo mockup's job keeps the spelling of the path that opened it.
fn kind(work: &Work) -> &'static str {
    match work {
        Work::Render(_) => "render",
        Work::ImportPhoto(import) => Family::spelled(&import.word, |family| family.create),
        // Lists leave it out; its like is a file being taken in.
        Work::Import(_) | Work::Preview(_) => "upload",
        // Of another surface: not shown.
        Work::Pack(_) => "pack",
        Work::RenderPhoto(render) => Family::spelled(&render.word, |family| family.render),
    }
}

/// Clients wait until a job succeeded or failed, and know no other end: a cancelled one has failed.
const fn status(state: &State) -> &'static str {
    match state {
        State::Queued => "queued",
        State::Running => "running",
        State::Succeeded => "succeeded",
        State::Failed(_) | State::Cancelled => "failed",
    }
}
