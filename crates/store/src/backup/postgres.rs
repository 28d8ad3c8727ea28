//! `PostgreSQL`'s tables, a file of rows each, as they are at one moment.
//!
//! The only statements beside `db.rs`: they are about tables, whose names come from the database's own catalogue.

use std::collections::HashSet;
use std::path::Path;

use futures_util::TryStreamExt;
use library::blobs::Blob;
use sqlx::{PgConnection, PgPool};
use tokio::io::AsyncWriteExt;

use super::{BackupError, Result, Schema};
use crate::db::{Database, Open};
use crate::open::{OpenError, POSTGRES, newest};

/// Beside the tables' files: the schema they are of, and how far their numbers had come.
const STATE: &str = "state.json";

#[derive(serde::Serialize, serde::Deserialize)]
struct State {
    version: i64,
    sequences: Vec<(String, i64)>,
}

/// A table, as the catalogue has it.
#[derive(sqlx::FromRow)]
struct Table {
    name: String,
    /// Both ready for a statement.
    quoted: String,
    columns: String,
}

const TABLES: &str = "
    SELECT c.relname::text AS name, quote_ident(c.relname) AS quoted,
        string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) AS columns
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::text::regnamespace AND c.relname <> '_sqlx_migrations'
        AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    GROUP BY c.relname ORDER BY c.relname";

const REFERENCES: &str = "
    SELECT a.relname::text, b.relname::text
    FROM pg_constraint k JOIN pg_class a ON a.oid = k.conrelid JOIN pg_class b ON b.oid = k.confrelid
    WHERE k.contype = 'f' AND a.oid <> b.oid AND k.connamespace = current_schema()::text::regnamespace";

const SEQUENCES: &str = "
    SELECT sequencename::text, last_value FROM pg_sequences
    WHERE schemaname = current_schema()::text AND last_value IS NOT NULL";

pub(super) async fn schema(pool: &PgPool) -> Result<Schema, OpenError> {
    let known = newest(&POSTGRES);
    let (table,): (Option<String>,) =
        sqlx::query_as("SELECT to_regclass('_sqlx_migrations')::text").fetch_one(pool).await?;
    if table.is_none() {
        return Ok(Schema { found: None, known });
    }
    let (found,) = sqlx::query_as("SELECT max(version) FROM _sqlx_migrations").fetch_one(pool).await?;
    Ok(Schema { found, known })
}

pub(super) async fn back_up(pool: &PgPool, folder: &Path) -> Result<Vec<Blob>> {
    let mut snapshot = pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY").await?;
    for table in sqlx::query_as::<_, Table>(TABLES).fetch_all(&mut *snapshot).await? {
        let mut file = tokio::fs::File::create_new(folder.join(file_name(&table))).await?;
        let statement = format!("COPY {} ({}) TO STDOUT", table.quoted, table.columns);
        let mut rows = snapshot.copy_out_raw(&statement).await?;
        while let Some(piece) = rows.try_next().await? {
            file.write_all(&piece).await?;
        }
        file.flush().await?;
    }
    let sequences = sqlx::query_as(SEQUENCES).fetch_all(&mut *snapshot).await?;
    let state = State { version: newest(&POSTGRES), sequences };
    tokio::fs::write(folder.join(STATE), serde_json::to_vec(&state).map_err(std::io::Error::from)?).await?;
    Ok(super::blobs(Open::Postgres(snapshot)).await?)
}

pub(super) async fn check_empty(pool: &PgPool) -> Result<()> {
    if schema(pool).await?.found.is_some() && super::has_users(&Database::Postgres(pool.clone())).await? {
        return Err(BackupError::NotEmpty);
    }
    Ok(())
}

pub(super) async fn restore(pool: &PgPool, folder: &Path) -> Result<()> {
    let state = tokio::fs::read(folder.join(STATE)).await.map_err(|_| BackupError::Unusable)?;
    let state: State = serde_json::from_slice(&state).map_err(|_| BackupError::Unusable)?;
    if !POSTGRES.version_exists(state.version) {
        return Err(BackupError::Unusable);
    }
    check_empty(pool).await?;
    // The schema that the rows are of; a database that has a newer one already has no place for them.
    POSTGRES.run_to(state.version, pool).await.map_err(OpenError::Migration)?;
    if schema(pool).await?.found != Some(state.version) {
        return Err(BackupError::NotEmpty);
    }
    let mut open = pool.begin().await?;
    for table in in_order(&mut open).await? {
        let rows = tokio::fs::File::open(folder.join(file_name(&table))).await.map_err(|_| BackupError::Unusable)?;
        let statement = format!("COPY {} ({}) FROM STDIN", table.quoted, table.columns);
        let mut copy = open.copy_in_raw(&statement).await?;
        copy.read_from(rows).await?;
        copy.finish().await?;
    }
    for (name, value) in &state.sequences {
        sqlx::query("SELECT setval(quote_ident($1)::regclass, $2)").bind(name).bind(value).execute(&mut *open).await?;
    }
    Ok(open.commit().await?)
}

fn file_name(table: &Table) -> String {
    format!("{}.copy", table.name)
}

/// All tables, each after those that it refers to. (A reference within a table is checked when all its rows are there.)
async fn in_order(open: &mut PgConnection) -> Result<Vec<Table>> {
    let mut left: Vec<Table> = sqlx::query_as(TABLES).fetch_all(&mut *open).await?;
    let references: Vec<(String, String)> = sqlx::query_as(REFERENCES).fetch_all(&mut *open).await?;
    let (mut placed, mut ordered) = (HashSet::new(), Vec::new());
    while !left.is_empty() {
        let waits = |table: &Table| references.iter().any(|(from, to)| *from == table.name && !placed.contains(to));
        let (later, now): (Vec<Table>, Vec<Table>) = left.into_iter().partition(waits);
        if now.is_empty() {
            return Err(BackupError::Unusable);
        }
        placed.extend(now.iter().map(|table| table.name.clone()));
        ordered.extend(now);
        left = later;
    }
    Ok(ordered)
}
