//! Events on their way.

use library::ids::{AccountId, DeliveryId, EndpointId, EventId, JobId};
use library::webhooks::{Delivery, Query as Wanted, State};
use library::{Error, Result, Time};
use sea_query::{DeleteStatement, Expr, ExprTrait, Func, InsertStatement, Order, Query, SelectStatement};
use uuid::Uuid;

use crate::schema::{WebhookDeliveries as Column, WebhookEndpoints};
use crate::statement::insert as row;
use crate::values::{Damaged, named, small};

#[derive(sqlx::FromRow)]
pub(super) struct Row {
    id: Uuid,
    account_id: Uuid,
    endpoint_id: Uuid,
    event_id: Uuid,
    job_id: Uuid,
    event_type: String,
    state: String,
    attempts: i64,
    http_status: Option<i64>,
    error: Option<String>,
    created_at: Time,
    updated_at: Time,
    ready_at: Option<Time>,
}

impl TryFrom<Row> for Delivery {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let status = row.http_status.map(u16::try_from).transpose();
        Ok(Self {
            id: DeliveryId(row.id),
            account: AccountId(row.account_id),
            endpoint: EndpointId(row.endpoint_id),
            event: EventId(row.event_id),
            job: JobId(row.job_id),
            event_type: row.event_type,
            state: named(State::from_name(&row.state), "a delivery's state")?,
            attempts: small(row.attempts)?,
            http_status: status.map_err(|_| Damaged("a status"))?,
            error: row.error,
            next_at: row.ready_at,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}

/// A delivery's columns, to be decoded as a [`Row`].
pub(super) const COLUMNS: [Column; 13] = [
    Column::Id,
    Column::AccountId,
    Column::EndpointId,
    Column::EventId,
    Column::JobId,
    Column::EventType,
    Column::State,
    Column::Attempts,
    Column::HttpStatus,
    Column::Error,
    Column::CreatedAt,
    Column::UpdatedAt,
    Column::ReadyAt,
];

fn select() -> SelectStatement {
    Query::select().columns(COLUMNS).from(Column::Table).to_owned()
}

pub(super) fn one(id: DeliveryId) -> SelectStatement {
    select().and_where(Expr::col(Column::Id).eq(id.0)).to_owned()
}

/// How many attempts an endpoint has seen, and how many deliveries arrived.
pub(super) fn calls(endpoint: EndpointId) -> (SelectStatement, SelectStatement) {
    let from =
        || Query::select().from(Column::Table).and_where(Expr::col(Column::EndpointId).eq(endpoint.0)).to_owned();
    let sum = Func::coalesce([Func::sum(Expr::col(Column::Attempts)).into(), Expr::val(0i64)]);
    // PostgreSQL adds up to a decimal number.
    let total = from().expr(Expr::expr(sum).cast_as("bigint")).to_owned();
    let arrived = from()
        .expr(Func::count(Expr::col(Column::Id)))
        .and_where(Expr::col(Column::State).eq(State::Delivered.name()))
        .to_owned();
    (total, arrived)
}

/// Where a delivery stands in the list.
pub(super) fn place(account: AccountId, id: DeliveryId) -> SelectStatement {
    Query::select()
        .column(Column::CreatedAt)
        .from(Column::Table)
        .and_where(Expr::col(Column::Id).eq(id.0))
        .and_where(Expr::col(Column::AccountId).eq(account.0))
        .to_owned()
}

/// Those that match, after the given place, newest first.
pub(super) fn matching(wanted: &Wanted, place: Option<(Time, DeliveryId)>) -> SelectStatement {
    let of_door = Query::select()
        .column(WebhookEndpoints::Id)
        .from(WebhookEndpoints::Table)
        .and_where(Expr::col(WebhookEndpoints::AccountId).eq(wanted.account.0))
        .and_where(Expr::col(WebhookEndpoints::Door).eq(wanted.door.as_str()))
        .to_owned();
    let mut query = select();
    query.and_where(Expr::col(Column::AccountId).eq(wanted.account.0));
    if let Some((made, before)) = place {
        let (row, place) = ([Column::CreatedAt, Column::Id].map(Expr::col), [Expr::val(made), Expr::val(before.0)]);
        query.and_where(Expr::tuple(row).lt(Expr::tuple(place)));
    }
    if !wanted.event_types.is_empty() {
        query.and_where(Expr::col(Column::EventType).is_in(wanted.event_types.iter().map(String::as_str)));
    }
    query
        .and_where(Expr::col(Column::EndpointId).in_subquery(of_door))
        .and_where_option(wanted.endpoint.map(|endpoint| Expr::col(Column::EndpointId).eq(endpoint.0)))
        .and_where_option(wanted.state.map(|state| Expr::col(Column::State).eq(state.name())))
        .order_by(Column::CreatedAt, Order::Desc)
        .order_by(Column::Id, Order::Desc)
        .limit(wanted.limit.into())
        .to_owned()
}

pub(super) fn insert(delivery: &Delivery) -> InsertStatement {
    row!(Column::Table,
        Column::Id => delivery.id.0,
        Column::AccountId => delivery.account.0,
        Column::EndpointId => delivery.endpoint.0,
        Column::EventId => delivery.event.0,
        Column::JobId => delivery.job.0,
        Column::EventType => delivery.event_type.as_str(),
        Column::State => delivery.state.name(),
        Column::Attempts => i64::from(delivery.attempts),
        Column::HttpStatus => delivery.http_status.map(i64::from),
        Column::Error => delivery.error.as_deref(),
        Column::CreatedAt => delivery.created_at,
        Column::UpdatedAt => delivery.updated_at,
        Column::ReadyAt => delivery.next_at,
    )
}

pub(super) fn delete_old(before: Time, limit: u32) -> DeleteStatement {
    let old = Query::select()
        .column(Column::Id)
        .from(Column::Table)
        .and_where(Expr::col(Column::UpdatedAt).lt(before))
        .order_by(Column::UpdatedAt, Order::Asc)
        .limit(limit.into())
        .to_owned();
    Query::delete().from_table(Column::Table).and_where(Expr::col(Column::Id).in_subquery(old)).to_owned()
}
