//! Accounts and their members.

use async_trait::async_trait;
use library::accounts::{Account, Counts, Member, Profile, Read, Write};
use library::ids::{AccountId, UserId};
use library::{Error, Noun, Result, Role, Time};
use sea_query::{Expr, ExprTrait, IntoColumnRef, IntoTableRef, JoinType, OnConflict, Order, Query, SelectStatement};
use uuid::Uuid;

use crate::collections::{view, way_name};
use crate::db::still_held;
use crate::json::item::{read_details, write_details};
use crate::open::Store;
use crate::schema::{
    Accounts, Catalogs, Keys, Members, Preferences, Profiles, Tags, WebhookDeliveries, WebhookEndpoints, WebhookEvents,
};
use crate::search::{fold, storable};
use crate::statement::insert;
use crate::transaction::Changes;
use crate::users::principal;
use crate::values::{Hash, blob, bytes, length, named};

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

const PROFILE: [Profiles; 10] = [
    Profiles::Title,
    Profiles::Description,
    Profiles::AvatarHash,
    Profiles::AvatarBytes,
    Profiles::AvatarType,
    Profiles::ViewSort,
    Profiles::ViewOrder,
    Profiles::ViewMode,
    Profiles::Labels,
    Profiles::Details,
];

#[derive(sqlx::FromRow)]
struct ProfileRow {
    title: String,
    description: String,
    avatar_hash: Option<Vec<u8>>,
    avatar_bytes: Option<i64>,
    avatar_type: Option<String>,
    view_sort: String,
    view_order: String,
    view_mode: String,
    labels: bool,
    details: String,
}

impl TryFrom<ProfileRow> for Profile {
    type Error = Error;

    fn try_from(row: ProfileRow) -> Result<Self> {
        let avatar = match (row.avatar_hash, row.avatar_bytes, row.avatar_type) {
            (Some(hash), Some(bytes), Some(media_type)) => Some((blob(Hash::try_from(hash)?, bytes)?, media_type)),
            _ => None,
        };
        Ok(Self {
            title: row.title,
            description: row.description,
            avatar,
            view: view(row.view_sort, &row.view_order, row.view_mode, row.labels)?,
            details: read_details(&row.details)?,
        })
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

    async fn account_by_serial(&self, serial: i64) -> Result<Option<Account>> {
        let row: Option<Row> = self.database.first(select().and_where(Expr::col(Accounts::Serial).eq(serial))).await?;
        Ok(row.map(Account::from))
    }

    async fn own_account(&self, user: UserId) -> Result<Option<Account>> {
        let row: Option<Row> = self.database.first(select().and_where(Expr::col(Accounts::OwnOf).eq(user.0))).await?;
        Ok(row.map(Account::from))
    }

    async fn accounts_under(&self, parent: AccountId) -> Result<Vec<Account>> {
        let query = select()
            .and_where(Expr::col(Accounts::ParentId).eq(parent.0))
            .order_by(Accounts::Serial, Order::Asc)
            .to_owned();
        let rows: Vec<Row> = self.database.all(&query).await?;
        Ok(rows.into_iter().map(Account::from).collect())
    }

    async fn profile(&self, account: AccountId) -> Result<Profile> {
        let query = Query::select()
            .columns(PROFILE)
            .from(Profiles::Table)
            .and_where(Expr::col(Profiles::AccountId).eq(account.0))
            .to_owned();
        let row: Option<ProfileRow> = self.database.first(&query).await?;
        row.map_or_else(|| Ok(Profile::default()), Profile::try_from)
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

    async fn rename_account(&mut self, id: AccountId, name: &str) -> Result<()> {
        let named = Expr::col(Accounts::NameFolded).eq(fold(name));
        let other = Query::select()
            .column(Accounts::Id)
            .from(Accounts::Table)
            .and_where(named)
            .and_where(Expr::col(Accounts::Id).ne(id.0))
            .to_owned();
        if self.first::<(Uuid,)>(&other).await?.is_some() {
            return Err(Error::Conflict("the name is taken".to_owned()));
        }
        let change = Query::update()
            .table(Accounts::Table)
            .value(Accounts::Name, name)
            .value(Accounts::NameFolded, fold(name))
            .and_where(Expr::col(Accounts::Id).eq(id.0))
            .to_owned();
        self.execute(&change).await.map(drop)
    }

    async fn put_profile(&mut self, account: AccountId, profile: &Profile) -> Result<()> {
        let mut row = insert!(Profiles::Table,
            Profiles::AccountId => account.0,
            Profiles::Title => profile.title.as_str(),
            Profiles::Description => profile.description.as_str(),
            Profiles::AvatarHash => profile.avatar.as_ref().map(|(blob, _)| bytes(blob.hash)),
            Profiles::AvatarBytes => profile.avatar.as_ref().map(|(blob, _)| length(blob.bytes)).transpose()?,
            Profiles::AvatarType => profile.avatar.as_ref().map(|(_, media_type)| media_type.clone()),
            Profiles::ViewSort => profile.view.sort.as_str(),
            Profiles::ViewOrder => way_name(profile.view.order),
            Profiles::ViewMode => profile.view.mode.as_str(),
            Profiles::Labels => profile.view.labels,
            Profiles::Details => write_details(&profile.details)?,
        );
        let again = OnConflict::column(Profiles::AccountId).update_columns(PROFILE).to_owned();
        self.execute(row.on_conflict(again)).await.map(drop)
    }

    async fn delete_account(&mut self, id: AccountId) -> Result<()> {
        let events = Query::select()
            .column(WebhookEvents::Id)
            .from(WebhookEvents::Table)
            .and_where(Expr::col(WebhookEvents::AccountId).eq(id.0))
            .to_owned();
        // Those to the team above, too.
        let told = Query::delete()
            .from_table(WebhookDeliveries::Table)
            .and_where(Expr::col(WebhookDeliveries::EventId).in_subquery(events))
            .to_owned();
        self.execute(&told).await?;
        for (table, column) in [
            (WebhookEndpoints::Table.into_table_ref(), WebhookEndpoints::AccountId.into_column_ref()),
            (WebhookEvents::Table.into_table_ref(), WebhookEvents::AccountId.into_column_ref()),
            (Members::Table.into_table_ref(), Members::AccountId.into_column_ref()),
            (Keys::Table.into_table_ref(), Keys::AccountId.into_column_ref()),
            (Catalogs::Table.into_table_ref(), Catalogs::AccountId.into_column_ref()),
            (Preferences::Table.into_table_ref(), Preferences::AccountId.into_column_ref()),
            (Profiles::Table.into_table_ref(), Profiles::AccountId.into_column_ref()),
            (Tags::Table.into_table_ref(), Tags::AccountId.into_column_ref()),
            (Accounts::Table.into_table_ref(), Accounts::Id.into_column_ref()),
        ] {
            let gone = Query::delete().from_table(table).and_where(Expr::col(column).eq(id.0)).to_owned();
            self.execute(&gone).await.map_err(|error| still_held(error, "the account holds something"))?;
        }
        Ok(())
    }
}
