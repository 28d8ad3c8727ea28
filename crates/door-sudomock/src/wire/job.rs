//! Jobs.

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Work that was accepted.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct JobAccepted {
    pub(crate) job_id: Uuid,
    /// `render`, `upload`, `photo_mockup_create` or `photo_mockup_render`; the last two also as `2d_create`, `2d_render`.
    pub(crate) kind: &'static str,
    pub(crate) status: &'static str,
    /// Where to look, under the base URL.
    pub(crate) status_url: String,
}

/// How far a job is.
#[expect(clippy::struct_field_names, reason = "the dialect's words")]
#[derive(Debug, PartialEq, Serialize, ToSchema)]
pub(crate) struct Job {
    pub(crate) job_id: Uuid,
    /// `render`, `upload`, `photo_mockup_create` or `photo_mockup_render`; the last two also as `2d_create`, `2d_render`.
    pub(crate) kind: &'static str,
    /// queued, running, succeeded or failed.
    pub(crate) status: &'static str,
    /// Always null.
    pub(crate) model: Option<String>,
    /// The picture, once a render has succeeded.
    pub(crate) result_url: Option<String>,
    pub(crate) mockup_uuid: Option<Uuid>,
    pub(crate) error: Option<String>,
    pub(crate) error_code: Option<&'static str>,
    /// Always 0: nothing is charged.
    pub(crate) credits_charged: u32,
    /// Always null.
    pub(crate) payg: Option<String>,
    /// Always null.
    pub(crate) duration_seconds: Option<u32>,
    /// Always null.
    pub(crate) audio: Option<bool>,
    pub(crate) mockup_name: Option<String>,
    /// Always null.
    pub(crate) poster_url: Option<String>,
    pub(crate) created_at: DateTime<Utc>,
    pub(crate) updated_at: DateTime<Utc>,
}

/// A part of the list of jobs, newest first.
#[derive(Debug, PartialEq, Serialize, ToSchema)]
pub(crate) struct JobList {
    pub(crate) jobs: Vec<Job>,
    /// What to send as `cursor` for the next part; null at the end.
    pub(crate) next_cursor: Option<String>,
}
