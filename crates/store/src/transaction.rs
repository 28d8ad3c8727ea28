//! A transaction: changes that happen together or not at all.

use std::collections::HashMap;
use std::sync::Arc;

use async_trait::async_trait;
use library::jobs::Topic;
use library::{Error, Result};
use sea_query::{Expr, Func, OnConflict, Query};
use uuid::Uuid;

use crate::db::{Open, Record, Statement};
use crate::wake::{self, Bells};

/// An open transaction, and whom to wake when it is committed.
#[derive(Debug)]
pub(crate) struct Changes {
    open: Open,
    bells: Arc<Bells>,
    wake: Vec<Topic>,
}

impl Changes {
    pub(crate) fn new(open: Open, bells: Arc<Bells>) -> Self {
        Self { open, bells, wake: Vec::new() }
    }

    /// All rows of a query, or those that a change returns.
    pub(crate) async fn all<T: Record>(&mut self, statement: &impl Statement) -> Result<Vec<T>> {
        self.open.all(statement).await
    }

    /// The only row of a query, or the one that a change returns.
    pub(crate) async fn first<T: Record>(&mut self, statement: &impl Statement) -> Result<Option<T>> {
        self.open.first(statement).await
    }

    /// Makes a change; says how many rows it touched.
    pub(crate) async fn execute(&mut self, statement: &impl Statement) -> Result<u64> {
        self.open.execute(statement).await
    }

    /// Adds a row; where one with the same name is in the way, refuses with this sentence.
    ///
    /// The conflict is resolved to nothing rather than raised: PostgreSQL would end the whole transaction for it.
    pub(crate) async fn insert(&mut self, row: &mut sea_query::InsertStatement, taken: &str) -> Result<()> {
        match self.execute(row.on_conflict(nothing())).await? {
            0 => Err(Error::Conflict(taken.to_owned())),
            _ => Ok(()),
        }
    }

    /// As [`Changes::insert`], for a row that is given its number by the database.
    pub(crate) async fn insert_numbered(
        &mut self,
        row: &mut sea_query::InsertStatement,
        serial: impl sea_query::IntoColumnRef,
        taken: &str,
    ) -> Result<i64> {
        let given: Option<(i64,)> = self.first(row.on_conflict(nothing()).returning_col(serial)).await?;
        given.map(|(serial,)| serial).ok_or_else(|| Error::Conflict(taken.to_owned()))
    }

    /// As [`Changes::insert_numbered`], for `count` rows at once; gives the numbers by id.
    pub(crate) async fn insert_all(
        &mut self,
        rows: &mut sea_query::InsertStatement,
        id: impl sea_query::IntoColumnRef,
        serial: impl sea_query::IntoColumnRef,
        count: usize,
    ) -> Result<HashMap<Uuid, i64>> {
        if count == 0 {
            return Ok(HashMap::new());
        }
        let given = Query::returning().columns([id.into_column_ref(), serial.into_column_ref()]);
        let serials: Vec<(Uuid, i64)> = self.all(rows.on_conflict(nothing()).returning(given)).await?;
        if serials.len() < count {
            return Err(Error::Conflict("this is there already".to_owned()));
        }
        Ok(serials.into_iter().collect())
    }

    /// Rings this bell when the transaction is committed.
    pub(crate) fn wake(&mut self, topic: Topic) {
        if !self.wake.contains(&topic) {
            self.wake.push(topic);
        }
    }

    /// Makes everything lasting, and rings. A commit that has begun is finished even if its caller goes away, so that
    /// no change is made without its bell.
    pub(crate) async fn finish(mut self) -> Result<()> {
        if matches!(self.open, Open::Postgres(_)) {
            for topic in self.wake.clone() {
                let words = [wake::CHANNEL, wake::name(topic)].map(Expr::val);
                self.execute(Query::select().expr(Func::cust("pg_notify").args(words))).await?;
            }
        }
        let finished = tokio::spawn(async move {
            self.open.commit().await?;
            self.wake.iter().for_each(|topic| self.bells.ring(*topic));
            Ok(())
        });
        finished.await.map_err(Error::internal)?
    }
}

fn nothing() -> OnConflict {
    OnConflict::new().do_nothing().to_owned()
}

#[async_trait]
impl library::Transaction for Changes {
    async fn commit(self: Box<Self>) -> Result<()> {
        self.finish().await
    }
}
