//! The two databases behind one face: a statement is written once and rendered for whichever is there.

use library::{Error, Result};
use sea_query::{PostgresQueryBuilder, SqliteQueryBuilder, Value};
use sea_query_sqlx::{SqlxBinder, SqlxValues};
use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, FromRow, PgPool, Postgres, Sqlite, SqlitePool};

/// A row that decodes from both databases.
pub(crate) trait Record: Send + Unpin + for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> {}

impl<T> Record for T where T: Send + Unpin + for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> {}

/// A statement that can be rendered for both, and handed between threads.
pub(crate) trait Statement: SqlxBinder + Send + Sync {}

impl<T: SqlxBinder + Send + Sync> Statement for T {}

/// An open database.
#[derive(Debug, Clone)]
pub(crate) enum Database {
    /// Readers cannot write, by construction; the writer is one connection, so that writers queue here and not at the
    /// file's lock.
    Sqlite {
        /// Connections that only read.
        readers: SqlitePool,
        /// The one that writes.
        writer: SqlitePool,
    },
    /// One pool for all.
    Postgres(PgPool),
}

impl Database {
    /// All rows of a query.
    pub(crate) async fn all<T: Record>(&self, query: &impl Statement) -> Result<Vec<T>> {
        match self {
            Self::Sqlite { readers, .. } => {
                let (sql, values) = for_sqlite(query)?;
                sqlx::query_as_with(sql, values).fetch_all(readers).await
            }
            Self::Postgres(pool) => {
                let (sql, values) = for_postgres(query)?;
                sqlx::query_as_with(sql, values).fetch_all(pool).await
            }
        }
        .map_err(failed)
    }

    /// The first row of a query.
    pub(crate) async fn first<T: Record>(&self, query: &impl Statement) -> Result<Option<T>> {
        match self {
            Self::Sqlite { readers, .. } => {
                let (sql, values) = for_sqlite(query)?;
                sqlx::query_as_with(sql, values).fetch_optional(readers).await
            }
            Self::Postgres(pool) => {
                let (sql, values) = for_postgres(query)?;
                sqlx::query_as_with(sql, values).fetch_optional(pool).await
            }
        }
        .map_err(failed)
    }

    /// The number in the only row of a query.
    pub(crate) async fn number(&self, query: &impl Statement) -> Result<u64> {
        let row: Option<(i64,)> = self.first(query).await?;
        Ok(row.map_or(0, |(number,)| number.max(0) as u64))
    }

    /// Begins a transaction. On SQLite it takes the write lock at once (`BEGIN IMMEDIATE`): a transaction that reads first and
    /// writes later could otherwise fail half-way with `SQLITE_BUSY_SNAPSHOT`, which no time-out covers.
    pub(crate) async fn begin(&self) -> Result<Open> {
        match self {
            Self::Sqlite { writer, .. } => writer.begin_with("BEGIN IMMEDIATE").await.map(Open::Sqlite),
            Self::Postgres(pool) => pool.begin().await.map(Open::Postgres),
        }
        .map_err(failed)
    }
}

/// An open transaction; rolled back when dropped.
#[derive(Debug)]
pub(crate) enum Open {
    Sqlite(sqlx::Transaction<'static, Sqlite>),
    Postgres(sqlx::Transaction<'static, Postgres>),
}

impl Open {
    /// All rows of a query, or those that a change returns.
    pub(crate) async fn all<T: Record>(&mut self, statement: &impl Statement) -> Result<Vec<T>> {
        match self {
            Self::Sqlite(open) => {
                let (sql, values) = for_sqlite(statement)?;
                sqlx::query_as_with(sql, values).fetch_all(&mut **open).await
            }
            Self::Postgres(open) => {
                let (sql, values) = for_postgres(statement)?;
                sqlx::query_as_with(sql, values).fetch_all(&mut **open).await
            }
        }
        .map_err(failed)
    }

    /// The only row of a query, or the one that a change returns.
    pub(crate) async fn first<T: Record>(&mut self, statement: &impl Statement) -> Result<Option<T>> {
        Ok(self.all(statement).await?.into_iter().next())
    }

    /// Makes a change; says how many rows it touched.
    pub(crate) async fn execute(&mut self, statement: &impl Statement) -> Result<u64> {
        match self {
            Self::Sqlite(open) => {
                let (sql, values) = for_sqlite(statement)?;
                sqlx::query_with(sql, values).execute(&mut **open).await.map(|done| done.rows_affected())
            }
            Self::Postgres(open) => {
                let (sql, values) = for_postgres(statement)?;
                sqlx::query_with(sql, values).execute(&mut **open).await.map(|done| done.rows_affected())
            }
        }
        .map_err(failed)
    }

    /// Makes it lasting.
    pub(crate) async fn commit(self) -> Result<()> {
        match self {
            Self::Sqlite(open) => open.commit().await,
            Self::Postgres(open) => open.commit().await,
        }
        .map_err(failed)
    }
}

type Rendered = (AssertSqlSafe<String>, SqlxValues);

fn for_sqlite(statement: &impl SqlxBinder) -> Result<Rendered> {
    checked(statement.build_sqlx(SqliteQueryBuilder))
}

fn for_postgres(statement: &impl SqlxBinder) -> Result<Rendered> {
    checked(statement.build_sqlx(PostgresQueryBuilder))
}

/// The one place where text becomes SQL: sea-query made it, and every value in it is bound.
///
/// PostgreSQL's text has no null character; what one database refuses, the other must.
fn checked((sql, values): (String, SqlxValues)) -> Result<Rendered> {
    let null = |value: &Value| matches!(value, Value::String(Some(text)) if text.contains('\0'));
    if values.0.iter().any(null) {
        return Err(Error::invalid("text", "must not contain the null character"));
    }
    Ok((AssertSqlSafe(sql), values))
}

/// The library's error for a database's.
pub(crate) fn failed(error: sqlx::Error) -> Error {
    match &error {
        sqlx::Error::Database(refusal) if refusal.is_unique_violation() => {
            Error::Conflict("this is there already".to_owned())
        }
        _ => Error::internal(error),
    }
}

/// The library's error for a removal that other rows stand against.
pub(crate) fn still_held(error: Error, sentence: &str) -> Error {
    let held = matches!(&error, Error::Internal(cause)
        if matches!(cause.downcast_ref::<sqlx::Error>(),
            Some(sqlx::Error::Database(refusal)) if refusal.is_foreign_key_violation()));
    if held { Error::Conflict(sentence.to_owned()) } else { error }
}

#[cfg(test)]
mod tests {
    use sea_query::{Expr, ExprTrait, Query};

    use super::*;
    use crate::schema::Users;

    #[test]
    fn the_null_character_is_refused_for_both() {
        let query =
            |name: &str| Query::select().from(Users::Table).and_where(Expr::col(Users::Name).eq(name)).to_owned();
        assert!(for_sqlite(&query("a")).is_ok() && for_postgres(&query("a")).is_ok());
        for rendered in [for_sqlite(&query("a\0")), for_postgres(&query("a\0"))] {
            assert!(matches!(rendered, Err(Error::Invalid { .. })));
        }
    }
}
