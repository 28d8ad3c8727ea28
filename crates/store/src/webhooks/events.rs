//! What happened.

use library::ids::{AccountId, EventId, JobId, RenderId, ThingId};
use library::jobs::{Failure, Reason};
use library::webhooks::{Event, Kind};
use library::{Error, Result, Time};
use sea_query::{DeleteStatement, Expr, ExprTrait, InsertStatement, Order, Query, SelectStatement};
use uuid::Uuid;

use crate::schema::{WebhookDeliveries, WebhookEvents as Column};
use crate::statement::insert as row;
use crate::values::named;

#[derive(sqlx::FromRow)]
pub(super) struct Row {
    id: Uuid,
    account_id: Uuid,
    kind: String,
    job_id: Uuid,
    render_id: Option<Uuid>,
    mockup_id: Option<Uuid>,
    failure_reason: Option<String>,
    failure_message: Option<String>,
    happened_at: Time,
}

impl TryFrom<Row> for Event {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let failure = match row.failure_reason {
            None => None,
            Some(reason) => Some(Failure {
                reason: named(Reason::from_name(&reason), "a reason")?,
                message: row.failure_message.unwrap_or_default(),
            }),
        };
        Ok(Self {
            id: EventId(row.id),
            account: AccountId(row.account_id),
            kind: named(Kind::from_name(&row.kind), "a kind of event")?,
            job: JobId(row.job_id),
            render: row.render_id.map(RenderId),
            mockup: row.mockup_id.map(ThingId),
            failure,
            at: row.happened_at,
        })
    }
}

pub(super) fn one(id: EventId) -> SelectStatement {
    let columns = [
        Column::Id,
        Column::AccountId,
        Column::Kind,
        Column::JobId,
        Column::RenderId,
        Column::MockupId,
        Column::FailureReason,
        Column::FailureMessage,
        Column::HappenedAt,
    ];
    Query::select().columns(columns).from(Column::Table).and_where(Expr::col(Column::Id).eq(id.0)).to_owned()
}

pub(super) fn insert(event: &Event) -> InsertStatement {
    let failure = event.failure.as_ref();
    row!(Column::Table,
        Column::Id => event.id.0,
        Column::AccountId => event.account.0,
        Column::Kind => event.kind.name(),
        Column::JobId => event.job.0,
        Column::RenderId => event.render.map(|id| id.0),
        Column::MockupId => event.mockup.map(|id| id.0),
        Column::FailureReason => failure.map(|failure| failure.reason.name()),
        // A layer's name in a message may have what text columns cannot.
        Column::FailureMessage => failure.map(|failure| failure.message.replace('\0', "")),
        Column::HappenedAt => event.at,
    )
}

/// Those of which nobody is told any more.
pub(super) fn delete_old(before: Time, limit: u32) -> DeleteStatement {
    let told = Query::select()
        .column(WebhookDeliveries::Id)
        .from(WebhookDeliveries::Table)
        .and_where(
            Expr::col((WebhookDeliveries::Table, WebhookDeliveries::EventId)).equals((Column::Table, Column::Id)),
        )
        .to_owned();
    let old = Query::select()
        .column(Column::Id)
        .from(Column::Table)
        .and_where(Expr::col(Column::HappenedAt).lt(before))
        .and_where(Expr::not_exists(told))
        .order_by(Column::HappenedAt, Order::Asc)
        .limit(limit.into())
        .to_owned();
    Query::delete().from_table(Column::Table).and_where(Expr::col(Column::Id).in_subquery(old)).to_owned()
}
