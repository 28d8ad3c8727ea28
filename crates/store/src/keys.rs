//! Keys and their spellings.

use async_trait::async_trait;
use library::ids::{AccountId, KeyId, UserId};
use library::keys::{Key, Read, StoredSpelling, Write};
use library::{Error, Result, Role, Time};
use sea_query::{Expr, ExprTrait, Order, Query, SelectStatement};
use uuid::Uuid;

use crate::open::Store;
use crate::schema::{KeySpellings, Keys};
use crate::statement::insert;
use crate::transaction::Changes;
use crate::values::named;

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    user_id: Uuid,
    account_id: Uuid,
    name: String,
    role: String,
    created_at: Time,
    last_used_at: Option<Time>,
    requests: i64,
}

impl TryFrom<Row> for Key {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let Row { id, user_id, account_id, name, role, created_at, last_used_at, requests } = row;
        let (id, user, account) = (KeyId(id), UserId(user_id), AccountId(account_id));
        let role = named(Role::from_name(&role), "a role")?;
        Ok(Self { id, user, account, name, role, created_at, last_used_at, requests })
    }
}

fn select() -> SelectStatement {
    let columns = [
        Keys::Id,
        Keys::UserId,
        Keys::AccountId,
        Keys::Name,
        Keys::Role,
        Keys::CreatedAt,
        Keys::LastUsedAt,
        Keys::Requests,
    ];
    Query::select().columns(columns).from(Keys::Table).to_owned()
}

#[async_trait]
impl Read for Store {
    async fn key_by_spelling(&self, label: &str, hash: &[u8; 32]) -> Result<Option<Key>> {
        let spelled = Query::select()
            .column(KeySpellings::KeyId)
            .from(KeySpellings::Table)
            .and_where(Expr::col(KeySpellings::Label).eq(label))
            .and_where(Expr::col(KeySpellings::Hash).eq(hash.to_vec()))
            .to_owned();
        let row: Option<Row> =
            self.database.first(select().and_where(Expr::col(Keys::Id).in_subquery(spelled))).await?;
        row.map(Key::try_from).transpose()
    }

    async fn key(&self, id: KeyId) -> Result<Option<Key>> {
        let row: Option<Row> = self.database.first(select().and_where(Expr::col(Keys::Id).eq(id.0))).await?;
        row.map(Key::try_from).transpose()
    }

    async fn keys(&self, account: Option<AccountId>) -> Result<Vec<Key>> {
        let mut query = select();
        query
            .and_where_option(account.map(|account| Expr::col(Keys::AccountId).eq(account.0)))
            .order_by(Keys::CreatedAt, Order::Asc)
            .order_by(Keys::Id, Order::Asc);
        let rows: Vec<Row> = self.database.all(&query).await?;
        rows.into_iter().map(Key::try_from).collect()
    }
}

#[async_trait]
impl Write for Changes {
    async fn insert_key(&mut self, key: &Key, spellings: &[StoredSpelling]) -> Result<()> {
        let row = insert!(Keys::Table,
            Keys::Id => key.id.0,
            Keys::UserId => key.user.0,
            Keys::AccountId => key.account.0,
            Keys::Name => key.name.as_str(),
            Keys::Role => key.role.name(),
            Keys::CreatedAt => key.created_at,
            Keys::LastUsedAt => key.last_used_at,
            Keys::Requests => key.requests,
        );
        self.execute(&row).await?;
        for spelling in spellings {
            let row = insert!(KeySpellings::Table,
                KeySpellings::Label => spelling.label,
                KeySpellings::Hash => spelling.hash.to_vec(),
                KeySpellings::KeyId => key.id.0,
            );
            self.execute(&row).await?;
        }
        Ok(())
    }

    async fn revoke_key(&mut self, id: KeyId) -> Result<bool> {
        let change = Query::delete().from_table(Keys::Table).and_where(Expr::col(Keys::Id).eq(id.0)).to_owned();
        Ok(self.execute(&change).await? > 0)
    }

    async fn add_key_requests(&mut self, id: KeyId, requests: i64, at: Time) -> Result<()> {
        let change = Query::update()
            .table(Keys::Table)
            .value(Keys::Requests, Expr::col(Keys::Requests).add(requests))
            .value(Keys::LastUsedAt, at)
            .and_where(Expr::col(Keys::Id).eq(id.0))
            .to_owned();
        self.execute(&change).await.map(drop)
    }
}
