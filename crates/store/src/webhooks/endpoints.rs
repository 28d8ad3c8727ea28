//! Who wants to be told.

use library::ids::{AccountId, EndpointId};
use library::secrets::Sealed;
use library::webhooks::Endpoint;
use library::{Error, Result, Time};
use sea_query::{
    DeleteStatement, Expr, ExprTrait, InsertStatement, LockType, Order, Query, SelectStatement, UpdateStatement,
};
use uuid::Uuid;

use crate::schema::{Accounts, WebhookEndpoints as Column};
use crate::statement::insert as row;

#[derive(sqlx::FromRow)]
pub(super) struct Row {
    id: Uuid,
    account_id: Uuid,
    door: String,
    url: String,
    secret: Vec<u8>,
    description: String,
    event_types: String,
    naming: String,
    enabled: bool,
    failing_since: Option<Time>,
    created_at: Time,
    updated_at: Time,
}

impl TryFrom<Row> for Endpoint {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: EndpointId(row.id),
            account: AccountId(row.account_id),
            door: row.door,
            url: row.url,
            secret: Sealed(row.secret),
            description: row.description,
            event_types: serde_json::from_str(&row.event_types).map_err(Error::internal)?,
            naming: row.naming,
            enabled: row.enabled,
            failing_since: row.failing_since,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}

fn types(endpoint: &Endpoint) -> Result<String> {
    serde_json::to_string(&endpoint.event_types).map_err(Error::internal)
}

fn select() -> SelectStatement {
    let columns = [
        Column::Id,
        Column::AccountId,
        Column::Door,
        Column::Url,
        Column::Secret,
        Column::Description,
        Column::EventTypes,
        Column::Naming,
        Column::Enabled,
        Column::FailingSince,
        Column::CreatedAt,
        Column::UpdatedAt,
    ];
    Query::select().columns(columns).from(Column::Table).to_owned()
}

pub(super) fn one(id: EndpointId) -> SelectStatement {
    select().and_where(Expr::col(Column::Id).eq(id.0)).to_owned()
}

pub(super) fn of_door(account: AccountId, door: &str) -> SelectStatement {
    select()
        .and_where(Expr::col(Column::AccountId).eq(account.0))
        .and_where(Expr::col(Column::Door).eq(door))
        .order_by(Column::CreatedAt, Order::Asc)
        .order_by(Column::Id, Order::Asc)
        .to_owned()
}

/// Their rows cannot be deleted meanwhile, and can be changed.
pub(super) fn enabled(account: AccountId) -> SelectStatement {
    let above = Query::select()
        .column(Accounts::ParentId)
        .from(Accounts::Table)
        .and_where(Expr::col(Accounts::Id).eq(account.0))
        .to_owned();
    let own = Expr::col(Column::AccountId).eq(account.0);
    select()
        .and_where(own.or(Expr::col(Column::AccountId).in_subquery(above)))
        .and_where(Expr::col(Column::Enabled).eq(true))
        .order_by(Column::CreatedAt, Order::Asc)
        .order_by(Column::Id, Order::Asc)
        .lock(LockType::KeyShare)
        .to_owned()
}

pub(super) fn insert(endpoint: &Endpoint) -> Result<InsertStatement> {
    Ok(row!(Column::Table,
        Column::Id => endpoint.id.0,
        Column::AccountId => endpoint.account.0,
        Column::Door => endpoint.door.as_str(),
        Column::Url => endpoint.url.as_str(),
        Column::Secret => endpoint.secret.0.clone(),
        Column::Description => endpoint.description.as_str(),
        Column::EventTypes => types(endpoint)?,
        Column::Naming => endpoint.naming.as_str(),
        Column::Enabled => endpoint.enabled,
        Column::FailingSince => endpoint.failing_since,
        Column::CreatedAt => endpoint.created_at,
        Column::UpdatedAt => endpoint.updated_at,
    ))
}

pub(super) fn update(endpoint: &Endpoint) -> Result<UpdateStatement> {
    Ok(Query::update()
        .table(Column::Table)
        .value(Column::Url, endpoint.url.as_str())
        .value(Column::Secret, endpoint.secret.0.clone())
        .value(Column::Description, endpoint.description.as_str())
        .value(Column::EventTypes, types(endpoint)?)
        .value(Column::Naming, endpoint.naming.as_str())
        .value(Column::Enabled, endpoint.enabled)
        .value(Column::FailingSince, endpoint.failing_since)
        .value(Column::UpdatedAt, endpoint.updated_at)
        .and_where(Expr::col(Column::Id).eq(endpoint.id.0))
        .to_owned())
}

pub(super) fn delete(id: EndpointId) -> DeleteStatement {
    Query::delete().from_table(Column::Table).and_where(Expr::col(Column::Id).eq(id.0)).to_owned()
}
