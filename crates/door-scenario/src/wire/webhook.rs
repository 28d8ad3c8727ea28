//! Webhook endpoints, what is told to them, and how far the telling is.

use serde::{Deserialize, Serialize};

/// A URL that is told what happens.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct WebhookEndpoint {
    pub(crate) id: String,
    pub(crate) url: String,
    pub(crate) enabled: bool,
    pub(crate) enabled_events: Vec<String>,
    pub(crate) owner_id: String,
    pub(crate) owner_type: &'static str,
    /// Of the events that are still listed.
    pub(crate) nb_total_calls: u64,
    pub(crate) nb_failed_calls: u64,
    pub(crate) created_at: String,
    pub(crate) updated_at: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) description: Option<String>,
    /// What signs messages; only when it was just made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) secret: Option<String>,
}

/// One endpoint.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct OneWebhookEndpoint {
    pub(crate) webhook_endpoint: WebhookEndpoint,
}

/// All endpoints.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct WebhookEndpoints {
    pub(crate) webhook_endpoints: Vec<WebhookEndpoint>,
}

/// An endpoint to be made.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct NewWebhookEndpoint {
    pub(crate) url: String,
    pub(crate) enabled_events: Vec<String>,
    pub(crate) description: Option<String>,
}

/// What is to change of an endpoint.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct WebhookEndpointChanges {
    pub(crate) url: Option<String>,
    pub(crate) enabled_events: Option<Vec<String>>,
    pub(crate) description: Option<String>,
    pub(crate) enabled: Option<bool>,
}

/// An event on its way to an endpoint, in a list.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct WebhookEvent {
    pub(crate) id: String,
    pub(crate) endpoint_id: String,
    #[serde(rename = "type")]
    pub(crate) kind: String,
    pub(crate) status: &'static str,
    pub(crate) updated_at: String,
}

/// Some events.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct WebhookEvents {
    pub(crate) items: Vec<WebhookEvent>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) next_pagination_token: Option<String>,
}

/// An event with what is told.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct WholeWebhookEvent {
    #[serde(flatten)]
    pub(crate) event: WebhookEvent,
    pub(crate) payload: WebhookMessage,
    /// The last one: those before it are counted, and not kept.
    pub(crate) attempts: Vec<WebhookAttempt>,
    pub(crate) created_at: String,
    pub(crate) sent_at: String,
}

/// One event.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct OneWebhookEvent {
    pub(crate) webhook_event: WholeWebhookEvent,
}

/// A try; status 0 when there was no answer.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct WebhookAttempt {
    pub(crate) response_status_code: u16,
    pub(crate) sent_at: String,
}

/// What an endpoint is told.
#[derive(Debug, Serialize)]
pub(crate) struct WebhookMessage {
    #[serde(rename = "type")]
    pub(crate) kind: String,
    pub(crate) timestamp: String,
    pub(crate) data: WebhookData,
}

/// What happened.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct WebhookData {
    pub(crate) project_id: String,
    pub(crate) job_id: String,
    pub(crate) status: &'static str,
    /// The picture or the file that was made, as long as it is there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) error: Option<String>,
}
