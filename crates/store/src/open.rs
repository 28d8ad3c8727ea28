//! Opening a database, and bringing its schema up to date.

use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use library::{Result, Transaction};
use sea_query::{Expr, Query};
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{PgPool, SqlitePool};

use crate::db::Database;
use crate::transaction::Changes;
use crate::wake::{Bells, Listener};

pub(crate) static SQLITE: Migrator = sqlx::migrate!("src/migrations/sqlite");
pub(crate) static POSTGRES: Migrator = sqlx::migrate!("src/migrations/postgres");

/// How long a writer waits for another process at the same file: the command beside a running server.
const BUSY: Duration = Duration::from_secs(10);
/// How long it waits where it has to ask again.
const AGAIN: Duration = Duration::from_millis(20);

/// Why a database could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// It does not answer, or the file cannot be opened.
    #[error("the database cannot be opened: {0}")]
    Unreachable(#[from] sqlx::Error),
    /// A newer program has changed it.
    #[error("the database has schema {found}, and this version of Maquette knows {known} at most: use a newer version")]
    Newer {
        /// The database's schema.
        found: i64,
        /// The newest that this program knows.
        known: i64,
    },
    /// Its schema could not be changed.
    #[error("the database's schema cannot be brought up to date: {0}")]
    Migration(MigrateError),
}

/// A database that is open.
#[derive(Debug)]
pub struct Store {
    pub(crate) database: Database,
    pub(crate) bells: Arc<Bells>,
    _listener: Option<Listener>,
}

impl Store {
    /// Opens a database and brings its schema up to date: `postgres://…`, `sqlite://…`, or the path of an SQLite file,
    /// which is made when it is not there.
    pub async fn open(database: &str) -> Result<Self, OpenError> {
        match postgres_options(database)? {
            Some(options) => Self::open_postgres(options).await,
            None => Self::open_file(sqlite_path(database)).await,
        }
    }

    /// Opens an SQLite file, made when it is not there, and brings its schema up to date.
    pub async fn open_file(path: &Path) -> Result<Self, OpenError> {
        let writer = sqlite_writer(path).await?;
        migrate_sqlite(&writer).await?;
        let readers = SqlitePoolOptions::new()
            .max_connections(std::thread::available_parallelism().map_or(4, usize::from).max(4) as u32)
            .test_before_acquire(false)
            .connect_with(sqlite_options(path).read_only(true))
            .await?;
        let database = Database::Sqlite { readers, writer };
        Ok(Self { database, bells: Arc::default(), _listener: None })
    }

    async fn open_postgres(options: PgConnectOptions) -> Result<Self, OpenError> {
        let pool = postgres_pool(options.clone()).await?;
        migrate_postgres(&pool).await?;
        let bells = Arc::<Bells>::default();
        let listener = Listener::start(options, Arc::clone(&bells));
        Ok(Self { database: Database::Postgres(pool), bells, _listener: Some(listener) })
    }

    /// Closes every connection, when those who use them are done.
    pub async fn close(&self) {
        match &self.database {
            Database::Sqlite { readers, writer } => {
                readers.close().await;
                writer.close().await;
            }
            Database::Postgres(pool) => pool.close().await,
        }
    }
}

#[async_trait::async_trait]
impl library::Store for Store {
    async fn begin(&self) -> Result<Box<dyn Transaction>> {
        Ok(Box::new(Changes::new(self.database.begin().await?, Arc::clone(&self.bells))))
    }

    async fn ping(&self) -> Result<()> {
        self.database.number(Query::select().expr(Expr::val(1i64))).await.map(drop)
    }
}

/// Brings a database's schema up to date, and does nothing else.
pub async fn migrate(database: &str) -> Result<(), OpenError> {
    if let Some(options) = postgres_options(database)? {
        let pool = postgres_pool(options).await?;
        let done = migrate_postgres(&pool).await;
        pool.close().await;
        return done;
    }
    let writer = sqlite_writer(sqlite_path(database)).await?;
    let done = migrate_sqlite(&writer).await;
    writer.close().await;
    done
}

/// What a `postgres://` URL says; `None` for all else, which names a file.
pub(crate) fn postgres_options(database: &str) -> Result<Option<PgConnectOptions>, OpenError> {
    let ours = database.starts_with("postgres://") || database.starts_with("postgresql://");
    Ok(ours
        .then(|| PgConnectOptions::from_str(database))
        .transpose()?
        .map(|options| options.application_name("maquette")))
}

pub(crate) fn sqlite_path(database: &str) -> &Path {
    let path = database.strip_prefix("sqlite://").or_else(|| database.strip_prefix("sqlite:")).unwrap_or(database);
    Path::new(path)
}

/// Foreign keys and the time-out are set on every connection: SQLite keeps neither in the file.
pub(crate) fn sqlite_options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new().filename(path).foreign_keys(true).busy_timeout(BUSY)
}

/// The one connection that writes. With a write-ahead log, readers and the writer do not wait for each other, and a
/// commit need not wait for the disk: what a power cut can take is the last moments, never the file's order.
async fn sqlite_writer(path: &Path) -> Result<SqlitePool, OpenError> {
    let options = sqlite_options(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Normal);
    let pool = SqlitePoolOptions::new()
        .max_connections(1)
        .min_connections(1)
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false);
    let begin = Instant::now();
    loop {
        match pool.clone().connect_with(options.clone()).await {
            // While another process makes the file, turning to the write-ahead log fails at once, whatever the time-out.
            Err(error) if is_busy(&error) && begin.elapsed() < BUSY => tokio::time::sleep(AGAIN).await,
            opened => return Ok(opened?),
        }
    }
}

/// Whether another process holds the file (`SQLITE_BUSY`).
fn is_busy(error: &sqlx::Error) -> bool {
    error.as_database_error().and_then(sqlx::error::DatabaseError::code).is_some_and(|code| code == "5")
}

pub(crate) async fn postgres_pool(options: PgConnectOptions) -> Result<PgPool, OpenError> {
    Ok(PgPoolOptions::new().max_connections(20).connect_with(options).await?)
}

/// All steps in one transaction that holds the write lock, so that two processes that open a new file do not both
/// make it.
async fn migrate_sqlite(writer: &SqlitePool) -> Result<(), OpenError> {
    let mut open = writer.begin_with("BEGIN IMMEDIATE").await?;
    // Not `run`: its future cannot move between threads.
    SQLITE.run_direct(None, &mut *open, false).await.map_err(|error| refused(error, &SQLITE))?;
    Ok(open.commit().await?)
}

async fn migrate_postgres(pool: &PgPool) -> Result<(), OpenError> {
    POSTGRES.run(pool).await.map_err(|error| refused(error, &POSTGRES))
}

/// The newest schema that this program knows.
pub(crate) fn newest(migrator: &Migrator) -> i64 {
    migrator.iter().map(|migration| migration.version).max().unwrap_or(0)
}

fn refused(error: MigrateError, migrator: &Migrator) -> OpenError {
    let known = newest(migrator);
    match error {
        MigrateError::VersionMissing(found) if found > known => OpenError::Newer { found, known },
        error => OpenError::Migration(error),
    }
}
