//! Ports: what a door says, and how it leaves this machine.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use bytes::Bytes;

use super::{Endpoint, Event, Kind};
use crate::Time;
use crate::fetch::FetchError;
use crate::ids::DeliveryId;
use crate::renders::Render;

/// What is told to an endpoint, with all that a door needs to say it.
#[derive(Debug)]
pub struct Outgoing<'a> {
    /// What happened.
    pub event: &'a Event,
    /// What the endpoint calls it: [`Dialect::event_type`].
    pub event_type: &'a str,
    /// To whom.
    pub endpoint: &'a Endpoint,
    /// The telling itself: the same at every attempt.
    pub delivery: DeliveryId,
    /// What the door's spelling of the endpoint's secret is made of.
    pub secret: &'a [u8; 32],
    /// The event's render, as long as it is there.
    pub render: Option<&'a Render>,
    /// Now.
    pub now: Time,
}

/// A message as it leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Names and values.
    pub headers: Vec<(&'static str, String)>,
    /// What is posted.
    pub body: Bytes,
}

/// A door's words for webhooks.
pub trait Dialect: Send + Sync {
    /// The door's label.
    fn label(&self) -> &'static str;

    /// What an endpoint calls events of this kind; `None` when it does not want them, or the door has no word for them.
    fn event_type(&self, endpoint: &Endpoint, kind: Kind) -> Option<&'static str>;

    /// Whether a team's endpoint is also told what happens in the accounts below it.
    fn hears_below(&self, _endpoint: &Endpoint) -> bool {
        false
    }

    /// The message, signed. Written anew for every attempt, so that links in it are fresh.
    fn message(&self, outgoing: &Outgoing<'_>) -> Message;
}

/// Sends messages.
#[async_trait]
pub trait Sender: Send + Sync {
    /// Posts a message and gives the answer's status, whatever it is: redirects are not followed. `time` is for
    /// everything, from resolving the name to the status.
    async fn send(&self, url: &str, message: Message, time: Duration) -> Result<u16, FetchError>;
}

/// How webhooks leave: by whom, and in which doors' words.
#[derive(Clone)]
#[expect(missing_debug_implementations, reason = "ports need not be printable")]
pub struct Post {
    /// By whom.
    pub sender: Arc<dyn Sender>,
    /// In which words.
    pub dialects: Vec<Arc<dyn Dialect>>,
}

impl Post {
    pub(super) fn dialect(&self, door: &str) -> Option<&dyn Dialect> {
        self.dialects.iter().find(|dialect| dialect.label() == door).map(|dialect| &**dialect)
    }
}
