//! What webhooks ask of storage.

use async_trait::async_trait;
use uuid::Uuid;

use super::{Attempt, Calls, Delivery, Endpoint, Event, Query};
use crate::ids::{AccountId, DeliveryId, EndpointId, EventId};
use crate::{Result, Time};

/// Reading.
#[async_trait]
pub trait Read {
    /// The endpoint with this id.
    async fn endpoint(&self, id: EndpointId) -> Result<Option<Endpoint>>;

    /// An account's endpoints at a door, oldest first.
    async fn endpoints(&self, account: AccountId, door: &str) -> Result<Vec<Endpoint>>;

    /// The event with this id.
    async fn event(&self, id: EventId) -> Result<Option<Event>>;

    /// The delivery with this id.
    async fn delivery(&self, id: DeliveryId) -> Result<Option<Delivery>>;

    /// How often an endpoint was called: attempts at its deliveries, and those of them that did not arrive.
    async fn calls(&self, endpoint: EndpointId) -> Result<Calls>;

    /// The deliveries that match, newest first.
    async fn deliveries(&self, query: &Query) -> Result<Vec<Delivery>>;
}

/// A delivery in a sender's hands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lease {
    /// The delivery.
    pub delivery: Delivery,
    /// Which claim this is: another claim of the same delivery has another token, and ends this one.
    pub token: Uuid,
}

/// The queue; one transaction of its own.
#[async_trait]
pub trait Queue {
    /// Gives the delivery that has been due for longest to the caller until `until`; counts the attempt. Those to
    /// disabled endpoints and to `busy` ones are passed over. No two callers get the same delivery.
    async fn claim_delivery(&self, now: Time, until: Time, busy: &[EndpointId]) -> Result<Option<Lease>>;
}

/// Changing.
#[async_trait]
pub trait Write {
    /// Adds an endpoint.
    async fn insert_endpoint(&mut self, endpoint: &Endpoint) -> Result<()>;

    /// The endpoint with this id, held until the transaction ends: whoever else wants to hold or delete it waits.
    async fn hold_endpoint(&mut self, id: EndpointId) -> Result<Option<Endpoint>>;

    /// Stores an endpoint's values anew, all but its account, its door and when it was made.
    async fn update_endpoint(&mut self, endpoint: &Endpoint) -> Result<()>;

    /// Removes an endpoint with its deliveries; says whether there was one.
    async fn delete_endpoint(&mut self, id: EndpointId) -> Result<bool>;

    /// The enabled endpoints of an account and of the one above it, oldest first; none of them is deleted before the
    /// transaction ends.
    async fn enabled_endpoints(&mut self, account: AccountId) -> Result<Vec<Endpoint>>;

    /// Adds an event with its deliveries, which can be sent when their `next_at` has come.
    async fn insert_event(&mut self, event: &Event, deliveries: &[Delivery]) -> Result<()>;

    /// Ends an attempt; `false` (and nothing is changed) when the lease is lost: because the delivery was claimed again,
    /// was replayed, or is gone.
    async fn end_attempt(&mut self, lease: &Lease, attempt: &Attempt, now: Time) -> Result<bool>;

    /// Makes a delivery pending, due now, and as if never tried, however far it was; says whether it is there.
    async fn replay_delivery(&mut self, id: DeliveryId, now: Time) -> Result<bool>;

    /// The same for all that failed or are dead; says how many.
    async fn replay_failed(&mut self, endpoint: EndpointId, now: Time) -> Result<u64>;

    /// Forgets deliveries that were last touched before `before`, at most `limit`, and events that have none left; says
    /// how many deliveries.
    async fn delete_old_deliveries(&mut self, before: Time, limit: u32) -> Result<u64>;
}
