//! Webhooks: endpoints, deliveries, and what is delivered.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// A URL that is told of events.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct WebhookEndpoint {
    pub(crate) id: Uuid,
    pub(crate) url: String,
    /// What signs messages: whole when it was just made, else `whsec_****` and its last four characters.
    pub(crate) secret: String,
    pub(crate) description: Option<String>,
    /// Which events; empty for all.
    pub(crate) event_types: Vec<String>,
    /// Whether messages are sent; false also after five days in which none arrived.
    pub(crate) enabled: bool,
    /// `current` (`photo_mockup.ready`) or `legacy` (`2d_mockup.ready`).
    pub(crate) event_naming: String,
    pub(crate) created_at: DateTime<Utc>,
    pub(crate) updated_at: DateTime<Utc>,
}

/// An endpoint to be made.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct NewWebhookEndpoint {
    /// http or https.
    #[schema(min_length = 1)]
    pub(crate) url: String,
    /// Which events; all when empty or missing.
    pub(crate) event_types: Option<Vec<String>>,
    #[schema(max_length = 255)]
    pub(crate) description: Option<String>,
    /// `current` or `legacy`; read from the event types when missing.
    pub(crate) event_naming: Option<String>,
}

/// What is to be changed about an endpoint.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct WebhookEndpointChange {
    #[schema(min_length = 1)]
    pub(crate) url: Option<String>,
    pub(crate) event_types: Option<Vec<String>>,
    #[schema(max_length = 255)]
    pub(crate) description: Option<String>,
    pub(crate) enabled: Option<bool>,
    pub(crate) event_naming: Option<String>,
}

/// An event on its way to an endpoint.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct WebhookDelivery {
    pub(crate) id: Uuid,
    pub(crate) endpoint_id: Uuid,
    pub(crate) job_id: Uuid,
    pub(crate) event_type: String,
    /// pending, delivered, failed (and tried again) or dead.
    pub(crate) status: &'static str,
    /// The status of the last answer.
    pub(crate) http_status: Option<u16>,
    /// How often it was tried.
    pub(crate) attempt: u32,
    pub(crate) last_error: Option<String>,
    pub(crate) created_at: DateTime<Utc>,
    pub(crate) updated_at: DateTime<Utc>,
}

/// A test that was queued.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct WebhookTest {
    pub(crate) status: &'static str,
    pub(crate) event_type: String,
    pub(crate) job_id: Uuid,
}

/// A delivery that was queued once more.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct WebhookReplay {
    pub(crate) status: &'static str,
    pub(crate) delivery_id: Uuid,
}

/// Deliveries that were queued once more.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct WebhookReplays {
    pub(crate) status: &'static str,
    pub(crate) count: u64,
}

/// What an endpoint is sent.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct WebhookMessage<'a> {
    pub(crate) event: &'a str,
    pub(crate) job_id: Uuid,
    /// The same under its earlier name, for endpoints with the earlier names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) render_uuid: Option<Uuid>,
    pub(crate) kind: &'static str,
    pub(crate) status: &'static str,
    pub(crate) result_url: Option<String>,
    pub(crate) error: Option<String>,
    pub(crate) created_at: DateTime<Utc>,
}
