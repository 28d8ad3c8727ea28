//! Sessions.

use async_trait::async_trait;
use library::ids::{SessionId, UserId};
use library::sessions::{Read, Session, Write};
use library::{Result, Time};
use sea_query::{Expr, ExprTrait, Order, Query, SelectStatement};
use uuid::Uuid;

use crate::open::Store;
use crate::schema::Sessions;
use crate::statement::insert;
use crate::transaction::Changes;

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    user_id: Uuid,
    created_at: Time,
    expires_at: Time,
    agent: String,
}

impl From<Row> for Session {
    fn from(row: Row) -> Self {
        let Row { id, user_id, created_at, expires_at, agent } = row;
        Self { id: SessionId(id), user: UserId(user_id), created_at, expires_at, agent }
    }
}

fn select() -> SelectStatement {
    Query::select()
        .columns([Sessions::Id, Sessions::UserId, Sessions::CreatedAt, Sessions::ExpiresAt, Sessions::Agent])
        .from(Sessions::Table)
        .to_owned()
}

#[async_trait]
impl Read for Store {
    async fn session_by_token(&self, hash: &[u8; 32]) -> Result<Option<Session>> {
        let row: Option<Row> =
            self.database.first(select().and_where(Expr::col(Sessions::TokenHash).eq(hash.to_vec()))).await?;
        Ok(row.map(Session::from))
    }

    async fn sessions(&self, user: UserId) -> Result<Vec<Session>> {
        let mut query = select();
        query
            .and_where(Expr::col(Sessions::UserId).eq(user.0))
            .order_by(Sessions::CreatedAt, Order::Desc)
            .order_by(Sessions::Id, Order::Desc);
        let rows: Vec<Row> = self.database.all(&query).await?;
        Ok(rows.into_iter().map(Session::from).collect())
    }
}

#[async_trait]
impl Write for Changes {
    async fn insert_session(&mut self, session: &Session, token: &[u8; 32]) -> Result<()> {
        let row = insert!(Sessions::Table,
            Sessions::Id => session.id.0,
            Sessions::TokenHash => token.to_vec(),
            Sessions::UserId => session.user.0,
            Sessions::CreatedAt => session.created_at,
            Sessions::ExpiresAt => session.expires_at,
            Sessions::Agent => session.agent.replace('\0', ""),
        );
        self.execute(&row).await.map(drop)
    }

    async fn extend_session(&mut self, id: SessionId, expires_at: Time) -> Result<()> {
        let change = Query::update()
            .table(Sessions::Table)
            .value(Sessions::ExpiresAt, expires_at)
            .and_where(Expr::col(Sessions::Id).eq(id.0))
            .to_owned();
        self.execute(&change).await.map(drop)
    }

    async fn delete_session(&mut self, id: SessionId) -> Result<()> {
        let change = Query::delete().from_table(Sessions::Table).and_where(Expr::col(Sessions::Id).eq(id.0)).to_owned();
        self.execute(&change).await.map(drop)
    }

    async fn delete_expired_sessions(&mut self, before: Time) -> Result<()> {
        let change =
            Query::delete().from_table(Sessions::Table).and_where(Expr::col(Sessions::ExpiresAt).lt(before)).to_owned();
        self.execute(&change).await.map(drop)
    }
}
