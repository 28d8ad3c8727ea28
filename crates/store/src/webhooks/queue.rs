//! Handing deliveries out: each change is one statement, as in [`crate::queue`].

use async_trait::async_trait;
use library::ids::{DeliveryId, EndpointId};
use library::webhooks::{Attempt, Lease, Queue, State};
use library::{Result, Time};
use sea_query::{Expr, ExprTrait, LockBehavior, LockType, Order, Query, UpdateStatement};
use uuid::Uuid;

use super::deliveries::{COLUMNS, Row};
use crate::open::Store;
use crate::schema::{WebhookDeliveries as Column, WebhookEndpoints};

/// Takes what has been due for longest.
fn claim(token: Uuid, now: Time, until: Time, busy: &[EndpointId]) -> UpdateStatement {
    let enabled = Query::select()
        .column(WebhookEndpoints::Id)
        .from(WebhookEndpoints::Table)
        .and_where(Expr::col(WebhookEndpoints::Enabled).eq(true))
        .to_owned();
    let mut due = Query::select();
    due.column(Column::Id)
        .from(Column::Table)
        .and_where(Expr::col(Column::ReadyAt).lte(now))
        .and_where(Expr::col(Column::EndpointId).in_subquery(enabled));
    if !busy.is_empty() {
        due.and_where(Expr::col(Column::EndpointId).is_not_in(busy.iter().map(|endpoint| endpoint.0)));
    }
    due.order_by(Column::ReadyAt, Order::Asc)
        .order_by(Column::Id, Order::Asc)
        .limit(1)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked);
    Query::update()
        .table(Column::Table)
        .value(Column::LeaseToken, token)
        .value(Column::ReadyAt, until)
        .value(Column::Attempts, Expr::col(Column::Attempts).add(1i64))
        .value(Column::UpdatedAt, now)
        .and_where(Expr::col(Column::Id).eq(Expr::SubQuery(None, Box::new(due.into()))))
        .returning(Query::returning().columns(COLUMNS))
        .to_owned()
}

/// Stores how an attempt went, as long as its claim holds.
pub(super) fn end(lease: &Lease, attempt: &Attempt, now: Time) -> UpdateStatement {
    Query::update()
        .table(Column::Table)
        .value(Column::State, attempt.state.name())
        .value(Column::HttpStatus, attempt.http_status.map(i64::from))
        .value(Column::Error, attempt.error.as_deref())
        .value(Column::ReadyAt, attempt.next_at)
        .value(Column::LeaseToken, None::<Uuid>)
        .value(Column::UpdatedAt, now)
        .and_where(Expr::col(Column::Id).eq(lease.delivery.id.0))
        .and_where(Expr::col(Column::LeaseToken).eq(lease.token))
        .to_owned()
}

/// What is to be sent once more.
#[derive(Clone, Copy)]
pub(super) enum Replayed {
    One(DeliveryId),
    Failed(EndpointId),
}

/// Makes deliveries as if they had never been tried.
pub(super) fn replay(which: Replayed, now: Time) -> UpdateStatement {
    let mut change = Query::update();
    change
        .table(Column::Table)
        .value(Column::State, State::Pending.name())
        .value(Column::Attempts, 0i64)
        .value(Column::HttpStatus, None::<i64>)
        .value(Column::Error, None::<String>)
        .value(Column::ReadyAt, now)
        .value(Column::LeaseToken, None::<Uuid>)
        .value(Column::UpdatedAt, now);
    match which {
        Replayed::One(id) => change.and_where(Expr::col(Column::Id).eq(id.0)),
        Replayed::Failed(endpoint) => change
            .and_where(Expr::col(Column::EndpointId).eq(endpoint.0))
            .and_where(Expr::col(Column::State).is_in([State::Failed.name(), State::Dead.name()])),
    };
    change
}

#[async_trait]
impl Queue for Store {
    async fn claim_delivery(&self, now: Time, until: Time, busy: &[EndpointId]) -> Result<Option<Lease>> {
        let token = Uuid::new_v4();
        let mut open = self.database.begin().await?;
        let row: Option<Row> = open.first(&claim(token, now, until, busy)).await?;
        open.commit().await?;
        row.map(|row| Ok(Lease { delivery: row.try_into()?, token })).transpose()
    }
}
