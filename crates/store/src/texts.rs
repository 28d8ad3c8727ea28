//! The words inside files.

use std::collections::{BTreeSet, HashMap};

use async_trait::async_trait;
use library::blobs::BlobHash;
use library::ids::ThingId;
use library::items::ItemFile;
use library::texts::{Read, Unread, Write, has_words};
use library::{Result, Time};
use sea_query::{Expr, ExprTrait, JoinType, LockBehavior, LockType, OnConflict, Order, Query, SelectStatement};

use crate::open::Store;
use crate::schema::{Assets, Blobs, Texts, Things};
use crate::search::fold;
use crate::transaction::Changes;
use crate::values::{Hash, blob, bytes};

#[derive(sqlx::FromRow)]
struct Row {
    #[sqlx(try_from = "Vec<u8>")]
    blob_hash: Hash,
    bytes: i64,
    media_type: String,
}

fn waiting(since: Time, attempts: u32) -> SelectStatement {
    let tried = Expr::col(Texts::TriedAt);
    Query::select()
        .from(Texts::Table)
        .and_where(Expr::col((Texts::Table, Texts::Words)).is_null())
        .and_where(Expr::col(Texts::Attempts).lt(i64::from(attempts)))
        .and_where(tried.clone().is_null().or(tried.lt(since)))
        .to_owned()
}

#[async_trait]
impl Read for Store {
    async fn unread_texts(&self, since: Time, attempts: u32) -> Result<u64> {
        crate::things::total(&self.database, &waiting(since, attempts)).await
    }
}

#[async_trait]
impl Write for Changes {
    async fn take_unread_text(&mut self, since: Time, attempts: u32, now: Time) -> Result<Option<Unread>> {
        let query = waiting(since, attempts)
            .columns([(Texts::Table, Texts::BlobHash), (Texts::Table, Texts::MediaType)])
            .column((Blobs::Table, Blobs::Bytes))
            .join(
                JoinType::InnerJoin,
                Blobs::Table,
                Expr::col((Blobs::Table, Blobs::Hash)).equals((Texts::Table, Texts::BlobHash)),
            )
            .order_by(Texts::Attempts, Order::Asc)
            .limit(1)
            .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
            .to_owned();
        let Some(Row { blob_hash, bytes: length, media_type }) = self.first(&query).await? else { return Ok(None) };
        let file = blob(blob_hash, length)?;
        let change = Query::update()
            .table(Texts::Table)
            .value(Texts::Attempts, Expr::col(Texts::Attempts).add(1i64))
            .value(Texts::TriedAt, now)
            .and_where(Expr::col(Texts::BlobHash).eq(bytes(file.hash)))
            .to_owned();
        self.execute(&change).await?;
        Ok(Some(Unread { file, media_type }))
    }

    async fn put_text(&mut self, file: BlobHash, words: &str) -> Result<()> {
        let words = fold(words);
        let change = Query::update()
            .table(Texts::Table)
            .value(Texts::Words, words.as_str())
            .and_where(Expr::col(Texts::BlobHash).eq(bytes(file)))
            .and_where(Expr::col(Texts::Words).is_null())
            .to_owned();
        if self.execute(&change).await? == 0 || words.is_empty() {
            return Ok(());
        }
        let things = Query::select()
            .column(Assets::ThingId)
            .from(Assets::Table)
            .and_where(Expr::col(Assets::BlobHash).eq(bytes(file)))
            .to_owned();
        let change = Query::update()
            .table(Things::Table)
            .value(
                Things::Words,
                Expr::col(Things::Words).binary(sea_query::BinOper::Custom("||"), format!("\n{words}")),
            )
            .and_where(Expr::col(Things::Id).in_subquery(things))
            .to_owned();
        self.execute(&change).await.map(drop)
    }
}

/// The words of those of these files that were read, folded; the others that have words are noted to be read.
///
/// The rows are held: whoever reads one of the files beside us finds the things that we are about to add.
pub(crate) async fn of_files<'a>(
    changes: &mut Changes,
    files: impl Iterator<Item = &'a ItemFile> + Send,
) -> Result<HashMap<BlobHash, String>> {
    let mut hashes = BTreeSet::new();
    let mut rows = Query::insert();
    rows.into_table(Texts::Table).columns([Texts::BlobHash, Texts::MediaType, Texts::Attempts]);
    for file in files.filter(|file| has_words(&file.media_type)) {
        if hashes.insert(file.blob.hash) {
            rows.values_panic([bytes(file.blob.hash).into(), file.media_type.as_str().into(), 0i64.into()]);
        }
    }
    if hashes.is_empty() {
        return Ok(HashMap::new());
    }
    let there = OnConflict::column(Texts::BlobHash).do_nothing().to_owned();
    changes.execute(rows.on_conflict(there)).await?;
    let query = Query::select()
        .columns([Texts::BlobHash, Texts::Words])
        .from(Texts::Table)
        .and_where(Expr::col(Texts::BlobHash).is_in(hashes.into_iter().map(bytes)))
        .order_by(Texts::BlobHash, Order::Asc)
        .lock_exclusive()
        .to_owned();
    let rows: Vec<(Vec<u8>, Option<String>)> = changes.all(&query).await?;
    let mut known = HashMap::new();
    for (hash, words) in rows {
        if let Some(words) = words.filter(|words| !words.is_empty()) {
            known.insert(BlobHash(Hash::try_from(hash)?.0), words);
        }
    }
    Ok(known)
}

/// The words of a thing's file, folded, behind a line's end; empty for none.
pub(crate) async fn of_thing(changes: &mut Changes, thing: ThingId) -> Result<String> {
    let query = Query::select()
        .column((Texts::Table, Texts::Words))
        .from(Assets::Table)
        .join(
            JoinType::InnerJoin,
            Texts::Table,
            Expr::col((Texts::Table, Texts::BlobHash)).equals((Assets::Table, Assets::BlobHash)),
        )
        .and_where(Expr::col(Assets::ThingId).eq(thing.0))
        .and_where(Expr::col((Texts::Table, Texts::Words)).ne(""))
        .to_owned();
    let row: Option<(String,)> = changes.first(&query).await?;
    Ok(row.map(|(words,)| format!("\n{words}")).unwrap_or_default())
}
