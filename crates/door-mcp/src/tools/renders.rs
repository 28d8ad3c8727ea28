//! Drawing pictures.

use std::time::Duration;

use futures_util::future::join_all;
use library::ids::{RenderId, ThingId};
use library::limits::Resource;
use library::renders::{NewRender, Ordered};
use tokio::time::Instant;

use super::mockups::PATIENCE;
use super::{About, Context, Operation, jobs};
use crate::refusal::Refusal;
use crate::translate::{order, show};
use crate::wire::{BatchDetails, BatchItem, GetRender, JobStatus, Output, RenderBatch, RenderDetails, RenderOrder};

const RENDER: About = About {
    name: "render",
    title: "Render a mockup",
    description: "Puts artwork into a mockup's slots, new words into its text layers, and gives the URL of the picture. \
                  Artwork comes by URL, as base64, or as an asset of the library. Waits for less than a minute; after \
                  that, ask `get_render`.",
    changes: true,
};

const BATCH: About = About {
    name: "render_batch",
    title: "Render several mockups",
    description: "Up to 100 pictures in one call: other mockups, other artwork, or both. One that fails does not stop \
                  the others. Waits for less than a minute; after that, ask `get_render` for those that are not done.",
    changes: true,
};

const GET: About = About {
    name: "get_render",
    title: "Get a render",
    description: "A render's picture: its URL, size and warnings.",
    changes: false,
};

/// The most pictures in one call.
const MOST: usize = 100;

pub(super) fn operations() -> Vec<Operation> {
    vec![Operation::new(&RENDER, render), Operation::new(&BATCH, batch), Operation::new(&GET, get)]
}

async fn render(context: Context, given: RenderOrder) -> Result<RenderDetails, Refusal> {
    let library = &context.door.library;
    let permit = library.limiter().enter(context.actor.account, Resource::Renders);
    let permit = permit.map_err(library::Error::Limited)?;
    let ordered = ordered(&context, given, None).await?;
    let details = finished(&context, &ordered, PATIENCE).await?;
    drop(permit);
    match details.error {
        Some(error) => Err(Refusal(error)),
        None => Ok(details),
    }
}

async fn batch(context: Context, given: RenderBatch) -> Result<BatchDetails, Refusal> {
    if !(1..=MOST).contains(&given.renders.len()) {
        return Err(Refusal::argument("renders", &format!("must have 1 to {MOST} orders")));
    }
    let library = &context.door.library;
    let permit = library.limiter().enter(context.actor.account, Resource::Renders);
    let permit = permit.map_err(library::Error::Limited)?;
    let deadline = Instant::now() + PATIENCE;
    let mut accepted = Vec::with_capacity(given.renders.len());
    for order in given.renders {
        accepted.push(ordered(&context, order, given.output).await);
    }
    let item = |accepted: Result<Ordered, Refusal>| async {
        let done = match accepted {
            Ok(ordered) => finished(&context, &ordered, deadline.saturating_duration_since(Instant::now())).await,
            Err(refusal) => Err(refusal),
        };
        match done {
            Ok(render) => BatchItem { render: Some(render), error: None },
            Err(Refusal(error)) => BatchItem { render: None, error: Some(error) },
        }
    };
    let renders = join_all(accepted.into_iter().map(item)).await;
    drop(permit);
    let count = |wanted: fn(Option<JobStatus>) -> bool| {
        renders.iter().filter(|item| wanted(item.render.as_ref().map(|render| render.status))).count()
    };
    let done = count(|status| status == Some(JobStatus::Done));
    let unfinished = count(|status| matches!(status, Some(JobStatus::Queued | JobStatus::Running)));
    Ok(BatchDetails { done, failed: renders.len() - done - unfinished, unfinished, renders })
}

async fn get(Context { door, actor }: Context, given: GetRender) -> Result<RenderDetails, Refusal> {
    let render = door.library.render(&actor, RenderId(given.render)).await?;
    let job = match door.library.job(&actor, render.job).await {
        Ok(job) => Some(job),
        Err(library::Error::NotFound(_)) => None,
        Err(error) => return Err(error.into()),
    };
    Ok(show::render(&door, &render, job.as_ref()))
}

async fn ordered(
    Context { door, actor }: &Context,
    mut given: RenderOrder,
    output: Option<Output>,
) -> Result<Ordered, Refusal> {
    let library = &door.library;
    let label = given.label.take().unwrap_or_default();
    let mockup = library.mockup(actor, ThingId(given.mockup)).await?;
    let order = order::order(library, actor, &mockup, given, output).await?;
    let new = NewRender { mockup: mockup.thing.id, order, label, request: None };
    Ok(library.order_render(actor, new).await?)
}

/// The render once its job has ended, or as it is when patience does.
async fn finished(context: &Context, ordered: &Ordered, patience: Duration) -> Result<RenderDetails, Refusal> {
    let job = jobs::ended(context, ordered.job.id, patience).await?;
    let render = context.door.library.render(&context.actor, ordered.render.id).await?;
    Ok(show::render(&context.door, &render, Some(&job)))
}
