//! Uploads and their parts.

use async_trait::async_trait;
use library::blobs::Blob;
use library::ids::{AccountId, UploadId};
use library::uploads::{Part, Read, Upload, Write};
use library::{Result, Time};
use sea_query::{Expr, ExprTrait, OnConflict, Order, Query};
use uuid::Uuid;

use crate::open::Store;
use crate::schema::{UploadParts, Uploads};
use crate::statement::insert;
use crate::transaction::Changes;
use crate::values::{Hash, blob, bytes, length, small};

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    account_id: Uuid,
    name: String,
    words: String,
    created_at: Time,
    file_hash: Option<Vec<u8>>,
    file_bytes: Option<i64>,
}

#[derive(sqlx::FromRow)]
struct PartRow {
    number: i64,
    #[sqlx(try_from = "Vec<u8>")]
    blob_hash: Hash,
    blob_bytes: i64,
}

fn upload(row: Row) -> Result<Upload> {
    let file = match row.file_hash.zip(row.file_bytes) {
        Some((hash, bytes)) => Some(blob(hash.try_into()?, bytes)?),
        None => None,
    };
    let (id, account) = (UploadId(row.id), AccountId(row.account_id));
    Ok(Upload { id, account, name: row.name, words: row.words, created_at: row.created_at, file })
}

fn part(row: &PartRow) -> Result<Part> {
    Ok(Part { number: small(row.number)?, blob: blob(row.blob_hash, row.blob_bytes)? })
}

#[async_trait]
impl Read for Store {
    async fn upload(&self, account: AccountId, id: UploadId) -> Result<Option<(Upload, Vec<Part>)>> {
        let columns = [
            Uploads::Id,
            Uploads::AccountId,
            Uploads::Name,
            Uploads::Words,
            Uploads::CreatedAt,
            Uploads::FileHash,
            Uploads::FileBytes,
        ];
        let query = Query::select()
            .columns(columns)
            .from(Uploads::Table)
            .and_where(Expr::col(Uploads::Id).eq(id.0))
            .and_where(Expr::col(Uploads::AccountId).eq(account.0))
            .to_owned();
        let Some(row) = self.database.first::<Row>(&query).await? else { return Ok(None) };
        let query = Query::select()
            .columns([UploadParts::Number, UploadParts::BlobHash, UploadParts::BlobBytes])
            .from(UploadParts::Table)
            .and_where(Expr::col(UploadParts::UploadId).eq(id.0))
            .order_by(UploadParts::Number, Order::Asc)
            .to_owned();
        let rows: Vec<PartRow> = self.database.all(&query).await?;
        Ok(Some((upload(row)?, rows.iter().map(part).collect::<Result<_>>()?)))
    }
}

#[async_trait]
impl Write for Changes {
    async fn insert_upload(&mut self, upload: &Upload) -> Result<()> {
        let row = insert!(Uploads::Table,
            Uploads::Id => upload.id.0,
            Uploads::AccountId => upload.account.0,
            Uploads::Name => upload.name.as_str(),
            Uploads::Words => upload.words.as_str(),
            Uploads::CreatedAt => upload.created_at,
            Uploads::FileHash => upload.file.map(|file| bytes(file.hash)),
            Uploads::FileBytes => upload.file.map(|file| length(file.bytes)).transpose()?,
        );
        self.execute(&row).await.map(drop)
    }

    async fn put_part(&mut self, id: UploadId, part: Part) -> Result<()> {
        let mut row = insert!(UploadParts::Table,
            UploadParts::UploadId => id.0,
            UploadParts::Number => i64::from(part.number),
            UploadParts::BlobHash => bytes(part.blob.hash),
            UploadParts::BlobBytes => length(part.blob.bytes)?,
        );
        let again = OnConflict::columns([UploadParts::UploadId, UploadParts::Number])
            .update_columns([UploadParts::BlobHash, UploadParts::BlobBytes])
            .to_owned();
        self.execute(row.on_conflict(again)).await.map(drop)
    }

    async fn set_upload_words(&mut self, id: UploadId, words: &str) -> Result<()> {
        let change = Query::update()
            .table(Uploads::Table)
            .value(Uploads::Words, words)
            .and_where(Expr::col(Uploads::Id).eq(id.0))
            .to_owned();
        self.execute(&change).await.map(drop)
    }

    async fn complete_upload(&mut self, id: UploadId, file: Blob) -> Result<()> {
        let change = Query::update()
            .table(Uploads::Table)
            .value(Uploads::FileHash, bytes(file.hash))
            .value(Uploads::FileBytes, length(file.bytes)?)
            .and_where(Expr::col(Uploads::Id).eq(id.0))
            .to_owned();
        self.execute(&change).await?;
        let change = Query::delete()
            .from_table(UploadParts::Table)
            .and_where(Expr::col(UploadParts::UploadId).eq(id.0))
            .to_owned();
        self.execute(&change).await.map(drop)
    }

    async fn delete_upload(&mut self, id: UploadId) -> Result<()> {
        let change = Query::delete().from_table(Uploads::Table).and_where(Expr::col(Uploads::Id).eq(id.0)).to_owned();
        self.execute(&change).await.map(drop)
    }

    async fn delete_old_uploads(&mut self, before: Time) -> Result<()> {
        let change =
            Query::delete().from_table(Uploads::Table).and_where(Expr::col(Uploads::CreatedAt).lt(before)).to_owned();
        self.execute(&change).await.map(drop)
    }
}
