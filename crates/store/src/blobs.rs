//! The register of blobs. Every table that names a blob holds it here by a foreign key, so that no row can name one
//! that is not registered, and none that a row names can leave the register.

use async_trait::async_trait;
use library::blobs::{Blob, BlobHash, Write};
use library::{Result, Time};
use sea_query::{
    Expr, ExprTrait, Iden, IntoColumnRef, LockBehavior, LockType, OnConflict, Order, Query, SelectStatement,
};

use crate::schema::{
    Artworks, Assets, Blobs, Conversions, Fonts, Jobs, PhotoMockups, Pictures, PresetPreviews, Previews, Profiles,
    Snapshots, Templates, UploadParts, Uploads,
};
use crate::statement::insert;
use crate::transaction::Changes;
use crate::values::{Hash, blob, bytes, length};

#[derive(sqlx::FromRow)]
struct Row {
    #[sqlx(try_from = "Vec<u8>")]
    hash: Hash,
}

/// The rows of a table that name a blob.
fn naming<T: Iden + Copy + 'static>(table: T, column: T) -> SelectStatement
where
    (T, T): IntoColumnRef,
{
    Query::select()
        .column((table, column))
        .from(table)
        .and_where(Expr::col((table, column)).equals((Blobs::Table, Blobs::Hash)))
        .to_owned()
}

/// Whether no row names a blob.
fn unused() -> sea_query::Condition {
    [
        naming(Templates::Table, Templates::FileHash),
        naming(Assets::Table, Assets::BlobHash),
        naming(Previews::Table, Previews::BlobHash),
        naming(Pictures::Table, Pictures::BlobHash),
        naming(Artworks::Table, Artworks::BlobHash),
        naming(Uploads::Table, Uploads::FileHash),
        naming(UploadParts::Table, UploadParts::BlobHash),
        naming(Jobs::Table, Jobs::FileHash),
        naming(Fonts::Table, Fonts::BlobHash),
        naming(PhotoMockups::Table, PhotoMockups::BlobHash),
        naming(PresetPreviews::Table, PresetPreviews::BlobHash),
        naming(Snapshots::Table, Snapshots::BlobHash),
        naming(Conversions::Table, Conversions::BlobHash),
        naming(Profiles::Table, Profiles::AvatarHash),
    ]
    .into_iter()
    .fold(sea_query::Condition::all(), |all, naming| all.add(Expr::not_exists(naming)))
}

#[derive(sqlx::FromRow)]
pub(crate) struct Named {
    #[sqlx(try_from = "Vec<u8>")]
    hash: Hash,
    bytes: i64,
}

/// The blobs that rows name, as [`Named`] rows.
pub(crate) fn in_use() -> SelectStatement {
    Query::select().columns([Blobs::Hash, Blobs::Bytes]).from(Blobs::Table).cond_where(unused().not()).to_owned()
}

/// The blobs of [`in_use`].
pub(crate) fn named(rows: Vec<Named>) -> Result<Vec<Blob>> {
    rows.into_iter().map(|row| Ok(blob(row.hash, row.bytes)?)).collect()
}

#[async_trait]
impl Write for Changes {
    async fn register_blob(&mut self, blob: Blob, now: Time) -> Result<()> {
        let mut row = insert!(Blobs::Table,
            Blobs::Hash => bytes(blob.hash),
            Blobs::Bytes => length(blob.bytes)?,
            Blobs::RegisteredAt => now,
        );
        let again = OnConflict::column(Blobs::Hash).update_column(Blobs::RegisteredAt).to_owned();
        self.execute(row.on_conflict(again)).await.map(drop)
    }

    async fn take_unused_blobs(&mut self, before: Time, limit: u32) -> Result<Vec<BlobHash>> {
        // What somebody is registering anew or referring to beside us is held by them, and left to the next sweep.
        let taken = Query::select()
            .column(Blobs::Hash)
            .from(Blobs::Table)
            .and_where(Expr::col(Blobs::RegisteredAt).lt(before))
            .cond_where(unused())
            .order_by(Blobs::RegisteredAt, Order::Asc)
            .limit(limit.into())
            .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
            .to_owned();
        let rows: Vec<Row> = self.all(&taken).await?;
        let hashes: Vec<BlobHash> = rows.into_iter().map(|row| BlobHash(row.hash.0)).collect();
        for part in hashes.chunks(crate::values::CHUNK) {
            let change = Query::delete()
                .from_table(Blobs::Table)
                .and_where(Expr::col(Blobs::Hash).is_in(part.iter().map(|hash| bytes(*hash))))
                .to_owned();
            self.execute(&change).await?;
        }
        Ok(hashes)
    }
}
