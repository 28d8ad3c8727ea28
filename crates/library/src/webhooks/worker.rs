//! The loop that sends: claims what is due, a few at a time to each endpoint, so that one that is slow or dead delays no
//! other.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::{Id, JoinSet};

use super::Lease;
use crate::ids::EndpointId;
use crate::jobs::Topic;
use crate::worker::error_chain;
use crate::{Library, Result};

/// How much is sent at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// To all endpoints together; an attempt is a waiting connection and little else.
    pub at_once: usize,
    /// To one endpoint.
    pub to_each: usize,
    /// How long the loop trusts the bell before it looks itself: time makes no sound when a delivery falls due.
    pub look: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self { at_once: 256, to_each: 4, look: Duration::from_secs(2) }
    }
}

/// What is being sent, and to whom.
#[derive(Default)]
struct Sending {
    tasks: JoinSet<()>,
    to: HashMap<Id, EndpointId>,
}

impl Sending {
    fn start(&mut self, library: &Arc<Library>, lease: Lease) {
        let (library, endpoint) = (Arc::clone(library), lease.delivery.endpoint);
        let task = self.tasks.spawn(async move {
            let Some(post) = &library.post else { return };
            // What is not stored is tried again when the lease has run out.
            if let Err(error) = library.attempt(post, &lease).await {
                let delivery = lease.delivery.id;
                tracing::error!(%delivery, error = error_chain(&error), "an attempt could not be stored");
            }
        });
        self.to.insert(task.id(), endpoint);
    }

    /// Endpoints to which no more is sent for now.
    fn busy(&self, to_each: usize) -> Vec<EndpointId> {
        let mut counts: HashMap<EndpointId, usize> = HashMap::new();
        self.to.values().for_each(|endpoint| *counts.entry(*endpoint).or_default() += 1);
        counts.into_iter().filter(|(_, count)| *count >= to_each).map(|(endpoint, _)| endpoint).collect()
    }

    /// Waits for the next attempt to end; for ever when there is none.
    async fn ended(&mut self) {
        let id = match self.tasks.join_next_with_id().await {
            None => return std::future::pending().await,
            Some(Ok((id, ()))) => id,
            Some(Err(panic)) => {
                tracing::error!(error = %panic, "an attempt broke off");
                panic.id()
            }
        };
        self.to.remove(&id);
    }
}

/// Sends until `stop` turns true; then finishes what it has begun.
pub async fn run(library: Arc<Library>, pace: Pace, mut stop: watch::Receiver<bool>) {
    if library.post.is_none() {
        return;
    }
    let mut bell = library.store.bell(Topic::Deliveries);
    let mut sending = Sending::default();
    while !*stop.borrow() {
        bell.mark_unchanged();
        if let Err(error) = claim_all(&library, pace, &mut sending).await {
            tracing::error!(error = error_chain(&error), "no delivery could be claimed");
        }
        tokio::select! {
            () = sending.ended() => {}
            _ = tokio::time::timeout(pace.look, bell.changed()) => {}
            _ = stop.changed() => break,
        }
    }
    while !sending.to.is_empty() {
        sending.ended().await;
    }
}

/// Begins whatever is due and may be begun.
async fn claim_all(library: &Arc<Library>, pace: Pace, sending: &mut Sending) -> Result<()> {
    while sending.to.len() < pace.at_once {
        let Some(lease) = library.claim_delivery(&sending.busy(pace.to_each)).await? else { break };
        sending.start(library, lease);
    }
    Ok(())
}
