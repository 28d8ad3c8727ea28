//! Conversions.

use async_trait::async_trait;
use library::blobs::BlobHash;
use library::conversions::{Conversion, Read, Write};
use library::renders::Format;
use library::{Result, Time};
use sea_query::{Expr, ExprTrait, OnConflict, Order, Query};

use crate::open::Store;
use crate::schema::Conversions;
use crate::statement::insert;
use crate::transaction::Changes;
use crate::values::{Hash, blob, bytes, length};

#[derive(sqlx::FromRow)]
struct Row {
    #[sqlx(try_from = "Vec<u8>")]
    blob_hash: Hash,
    blob_bytes: i64,
    asked_at: Time,
}

#[async_trait]
impl Read for Store {
    async fn conversion(&self, source: BlobHash, format: Format) -> Result<Option<Conversion>> {
        let query = Query::select()
            .columns([Conversions::BlobHash, Conversions::BlobBytes, Conversions::AskedAt])
            .from(Conversions::Table)
            .and_where(Expr::col(Conversions::SourceHash).eq(bytes(source)))
            .and_where(Expr::col(Conversions::Format).eq(format.extension()))
            .to_owned();
        let row: Option<Row> = self.database.first(&query).await?;
        row.map(|Row { blob_hash, blob_bytes, asked_at }| {
            Ok(Conversion { source, format, file: blob(blob_hash, blob_bytes)?, asked_at })
        })
        .transpose()
    }
}

#[async_trait]
impl Write for Changes {
    async fn put_conversion(&mut self, conversion: &Conversion) -> Result<()> {
        let mut row = insert!(Conversions::Table,
            Conversions::SourceHash => bytes(conversion.source),
            Conversions::Format => conversion.format.extension(),
            Conversions::BlobHash => bytes(conversion.file.hash),
            Conversions::BlobBytes => length(conversion.file.bytes)?,
            Conversions::AskedAt => conversion.asked_at,
        );
        let again = OnConflict::columns([Conversions::SourceHash, Conversions::Format])
            .update_columns([Conversions::BlobHash, Conversions::BlobBytes, Conversions::AskedAt])
            .to_owned();
        self.execute(row.on_conflict(again)).await.map(drop)
    }

    async fn delete_old_conversions(&mut self, before: Time, limit: u32) -> Result<u64> {
        let key = [Conversions::SourceHash, Conversions::Format];
        let old = Query::select()
            .columns(key)
            .from(Conversions::Table)
            .and_where(Expr::col(Conversions::AskedAt).lt(before))
            .order_by(Conversions::AskedAt, Order::Asc)
            .limit(limit.into())
            .to_owned();
        let change = Query::delete()
            .from_table(Conversions::Table)
            .and_where(Expr::tuple(key.map(Expr::col)).in_subquery(old))
            .to_owned();
        self.execute(&change).await
    }
}
