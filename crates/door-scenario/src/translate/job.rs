//! The library's jobs as the dialect shows them.

use library::jobs::{Job, State, Work};
use library::packs::Pack;
use serde::{Deserialize, Serialize};

use super::media;
use crate::ids;
use crate::state::Door;
use crate::wire::{self, date};

/// What the door keeps with an archive.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "scenario", rename_all = "camelCase")]
pub(crate) enum Download {
    /// Of these assets.
    Assets { assets: Vec<String> },
    /// Of a model.
    Model,
}

impl Download {
    pub(crate) fn words(&self) -> String {
        serde_json::to_value(self).unwrap_or_default().to_string()
    }

    fn of(pack: &Pack) -> Option<Self> {
        serde_json::from_str(&pack.word).ok()
    }
}

/// The type that the dialect has for such work.
pub(crate) fn kind(work: &Work) -> &'static str {
    match work {
        Work::Render(_) | Work::RenderPhoto(_) | Work::Preview(_) => "custom",
        Work::Import(_) | Work::ImportPhoto(_) => "upload",
        Work::Pack(pack) => match Download::of(pack) {
            Some(Download::Model) => "model-download",
            Some(Download::Assets { .. }) | None => "assets-download",
        },
    }
}

/// How far a job is, in the dialect's word.
pub(crate) const fn status(state: &State) -> &'static str {
    match state {
        State::Queued => "queued",
        State::Running => "in-progress",
        State::Succeeded => "success",
        State::Failed(_) => "failure",
        State::Cancelled => "canceled",
    }
}

/// A job.
pub(crate) fn shown(job: &Job, with_results: bool) -> wire::Job {
    let (status, updated_at) = (status(&job.state), date(job.updated_at));
    let mut status_history = vec![wire::JobStatus { status: "queued", date: date(job.created_at) }];
    if job.state != State::Queued {
        status_history.push(wire::JobStatus { status, date: updated_at.clone() });
    }
    let mut metadata = wire::JobMetadata::default();
    if let State::Failed(failure) = &job.state {
        metadata.error = Some(failure.message.clone());
    }
    if let (Work::Pack(pack), true) = (&job.work, with_results)
        && let Some(Download::Assets { assets }) = Download::of(pack)
    {
        metadata.asset_ids = Some(assets);
    }
    wire::Job {
        id: ids::spell(ids::JOB, job.id.0),
        kind: kind(&job.work),
        status,
        progress: if job.state.ended() { 1.0 } else { 0.0 },
        author_id: ids::spell(ids::USER, job.user.0),
        owner_id: ids::spell(ids::PROJECT, job.account.0),
        created_at: date(job.created_at),
        updated_at,
        status_history,
        metadata,
        billing: wire::Billing { cu_cost: 0, cu_discount: 0 },
    }
}

/// Where the archive that a job made can be had.
pub(crate) fn download_url(door: &Door, job: &Job) -> Option<String> {
    let Work::Pack(pack) = &job.work else { return None };
    Some(door.links.download(job.file?, "zip", media::stem(&pack.name), door.library.now()))
}
