//! Webhooks: telling others' servers what happened. What ends a job also stores the event, in one transaction, with a
//! delivery for each endpoint that wants it; deliveries are tried until they arrive, or for a little more than a day.
//!
//! The words are a door's ([`Dialect`]), written when they are sent; the library knows what happened and to whom it
//! must be told.

mod cases;
mod dialect;
mod event;
mod port;
mod record;
mod schedule;
mod send;
pub mod worker;

pub use cases::{Change, NewEndpoint, Told};
pub use dialect::{Dialect, Message, Outgoing, Post, Sender};
pub use event::{Event, Kind};
pub use port::{Lease, Queue, Read, Write};

use crate::Time;
use crate::ids::{AccountId, DeliveryId, EndpointId, EventId, JobId};
use crate::secrets::Sealed;

/// The most endpoints that an account may have at one door.
pub const ENDPOINTS: usize = 100;

/// How long an endpoint may go on failing before it is disabled, in days.
pub const DAYS_OF_FAILURE: i64 = 5;

/// A URL of somebody who wants to be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endpoint {
    /// Its id.
    pub id: EndpointId,
    /// Whose.
    pub account: AccountId,
    /// The door whose words it is told in: its [`Dialect::label`].
    pub door: String,
    /// Where messages go.
    pub url: String,
    /// What signs them.
    pub secret: Sealed,
    /// Words about it; empty for none.
    pub description: String,
    /// Which events, in the door's words; empty for all.
    pub event_types: Vec<String>,
    /// Which of the door's vocabularies it is told in, in the door's words.
    pub naming: String,
    /// Whether messages are sent. What waits for a disabled one is kept until it is enabled again.
    pub enabled: bool,
    /// Since when every message failed; `None` after one that arrived.
    pub failing_since: Option<Time>,
    /// When it was made.
    pub created_at: Time,
    /// When its owner last changed it, or it was disabled.
    pub updated_at: Time,
}

/// How often an endpoint was called, for the deliveries that are still listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Calls {
    /// In all.
    pub total: u64,
    /// Without success.
    pub failed: u64,
}

/// An event on its way to an endpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// Its id.
    pub id: DeliveryId,
    /// Whose.
    pub account: AccountId,
    /// To whom.
    pub endpoint: EndpointId,
    /// What.
    pub event: EventId,
    /// The event's job.
    pub job: JobId,
    /// What the endpoint called the event when it happened, in the door's words.
    pub event_type: String,
    /// How far it is.
    pub state: State,
    /// How often it was tried since it was made or replayed.
    pub attempts: u32,
    /// The status of the last answer; `None` when there was none.
    pub http_status: Option<u16>,
    /// What was wrong with the last attempt: a sentence for its owner.
    pub error: Option<String>,
    /// When it is tried next; `None` when it is not.
    pub next_at: Option<Time>,
    /// When it was made.
    pub created_at: Time,
    /// When it was last tried or replayed.
    pub updated_at: Time,
}

/// How far a delivery is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// Not tried yet, or replayed.
    Pending,
    /// It arrived.
    Delivered,
    /// It did not arrive, and will be tried again.
    Failed,
    /// It did not arrive, and is given up.
    Dead,
}

impl State {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Pending, Self::Delivered, Self::Failed, Self::Dead];

    /// Its name in storage.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Delivered => "delivered",
            Self::Failed => "failed",
            Self::Dead => "dead",
        }
    }

    /// The state of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }
}

/// How an attempt ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// How far the delivery is now.
    pub state: State,
    /// The answer's status.
    pub http_status: Option<u16>,
    /// What was wrong.
    pub error: Option<String>,
    /// When to try again.
    pub next_at: Option<Time>,
}

/// Which deliveries, newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// Whose.
    pub account: AccountId,
    /// To endpoints of this door.
    pub door: String,
    /// To this endpoint; `None` for all.
    pub endpoint: Option<EndpointId>,
    /// This far; `None` for all.
    pub state: Option<State>,
    /// Of an event of one of these names; empty for all.
    pub event_types: Vec<String>,
    /// Made before this one; `None` from the newest.
    pub before: Option<DeliveryId>,
    /// How many at most.
    pub limit: u32,
}
