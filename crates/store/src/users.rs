//! Users.

use async_trait::async_trait;
use library::collections::Standing;
use library::ids::{CollectionId, EmailId, ReactionId, UserId};
use library::users::{Email, Read, User, Write};
use library::{Error, Result, Time};
use sea_query::{Expr, ExprTrait, IntoColumnRef, IntoTableRef, Order, Query, SelectStatement};
use uuid::Uuid;

use crate::db::still_held;
use crate::open::Store;
use crate::schema::{Accounts, Emails, Keys, Members, Principals, Reactions, Sessions, Standings, Users};
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

#[derive(sqlx::FromRow)]
struct EmailRow {
    serial: i64,
    id: Uuid,
    user_id: Uuid,
    address: String,
    created_at: Time,
}

impl From<EmailRow> for Email {
    fn from(row: EmailRow) -> Self {
        let EmailRow { serial, id, user_id, address, created_at } = row;
        Self { id: EmailId(id), serial, user: UserId(user_id), address, created_at }
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

    async fn user_by_serial(&self, serial: i64) -> Result<Option<User>> {
        let row: Option<Row> = self.database.first(select().and_where(Expr::col(Users::Serial).eq(serial))).await?;
        Ok(row.map(User::from))
    }

    async fn user_by_email(&self, address: &str) -> Result<Option<User>> {
        if !storable(address) {
            return Ok(None);
        }
        let others = Query::select()
            .column(Emails::UserId)
            .from(Emails::Table)
            .and_where(Expr::col(Emails::AddressFolded).eq(fold(address)))
            .to_owned();
        let first = Expr::col(Users::EmailFolded).eq(fold(address));
        let row: Option<Row> =
            self.database.first(select().and_where(first.or(Expr::col(Users::Id).in_subquery(others)))).await?;
        Ok(row.map(User::from))
    }

    async fn emails(&self, user: UserId) -> Result<Vec<Email>> {
        let query = Query::select()
            .columns([Emails::Serial, Emails::Id, Emails::UserId, Emails::Address, Emails::CreatedAt])
            .from(Emails::Table)
            .and_where(Expr::col(Emails::UserId).eq(user.0))
            .order_by(Emails::Serial, Order::Asc)
            .to_owned();
        let rows: Vec<EmailRow> = self.database.all(&query).await?;
        Ok(rows.into_iter().map(Email::from).collect())
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

    async fn update_user(&mut self, user: &User) -> Result<()> {
        let address = user.email.as_deref().map(fold);
        let taken = Expr::col(Users::NameFolded).eq(fold(&user.name));
        let taken =
            address.iter().fold(taken, |taken, email| taken.or(Expr::col(Users::EmailFolded).eq(email.as_str())));
        let others = Query::select()
            .column(Users::Id)
            .from(Users::Table)
            .and_where(Expr::col(Users::Id).ne(user.id.0))
            .and_where(taken)
            .to_owned();
        let theirs = Query::select()
            .column(Emails::UserId)
            .from(Emails::Table)
            .and_where(Expr::col(Emails::UserId).ne(user.id.0))
            .and_where(Expr::col(Emails::AddressFolded).eq(address.clone().unwrap_or_default()))
            .to_owned();
        if self.first::<(Uuid,)>(&others).await?.is_some() || self.first::<(Uuid,)>(&theirs).await?.is_some() {
            return Err(Error::Conflict(TAKEN.to_owned()));
        }
        let change = Query::update()
            .table(Users::Table)
            .value(Users::Name, user.name.as_str())
            .value(Users::NameFolded, fold(&user.name))
            .value(Users::Email, user.email.clone())
            .value(Users::EmailFolded, address)
            .and_where(Expr::col(Users::Id).eq(user.id.0))
            .to_owned();
        self.execute(&change).await.map(drop)
    }

    async fn insert_email(&mut self, email: &Email) -> Result<Email> {
        let first = Query::select()
            .column(Users::Id)
            .from(Users::Table)
            .and_where(Expr::col(Users::EmailFolded).eq(fold(&email.address)))
            .to_owned();
        if self.first::<(Uuid,)>(&first).await?.is_some() {
            return Err(Error::Conflict("the e-mail address is taken".to_owned()));
        }
        let mut row = insert!(Emails::Table,
            Emails::Id => email.id.0,
            Emails::UserId => email.user.0,
            Emails::Address => email.address.as_str(),
            Emails::AddressFolded => fold(&email.address),
            Emails::CreatedAt => email.created_at,
        );
        let serial = self.insert_numbered(&mut row, Emails::Serial, "the e-mail address is taken").await?;
        Ok(Email { serial, ..email.clone() })
    }

    async fn delete_email(&mut self, id: EmailId) -> Result<()> {
        let gone = Query::delete().from_table(Emails::Table).and_where(Expr::col(Emails::Id).eq(id.0)).to_owned();
        self.execute(&gone).await.map(drop)
    }

    async fn delete_user(&mut self, id: UserId) -> Result<()> {
        let own = Query::select()
            .column(Accounts::Id)
            .from(Accounts::Table)
            .and_where(Expr::col(Accounts::OwnOf).eq(id.0))
            .to_owned();
        let own: Vec<(Uuid,)> = self.all(&own).await?;
        let busy = |error| still_held(error, "somebody who owns or has made things cannot be removed");
        let elsewhere = Query::select()
            .column(Members::AccountId)
            .from(Members::Table)
            .and_where(Expr::col(Members::UserId).eq(id.0))
            .and_where(Expr::col(Members::AccountId).is_not_in(own.iter().map(|(account,)| *account)))
            .to_owned();
        if self.first::<(Uuid,)>(&elsewhere).await?.is_some() {
            return Err(Error::Conflict("a member of a team leaves it first".to_owned()));
        }
        self.take_back(id).await?;
        for (table, column) in [
            (Sessions::Table.into_table_ref(), Sessions::UserId.into_column_ref()),
            (Emails::Table.into_table_ref(), Emails::UserId.into_column_ref()),
            (Standings::Table.into_table_ref(), Standings::UserId.into_column_ref()),
            (Keys::Table.into_table_ref(), Keys::UserId.into_column_ref()),
        ] {
            let gone = Query::delete().from_table(table).and_where(Expr::col(column).eq(id.0)).to_owned();
            self.execute(&gone).await.map_err(busy)?;
        }
        for (account,) in own {
            library::accounts::Write::delete_account(self, library::ids::AccountId(account)).await?;
        }
        let gone = Query::delete().from_table(Users::Table).and_where(Expr::col(Users::Id).eq(id.0)).to_owned();
        self.execute(&gone).await.map(drop).map_err(busy)
    }
}

impl Changes {
    /// Takes a person's reactions and shares off the counts that are kept of them.
    async fn take_back(&mut self, user: UserId) -> Result<()> {
        let reactions = Query::select()
            .column(Reactions::Id)
            .from(Reactions::Table)
            .and_where(Expr::col(Reactions::UserId).eq(user.0))
            .to_owned();
        let reactions: Vec<(Uuid,)> = self.all(&reactions).await?;
        for (reaction,) in reactions {
            library::responses::Write::delete_reaction(self, ReactionId(reaction)).await?;
        }
        let shares = Query::select()
            .column(Standings::CollectionId)
            .from(Standings::Table)
            .and_where(Expr::col(Standings::UserId).eq(user.0))
            .order_by(Standings::CollectionId, Order::Asc)
            .to_owned();
        let shares: Vec<(Uuid,)> = self.all(&shares).await?;
        for (collection,) in shares {
            let nothing = Standing::new(user, CollectionId(collection));
            library::collections::Write::put_standing(self, &nothing).await?;
        }
        Ok(())
    }
}

/// The next number of the sequence that users and accounts share.
pub(crate) async fn principal(changes: &mut Changes, id: Uuid) -> Result<i64> {
    let mut row = insert!(Principals::Table, Principals::Id => id);
    changes.insert_numbered(&mut row, Principals::Serial, "this is there already").await
}
