//! Requests that were seen before.

use async_trait::async_trait;
use library::idempotency::{Remembered, RequestKey, Write};
use library::ids::AccountId;
use library::{Error, Noun, Result, Time};
use sea_query::{Expr, ExprTrait, OnConflict, Query};
use uuid::Uuid;

use crate::schema::Requests;
use crate::statement::insert;
use crate::transaction::Changes;
use crate::values::Hash;

#[derive(sqlx::FromRow)]
struct Row {
    #[sqlx(try_from = "Vec<u8>")]
    fingerprint: Hash,
    subject: Uuid,
}

#[async_trait]
impl Write for Changes {
    async fn remember(
        &mut self,
        account: AccountId,
        key: &RequestKey,
        subject: Uuid,
        now: Time,
        forget_before: Time,
    ) -> Result<Option<Remembered>> {
        let mut row = insert!(Requests::Table,
            Requests::AccountId => account.0,
            Requests::Key => key.key.as_str(),
            Requests::Fingerprint => key.fingerprint.to_vec(),
            Requests::Subject => subject,
            Requests::NotedAt => now,
        );
        // Taken over only when it is too old; the same request beside us is waited for.
        let forgotten = OnConflict::columns([Requests::AccountId, Requests::Key])
            .update_columns([Requests::Fingerprint, Requests::Subject, Requests::NotedAt])
            .action_and_where(Expr::col((Requests::Table, Requests::NotedAt)).lt(forget_before))
            .to_owned();
        if self.execute(row.on_conflict(forgotten)).await? > 0 {
            return Ok(None);
        }
        let query = Query::select()
            .columns([Requests::Fingerprint, Requests::Subject])
            .from(Requests::Table)
            .and_where(Expr::col(Requests::AccountId).eq(account.0))
            .and_where(Expr::col(Requests::Key).eq(key.key.as_str()))
            .to_owned();
        let row: Row = self.first(&query).await?.ok_or(Error::NotFound(Noun::Job))?;
        Ok(Some(Remembered { fingerprint: row.fingerprint.0, subject: row.subject }))
    }

    async fn forget_requests(&mut self, before: Time) -> Result<()> {
        let change =
            Query::delete().from_table(Requests::Table).and_where(Expr::col(Requests::NotedAt).lt(before)).to_owned();
        self.execute(&change).await.map(drop)
    }
}
