//! The store on PostgreSQL: the behaviour of every store, and what is this database's own.
#![expect(clippy::unwrap_used, reason = "a test that fails may stop")]

mod support;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use library::Clock;
use library::clock::SystemClock;
use library::jobs::{Queue, Topic};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection, PgConnection, SqliteConnection};
use store::{OpenError, Store};

async fn make() -> Option<(Arc<dyn library::Store>, ())> {
    let url = support::database().await?;
    Some((Arc::new(Store::open(&url).await.unwrap()), ()))
}

testkit::store_suite!(make);

/// Adds a job, through this store.
async fn add_job(store: &dyn library::Store) {
    use library::accounts::{Account, Counts};
    use library::ids::{AccountId, JobId, RenderId, UserId};
    use library::jobs::{Job, State, Work};
    use library::users::User;

    let now = SystemClock.now();
    let (user, account) = (UserId::new(), AccountId::new());
    let name = user.to_string();
    let person = User { id: user, serial: 0, name: name.clone(), email: None, password: None, created_at: now };
    let counts = Counts::default();
    let own = Account { id: account, serial: 0, name, own_of: Some(user), parent: None, created_at: now, counts };
    let job = Job {
        id: JobId::new(),
        account,
        user,
        work: Work::Render(RenderId::new()),
        mockup: None,
        file: None,
        state: State::Queued,
        attempts: 0,
        created_at: now,
        updated_at: now,
    };
    let mut tx = store.begin().await.unwrap();
    tx.insert_user(&person).await.unwrap();
    tx.insert_account(&own).await.unwrap();
    tx.insert_job(&job).await.unwrap();
    tx.commit().await.unwrap();
}

/// Waits for a bell, ringing it by `ring` again and again: the line to the database may just be being made.
async fn heard(bell: &mut tokio::sync::watch::Receiver<()>, node: &dyn library::Store) -> bool {
    for _ in 0..40 {
        add_job(node).await;
        if tokio::time::timeout(Duration::from_millis(250), bell.changed()).await.is_ok() {
            return true;
        }
    }
    false
}

/// A job that one node queues wakes another node's workers, also after the line between them broke.
#[tokio::test]
async fn nodes_hear_each_other() {
    let Some(url) = support::database().await else { return };
    let (one, two) = (Store::open(&url).await.unwrap(), Store::open(&url).await.unwrap());
    let mut bell = two.bell(Topic::Queued);
    assert!(heard(&mut bell, &one).await, "another node's job rings");
    // Both topics ring once when the line stands; after that, only what happens.
    tokio::time::sleep(Duration::from_millis(300)).await;
    bell.mark_unchanged();
    let mut ended = two.bell(Topic::Ended);
    add_job(&one).await;
    tokio::time::timeout(Duration::from_secs(5), bell.changed()).await.unwrap().unwrap();
    assert!(!ended.has_changed().unwrap(), "nothing has ended");

    let mut admin = PgConnection::connect(&url).await.unwrap();
    let broken = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                  WHERE pid <> pg_backend_pid() AND datname = current_database()";
    sqlx::query(broken).execute(&mut admin).await.unwrap();
    tokio::time::timeout(Duration::from_secs(5), ended.changed()).await.expect("a broken line rings").unwrap();
    bell.mark_unchanged();
    for _ in 0..3 {
        // Connections that were broken are found out one by one.
        let _ = library::Store::ping(&one).await;
    }
    assert!(heard(&mut bell, &one).await, "the line is made anew");
}

#[tokio::test]
async fn a_newer_schema_is_refused() {
    let Some(url) = support::database().await else { return };
    let mut connection = PgConnection::connect(&url).await.unwrap();
    sqlx::query("INSERT INTO _sqlx_migrations VALUES (9999, 'later', '2030-01-01', true, '', 0)")
        .execute(&mut connection)
        .await
        .unwrap();
    let error = Store::open(&url).await.unwrap_err();
    assert!(matches!(error, OpenError::Newer { found: 9999, .. }), "{error}");
}

/// Migrating may be asked for again and by many; there is nothing left to do.
#[tokio::test]
async fn migrating_again_changes_nothing() {
    let Some(url) = support::database().await else { return };
    let (one, two) = tokio::join!(store::migrate(&url), store::migrate(&url));
    one.and(two).unwrap();
}

/// Tables, their columns, and whether these may be null.
type Schema = BTreeMap<(String, String), bool>;

async fn sqlite_schema(connection: &mut SqliteConnection) -> Schema {
    let query = "SELECT tables.name, columns.name, columns.\"notnull\" = 0 FROM sqlite_schema AS tables
                 JOIN pragma_table_info(tables.name) AS columns WHERE tables.type = 'table'";
    let rows: Vec<(String, String, bool)> = sqlx::query_as(query).fetch_all(connection).await.unwrap();
    schema(rows)
}

async fn postgres_schema(connection: &mut PgConnection) -> Schema {
    let query = "SELECT table_name::text, column_name::text, is_nullable = 'YES' FROM information_schema.columns
                 WHERE table_schema = 'public'";
    let rows: Vec<(String, String, bool)> = sqlx::query_as(query).fetch_all(connection).await.unwrap();
    schema(rows)
}

fn schema(rows: Vec<(String, String, bool)>) -> Schema {
    // Search is the one difference, and the ledger of migrations is sqlx's own.
    let ours = |table: &str| {
        !["things_search", "words_search", "_sqlx", "sqlite_"].iter().any(|other| table.starts_with(other))
    };
    rows.into_iter().filter(|(table, ..)| ours(table)).map(|(table, column, null)| ((table, column), null)).collect()
}

/// The two folders of migrations make the same tables, with the same columns, that may be null alike.
#[tokio::test]
async fn both_schemas_agree() {
    let Some(url) = support::database().await else { return };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("maquette.db");
    Store::open_file(&path).await.unwrap().close().await;
    let sqlite = sqlite_schema(&mut SqliteConnectOptions::new().filename(&path).connect().await.unwrap()).await;
    let postgres = postgres_schema(&mut PgConnection::connect(&url).await.unwrap()).await;
    assert!(sqlite.len() > 100, "{sqlite:?}");
    assert_eq!(sqlite, postgres);
}
