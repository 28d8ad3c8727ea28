//! Jobs and renders: work, and what comes of it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Which job.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct GetJob {
    /// The job's id.
    #[schemars(with = "String")]
    pub(crate) job: Uuid,
}

/// A unit of work.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct JobDetails {
    #[schemars(with = "String")]
    pub(crate) job: Uuid,
    /// render, import (a mockup of a Photoshop file) and so on.
    pub(crate) kind: String,
    pub(crate) status: JobStatus,
    /// Why it failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) error: Option<String>,
    /// The mockup that it made, or is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub(crate) mockup: Option<Uuid>,
    /// The render that it draws.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) render: Option<RenderDetails>,
    /// The collection that the new mockup was put in.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub(crate) collection: Option<Uuid>,
}

/// How far a job is. Queued or running: ask again with `get_job`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum JobStatus {
    Queued,
    Running,
    Done,
    Failed,
    Cancelled,
}

/// Which render.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct GetRender {
    /// The render's id.
    #[schemars(with = "String")]
    pub(crate) render: Uuid,
}

/// A picture that was ordered.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct RenderDetails {
    #[schemars(with = "String")]
    pub(crate) render: Uuid,
    #[schemars(with = "String")]
    pub(crate) job: Uuid,
    #[schemars(with = "String")]
    pub(crate) mockup: Uuid,
    pub(crate) status: JobStatus,
    /// Where the picture is, once it is drawn. The link holds for days; `get_render` gives a new one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) width: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) height: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) media_type: Option<String>,
    /// What the picture does not honour.
    pub(crate) warnings: Vec<String>,
    /// Why it failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) error: Option<String>,
}

/// What became of several orders.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct BatchDetails {
    pub(crate) done: usize,
    pub(crate) failed: usize,
    /// Still at work: ask again with `get_render`.
    pub(crate) unfinished: usize,
    /// In the order of the request.
    pub(crate) renders: Vec<BatchItem>,
}

/// What became of one of several orders: `render`, or `error` when it was not accepted.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct BatchItem {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) render: Option<RenderDetails>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) error: Option<String>,
}
