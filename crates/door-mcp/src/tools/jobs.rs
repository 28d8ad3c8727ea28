//! Looking at work, and waiting for it.

use std::time::Duration;

use library::Noun;
use library::ids::{JobId, RenderId};
use library::jobs::{Job, Work};

use super::{About, Context, Operation};
use crate::refusal::Refusal;
use crate::translate::show;
use crate::wire::{GetJob, JobDetails};

const GET: About = About {
    name: "get_job",
    title: "Get a job",
    description: "How far a job is - the making of a mockup, or of a picture - and what came of it.",
    changes: false,
};

pub(super) fn operations() -> Vec<Operation> {
    vec![Operation::new(&GET, get)]
}

async fn get(context: Context, given: GetJob) -> Result<JobDetails, Refusal> {
    let job = context.door.library.job(&context.actor, JobId(given.job)).await?;
    details(&context, &job).await
}

/// A job and what came of it.
pub(super) async fn details(context: &Context, job: &Job) -> Result<JobDetails, Refusal> {
    let Context { door, actor } = context;
    let (status, error) = show::status(&job.state);
    let render = if let Work::Render(id) = job.work { render_of(context, id, job).await? } else { None };
    // A job goes on naming its mockup when that is gone.
    let mockup = match job.mockup {
        Some(id) if door.library.mockup(actor, id).await.is_ok() => Some(id.0),
        _ => None,
    };
    let kind = job.work.kind().name().to_owned();
    Ok(JobDetails { job: job.id.0, kind, status, error, mockup, render, collection: None })
}

async fn render_of(
    Context { door, actor }: &Context,
    id: RenderId,
    job: &Job,
) -> Result<Option<crate::wire::RenderDetails>, Refusal> {
    match door.library.render(actor, id).await {
        Ok(render) => Ok(Some(show::render(door, &render, Some(job)))),
        Err(library::Error::NotFound(Noun::Render)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// The job once it has ended, or as it is when patience does.
pub(super) async fn ended(Context { door, actor }: &Context, id: JobId, patience: Duration) -> Result<Job, Refusal> {
    match tokio::time::timeout(patience, door.library.wait_for_job(actor, id)).await {
        Ok(job) => Ok(job?),
        Err(_) => Ok(door.library.job(actor, id).await?),
    }
}
