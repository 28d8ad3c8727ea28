//! What this door tells others: bodies and signatures of webhooks.

use door_kit::links::Links;
use library::secrets;
use library::webhooks::{Dialect, Endpoint, Kind, Message, Outgoing};

use crate::LABEL;
use crate::translate::webhook::{self, Naming};
use crate::translate::{render, words};
use crate::wire::WebhookMessage;

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

    fn body(&self, outgoing: &Outgoing<'_>) -> Vec<u8> {
        let Outgoing { event, event_type, endpoint, render, now, secret: _, delivery: _ } = *outgoing;
        let naming = Naming::of(endpoint);
        let url =
            |render: &library::renders::Render| Some(render::url(render, render.picture.as_ref()?, &self.links, now));
        let message = WebhookMessage {
            event: event_type,
            job_id: event.job.0,
            render_uuid: (naming == Naming::Legacy).then_some(event.job.0),
            kind: webhook::job_kind(event.kind, naming),
            status: webhook::job_status(event.kind),
            result_url: render.and_then(url),
            error: event.failure.as_ref().map(|failure| words::public(&failure.message)),
            created_at: event.at,
        };
        // Text, numbers and times can always be written.
        serde_json::to_vec(&message).unwrap_or_default()
    }
}

impl Dialect for Webhooks {
    fn label(&self) -> &'static str {
        LABEL
    }

    fn event_type(&self, endpoint: &Endpoint, kind: Kind) -> Option<&'static str> {
        webhook::wanted(endpoint, kind)
    }

    fn message(&self, outgoing: &Outgoing<'_>) -> Message {
        let body = self.body(outgoing);
        let timestamp = outgoing.now.timestamp().to_string();
        let signed = [timestamp.as_bytes(), b".", &body].concat();
        // The key is the whole secret as it is spelled, prefix and all.
        let signature = secrets::hmac(webhook::secret(outgoing.secret).as_bytes(), &signed);
        let headers = vec![
            ("content-type", "application/json".to_owned()),
            ("x-sudomock-signature", hex::encode(signature)),
            ("x-sudomock-timestamp", timestamp),
        ];
        Message { headers, body: body.into() }
    }
}
