//! Jobs: reading them, adding them, ending them. [`crate::queue`] hands them out.

use async_trait::async_trait;
use library::blobs::BlobHash;
use library::ids::{AccountId, JobId, ThingId, UserId};
use library::jobs::{
    Ending, Failure, Import, ImportSource, Job, Kind, Lease, Query as Wanted, Read, Reason, State, Topic, Work, Write,
};
use library::photos::{PhotoImport, PhotoSource};
use library::{Error, Result, Time};
use sea_query::{Condition, Expr, ExprTrait, Order, Query, SelectStatement};
use uuid::Uuid;

use crate::json;
use crate::open::Store;
use crate::schema::Jobs;
use crate::statement::insert;
use crate::things::total;
use crate::transaction::Changes;
use crate::values::{Damaged, Hash, bytes, named, small};

#[derive(sqlx::FromRow)]
pub(crate) struct Row {
    id: Uuid,
    account_id: Uuid,
    user_id: Uuid,
    work: String,
    mockup_id: Option<Uuid>,
    file_hash: Option<Vec<u8>>,
    state: String,
    failure_reason: Option<String>,
    failure_message: Option<String>,
    attempts: i64,
    created_at: Time,
    updated_at: Time,
}

impl TryFrom<Row> for Job {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let state = row.state()?;
        // Before it has succeeded, a job holds the file that it reads.
        let made = row.file_hash.filter(|_| state == State::Succeeded);
        Ok(Self {
            state,
            file: made.map(|hash| Ok::<_, Error>(BlobHash(Hash::try_from(hash)?.0))).transpose()?,
            id: JobId(row.id),
            account: AccountId(row.account_id),
            user: UserId(row.user_id),
            work: json::work::read(&row.work)?,
            mockup: row.mockup_id.map(ThingId),
            attempts: small(row.attempts)?,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}

pub(crate) const QUEUED: &str = "queued";
pub(crate) const RUNNING: &str = "running";
const SUCCEEDED: &str = "succeeded";
const FAILED: &str = "failed";
const CANCELLED: &str = "cancelled";

/// A state's name in storage.
const fn state_name(state: &State) -> &'static str {
    match state {
        State::Queued => QUEUED,
        State::Running => RUNNING,
        State::Succeeded => SUCCEEDED,
        State::Failed(_) => FAILED,
        State::Cancelled => CANCELLED,
    }
}

impl Row {
    fn state(&self) -> Result<State, Damaged> {
        Ok(match self.state.as_str() {
            QUEUED => State::Queued,
            RUNNING => State::Running,
            SUCCEEDED => State::Succeeded,
            CANCELLED => State::Cancelled,
            FAILED => State::Failed(Failure {
                reason: named(self.failure_reason.as_deref().and_then(Reason::from_name), "a reason")?,
                message: self.failure_message.clone().unwrap_or_default(),
            }),
            _ => return Err(Damaged("a job's state")),
        })
    }
}

/// A job's columns, to be decoded as a [`Row`].
pub(crate) const COLUMNS: [Jobs; 12] = [
    Jobs::Id,
    Jobs::AccountId,
    Jobs::UserId,
    Jobs::Work,
    Jobs::MockupId,
    Jobs::FileHash,
    Jobs::State,
    Jobs::FailureReason,
    Jobs::FailureMessage,
    Jobs::Attempts,
    Jobs::CreatedAt,
    Jobs::UpdatedAt,
];

/// A claim that still holds: another claim has another token, and an ended job has none.
pub(crate) fn held(lease: &Lease) -> Condition {
    Condition::all().add(Expr::col(Jobs::Id).eq(lease.job.id.0)).add(Expr::col(Jobs::LeaseToken).eq(lease.token))
}

fn select() -> SelectStatement {
    Query::select().columns(COLUMNS).from(Jobs::Table).to_owned()
}

fn kinds(wanted: &[Kind]) -> Option<Expr> {
    let names = wanted.iter().map(|kind| kind.name());
    (!wanted.is_empty()).then(|| Expr::col(Jobs::Kind).is_in(names))
}

#[async_trait]
impl Read for Store {
    async fn job(&self, id: JobId) -> Result<Option<Job>> {
        let row: Option<Row> = self.database.first(select().and_where(Expr::col(Jobs::Id).eq(id.0))).await?;
        row.map(Job::try_from).transpose()
    }

    async fn jobs(&self, wanted: &Wanted) -> Result<Vec<Job>> {
        let mut query = select();
        query
            .and_where(Expr::col(Jobs::AccountId).eq(wanted.account.0))
            .and_where(Expr::col(Jobs::Kind).ne(Kind::Preview.name()));
        if let Some(before) = wanted.before {
            let place = Query::select()
                .column(Jobs::CreatedAt)
                .from(Jobs::Table)
                .and_where(Expr::col(Jobs::Id).eq(before.0))
                .and_where(Expr::col(Jobs::AccountId).eq(wanted.account.0))
                .to_owned();
            // Nothing is older than a job that has been forgotten.
            let Some((made,)) = self.database.first::<(Time,)>(&place).await? else { return Ok(Vec::new()) };
            let (row, place) = ([Jobs::CreatedAt, Jobs::Id].map(Expr::col), [Expr::val(made), Expr::val(before.0)]);
            query.and_where(Expr::tuple(row).lt(Expr::tuple(place)));
        }
        query
            .and_where_option(kinds(&wanted.kinds))
            .and_where_option(wanted.mockup.map(|mockup| Expr::col(Jobs::MockupId).eq(mockup.0)))
            .order_by(Jobs::CreatedAt, Order::Desc)
            .order_by(Jobs::Id, Order::Desc)
            .limit(wanted.limit.into());
        let rows: Vec<Row> = self.database.all(&query).await?;
        rows.into_iter().map(Job::try_from).collect()
    }

