//! Asking for work, looking at it, waiting for it.

use std::time::Duration;

use super::{Import, ImportSource, Job, Query, State, Topic, Work};
use crate::access::{Actor, Role};
use crate::idempotency::RequestKey;
use crate::ids::JobId;
use crate::webhooks::Event;
use crate::{Error, Library, Noun, Result, Transaction, idempotency, text};

/// How long a waiter trusts the bell before it looks for itself.
const LOOK: Duration = Duration::from_secs(2);

impl Library {
    /// Makes a mockup of the Photoshop file at a URL: the job of it. The same request key gives the same job.
    pub async fn import_url(
        &self,
        actor: &Actor,
        url: &str,
        name: Option<&str>,
        request: Option<&RequestKey>,
    ) -> Result<Job> {
        text::url("url", url)?;
        self.fetcher.check(url)?;
        let name = name.map(|name| text::name("name", name)).transpose()?;
        let source = ImportSource::Url(url.to_owned());
        self.order_job(actor, Work::Import(Import { source, name, filing: None }), request).await
    }

    /// Queues work; or finds what the same request key led to before.
    pub(crate) async fn order_job(&self, actor: &Actor, work: Work, request: Option<&RequestKey>) -> Result<Job> {
        actor.require(Role::Editor)?;
        let job = self.new_job(actor, work);
        let mut tx = self.begin().await?;
        if let Some(before) = self.remember(&mut *tx, actor, request, job.id.0).await? {
            drop(tx);
            return self.job(actor, JobId(before)).await;
        }
        tx.insert_job(&job).await?;
        tx.commit().await?;
        Ok(job)
    }

    pub(crate) fn new_job(&self, actor: &Actor, work: Work) -> Job {
        Job::queued(actor.account, actor.user, work, self.now())
    }

    /// What this request led to before, if it was sent before.
    pub(crate) async fn remember(
        &self,
        tx: &mut dyn Transaction,
        actor: &Actor,
        request: Option<&RequestKey>,
        subject: uuid::Uuid,
    ) -> Result<Option<uuid::Uuid>> {
        let Some(request) = request else { return Ok(None) };
        let longest = idempotency::KEY_CHARACTERS;
        if request.key.is_empty() || request.key.chars().count() > longest {
            return Err(Error::invalid("idempotency key", format!("must have 1 to {longest} characters")));
        }
        let now = self.now();
        let forget = now - chrono::TimeDelta::hours(idempotency::HOURS);
        match tx.remember(actor.account, request, subject, now, forget).await? {
            None => Ok(None),
            Some(before) if before.fingerprint == request.fingerprint => Ok(Some(before.subject)),
            Some(_) => Err(Error::Conflict("this idempotency key was used for another request".to_owned())),
        }
    }

    /// A job of the caller's account.
    pub async fn job(&self, actor: &Actor, id: JobId) -> Result<Job> {
        let job = self.store.job(id).await?.filter(|job| job.account == actor.account);
        job.ok_or(Error::NotFound(Noun::Job))
    }

    /// Those of the caller's account that match, newest first; the query's account is not heeded.
    pub async fn jobs(&self, actor: &Actor, query: &Query) -> Result<Vec<Job>> {
        self.store.jobs(&Query { account: actor.account, ..query.clone() }).await
    }

    /// Gives up a job that has not ended.
    pub async fn cancel_job(&self, actor: &Actor, id: JobId) -> Result<Job> {
        actor.require(Role::Editor)?;
        let job = self.job(actor, id).await?;
        let mut tx = self.begin().await?;
        if !tx.cancel_job(actor.account, job.id, self.now()).await? {
            return Err(Error::Conflict("the job has ended".to_owned()));
        }
        let cancelled = Job { state: State::Cancelled, ..job };
        if let Some(event) = Event::of(&cancelled, self.now()) {
            self.record(&mut *tx, &event).await?;
        }
        tx.commit().await?;
        self.job(actor, id).await
    }

    /// The job once it has ended, or as it is after [`crate::Settings::wait`].
    pub async fn wait_for_job(&self, actor: &Actor, id: JobId) -> Result<Job> {
        let deadline = tokio::time::Instant::now() + self.settings.wait;
        let mut bell = self.store.bell(Topic::Ended);
        loop {
            bell.mark_unchanged();
            let job = self.job(actor, id).await?;
            let now = tokio::time::Instant::now();
            if job.state.ended() || now >= deadline {
                return Ok(job);
            }
            let _ = tokio::time::timeout_at(deadline.min(now + LOOK), bell.changed()).await;
        }
    }

    /// Like [`Library::wait_for_job`], with a job's failure as an error.
    pub async fn wait_for_success(&self, actor: &Actor, id: JobId) -> Result<Job> {
        let job = self.wait_for_job(actor, id).await?;
        match job.state {
            State::Failed(failure) => Err(Error::Failed(failure)),
            State::Cancelled => Err(Error::Conflict("the job was cancelled".to_owned())),
            State::Queued | State::Running | State::Succeeded => Ok(job),
        }
    }
}
