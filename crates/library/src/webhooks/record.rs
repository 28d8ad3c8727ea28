//! Storing what happened, in the transaction in which it happens: no event is lost, and none is invented.

use super::{Delivery, Endpoint, Event, State};
use crate::ids::DeliveryId;
use crate::jobs::{self, Ending, Job};
use crate::{Library, Result, Time, Transaction};

impl Library {
    /// Ends a job together with the word of it; `false` (and nothing is changed) when the lease is lost.
    pub(crate) async fn end_job(
        &self,
        tx: &mut dyn Transaction,
        lease: &jobs::Lease,
        ending: &Ending,
        now: Time,
    ) -> Result<bool> {
        if !tx.end_job(lease, ending, now).await? {
            return Ok(false);
        }
        let (state, made) = match ending {
            Ending::Succeeded(made) => (jobs::State::Succeeded, *made),
            Ending::Made(_) => (jobs::State::Succeeded, None),
            Ending::Failed(failure) => (jobs::State::Failed(failure.clone()), None),
        };
        let job = Job { state, mockup: made.or(lease.job.mockup), updated_at: now, ..lease.job.clone() };
        if let Some(event) = Event::of(&job, now) {
            self.record(tx, &event).await?;
        }
        Ok(true)
    }

    /// Stores an event with a delivery for each endpoint that wants it; nothing when there is none.
    pub(crate) async fn record(&self, tx: &mut dyn Transaction, event: &Event) -> Result<()> {
        let Some(post) = &self.post else { return Ok(()) };
        let delivery = |endpoint: &Endpoint| {
            let dialect = post.dialect(&endpoint.door)?;
            let event_type = dialect.event_type(endpoint, event.kind)?;
            let hears = endpoint.account == event.account || dialect.hears_below(endpoint);
            if !hears {
                return None;
            }
            Some(Delivery::new(event, endpoint, event_type))
        };
        let deliveries: Vec<Delivery> =
            tx.enabled_endpoints(event.account).await?.iter().filter_map(delivery).collect();
        if deliveries.is_empty() { Ok(()) } else { tx.insert_event(event, &deliveries).await }
    }
}

impl Delivery {
    /// One that is due now.
    pub(super) fn new(event: &Event, endpoint: &Endpoint, event_type: &str) -> Self {
        Self {
            id: DeliveryId::new(),
            account: endpoint.account,
            endpoint: endpoint.id,
            event: event.id,
            job: event.job,
            event_type: event_type.to_owned(),
            state: State::Pending,
            attempts: 0,
            http_status: None,
            error: None,
            next_at: Some(event.at),
            created_at: event.at,
            updated_at: event.at,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    fn sources(folder: &Path) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        entries.flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] }).collect()
    }

    /// Whoever ended a job past [`crate::Library::end_job`] would end it in silence.
    #[test]
    fn no_job_is_ended_in_silence() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let silent = |path: &PathBuf| std::fs::read_to_string(path).unwrap().contains("tx.end_job(");
        let found: Vec<PathBuf> = sources(&folder).into_iter().filter(silent).collect();
        assert_eq!(found, [folder.join("webhooks/record.rs")]);
    }
}
