//! One attempt: written in the door's words, sent, and its outcome stored.

use std::time::Duration;

use chrono::TimeDelta;

use super::{Attempt, DAYS_OF_FAILURE, Delivery, Endpoint, Event, Lease, Outgoing, Post, State, schedule};
use crate::ids::EndpointId;
use crate::worker::error_chain;
use crate::{Error, Library, Result, Time};

/// For one attempt.
const TIME: Duration = Duration::from_secs(15);

/// How long a sender may be silent before its delivery is given to another: an attempt, and time to store it.
const LEASE: TimeDelta = TimeDelta::seconds(60);

impl Library {
    pub(super) async fn claim_delivery(&self, busy: &[EndpointId]) -> Result<Option<Lease>> {
        let now = self.now();
        self.store.claim_delivery(now, now + LEASE, busy).await
    }

    /// Tries a delivery once.
    pub(super) async fn attempt(&self, post: &Post, lease: &Lease) -> Result<()> {
        let delivery = &lease.delivery;
        // Whoever removed the endpoint removed its deliveries, this one too.
        let Some(endpoint) = self.store.endpoint(delivery.endpoint).await? else { return Ok(()) };
        let Some(event) = self.store.event(delivery.event).await? else { return Ok(()) };
        let answer = self.send(post, &endpoint, &event, delivery).await;
        let now = self.now();
        let (http_status, error) = match answer {
            Ok(status) => (Some(status), refusal(status)),
            Err(Error::Fetch(error)) => (None, Some(error.to_string())),
            Err(error) => {
                tracing::error!(delivery = %delivery.id, error = error_chain(&error), "a webhook could not be written");
                (None, Some(error.to_string()))
            }
        };
        let next_at = error.as_ref().and_then(|_| schedule::next(delivery.attempts, now));
        let state = match (&error, next_at) {
            (None, _) => State::Delivered,
            (Some(_), Some(_)) => State::Failed,
            (Some(_), None) => State::Dead,
        };
        self.end_attempt(lease, &Attempt { state, http_status, error, next_at }, now).await
    }

    /// The status that the receiver answered.
    async fn send(&self, post: &Post, endpoint: &Endpoint, event: &Event, told: &Delivery) -> Result<u16> {
        let no_dialect = || Error::internal(format!("no door is called {}", endpoint.door));
        let dialect = post.dialect(&endpoint.door).ok_or_else(no_dialect)?;
        let render = match event.render {
            Some(render) => self.store.render(render).await?,
            None => None,
        };
        let secret = self.endpoint_secret(endpoint)?;
        // The endpoint may have changed its vocabulary, or what it wants, since.
        let event_type = dialect.event_type(endpoint, event.kind).unwrap_or(&told.event_type);
        let (secret, render, now) = (&secret, render.as_ref(), self.now());
        let message =
            dialect.message(&Outgoing { event, event_type, endpoint, delivery: told.id, secret, render, now });
        Ok(post.sender.send(&endpoint.url, message, TIME).await?)
    }

    /// Stores how an attempt went, and what it says about the endpoint.
    async fn end_attempt(&self, lease: &Lease, attempt: &Attempt, now: Time) -> Result<()> {
        let mut tx = self.begin().await?;
        // First the endpoint, then its delivery: the order in which they are removed.
        let Some(mut endpoint) = tx.hold_endpoint(lease.delivery.endpoint).await? else { return Ok(()) };
        if !tx.end_attempt(lease, attempt, now).await? {
            return Ok(());
        }
        let before = endpoint.clone();
        note(&mut endpoint, attempt.state == State::Delivered, now);
        if endpoint != before {
            tx.update_endpoint(&endpoint).await?;
        }
        tx.commit().await
    }
}

/// What an attempt says about its endpoint: one that has failed for too long is disabled.
fn note(endpoint: &mut Endpoint, arrived: bool, now: Time) {
    if arrived {
        endpoint.failing_since = None;
        return;
    }
    let since = *endpoint.failing_since.get_or_insert(now);
    if endpoint.enabled && now - since >= TimeDelta::days(DAYS_OF_FAILURE) {
        tracing::info!(endpoint = %endpoint.id, "a webhook endpoint that failed for days was disabled");
        endpoint.enabled = false;
        endpoint.updated_at = now;
    }
}

/// What is wrong with an answer; `None` for success.
fn refusal(status: u16) -> Option<String> {
    match status {
        200..=299 => None,
        300..=399 => Some(format!("the receiver answered with a redirect (status {status}), which is not followed")),
        _ => Some(format!("the receiver answered with status {status}")),
    }
}
