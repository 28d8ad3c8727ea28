//! Jobs and the queue.

use async_trait::async_trait;
use library::ids::{AccountId, JobId};
use library::jobs::{Ending, Job, Kind, Lease, Query, Queue, Read, State, Topic, Write};
use library::{Error, Result, Time};
use tokio::sync::watch;
use uuid::Uuid;

use super::super::state::{JobRow, file};
use super::super::store::{MemoryStore, MemoryTransaction};

#[async_trait]
impl Read for MemoryStore {
    async fn job(&self, id: JobId) -> Result<Option<Job>> {
        Ok(self.rows().jobs.get(&id).map(|row| row.job.clone()))
    }

    async fn jobs(&self, query: &Query) -> Result<Vec<Job>> {
        let rows = self.rows();
        let place = |job: &Job| (job.created_at, job.id);
        let before = match query.before {
            Some(id) => match rows.jobs.get(&id) {
                Some(row) => Some(place(&row.job)),
                None => return Ok(Vec::new()),
            },
            None => None,
        };
        let mut jobs: Vec<&Job> = rows.jobs.values().map(|row| &row.job).collect();
        jobs.sort_by_key(|job| std::cmp::Reverse(place(job)));
        let matching = jobs.into_iter().filter(|job| {
            job.account == query.account
                && job.work.kind() != Kind::Preview
                && (query.kinds.is_empty() || query.kinds.contains(&job.work.kind()))
                && query.mockup.is_none_or(|mockup| job.mockup == Some(mockup))
                && before.is_none_or(|before| place(job) < before)
        });
        Ok(matching.take(query.limit as usize).cloned().collect())
    }

    async fn unfinished_jobs(&self, account: AccountId) -> Result<u64> {
        let rows = self.rows();
        let unfinished = rows.jobs.values().filter(|row| row.job.account == account && !row.job.state.ended());
        let unfinished = unfinished.filter(|row| row.job.work.kind() != Kind::Preview);
        Ok(unfinished.count() as u64)
    }
}

#[async_trait]
impl Queue for MemoryStore {
    async fn claim(&self, now: Time, until: Time) -> Result<Option<Lease>> {
        let mut tx = self.write().await;
        let free = |row: &&mut JobRow| match row.job.state {
            State::Queued => row.after <= now,
            State::Running => row.claim.is_none_or(|(_, until)| until <= now),
            _ => false,
        };
        let oldest = tx.rows.jobs.values_mut().filter(free).min_by_key(|row| (row.job.created_at, row.job.id));
        let Some(row) = oldest else { return Ok(None) };
        let token = Uuid::new_v4();
        row.claim = Some((token, until));
        row.job.state = State::Running;
        row.job.attempts += 1;
        row.job.updated_at = now;
        let lease = Lease { job: row.job.clone(), token };
        tx.publish();
        Ok(Some(lease))
    }

    async fn extend(&self, lease: &Lease, until: Time) -> Result<bool> {
        let mut tx = self.write().await;
        let Some(row) = tx.held(lease) else { return Ok(false) };
        row.claim = Some((lease.token, until));
        tx.publish();
        Ok(true)
    }

    async fn release(&self, lease: &Lease, after: Time, now: Time) -> Result<bool> {
        let mut tx = self.write().await;
        let Some(row) = tx.held(lease) else { return Ok(false) };
        row.claim = None;
        row.after = after;
        row.job.state = State::Queued;
        row.job.updated_at = now;
        tx.queued = true;
        tx.publish();
        Ok(true)
    }

    fn bell(&self, topic: Topic) -> watch::Receiver<()> {
        self.ring(topic)
    }
}

impl MemoryTransaction {
    /// The job, as long as this lease of it holds.
    fn held(&mut self, lease: &Lease) -> Option<&mut JobRow> {
        let held = |row: &&mut JobRow| row.claim.is_some_and(|(token, _)| token == lease.token);
        self.rows.jobs.get_mut(&lease.job.id).filter(held)
    }
}

#[async_trait]
impl Write for MemoryTransaction {
    async fn insert_job(&mut self, job: &Job) -> Result<()> {
        self.rows.hold_account(job.account)?;
        self.rows.hold_user(job.user)?;
        self.rows.hold_blobs(file(job).map(|file| file.hash))?;
        let row = JobRow { job: job.clone(), after: job.created_at, claim: None };
        if self.rows.jobs.insert(job.id, row).is_some() {
            return Err(Error::internal("a job was added twice"));
        }
        self.queued = true;
        Ok(())
    }

    async fn end_job(&mut self, lease: &Lease, ending: &Ending, now: Time) -> Result<bool> {
        let Some(row) = self.held(lease) else { return Ok(false) };
        row.claim = None;
        row.job.updated_at = now;
        match ending {
            Ending::Succeeded(mockup) => {
                row.job.state = State::Succeeded;
                row.job.mockup = mockup.or(row.job.mockup);
            }
            Ending::Made(file) => {
                row.job.state = State::Succeeded;
                row.job.file = Some(*file);
            }
            Ending::Failed(failure) => row.job.state = State::Failed(failure.clone()),
        }
        self.ended = true;
        Ok(true)
    }

    async fn cancel_job(&mut self, account: AccountId, id: JobId, now: Time) -> Result<bool> {
        let open = |row: &&mut JobRow| row.job.account == account && !row.job.state.ended();
        let Some(row) = self.rows.jobs.get_mut(&id).filter(open) else { return Ok(false) };
        row.claim = None;
        row.job.state = State::Cancelled;
        row.job.updated_at = now;
        self.ended = true;
        Ok(true)
    }

    async fn delete_old_jobs(&mut self, before: Time, limit: u32) -> Result<u64> {
        let old = |row: &&JobRow| row.job.state.ended() && row.job.updated_at < before;
        let old: Vec<JobId> = self.rows.jobs.values().filter(old).map(|row| row.job.id).take(limit as usize).collect();
        self.rows.jobs.retain(|id, _| !old.contains(id));
        Ok(old.len() as u64)
    }
}
