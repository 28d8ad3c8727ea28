//! Sessions of the editor, what is submitted in them, and how it looks.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;
use uuid::Uuid;

/// A session to be opened. Earlier clients give only a mockup and their product, shop or smart object.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct NewStudioSession {
    /// psd (the default) or 2d.
    pub(crate) mockup_type: Option<String>,
    /// customize (the default) or setup; setup is for 2d only.
    pub(crate) session_kind: Option<String>,
    /// Needed, but for a setup.
    pub(crate) mockup_uuid: Option<String>,
    /// The only page that may hold the editor, as an origin: `https://shop.example`.
    #[schema(max_length = 255)]
    pub(crate) allowed_origin: Option<String>,
    #[serde(default, deserialize_with = "words")]
    #[schema(max_length = 255)]
    pub(crate) product_id: Option<String>,
    #[serde(default, deserialize_with = "words")]
    #[schema(max_length = 255)]
    pub(crate) variant_id: Option<String>,
    #[schema(max_length = 255)]
    pub(crate) shop: Option<String>,
    /// The smart object to begin with.
    pub(crate) smart_object_uuid: Option<String>,
    pub(crate) ui: Option<StudioUi>,
    #[schema(max_length = 255)]
    pub(crate) action_id: Option<String>,
}

/// How the editor's buttons look.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub(crate) struct StudioUi {
    #[schema(max_length = 255)]
    pub(crate) primary_action_label: Option<String>,
    #[schema(max_length = 255)]
    pub(crate) secondary_action_label: Option<String>,
    /// `#rrggbb`.
    pub(crate) accent_color: Option<String>,
}

/// An open session. Its secrets are told once.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct StudioSession {
    /// Always true.
    pub(crate) success: bool,
    /// What the visitor's browser comes with, as a bearer token.
    pub(crate) session: String,
    /// In seconds.
    pub(crate) expires_in: i64,
    pub(crate) mockup_type: &'static str,
    /// What messages between the editor and its page name the session by.
    pub(crate) message_session_id: Uuid,
    /// What the page shows the editor that it opened.
    pub(crate) bootstrap_secret: String,
    /// iframe, popup or page, as the account set it.
    #[serde(rename = "displayMode")]
    pub(crate) display_mode: String,
}

/// What the editor sent, to be confirmed.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct StudioAction {
    /// Always 1.
    pub(crate) version: f64,
    #[schema(min_length = 1, max_length = 255)]
    pub(crate) request_id: String,
    pub(crate) message_session_id: String,
    /// studio.mockup-saved or studio.design-submitted.
    #[serde(rename = "type")]
    pub(crate) kind: String,
    pub(crate) payload: StudioPayload,
}

/// What was submitted.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct StudioPayload {
    pub(crate) mockup_uuid: String,
    pub(crate) render_uuid: String,
    pub(crate) action_id: Option<String>,
    #[serde(default)]
    pub(crate) action_context: Option<StudioContext>,
}

/// What the account's server bound to a session.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub(crate) struct StudioContext {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) shop: Option<String>,
    #[serde(default, deserialize_with = "words", skip_serializing_if = "Option::is_none")]
    pub(crate) product_id: Option<String>,
    #[serde(default, deserialize_with = "words", skip_serializing_if = "Option::is_none")]
    pub(crate) variant_id: Option<String>,
}

/// A confirmation.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct StudioConfirmation {
    /// Always true.
    pub(crate) success: bool,
    /// Whether the same request was confirmed before.
    pub(crate) replayed: bool,
    pub(crate) receipt: StudioReceipt,
}

/// What was confirmed.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct StudioReceipt {
    pub(crate) version: u32,
    pub(crate) request_id: String,
    pub(crate) message_session_id: Uuid,
    #[serde(rename = "type")]
    pub(crate) kind: &'static str,
    pub(crate) mockup_type: &'static str,
    pub(crate) session_kind: &'static str,
    pub(crate) action_id: Option<String>,
    pub(crate) action_context: StudioContext,
    pub(crate) mockup_uuid: Uuid,
    pub(crate) render_uuid: Uuid,
}

/// How the editor looks.
#[derive(Debug, PartialEq, Serialize, ToSchema)]
pub(crate) struct StudioConfig {
    /// Always true.
    pub(crate) success: bool,
    /// Every key, with its default where nothing was set.
    #[schema(value_type = Object)]
    pub(crate) config: Map<String, Value>,
    /// How often it was set.
    pub(crate) config_version: i64,
}

/// How the editor is to look.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct NewStudioConfig {
    /// Keys that are missing go back to their defaults; those that are not known are passed over.
    #[schema(value_type = Object)]
    pub(crate) config: Map<String, Value>,
}

/// Words, or the number that some shops have in their place.
fn words<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged, expecting = "must be a string or a number")]
    enum Words {
        Text(String),
        Number(serde_json::Number),
    }
    let given: Option<Words> = Option::deserialize(deserializer)?;
    Ok(given.map(|given| match given {
        Words::Text(text) => text,
        Words::Number(number) => number.to_string(),
    }))
}
