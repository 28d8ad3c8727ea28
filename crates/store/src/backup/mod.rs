//! A database in files and back: what a backup holds of it, as it was at one moment, beside a server that runs.
//!
//! SQLite is one file; `PostgreSQL` a file of rows for each table, in its own `COPY` format. A backup is restored into a
//! new database of the same kind, and brought up to date there.

mod postgres;
mod sqlite;

use std::path::Path;

use library::blobs::Blob;
use sea_query::{Expr, ExprTrait, Query};

use crate::db::{Database, Open};
use crate::open::{self, OpenError, postgres_options, sqlite_path};
use crate::schema::Users;

/// Which database an address names; a backup fits its own kind only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A file.
    Sqlite,
    /// A server.
    Postgres,
}

impl Kind {
    /// What an address names.
    pub fn of(database: &str) -> Result<Self, OpenError> {
        Ok(if postgres_options(database)?.is_some() { Self::Postgres } else { Self::Sqlite })
    }

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        }
    }
}

/// How far a database's schema is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Schema {
    /// The database's; `None` when there is no database, or nothing in it.
    pub found: Option<i64>,
    /// The newest that this program knows.
    pub known: i64,
}

/// Why a backup cannot be written or restored.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The database does not answer.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The database refuses.
    #[error("the database refuses: {0}")]
    Database(#[from] sqlx::Error),
    /// A file cannot be read or written.
    #[error("the database's files cannot be copied: {0}")]
    File(#[from] std::io::Error),
    /// A query failed.
    #[error(transparent)]
    Query(#[from] library::Error),
    /// The schema is not this program's.
    #[error("the database has another schema than this version of Maquette: run `maquette migrate` first")]
    OtherSchema,
    /// There is something already.
    #[error("the database is not empty: a backup is restored into a new one")]
    NotEmpty,
    /// Files are missing, or are of another schema.
    #[error("the backup's database is not complete, or is of a newer version")]
    Unusable,
}

type Result<T, E = BackupError> = std::result::Result<T, E>;

/// Looks at a database without changing anything.
pub async fn schema(database: &str) -> Result<Schema, OpenError> {
    match postgres_options(database)? {
        Some(options) => postgres::schema(&open::postgres_pool(options).await?).await,
        None => sqlite::schema(sqlite_path(database)).await,
    }
}

/// Writes a database into an empty folder. Gives the blobs that its rows name.
pub async fn back_up(database: &str, folder: &Path) -> Result<Vec<Blob>> {
    let Schema { found, known } = schema(database).await?;
    if found != Some(known) {
        return Err(BackupError::OtherSchema);
    }
    match postgres_options(database)? {
        Some(options) => postgres::back_up(&open::postgres_pool(options).await?, folder).await,
        None => sqlite::back_up(sqlite_path(database), folder).await,
    }
}

/// Refuses a database that has something in it: [`restore`] would.
pub async fn check_empty(database: &str) -> Result<()> {
    match postgres_options(database)? {
        Some(options) => postgres::check_empty(&open::postgres_pool(options).await?).await,
        None => sqlite::check_empty(sqlite_path(database)),
    }
}

/// Fills a new database from a folder that [`back_up`] wrote, and brings its schema up to date.
pub async fn restore(database: &str, folder: &Path) -> Result<()> {
    match postgres_options(database)? {
        Some(options) => postgres::restore(&open::postgres_pool(options).await?, folder).await?,
        None => sqlite::restore(sqlite_path(database), folder).await?,
    }
    Ok(open::migrate(database).await?)
}

/// Whether anybody is there: every row of every other table belongs to somebody.
async fn has_users(database: &Database) -> library::Result<bool> {
    let all = Expr::col(sea_query::Asterisk).count();
    Ok(database.number(&Query::select().expr(all).from(Users::Table).to_owned()).await? > 0)
}

async fn blobs(mut open: Open) -> library::Result<Vec<Blob>> {
    crate::blobs::named(open.all(&crate::blobs::in_use()).await?)
}

impl crate::Store {
    /// The blobs that rows name.
    pub async fn blobs_in_use(&self) -> library::Result<Vec<Blob>> {
        crate::blobs::named(self.database.all(&crate::blobs::in_use()).await?)
    }
}
