//! Jobs.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::Uri;
use library::ids::ThingId;
use library::jobs::{Job, State as JobState, Work};
use library::{Actor, Noun};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::{Caller, Guest};
use crate::error::Error;
use crate::routes::id;
use crate::routes::mockups::values;
use crate::state::Door;
use crate::translate::{job, list, render};
use crate::wire;

pub(crate) fn router() -> OpenApiRouter<Door> {
    OpenApiRouter::new().routes(routes!(list_jobs)).routes(routes!(get))
}

#[utoipa::path(
    get, path = "/jobs", tag = "jobs", summary = "List jobs, newest first",
    params(
        ("kind" = Option<String>, Query, description = "render, upload, photo_mockup_create or photo_mockup_render (or their earlier spellings 2d_create and 2d_render); other kinds of the dialect have no jobs here."),
        ("mockup_uuid" = Option<uuid::Uuid>, Query),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 50, description = "How many; 20 by default."),
        ("cursor" = Option<String>, Query, description = "The `next_cursor` of the part before."),
    ),
    responses((status = 200, body = wire::JobList)),
)]
async fn list_jobs(State(door): State<Door>, Caller(actor): Caller, uri: Uri) -> Result<Json<wire::JobList>, Error> {
    let Some(query) = list::jobs(&values(&uri), actor.account)? else {
        return Ok(Json(wire::JobList { jobs: Vec::new(), next_cursor: None }));
    };
    let mut found = door.library.jobs(&actor, &query).await.map_err(Error::while_doing("listing jobs"))?;
    let more = found.len() >= query.limit as usize;
    found.truncate(query.limit as usize - 1);
    let next_cursor = found.last().filter(|_| more).map(|last| last.id.to_string());
    let mut names = HashMap::new();
    let mut jobs = Vec::with_capacity(found.len());
    for job in found {
        jobs.push(shown(&door, &actor, job, &mut names).await?);
    }
    Ok(Json(wire::JobList { jobs, next_cursor }))
}

#[utoipa::path(
    get, path = "/jobs/{job_id}", tag = "jobs", summary = "One job",
    params(("job_id" = String, Path)),
    responses((status = 200, body = wire::Job)),
)]
async fn get(State(door): State<Door>, guest: Guest, Path(job_id): Path<String>) -> Result<Json<wire::Job>, Error> {
    let found = door.library.job(&guest.actor, id(&job_id, Noun::Job)?).await;
    let found = found.map_err(Error::while_doing("reading job"))?;
    if guest.is_elsewhere(found.mockup) || matches!(found.work, Work::Pack(_)) {
        return Err(Error::not_found(Noun::Job));
    }
    Ok(Json(shown(&door, &guest.actor, found, &mut HashMap::new()).await?))
}

/// A job with its picture and its mockup's name, as far as they are there; `names` are those known already.
async fn shown(
    door: &Door,
    actor: &Actor,
    job: Job,
    names: &mut HashMap<ThingId, Option<String>>,
) -> Result<wire::Job, Error> {
    let reading = || Error::while_doing("reading job");
    let render = match &job.work {
        Work::Render(render) => Some(*render),
        Work::RenderPhoto(photo) => Some(photo.render),
        Work::Import(_) | Work::ImportPhoto(_) | Work::Preview(_) | Work::Pack(_) => None,
    };
    let result_url = match render {
        Some(render) if job.state == JobState::Succeeded => {
            let drawn = found(door.library.render(actor, render).await).map_err(reading())?;
            let url = |drawn: library::renders::Render| {
                Some(render::url(&drawn, drawn.picture.as_ref()?, &door.links, door.library.now()))
            };
            drawn.and_then(url)
        }
        _ => None,
    };
    let mockup_name = match job.mockup {
        None => None,
        Some(mockup) => {
            if let Entry::Vacant(unknown) = names.entry(mockup) {
                unknown.insert(name_of(door, actor, &job, mockup).await.map_err(reading())?);
            }
            names.get(&mockup).cloned().flatten()
        }
    };
    Ok(job::shown(&job, job::Shown { result_url, mockup_name }))
}

/// The name of the mockup that a job is about.
async fn name_of(door: &Door, actor: &Actor, job: &Job, mockup: ThingId) -> library::Result<Option<String>> {
    Ok(match job.work {
        Work::Render(_) | Work::Import(_) => {
            found(door.library.mockup(actor, mockup).await)?.map(|mockup| mockup.thing.name)
        }
        Work::RenderPhoto(_) | Work::ImportPhoto(_) => {
            found(door.library.photo_mockup(actor, mockup).await)?.map(|mockup| mockup.thing.name)
        }
        Work::Preview(_) | Work::Pack(_) => None,
    })
}

/// What a job is about may be gone.
fn found<T>(result: library::Result<T>) -> library::Result<Option<T>> {
    match result {
        Ok(found) => Ok(Some(found)),
        Err(library::Error::NotFound(_)) => Ok(None),
        Err(error) => Err(error),
    }
}
