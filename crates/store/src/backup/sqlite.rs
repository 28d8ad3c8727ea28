//! An SQLite file, copied as it is at one moment.

use std::path::Path;

use library::blobs::Blob;
use sqlx::sqlite::SqlitePoolOptions;
use sqlx::{Row, SqlitePool};

use super::{BackupError, Result, Schema};
use crate::db::Open;
use crate::open::{OpenError, SQLITE, newest, sqlite_options};

const FILE: &str = "maquette.db";

async fn reader(path: &Path) -> Result<SqlitePool, sqlx::Error> {
    SqlitePoolOptions::new().max_connections(1).connect_with(sqlite_options(path).read_only(true)).await
}

pub(super) async fn schema(path: &Path) -> Result<Schema, OpenError> {
    let known = newest(&SQLITE);
    if !path.exists() {
        return Ok(Schema { found: None, known });
    }
    let reader = reader(path).await?;
    let table = "SELECT name FROM sqlite_master WHERE name = '_sqlx_migrations'";
    let found = match sqlx::query(table).fetch_optional(&reader).await? {
        Some(_) => sqlx::query("SELECT max(version) FROM _sqlx_migrations").fetch_one(&reader).await?.get(0),
        None => None,
    };
    reader.close().await;
    Ok(Schema { found, known })
}

pub(super) async fn back_up(path: &Path, folder: &Path) -> Result<Vec<Blob>> {
    let copy = folder.join(FILE);
    let source = reader(path).await?;
    // One read transaction: writers go on beside it, and are not in the copy.
    sqlx::query("VACUUM INTO ?").bind(copy.display().to_string()).execute(&source).await?;
    source.close().await;
    let copied = reader(&copy).await?;
    let blobs = super::blobs(Open::Sqlite(copied.begin().await?)).await?;
    copied.close().await;
    Ok(blobs)
}

pub(super) fn check_empty(path: &Path) -> Result<()> {
    if path.exists() { Err(BackupError::NotEmpty) } else { Ok(()) }
}

pub(super) async fn restore(path: &Path, folder: &Path) -> Result<()> {
    check_empty(path)?;
    let copy = folder.join(FILE);
    match schema(&copy).await? {
        Schema { found: Some(found), known } if found <= known => {}
        _ => return Err(BackupError::Unusable),
    }
    let aside = path.with_extension("restoring");
    if let Some(folder) = path.parent() {
        tokio::fs::create_dir_all(folder).await?;
    }
    tokio::fs::copy(&copy, &aside).await?;
    tokio::fs::File::open(&aside).await?.sync_all().await?;
    Ok(tokio::fs::rename(&aside, path).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn looking_makes_no_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("none.db");
        assert_eq!(schema(&path).await.unwrap().found, None);
        assert!(!path.exists());
        crate::migrate(path.to_str().unwrap()).await.unwrap();
        let Schema { found, known } = schema(&path).await.unwrap();
        assert_eq!(found, Some(known));
    }
}
