//! The store on SQLite: the behaviour of every store, and what is this database's own.
#![expect(clippy::unwrap_used, reason = "a test that fails may stop")]

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use library::blobs::{Blob, BlobHash};
use library::clock::SystemClock;
use library::{Clock, Window, mockups};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection, Row, SqliteConnection};
use store::{OpenError, Store};
use tempfile::TempDir;

async fn make() -> (Arc<dyn library::Store>, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open_file(&folder.path().join("maquette.db")).await.unwrap();
    (Arc::new(store), folder)
}

testkit::store_suite!(make);

async fn connect(path: &Path) -> SqliteConnection {
    SqliteConnectOptions::new().filename(path).connect().await.unwrap()
}

/// A client may go away at any moment: whatever future is dropped, and wherever in it, the next writer finds the one
/// connection free and the half-done work undone.
#[tokio::test]
async fn dropped_futures_leave_the_writer_usable() {
    let (store, _folder) = make().await;
    let now = SystemClock.now();
    for microseconds in (0..3000).step_by(25) {
        let work = async {
            let mut tx = store.begin().await.unwrap();
            for number in 0..40u64 {
                let blob = Blob { hash: BlobHash::of(&number.to_le_bytes()), bytes: number };
                tx.register_blob(blob, now).await.unwrap();
            }
            std::future::pending::<()>().await;
        };
        let _ = tokio::time::timeout(Duration::from_micros(microseconds), work).await;
    }
    let mut tx = tokio::time::timeout(Duration::from_secs(5), store.begin()).await.unwrap().unwrap();
    let unused = tx.take_unused_blobs(now + chrono::TimeDelta::days(1), 100).await.unwrap();
    assert_eq!(unused, [], "nothing of a dropped transaction is kept");
    tx.register_blob(Blob { hash: BlobHash::of(b"kept"), bytes: 4 }, now).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = store.begin().await.unwrap();
    assert_eq!(tx.take_unused_blobs(now + chrono::TimeDelta::days(1), 100).await.unwrap().len(), 1);
}

/// A caller who goes away while a commit is under way loses the answer, not the change.
#[tokio::test]
async fn a_commit_that_has_begun_is_finished() {
    let (store, _folder) = make().await;
    let now = SystemClock.now();
    let mut tx = store.begin().await.unwrap();
    tx.register_blob(Blob { hash: BlobHash::of(b"kept"), bytes: 4 }, now).await.unwrap();
    let _ = tokio::time::timeout(Duration::ZERO, tx.commit()).await;
    let mut tx = store.begin().await.unwrap();
    assert_eq!(tx.take_unused_blobs(now + chrono::TimeDelta::days(1), 100).await.unwrap().len(), 1);
}

/// Readers see the last commit while a writer is at work, and do not wait for it.
#[tokio::test]
async fn readers_do_not_wait_for_the_writer() {
    let (store, folder) = make().await;
    let tx = store.begin().await.unwrap();
    let read = tokio::time::timeout(Duration::from_secs(2), store.any_user()).await;
    assert!(!read.expect("no waiting").unwrap());
    drop(tx);
    let mut connection = connect(&folder.path().join("maquette.db")).await;
    let mode: String = sqlx::query("PRAGMA journal_mode").fetch_one(&mut connection).await.unwrap().get(0);
    assert_eq!(mode, "wal");
}

/// The command may open the file beside a running server: two processes that make it at once both find it whole.
#[tokio::test]
async fn a_new_file_may_be_opened_by_many_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("maquette.db");
    let opened: Vec<_> = (0..6)
        .map(|_| {
            let path = path.clone();
            tokio::spawn(async move { Store::open_file(&path).await.map(drop) })
        })
        .collect();
    for opened in opened {
        opened.await.unwrap().unwrap();
    }
}

#[tokio::test]
async fn a_newer_schema_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("maquette.db");
    Store::open_file(&path).await.unwrap().close().await;
    let mut connection = connect(&path).await;
    sqlx::query("INSERT INTO _sqlx_migrations VALUES (9999, 'later', '2030-01-01', 1, x'00', 0)")
        .execute(&mut connection)
        .await
        .unwrap();
    connection.close().await.unwrap();
    let error = Store::open(path.to_str().unwrap()).await.unwrap_err();
    assert!(matches!(error, OpenError::Newer { found: 9999, .. }), "{error}");
    assert!(error.to_string().contains("9999"), "{error}");
}

/// What is no database is refused with words, and left as it is.
#[tokio::test]
async fn a_file_that_is_no_database_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("letter.txt");
    let words = "Dear reader, ".repeat(1000);
    std::fs::write(&path, &words).unwrap();
    assert!(Store::open_file(&path).await.is_err());
    assert_eq!(std::fs::read_to_string(&path).unwrap(), words);
}

/// Rows that another program damaged are our error, never a panic, and not somebody else's value.
#[tokio::test]
async fn damaged_rows_are_internal_errors() {
    let (store, folder) = make().await;
    let mut connection = connect(&folder.path().join("maquette.db")).await;
    let damage = "INSERT INTO principals VALUES (1, zeroblob(16));
        INSERT INTO users VALUES (zeroblob(16), 1, 'a', 'a', NULL, NULL, NULL, '2026-01-01T00:00:00+00:00');
        INSERT INTO accounts (id, serial, name, name_folded, created_at, mockups, assets, collections, renders, bytes)
            VALUES (zeroblob(16), 1, 'a', 'a', '2026-01-01T00:00:00+00:00', 0, 0, 0, 0, 0);
        INSERT INTO jobs (id, account_id, user_id, kind, work, state, attempts, created_at, updated_at)
            VALUES (zeroblob(16), zeroblob(16), zeroblob(16), 'render', '{\"dance\":1}', 'succeeded', 0,
                    '2026-01-01T00:00:00+00:00', '2026-01-01T00:00:00+00:00');";
    sqlx::raw_sql(damage).execute(&mut connection).await.unwrap();
    let job = store.job(library::ids::JobId(uuid::Uuid::nil())).await;
    assert!(matches!(job, Err(library::Error::Internal(_))), "{job:?}");
    sqlx::raw_sql("UPDATE jobs SET work = '{\"render\":\"00000000-0000-0000-0000-000000000000\"}', state = 'asleep'")
        .execute(&mut connection)
        .await
        .unwrap();
    let job = store.job(library::ids::JobId(uuid::Uuid::nil())).await;
    assert!(matches!(job, Err(library::Error::Internal(_))), "{job:?}");
}

/// Offsets are unsigned in the library and signed in the databases.
#[tokio::test]
async fn an_offset_beyond_all_rows_is_an_empty_page() {
    let (store, _folder) = make().await;
    let window = Window { limit: u32::MAX, offset: u64::MAX };
    let account = library::ids::AccountId::new();
    let page = store.mockups(&mockups::Query::newest(account, window)).await.unwrap();
    assert_eq!(page.items, []);
}
