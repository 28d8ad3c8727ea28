//! Jobs and downloads.

use serde::{Deserialize, Serialize};

/// A unit of work.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Job {
    #[serde(rename = "jobId")]
    pub(crate) id: String,
    #[serde(rename = "jobType")]
    pub(crate) kind: &'static str,
    pub(crate) status: &'static str,
    /// From 0 to 1.
    pub(crate) progress: f32,
    pub(crate) author_id: String,
    pub(crate) owner_id: String,
    pub(crate) created_at: String,
    pub(crate) updated_at: String,
    pub(crate) status_history: Vec<JobStatus>,
    pub(crate) metadata: JobMetadata,
    pub(crate) billing: Billing,
}

/// When a job was how far.
#[derive(Debug, Serialize)]
pub(crate) struct JobStatus {
    pub(crate) status: &'static str,
    pub(crate) date: String,
}

/// What a job is about and came to.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct JobMetadata {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) asset_ids: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) error: Option<String>,
}

/// What a job cost.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Billing {
    pub(crate) cu_cost: u32,
    pub(crate) cu_discount: u32,
}

/// One job.
#[derive(Debug, Serialize)]
pub(crate) struct OneJob {
    pub(crate) job: Job,
}

/// Some jobs.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Jobs {
    pub(crate) jobs: Vec<Job>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) next_pagination_token: Option<String>,
}

/// Assets to be had in one archive.
#[derive(Debug, Deserialize)]
pub(crate) struct NewDownload {
    pub(crate) query: DownloadQuery,
    pub(crate) options: DownloadOptions,
}

/// Which assets.
#[derive(Debug, Deserialize)]
pub(crate) struct DownloadQuery {
    #[serde(rename = "assetIds")]
    pub(crate) assets: Vec<String>,
    #[serde(rename = "inferenceIds")]
    pub(crate) inferences: Vec<String>,
    #[serde(rename = "modelIds")]
    pub(crate) models: Vec<String>,
}

/// How they are called.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct DownloadOptions {
    pub(crate) file_name_template: String,
    pub(crate) archive_name: Option<String>,
    pub(crate) flat: Option<bool>,
}

/// A job that was begun.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Begun {
    pub(crate) job_id: String,
}

/// A model to be had in an archive.
#[derive(Debug, Deserialize)]
pub(crate) struct ModelDownload {}

/// How far an archive is.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct DownloadStatus {
    pub(crate) job_id: String,
    pub(crate) job_status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) download_url: Option<String>,
}
