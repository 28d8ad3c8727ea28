//! The worker loop: claims jobs, keeps their leases, ends them, and tidies up.

use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;

use crate::jobs::{Ending, Failure, Lease, Reason, Topic, Work};
use crate::{Error, Library, Result};

/// How long the loop trusts the bell before it looks for work itself: leases run out in silence.
const LOOK: Duration = Duration::from_secs(5);

/// Works until `stop` turns true, on up to `at_once` jobs; then finishes those it has begun.
pub async fn run(library: Arc<Library>, at_once: usize, mut stop: watch::Receiver<bool>) {
    let permits = Arc::new(Semaphore::new(at_once));
    let mut bell = library.store.bell(Topic::Queued);
    let mut running = JoinSet::new();
    while !*stop.borrow() {
        let permit = tokio::select! {
            permit = permits.clone().acquire_owned() => permit,
            _ = stop.changed() => break,
        };
        let Ok(permit) = permit else { break };
        bell.mark_unchanged();
        match library.claim().await {
            Ok(Some(lease)) => {
                let library = library.clone();
                running.spawn(async move {
                    library.work_on(lease).await;
                    drop(permit);
                });
            }
            nothing => {
                if let Err(error) = nothing {
                    tracing::error!(error = error_chain(&error), "no job could be claimed");
                    tokio::time::sleep(Duration::from_secs(1)).await;
                }
                drop(permit);
                tokio::select! {
                    _ = tokio::time::timeout(LOOK, bell.changed()) => {}
                    _ = stop.changed() => break,
                }
            }
        }
        while running.try_join_next().is_some() {}
    }
    while running.join_next().await.is_some() {}
}

impl Library {
    async fn claim(&self) -> Result<Option<Lease>> {
        let now = self.now();
        let lease = TimeDelta::from_std(self.settings.lease).map_err(Error::internal)?;
        self.store.claim(now, now + lease).await
    }

    /// Works on a job until it is ended, or its lease is lost.
    async fn work_on(self: Arc<Self>, lease: Lease) {
        if lease.job.attempts > self.settings.attempts {
            let message = format!("this was tried {} times and never finished", self.settings.attempts);
            return self.end(&lease, Failure { reason: Reason::Internal, message }).await;
        }
        let (library, work) = (self.clone(), lease.clone());
        // A task of its own: a panic ends the job, not the worker.
        let mut task = tokio::spawn(async move { library.fulfil(&work).await });
        let heartbeat = self.settings.lease / 3;
        loop {
            match tokio::time::timeout(heartbeat, &mut task).await {
                Ok(Ok(Ok(()))) => return,
                Ok(Ok(Err(error))) => return self.give_up(&lease, error).await,
                Ok(Err(panic)) => return self.give_up(&lease, Error::internal(panic)).await,
                Err(_) => {
                    if !self.hold(&lease).await {
                        task.abort();
                        tracing::warn!(job = %lease.job.id, "the lease of a job was lost");
                        return;
                    }
                }
            }
        }
    }

    async fn fulfil(&self, lease: &Lease) -> Result<()> {
        match &lease.job.work {
            Work::Render(render) => self.fulfil_render(lease, *render).await,
            Work::Import(import) => self.fulfil_import(lease, import).await,
            Work::ImportPhoto(import) => self.fulfil_photo_import(lease, import).await,
            Work::RenderPhoto(photo) => self.fulfil_render(lease, photo.render).await,
            Work::Preview(thing) => self.fulfil_preview(lease, *thing).await,
            Work::Pack(pack) => self.fulfil_pack(lease, pack).await,
        }
    }

    /// Holds the lease for longer; `false` when it is lost. A database that does not answer is no loss yet.
    async fn hold(&self, lease: &Lease) -> bool {
        let Ok(time) = TimeDelta::from_std(self.settings.lease) else { return false };
        match self.store.extend(lease, self.now() + time).await {
            Ok(kept) => kept,
            Err(error) => {
                tracing::error!(job = %lease.job.id, error = error_chain(&error), "a lease could not be extended");
                true
            }
        }
    }

    /// Ends the job as failed, or puts it back when trying again may help.
    async fn give_up(&self, lease: &Lease, error: Error) {
        let job = lease.job.id;
        let Some(failure) = failure(&error) else {
            tracing::error!(%job, attempt = lease.job.attempts, error = error_chain(&error), "a job failed inside");
            if lease.job.attempts >= self.settings.attempts {
                let message = "something went wrong on this server".to_owned();
                return self.end(lease, Failure { reason: Reason::Internal, message }).await;
            }
            let now = self.now();
            let pause = TimeDelta::milliseconds(500) * 2_i32.saturating_pow(lease.job.attempts).min(60);
            if let Err(error) = self.store.release(lease, now + pause, now).await {
                tracing::error!(%job, error = error_chain(&error), "a job could not be put back");
            }
            return;
        };
        tracing::info!(%job, reason = failure.reason.name(), message = failure.message, "a job failed");
        self.end(lease, failure).await;
    }

    async fn end(&self, lease: &Lease, failure: Failure) {
        let ended = async {
            let mut tx = self.begin().await?;
            if self.end_job(&mut *tx, lease, &Ending::Failed(failure), self.now()).await? {
                tx.commit().await?;
            }
            Ok::<_, Error>(())
        };
        if let Err(error) = ended.await {
            tracing::error!(job = %lease.job.id, error = error_chain(&error), "a job could not be ended");
        }
    }
}

/// What a job that ran into this error ends with; `None` when the error is ours, and trying again may help.
fn failure(error: &Error) -> Option<Failure> {
    let reason = match error {
        Error::Failed(failure) => return Some(failure.clone()),
        Error::Fetch(_) => Reason::Source,
        Error::TooLarge { .. } => Reason::TooLarge,
        Error::Invalid { .. } | Error::Forbidden(_) => Reason::Order,
        Error::NotFound(_) => Reason::Gone,
        Error::Unauthenticated | Error::Conflict(_) | Error::Limited(_) | Error::Internal(_) => return None,
    };
    Some(Failure { reason, message: error.to_string() })
}

/// An error and its causes on one line, for the log.
pub fn error_chain(error: &dyn std::error::Error) -> String {
    let mut words = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        words.push_str(": ");
        words.push_str(&error.to_string());
        cause = error.source();
    }
    words
}
