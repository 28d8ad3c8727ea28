//! What this door tells others: bodies in its words, signed as the Standard Webhooks specification has it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use door_kit::links::Links;
use library::secrets;
use library::webhooks::{Dialect, Endpoint, Kind, Message, Outgoing};

use crate::translate::webhook;
use crate::{LABEL, ids};

/// The door's words for webhooks.
#[derive(Debug, Clone)]
pub struct Webhooks {
    links: Links,
}

impl Webhooks {
    /// With links to pictures.
    pub fn new(links: Links) -> Self {
        Self { links }
    }
}

impl Dialect for Webhooks {
    fn label(&self) -> &'static str {
        LABEL
    }

    fn event_type(&self, endpoint: &Endpoint, kind: Kind) -> Option<&'static str> {
        webhook::wanted(endpoint, kind)
    }

    fn hears_below(&self, endpoint: &Endpoint) -> bool {
        webhook::is_teams(endpoint)
    }

    fn message(&self, outgoing: &Outgoing<'_>) -> Message {
        let message = webhook::message(outgoing.event, outgoing.event_type, outgoing.render, &self.links, outgoing.now);
        // Text can always be written.
        let body = serde_json::to_vec(&message).unwrap_or_default();
        let id = ids::spell(ids::EVENT, outgoing.delivery.0);
        let timestamp = outgoing.now.timestamp().to_string();
        let signed = [id.as_bytes(), b".", timestamp.as_bytes(), b".", &body].concat();
        let signature = STANDARD.encode(secrets::hmac(outgoing.secret, &signed));
        let headers = vec![
            ("content-type", "application/json".to_owned()),
            ("webhook-id", id),
            ("webhook-timestamp", timestamp),
            ("webhook-signature", format!("v1,{signature}")),
        ];
        Message { headers, body: body.into() }
    }
}
