//! Users.

use async_trait::async_trait;
use library::ids::UserId;
use library::users::{Read, User, Write};
use library::{Result, Time};
use sea_query::{Expr, ExprTrait, Order, Query, SelectStatement};
use uuid::Uuid;

use crate::open::Store;
use crate::schema::{Principals, Users};
use crate::search::{fold, storable};
use crate::statement::insert;
use crate::transaction::Changes;

const TAKEN: &str = "the name or the e-mail address is taken";

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    serial: i64,
    name: String,
    email: Option<String>,
    password: Option<String>,
    created_at: Time,
}

impl From<Row> for User {
    fn from(row: Row) -> Self {
        let Row { id, serial, name, email, password, created_at } = row;
        Self { id: UserId(id), serial, name, email, password, created_at }
    }
}

fn select() -> SelectStatement {
    Query::select()
        .columns([Users::Id, Users::Serial, Users::Name, Users::Email, Users::Password, Users::CreatedAt])
        .from(Users::Table)
        .to_owned()
}

#[async_trait]
impl Read for Store {
    async fn user(&self, id: UserId) -> Result<Option<User>> {
        let row: Option<Row> = self.database.first(select().and_where(Expr::col(Users::Id).eq(id.0))).await?;
        Ok(row.map(User::from))
    }

    async fn user_by_name(&self, name_or_email: &str) -> Result<Option<User>> {
        if !storable(name_or_email) {
            return Ok(None);
        }
        let folded = fold(name_or_email);
        for column in [Users::NameFolded, Users::EmailFolded] {
            let row: Option<Row> =
                self.database.first(select().and_where(Expr::col(column).eq(folded.as_str()))).await?;
            if let Some(row) = row {
                return Ok(Some(row.into()));
            }
        }
        Ok(None)
    }

    async fn users(&self) -> Result<Vec<User>> {
        let rows: Vec<Row> = self.database.all(select().order_by(Users::Serial, Order::Asc)).await?;
        Ok(rows.into_iter().map(User::from).collect())
    }

    async fn any_user(&self) -> Result<bool> {
        let row: Option<Row> = self.database.first(select().limit(1)).await?;
        Ok(row.is_some())
    }
}

#[async_trait]
impl Write for Changes {
    async fn insert_user(&mut self, user: &User) -> Result<User> {
        let serial = principal(self, user.id.0).await?;
        let mut row = insert!(Users::Table,
            Users::Id => user.id.0,
            Users::Serial => serial,
            Users::Name => user.name.as_str(),
            Users::NameFolded => fold(&user.name),
            Users::Email => user.email.clone(),
            Users::EmailFolded => user.email.as_deref().map(fold),
            Users::Password => user.password.clone(),
            Users::CreatedAt => user.created_at,
        );
        self.insert(&mut row, TAKEN).await?;
        Ok(User { serial, ..user.clone() })
    }

    async fn set_password(&mut self, id: UserId, hash: Option<&str>) -> Result<()> {
        let change = Query::update()
            .table(Users::Table)
            .value(Users::Password, hash.map(str::to_owned))
            .and_where(Expr::col(Users::Id).eq(id.0))
            .to_owned();
        self.execute(&change).await.map(drop)
    }
}

/// The next number of the sequence that users and accounts share.
pub(crate) async fn principal(changes: &mut Changes, id: Uuid) -> Result<i64> {
    let mut row = insert!(Principals::Table, Principals::Id => id);
    changes.insert_numbered(&mut row, Principals::Serial, "this is there already").await
}
