//! Uploaded files under a name, and the mockups that were made of them.

use async_trait::async_trait;
use library::ids::{AccountId, OriginalId, TemplateId, ThingId};
use library::originals::{Original, Read, Write};
use library::{Result, Time};
use sea_query::{Expr, ExprTrait, JoinType, Order, Query, SelectStatement};
use uuid::Uuid;

use crate::open::Store;
use crate::schema::{OriginalMockups, Originals, Things};
use crate::statement::insert;
use crate::transaction::Changes;

#[derive(sqlx::FromRow)]
pub(crate) struct Row {
    id: Uuid,
    account_id: Uuid,
    template_id: Uuid,
    name: String,
    created_at: Time,
}

impl From<Row> for Original {
    fn from(Row { id, account_id, template_id, name, created_at }: Row) -> Self {
        let (id, account, template) = (OriginalId(id), AccountId(account_id), TemplateId(template_id));
        Self { id, account, template, name, created_at }
    }
}

/// An account's originals.
pub(crate) fn select(account: AccountId) -> SelectStatement {
    let columns = [Originals::Id, Originals::AccountId, Originals::TemplateId, Originals::Name, Originals::CreatedAt];
    Query::select()
        .columns(columns)
        .from(Originals::Table)
        .and_where(Expr::col(Originals::AccountId).eq(account.0))
        .to_owned()
}

#[async_trait]
impl Read for Store {
    async fn original(&self, account: AccountId, id: OriginalId) -> Result<Option<Original>> {
        let query = select(account).and_where(Expr::col(Originals::Id).eq(id.0)).to_owned();
        let row: Option<Row> = self.database.first(&query).await?;
        Ok(row.map(Original::from))
    }
}

#[async_trait]
impl Write for Changes {
    async fn insert_original(&mut self, original: &Original) -> Result<()> {
        let row = insert!(Originals::Table,
            Originals::Id => original.id.0,
            Originals::AccountId => original.account.0,
            Originals::TemplateId => original.template.0,
            Originals::Name => original.name.as_str(),
            Originals::CreatedAt => original.created_at,
        );
        self.execute(&row).await.map(drop)
    }

    async fn link_original(&mut self, id: OriginalId, mockup: ThingId) -> Result<()> {
        let row = insert!(OriginalMockups::Table,
            OriginalMockups::MockupId => mockup.0,
            OriginalMockups::OriginalId => id.0,
        );
        self.execute(&row).await.map(drop)
    }

    async fn mockups_of_original(&mut self, id: OriginalId) -> Result<Vec<ThingId>> {
        let query = Query::select()
            .column((Things::Table, Things::Id))
            .from(OriginalMockups::Table)
            .join(
                JoinType::InnerJoin,
                Things::Table,
                Expr::col((Things::Table, Things::Id)).equals((OriginalMockups::Table, OriginalMockups::MockupId)),
            )
            .and_where(Expr::col((OriginalMockups::Table, OriginalMockups::OriginalId)).eq(id.0))
            .order_by((Things::Table, Things::CreatedAt), Order::Asc)
            .order_by((Things::Table, Things::Id), Order::Asc)
            .to_owned();
        let rows: Vec<(Uuid,)> = self.all(&query).await?;
        Ok(rows.into_iter().map(|(id,)| ThingId(id)).collect())
    }

    async fn delete_original(&mut self, account: AccountId, id: OriginalId) -> Result<Option<TemplateId>> {
        let change = Query::delete()
            .from_table(Originals::Table)
            .and_where(Expr::col(Originals::Id).eq(id.0))
            .and_where(Expr::col(Originals::AccountId).eq(account.0))
            .returning_col(Originals::TemplateId)
            .to_owned();
        let gone: Option<(Uuid,)> = self.first(&change).await?;
        Ok(gone.map(|(template,)| TemplateId(template)))
    }
}
