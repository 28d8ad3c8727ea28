//! Collections.

use async_trait::async_trait;
use library::collections::{Collection, Query as Wanted, Read, Sort, Write};
use library::ids::{AccountId, CatalogId, CollectionId, ThingId, UserId};
use library::things::Privacy;
use library::{Error, Listed, Result, Time};
use sea_query::{Expr, ExprTrait, Order, Query, SelectStatement};
use uuid::Uuid;

use crate::open::Store;
use crate::schema::{Accounts, Collections, Entries};
use crate::search::{contains, fold};
use crate::statement::insert;
use crate::things;
use crate::transaction::Changes;
use crate::values::{direction, named, window};

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    serial: i64,
    account_id: Uuid,
    catalog_id: Uuid,
    author_id: Uuid,
    name: String,
    description: String,
    privacy: String,
    created_at: Time,
    updated_at: Time,
    mockups: i64,
    assets: i64,
}

impl TryFrom<Row> for Collection {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: CollectionId(row.id),
            serial: row.serial,
            account: AccountId(row.account_id),
            catalog: CatalogId(row.catalog_id),
            author: UserId(row.author_id),
            name: row.name,
            description: row.description,
            privacy: named(Privacy::from_name(&row.privacy), "a privacy")?,
            created_at: row.created_at,
            updated_at: row.updated_at,
            mockups: row.mockups,
            assets: row.assets,
        })
    }
}

const COLUMNS: [Collections; 12] = [
    Collections::Id,
    Collections::Serial,
    Collections::AccountId,
    Collections::CatalogId,
    Collections::AuthorId,
    Collections::Name,
    Collections::Description,
    Collections::Privacy,
    Collections::CreatedAt,
    Collections::UpdatedAt,
    Collections::Mockups,
    Collections::Assets,
];

fn of(account: AccountId) -> SelectStatement {
    Query::select().from(Collections::Table).and_where(Expr::col(Collections::AccountId).eq(account.0)).to_owned()
}

fn one(account: AccountId, id: CollectionId) -> SelectStatement {
    of(account).columns(COLUMNS).and_where(Expr::col(Collections::Id).eq(id.0)).to_owned()
}

#[async_trait]
impl Read for Store {
    async fn collection(&self, account: AccountId, id: CollectionId) -> Result<Option<Collection>> {
        let row: Option<Row> = self.database.first(&one(account, id)).await?;
        row.map(Collection::try_from).transpose()
    }

    async fn collections(&self, wanted: &Wanted) -> Result<Listed<Collection>> {
        let mut query = of(wanted.account);
        query
            .and_where_option(wanted.catalog.map(|catalog| Expr::col(Collections::CatalogId).eq(catalog.0)))
            .and_where_option(contains(Collections::NameFolded, &wanted.name));
        let total = if wanted.catalog.is_none() && wanted.name.is_empty() {
            self.listed(wanted.account, Accounts::ListedCollections).await?
        } else {
            things::total(&self.database, &query).await?
        };
        let sort = match wanted.sort {
            Sort::Name => Collections::NameFolded,
            Sort::Created => Collections::CreatedAt,
            Sort::Updated => Collections::UpdatedAt,
        };
        let order = direction(wanted.order);
        query.columns(COLUMNS).order_by(sort, order.clone()).order_by(Collections::Id, order);
        window(&mut query, wanted.window);
        let rows: Vec<Row> = self.database.all(&query).await?;
        Ok(Listed { items: rows.into_iter().map(Collection::try_from).collect::<Result<_>>()?, total })
    }

    async fn collections_of(&self, account: AccountId, thing: ThingId) -> Result<Vec<Collection>> {
        let places = Query::select()
            .column(Entries::CollectionId)
            .from(Entries::Table)
            .and_where(Expr::col(Entries::ThingId).eq(thing.0))
            .to_owned();
        let query = of(account)
            .columns(COLUMNS)
            .and_where(Expr::col(Collections::Id).in_subquery(places))
            .order_by(Collections::CreatedAt, Order::Asc)
            .order_by(Collections::Id, Order::Asc)
            .to_owned();
        let rows: Vec<Row> = self.database.all(&query).await?;
        rows.into_iter().map(Collection::try_from).collect()
    }
}

#[async_trait]
impl Write for Changes {
    async fn insert_collection(&mut self, collection: &Collection) -> Result<Collection> {
        let mut row = insert!(Collections::Table,
            Collections::Id => collection.id.0,
            Collections::AccountId => collection.account.0,
            Collections::CatalogId => collection.catalog.0,
            Collections::AuthorId => collection.author.0,
            Collections::Name => collection.name.as_str(),
            Collections::NameFolded => fold(&collection.name),
            Collections::Description => collection.description.as_str(),
            Collections::Privacy => collection.privacy.name(),
            Collections::CreatedAt => collection.created_at,
            Collections::UpdatedAt => collection.updated_at,
            Collections::Mockups => 0i64,
            Collections::Assets => 0i64,
        );
        let serial = self.insert_numbered(&mut row, Collections::Serial, "this is there already").await?;
        self.lengthen(collection.account, Accounts::ListedCollections, 1).await?;
        Ok(Collection { serial, mockups: 0, assets: 0, ..collection.clone() })
    }

    async fn collection_for_change(&mut self, account: AccountId, id: CollectionId) -> Result<Option<Collection>> {
        let row: Option<Row> = self.first(one(account, id).lock_exclusive()).await?;
        row.map(Collection::try_from).transpose()
    }

    async fn update_collection(&mut self, collection: &Collection) -> Result<()> {
        let change = Query::update()
            .table(Collections::Table)
            .value(Collections::CatalogId, collection.catalog.0)
            .value(Collections::Name, collection.name.as_str())
            .value(Collections::NameFolded, fold(&collection.name))
            .value(Collections::Description, collection.description.as_str())
            .value(Collections::Privacy, collection.privacy.name())
            .value(Collections::UpdatedAt, collection.updated_at)
            .and_where(Expr::col(Collections::Id).eq(collection.id.0))
            .to_owned();
        self.execute(&change).await.map(drop)
    }

    async fn add_to_collection_counts(&mut self, id: CollectionId, mockups: i64, assets: i64, now: Time) -> Result<()> {
        let change = Query::update()
            .table(Collections::Table)
            .value(Collections::Mockups, Expr::col(Collections::Mockups).add(mockups))
            .value(Collections::Assets, Expr::col(Collections::Assets).add(assets))
            .value(Collections::UpdatedAt, now)
            .and_where(Expr::col(Collections::Id).eq(id.0))
            .to_owned();
        self.execute(&change).await.map(drop)
    }

    async fn delete_collection(&mut self, id: CollectionId) -> Result<()> {
        let change = Query::delete()
            .from_table(Collections::Table)
            .and_where(Expr::col(Collections::Id).eq(id.0))
            .returning_col(Collections::AccountId)
            .to_owned();
        match self.first::<(Uuid,)>(&change).await? {
            Some((account,)) => self.lengthen(AccountId(account), Accounts::ListedCollections, -1).await,
            None => Ok(()),
        }
    }
}
