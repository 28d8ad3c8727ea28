//! The queue: each of its changes is one statement, so that no two workers get the same job whatever happens between.

use async_trait::async_trait;
use library::jobs::{Lease, Queue, Topic};
use library::{Result, Time};
use sea_query::{Expr, ExprTrait, LockBehavior, LockType, Order, Query, UpdateStatement};
use tokio::sync::watch;
use uuid::Uuid;

use crate::jobs::{COLUMNS, QUEUED, RUNNING, Row, held};
use crate::open::Store;
use crate::schema::Jobs;
use crate::transaction::Changes;

/// Takes the oldest job that is ready. PostgreSQL passes over those that others are just taking (SKIP LOCKED); on SQLite,
/// which has no such word, there is one writer at a time. The choice is a value, made once: as a list it might be made
/// again for every row.
fn claim(token: Uuid, now: Time, until: Time) -> UpdateStatement {
    let oldest = Query::select()
        .column(Jobs::Id)
        .from(Jobs::Table)
        .and_where(Expr::col(Jobs::ReadyAt).lte(now))
        .order_by(Jobs::CreatedAt, Order::Asc)
        .order_by(Jobs::Id, Order::Asc)
        .limit(1)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .to_owned();
    Query::update()
        .table(Jobs::Table)
        .value(Jobs::State, RUNNING)
        .value(Jobs::LeaseToken, token)
        .value(Jobs::ReadyAt, until)
        .value(Jobs::Attempts, Expr::col(Jobs::Attempts).add(1i64))
        .value(Jobs::UpdatedAt, now)
        .and_where(Expr::col(Jobs::Id).eq(Expr::SubQuery(None, Box::new(oldest.into()))))
        .returning(Query::returning().columns(COLUMNS))
        .to_owned()
}

impl Store {
    async fn changes(&self) -> Result<Changes> {
        Ok(Changes::new(self.database.begin().await?, std::sync::Arc::clone(&self.bells)))
    }
}

#[async_trait]
impl Queue for Store {
    async fn claim(&self, now: Time, until: Time) -> Result<Option<Lease>> {
        let token = Uuid::new_v4();
        let mut changes = self.changes().await?;
        let row: Option<Row> = changes.first(&claim(token, now, until)).await?;
        changes.finish().await?;
        row.map(|row| Ok(Lease { job: row.try_into()?, token })).transpose()
    }

    async fn extend(&self, lease: &Lease, until: Time) -> Result<bool> {
        let change = Query::update().table(Jobs::Table).value(Jobs::ReadyAt, until).cond_where(held(lease)).to_owned();
        let mut changes = self.changes().await?;
        let extended = changes.execute(&change).await? > 0;
        changes.finish().await?;
        Ok(extended)
    }

    async fn release(&self, lease: &Lease, after: Time, now: Time) -> Result<bool> {
        let change = Query::update()
            .table(Jobs::Table)
            .value(Jobs::State, QUEUED)
            .value(Jobs::ReadyAt, after)
            .value(Jobs::LeaseToken, None::<Uuid>)
            .value(Jobs::UpdatedAt, now)
            .cond_where(held(lease))
            .to_owned();
        let mut changes = self.changes().await?;
        let released = changes.execute(&change).await? > 0;
        if released {
            changes.wake(Topic::Queued);
        }
        changes.finish().await?;
        Ok(released)
    }

    fn bell(&self, topic: Topic) -> watch::Receiver<()> {
        self.bells.listen(topic)
    }
}

#[cfg(test)]
mod tests {
    use sea_query::{PostgresQueryBuilder, SqliteQueryBuilder};

    use super::*;

    #[test]
    fn a_claim_is_one_statement_of_one_shape() {
        let now = chrono::DateTime::UNIX_EPOCH;
        let claim = claim(Uuid::nil(), now, now);
        let (postgres, bound) = claim.build(PostgresQueryBuilder);
        let (sqlite, bound_too) = claim.build(SqliteQueryBuilder);
        assert_eq!(bound, bound_too);
        assert!(postgres.contains(" FOR UPDATE SKIP LOCKED"), "{postgres}");
        let placeholders = (1..=bound.0.len()).rev().map(|number| format!("${number}"));
        let neutral = placeholders.fold(postgres, |sql, placeholder| sql.replace(&placeholder, "?"));
        // sea-query leaves a blank where the words were.
        assert_eq!(neutral.replace(" FOR UPDATE SKIP LOCKED", ""), sqlite.replace(" )", ")"));
    }
}
