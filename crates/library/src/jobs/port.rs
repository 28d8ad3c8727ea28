//! What jobs ask of storage.

use async_trait::async_trait;
use tokio::sync::watch;
use uuid::Uuid;

use super::{Failure, Job, Query};
use crate::blobs::BlobHash;
use crate::ids::{AccountId, JobId, ThingId};
use crate::{Result, Time};

/// Reading.
#[async_trait]
pub trait Read {
    /// The job with this id.
    async fn job(&self, id: JobId) -> Result<Option<Job>>;

    /// The jobs that match, newest first; no [`super::Kind::Preview`], which nobody asked for.
    async fn jobs(&self, query: &Query) -> Result<Vec<Job>>;

    /// How many jobs of an account are queued or running, without previews.
    async fn unfinished_jobs(&self, account: AccountId) -> Result<u64>;
}

/// A job in a worker's hands.
#[derive(Debug, Clone, PartialEq)]
pub struct Lease {
    /// The job.
    pub job: Job,
    /// Which claim this is: another claim of the same job has another token, and ends this one.
    pub token: Uuid,
}

/// The queue. Each of these is one transaction of its own.
#[async_trait]
pub trait Queue {
    /// Gives the oldest job that waits, or whose lease has run out (`until` has come), to the caller until `until`;
    /// counts the attempt. No two callers get the same job.
    async fn claim(&self, now: Time, until: Time) -> Result<Option<Lease>>;

    /// Holds a lease for longer; `false` when it is lost. One that has run out is lost only when the job was claimed
    /// again, was put back, or ended.
    async fn extend(&self, lease: &Lease, until: Time) -> Result<bool>;

    /// Puts a job back, to be claimed again from `after` on; its attempts stay counted. `false` when the lease is lost.
    async fn release(&self, lease: &Lease, after: Time, now: Time) -> Result<bool>;

    /// A bell that rings (its value is marked changed) whenever somebody, on any node, commits something about
    /// `topic`. It may ring without need, and over a broken line it may stay silent: whoever listens also looks for
    /// itself now and then. Subscribe before looking, and nothing is missed between the two.
    fn bell(&self, topic: Topic) -> watch::Receiver<()>;
}

/// What one may wait for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Topic {
    /// A job can be claimed.
    Queued,
    /// A job ended.
    Ended,
    /// A webhook can be sent.
    Deliveries,
}

/// How a job ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ending {
    /// Done; about this mockup, when the job did not name one before.
    Succeeded(Option<ThingId>),
    /// Done; it made this file, which is kept as long as the job.
    Made(BlobHash),
    /// Not to be done.
    Failed(Failure),
}

/// Changing.
#[async_trait]
pub trait Write {
    /// Adds a job that waits from the time of its making on. A file that it is to import is kept until it ends.
    async fn insert_job(&mut self, job: &Job) -> Result<()>;

    /// Ends a running job; `false` (and nothing is changed) when the lease is lost.
    async fn end_job(&mut self, lease: &Lease, ending: &Ending, now: Time) -> Result<bool>;

    /// Cancels a job that has not ended; says whether there was one.
    async fn cancel_job(&mut self, account: AccountId, id: JobId, now: Time) -> Result<bool>;

    /// Forgets jobs that ended before `before`, at most `limit`; says how many.
    async fn delete_old_jobs(&mut self, before: Time, limit: u32) -> Result<u64>;
}
