//! Accounts and their members.

use async_trait::async_trait;
use library::accounts::{Account, Counts, Member, Read, Write};
use library::ids::{AccountId, UserId};
use library::{Error, Noun, Result, Role, Time};
use sea_query::{Expr, ExprTrait, JoinType, OnConflict, Order, Query, SelectStatement};
use uuid::Uuid;

use crate::open::Store;
use crate::schema::{Accounts, Members};
use crate::search::{fold, storable};
use crate::statement::insert;
use crate::transaction::Changes;
use crate::users::principal;
use crate::values::named;

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    serial: i64,
    name: String,
    own_of: Option<Uuid>,
    parent_id: Option<Uuid>,
    created_at: Time,
    #[sqlx(flatten)]
    counts: CountsRow,
}

#[derive(sqlx::FromRow)]
struct CountsRow {
    mockups: i64,
    assets: i64,
    collections: i64,
    renders: i64,
    bytes: i64,
}

#[derive(sqlx::FromRow)]
struct RoleRow {
    role: String,
}

#[derive(sqlx::FromRow)]
struct MemberRow {
    user_id: Uuid,
    role: String,
}

#[derive(sqlx::FromRow)]
struct OwnRow {
    #[sqlx(flatten)]
    account: Row,
    #[sqlx(flatten)]
    role: RoleRow,
}

impl From<Row> for Account {
    fn from(row: Row) -> Self {
        let Row { id, serial, name, own_of, parent_id, created_at, counts } = row;
        let (own_of, parent) = (own_of.map(UserId), parent_id.map(AccountId));
        Self { id: AccountId(id), serial, name, own_of, parent, created_at, counts: counts.into() }
    }
}

impl From<CountsRow> for Counts {
    fn from(row: CountsRow) -> Self {
        let CountsRow { mockups, assets, collections, renders, bytes } = row;
        Self { mockups, assets, collections, renders, bytes }
    }
}

fn role(name: &str) -> Result<Role> {
    Ok(named(Role::from_name(name), "a role")?)
}

const COUNTS: [Accounts; 5] =
    [Accounts::Mockups, Accounts::Assets, Accounts::Collections, Accounts::Renders, Accounts::Bytes];

fn select() -> SelectStatement {
    let columns =
        [Accounts::Id, Accounts::Serial, Accounts::Name, Accounts::OwnOf, Accounts::ParentId, Accounts::CreatedAt];
    Query::select()
        .columns(columns.into_iter().chain(COUNTS).map(|column| (Accounts::Table, column)))
        .from(Accounts::Table)
        .to_owned()
}

#[async_trait]
impl Read for Store {
    async fn account(&self, id: AccountId) -> Result<Option<Account>> {
        let row: Option<Row> = self.database.first(select().and_where(Expr::col(Accounts::Id).eq(id.0))).await?;
        Ok(row.map(Account::from))
    }

    async fn account_by_name(&self, name: &str) -> Result<Option<Account>> {
        if !storable(name) {
            return Ok(None);
        }
        let row: Option<Row> =
            self.database.first(select().and_where(Expr::col(Accounts::NameFolded).eq(fold(name)))).await?;
        Ok(row.map(Account::from))
    }

    async fn role(&self, account: AccountId, user: UserId) -> Result<Option<Role>> {
        let query = Query::select()
            .column(Members::Role)
            .from(Members::Table)
            .and_where(Expr::col(Members::AccountId).eq(account.0))
            .and_where(Expr::col(Members::UserId).eq(user.0))
            .to_owned();
        let row: Option<RoleRow> = self.database.first(&query).await?;
        row.map(|row| role(&row.role)).transpose()
    }

    async fn accounts_of(&self, user: UserId) -> Result<Vec<(Account, Role)>> {
        let mut query = select();
        query
            .column((Members::Table, Members::Role))
            .join(
                JoinType::InnerJoin,
                Members::Table,
                Expr::col((Members::Table, Members::AccountId)).equals((Accounts::Table, Accounts::Id)),
            )
            .and_where(Expr::col((Members::Table, Members::UserId)).eq(user.0))
            .order_by(Accounts::NameFolded, Order::Asc);
        let rows: Vec<OwnRow> = self.database.all(&query).await?;
        let mut accounts: Vec<(Account, Role)> =
            rows.into_iter().map(|row| Ok((row.account.into(), role(&row.role.role)?))).collect::<Result<_>>()?;
        accounts.sort_by_key(|(account, _)| account.own_of != Some(user));
        Ok(accounts)
    }

    async fn members(&self, account: AccountId) -> Result<Vec<Member>> {
        let query = Query::select()
            .columns([Members::UserId, Members::Role])
            .from(Members::Table)
            .and_where(Expr::col(Members::AccountId).eq(account.0))
            .order_by(Members::Serial, Order::Asc)
            .to_owned();
        let rows: Vec<MemberRow> = self.database.all(&query).await?;
        rows.into_iter().map(|row| Ok(Member { account, user: UserId(row.user_id), role: role(&row.role)? })).collect()
    }
}

#[async_trait]
impl Write for Changes {
    async fn insert_account(&mut self, account: &Account) -> Result<Account> {
        let serial = principal(self, account.id.0).await?;
        let mut row = insert!(Accounts::Table,
            Accounts::Id => account.id.0,
            Accounts::Serial => serial,
            Accounts::Name => account.name.as_str(),
            Accounts::NameFolded => fold(&account.name),
            Accounts::OwnOf => account.own_of.map(|id| id.0),
            Accounts::ParentId => account.parent.map(|id| id.0),
            Accounts::CreatedAt => account.created_at,
            Accounts::Mockups => 0i64,
            Accounts::Assets => 0i64,
            Accounts::Collections => 0i64,
            Accounts::Renders => 0i64,
            Accounts::Bytes => 0i64,
        );
        self.insert(&mut row, "the name is taken").await?;
        Ok(Account { serial, counts: Counts::default(), ..account.clone() })
    }

    async fn put_member(&mut self, member: Member) -> Result<()> {
        let mut row = insert!(Members::Table,
            Members::AccountId => member.account.0,
            Members::UserId => member.user.0,
            Members::Role => member.role.name(),
        );
        let again = OnConflict::columns([Members::AccountId, Members::UserId]).update_column(Members::Role).to_owned();
        self.execute(row.on_conflict(again)).await.map(drop)
    }

    async fn remove_member(&mut self, account: AccountId, user: UserId) -> Result<()> {
        let change = Query::delete()
            .from_table(Members::Table)
            .and_where(Expr::col(Members::AccountId).eq(account.0))
            .and_where(Expr::col(Members::UserId).eq(user.0))
            .to_owned();
        self.execute(&change).await.map(drop)
    }

    async fn add_to_counts(&mut self, account: AccountId, change: Counts) -> Result<Counts> {
        let Counts { mockups, assets, collections, renders, bytes } = change;
        let sums = COUNTS
            .into_iter()
            .zip([mockups, assets, collections, renders, bytes])
            .map(|(column, more)| (column, Expr::col(column).add(more)));
        let update = Query::update()
            .table(Accounts::Table)
            .values(sums)
            .and_where(Expr::col(Accounts::Id).eq(account.0))
            .returning(Query::returning().columns(COUNTS))
            .to_owned();
        let row: Option<CountsRow> = self.first(&update).await?;
        row.map(Counts::from).ok_or(Error::NotFound(Noun::Account))
    }
}
