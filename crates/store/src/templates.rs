//! Templates.

use std::sync::Arc;

use async_trait::async_trait;
use library::blobs::BlobHash;
use library::ids::{AccountId, TemplateId};
use library::templates::{Read, Template, Write};
use library::{Error, Noun, Result, Time};
use sea_query::{Expr, ExprTrait, OnConflict, Query, SelectStatement};
use uuid::Uuid;

use crate::json;
use crate::open::Store;
use crate::schema::{Mockups, Originals, Templates};
use crate::statement::insert;
use crate::transaction::Changes;
use crate::values::{Hash, blob, bytes, count, length};

#[derive(sqlx::FromRow)]
pub(crate) struct Row {
    id: Uuid,
    account_id: Uuid,
    #[sqlx(try_from = "Vec<u8>")]
    file_hash: Hash,
    file_bytes: i64,
    outline: String,
    created_at: Time,
}

impl TryFrom<Row> for Template {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: TemplateId(row.id),
            account: AccountId(row.account_id),
            file: blob(row.file_hash, row.file_bytes)?,
            outline: Arc::new(json::outline::read(&row.outline)?),
            created_at: row.created_at,
        })
    }
}

pub(crate) fn select() -> SelectStatement {
    let columns = [
        Templates::Id,
        Templates::AccountId,
        Templates::FileHash,
        Templates::FileBytes,
        Templates::Outline,
        Templates::CreatedAt,
    ];
    Query::select().columns(columns).from(Templates::Table).to_owned()
}

fn by_file(query: &mut SelectStatement, account: AccountId, file: BlobHash) -> &mut SelectStatement {
    query
        .and_where(Expr::col(Templates::AccountId).eq(account.0))
        .and_where(Expr::col(Templates::FileHash).eq(bytes(file)))
}

#[async_trait]
impl Read for Store {
    async fn template(&self, id: TemplateId) -> Result<Option<Template>> {
        let row: Option<Row> = self.database.first(select().and_where(Expr::col(Templates::Id).eq(id.0))).await?;
        row.map(Template::try_from).transpose()
    }

    async fn template_by_file(&self, account: AccountId, file: BlobHash) -> Result<Option<Template>> {
        let row: Option<Row> = self.database.first(by_file(&mut select(), account, file)).await?;
        row.map(Template::try_from).transpose()
    }
}

#[async_trait]
impl Write for Changes {
    async fn insert_template(&mut self, template: &Template) -> Result<TemplateId> {
        let mut row = insert!(Templates::Table,
            Templates::Id => template.id.0,
            Templates::AccountId => template.account.0,
            Templates::FileHash => bytes(template.file.hash),
            Templates::FileBytes => length(template.file.bytes)?,
            Templates::Outline => json::outline::write(&template.outline)?,
            Templates::CreatedAt => template.created_at,
        );
        // Writing the same hash over itself changes nothing, gives the row back, and holds it: a template that is
        // being deleted beside us is waited for.
        let same = OnConflict::columns([Templates::AccountId, Templates::FileHash])
            .update_column(Templates::FileHash)
            .to_owned();
        let given: Option<(Uuid,)> = self.first(row.on_conflict(same).returning_col(Templates::Id)).await?;
        given.map(|(id,)| TemplateId(id)).ok_or(Error::NotFound(Noun::Template))
    }

    async fn delete_unused_template(&mut self, id: TemplateId) -> Result<Option<u64>> {
        // Held first, so that a mockup that is being put on it beside us is seen, or waits.
        let mut held = Query::select();
        held.column(Templates::Id).from(Templates::Table).and_where(Expr::col(Templates::Id).eq(id.0)).lock_exclusive();
        let _: Option<(Uuid,)> = self.first(&held).await?;
        let mockups = Query::select()
            .column(Mockups::ThingId)
            .from(Mockups::Table)
            .and_where(Expr::col(Mockups::TemplateId).eq(id.0))
            .to_owned();
        let originals = Query::select()
            .column(Originals::Id)
            .from(Originals::Table)
            .and_where(Expr::col(Originals::TemplateId).eq(id.0))
            .to_owned();
        let change = Query::delete()
            .from_table(Templates::Table)
            .and_where(Expr::col(Templates::Id).eq(id.0))
            .and_where(Expr::not_exists(mockups))
            .and_where(Expr::not_exists(originals))
            .returning_col(Templates::FileBytes)
            .to_owned();
        let gone: Option<(i64,)> = self.first(&change).await?;
        Ok(gone.map(|(bytes,)| count(bytes)).transpose()?)
    }
}