    async fn unfinished_jobs(&self, account: AccountId) -> Result<u64> {
        let query = Query::select()
            .from(Jobs::Table)
            .and_where(Expr::col(Jobs::AccountId).eq(account.0))
            .and_where(Expr::col(Jobs::ReadyAt).is_not_null())
            .and_where(Expr::col(Jobs::Kind).ne(Kind::Preview.name()))
            .to_owned();
        total(&self.database, &query).await
    }
}

#[async_trait]
impl Write for Changes {
    async fn insert_job(&mut self, job: &Job) -> Result<()> {
        let file = match &job.work {
            Work::Import(Import { source: ImportSource::Upload { file, .. }, .. })
            | Work::ImportPhoto(PhotoImport { source: PhotoSource::File(file), .. }) => Some(bytes(file.hash)),
            Work::Import(Import { source: ImportSource::Url(_), .. })
            | Work::ImportPhoto(PhotoImport { source: PhotoSource::Url(_), .. })
            | Work::Render(_)
            | Work::RenderPhoto(_)
            | Work::Preview(_)
            | Work::Pack(_) => None,
        };
        let row = insert!(Jobs::Table,
            Jobs::Id => job.id.0,
            Jobs::AccountId => job.account.0,
            Jobs::UserId => job.user.0,
            Jobs::Kind => job.work.kind().name(),
            Jobs::Work => json::work::write(&job.work)?,
            Jobs::FileHash => file,
            Jobs::MockupId => job.mockup.map(|id| id.0),
            Jobs::State => QUEUED,
            Jobs::Attempts => i64::from(job.attempts),
            Jobs::CreatedAt => job.created_at,
            Jobs::UpdatedAt => job.updated_at,
            Jobs::ReadyAt => job.created_at,
        );
        self.execute(&row).await?;
        self.wake(Topic::Queued);
        Ok(())
    }

    async fn end_job(&mut self, lease: &Lease, ending: &Ending, now: Time) -> Result<bool> {
        match ending {
            Ending::Succeeded(mockup) => self.end(held(lease), &State::Succeeded, *mockup, None, now).await,
            Ending::Made(file) => self.end(held(lease), &State::Succeeded, None, Some(*file), now).await,
            Ending::Failed(failure) => self.end(held(lease), &State::Failed(failure.clone()), None, None, now).await,
        }
    }

    async fn cancel_job(&mut self, account: AccountId, id: JobId, now: Time) -> Result<bool> {
        let which = Condition::all()
            .add(Expr::col(Jobs::Id).eq(id.0))
            .add(Expr::col(Jobs::AccountId).eq(account.0))
            .add(Expr::col(Jobs::ReadyAt).is_not_null());
        self.end(which, &State::Cancelled, None, None, now).await
    }

    async fn delete_old_jobs(&mut self, before: Time, limit: u32) -> Result<u64> {
        let old = Query::select()
            .column(Jobs::Id)
            .from(Jobs::Table)
            .and_where(Expr::col(Jobs::ReadyAt).is_null())
            .and_where(Expr::col(Jobs::UpdatedAt).lt(before))
            .order_by(Jobs::UpdatedAt, Order::Asc)
            .limit(limit.into())
            .to_owned();
        let change = Query::delete().from_table(Jobs::Table).and_where(Expr::col(Jobs::Id).in_subquery(old)).to_owned();
        self.execute(&change).await
    }
}

impl Changes {
    /// Ends a job that has not ended; says whether there was one. The file that it read is let go, for what it made.
    async fn end(
        &mut self,
        which: Condition,
        state: &State,
        mockup: Option<ThingId>,
        made: Option<BlobHash>,
        now: Time,
    ) -> Result<bool> {
        let failure = match state {
            State::Failed(failure) => Some(failure),
            State::Queued | State::Running | State::Succeeded | State::Cancelled => None,
        };
        let mut change = Query::update();
        change
            .table(Jobs::Table)
            .value(Jobs::State, state_name(state))
            .value(Jobs::FailureReason, failure.map(|failure| failure.reason.name()))
            // A layer's name in a message may have what text columns cannot.
            .value(Jobs::FailureMessage, failure.map(|failure| failure.message.replace('\0', "")))
            .value(Jobs::UpdatedAt, now)
            .value(Jobs::ReadyAt, None::<Time>)
            .value(Jobs::LeaseToken, None::<Uuid>)
            .value(Jobs::FileHash, made.map(bytes))
            .cond_where(which);
        if let Some(mockup) = mockup {
            change.value(Jobs::MockupId, mockup.0);
        }
        let ended = self.execute(&change).await? > 0;
        if ended {
            self.wake(Topic::Ended);
        }
        Ok(ended)
    }
}
