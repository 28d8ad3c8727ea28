//! Invitations.

use async_trait::async_trait;
use library::ids::{AccountId, CollectionId, InvitationId, UserId};
use library::invitations::{Invitation, Place, Read, Write};
use library::{Error, Result, Role, Time};
use sea_query::{Expr, ExprTrait, Order, Query, SelectStatement};
use uuid::Uuid;

use crate::open::Store;
use crate::schema::Invitations as Column;
use crate::search::{fold, storable};
use crate::statement::insert;
use crate::transaction::Changes;
use crate::values::{Damaged, named};

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    address: String,
    account_id: Option<Uuid>,
    role: String,
    collection_id: Option<Uuid>,
    invited_by: Uuid,
    created_at: Time,
}

impl TryFrom<Row> for Invitation {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let Row { id, address, account_id, role, collection_id, invited_by, created_at } = row;
        let place = match (account_id, collection_id) {
            (Some(account), None) => Place::Account(AccountId(account), named(Role::from_name(&role), "a role")?),
            (None, Some(collection)) => Place::Collection(CollectionId(collection)),
            (Some(_), Some(_)) | (None, None) => return Err(Damaged("an invitation").into()),
        };
        Ok(Self { id: InvitationId(id), address, place, by: UserId(invited_by), created_at })
    }
}

fn select() -> SelectStatement {
    let columns = [
        Column::Id,
        Column::Address,
        Column::AccountId,
        Column::Role,
        Column::CollectionId,
        Column::InvitedBy,
        Column::CreatedAt,
    ];
    Query::select().columns(columns).from(Column::Table).order_by(Column::Serial, Order::Asc).to_owned()
}

#[async_trait]
impl Read for Store {
    async fn invitation(&self, id: InvitationId) -> Result<Option<Invitation>> {
        let row: Option<Row> = self.database.first(select().and_where(Expr::col(Column::Id).eq(id.0))).await?;
        row.map(Invitation::try_from).transpose()
    }

    async fn invitations_to_account(&self, account: AccountId) -> Result<Vec<Invitation>> {
        let rows: Vec<Row> = self.database.all(select().and_where(Expr::col(Column::AccountId).eq(account.0))).await?;
        rows.into_iter().map(Invitation::try_from).collect()
    }

    async fn invitations_to_collection(&self, collection: CollectionId) -> Result<Vec<Invitation>> {
        let rows: Vec<Row> =
            self.database.all(select().and_where(Expr::col(Column::CollectionId).eq(collection.0))).await?;
        rows.into_iter().map(Invitation::try_from).collect()
    }
}

#[async_trait]
impl Write for Changes {
    async fn put_invitation(&mut self, invitation: &Invitation) -> Result<()> {
        let (account, role, collection) = match invitation.place {
            Place::Account(account, role) => (Some(account.0), role.name(), None),
            Place::Collection(collection) => (None, "", Some(collection.0)),
        };
        self.delete_invitation_to(invitation.place, &invitation.address).await?;
        let mut row = insert!(Column::Table,
            Column::Id => invitation.id.0,
            Column::Address => invitation.address.as_str(),
            Column::AddressFolded => fold(&invitation.address),
            Column::AccountId => account,
            Column::Role => role,
            Column::CollectionId => collection,
            Column::InvitedBy => invitation.by.0,
            Column::CreatedAt => invitation.created_at,
        );
        // Two who ask at once: both have asked.
        self.insert(&mut row, "this person was invited just now").await
    }

    async fn delete_invitation_to(&mut self, place: Place, address: &str) -> Result<()> {
        let there = match place {
            Place::Account(account, _) => Expr::col(Column::AccountId).eq(account.0),
            Place::Collection(collection) => Expr::col(Column::CollectionId).eq(collection.0),
        };
        let theirs = Query::delete()
            .from_table(Column::Table)
            .and_where(Expr::col(Column::AddressFolded).eq(fold(address)))
            .and_where(there)
            .to_owned();
        self.execute(&theirs).await.map(drop)
    }

    async fn delete_invitation(&mut self, id: InvitationId) -> Result<bool> {
        let gone = Query::delete().from_table(Column::Table).and_where(Expr::col(Column::Id).eq(id.0)).to_owned();
        Ok(self.execute(&gone).await? > 0)
    }

    async fn take_invitations(&mut self, address: &str) -> Result<Vec<Place>> {
        if !storable(address) {
            return Ok(Vec::new());
        }
        let theirs = Expr::col(Column::AddressFolded).eq(fold(address));
        let rows: Vec<Row> = self.all(&select().and_where(theirs.clone()).to_owned()).await?;
        self.execute(&Query::delete().from_table(Column::Table).and_where(theirs).to_owned()).await?;
        rows.into_iter().map(|row| Invitation::try_from(row).map(|invitation| invitation.place)).collect()
    }
}
