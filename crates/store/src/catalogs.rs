//! Catalogs.

use async_trait::async_trait;
use library::catalogs::{Catalog, Read, Write};
use library::ids::{AccountId, CatalogId, ThingId};
use library::{Result, Time};
use sea_query::{Expr, ExprTrait, OnConflict, Order, Query, SelectStatement};
use uuid::Uuid;

use crate::open::Store;
use crate::schema::{Catalogs, Shelves};
use crate::statement::insert;
use crate::transaction::Changes;

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    serial: i64,
    account_id: Uuid,
    name: String,
    is_default: bool,
    created_at: Time,
}

impl From<Row> for Catalog {
    fn from(row: Row) -> Self {
        let Row { id, serial, account_id, name, is_default, created_at } = row;
        Self { id: CatalogId(id), serial, account: AccountId(account_id), name, default: is_default, created_at }
    }
}

fn select(account: AccountId) -> SelectStatement {
    let columns =
        [Catalogs::Id, Catalogs::Serial, Catalogs::AccountId, Catalogs::Name, Catalogs::IsDefault, Catalogs::CreatedAt];
    Query::select()
        .columns(columns)
        .from(Catalogs::Table)
        .and_where(Expr::col(Catalogs::AccountId).eq(account.0))
        .to_owned()
}

#[async_trait]
impl Read for Store {
    async fn catalog(&self, account: AccountId, id: CatalogId) -> Result<Option<Catalog>> {
        let row: Option<Row> = self.database.first(select(account).and_where(Expr::col(Catalogs::Id).eq(id.0))).await?;
        Ok(row.map(Catalog::from))
    }

    async fn catalogs(&self, account: AccountId) -> Result<Vec<Catalog>> {
        let mut query = select(account);
        query
            .order_by(Catalogs::IsDefault, Order::Desc)
            .order_by(Catalogs::CreatedAt, Order::Asc)
            .order_by(Catalogs::Serial, Order::Asc);
        let rows: Vec<Row> = self.database.all(&query).await?;
        Ok(rows.into_iter().map(Catalog::from).collect())
    }
}

#[async_trait]
impl Write for Changes {
    async fn insert_catalog(&mut self, catalog: &Catalog) -> Result<Catalog> {
        let mut row = insert!(Catalogs::Table,
            Catalogs::Id => catalog.id.0,
            Catalogs::AccountId => catalog.account.0,
            Catalogs::Name => catalog.name.as_str(),
            Catalogs::IsDefault => catalog.default,
            Catalogs::CreatedAt => catalog.created_at,
        );
        let taken = "the account has a default catalog already";
        let serial = self.insert_numbered(&mut row, Catalogs::Serial, taken).await?;
        Ok(Catalog { serial, ..catalog.clone() })
    }

    async fn shelve(&mut self, mockup: ThingId, catalog: CatalogId) -> Result<()> {
        let mut row = insert!(Shelves::Table,
            Shelves::MockupId => mockup.0,
            Shelves::CatalogId => catalog.0,
        );
        let moved = OnConflict::column(Shelves::MockupId).update_column(Shelves::CatalogId).to_owned();
        self.execute(row.on_conflict(moved)).await.map(drop)
    }
}
