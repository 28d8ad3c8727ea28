//! A person's dashboard: the collections of their accounts and those that are shared with them.

use library::Result;
use library::collections::{Collection, Dashboard, DashboardSort, Standing, Status};
use library::ids::{CollectionId, UserId};
use sea_query::{Expr, ExprTrait, JoinType, Order, Query, SelectStatement};
use uuid::Uuid;

use crate::collections;
use crate::schema::{Accounts, Collections, Members, Standings};
use crate::search::contains;
use crate::values::window;

#[derive(sqlx::FromRow)]
pub(crate) struct DashboardRow {
    #[sqlx(flatten)]
    collection: collections::Row,
    standing_id: Option<Uuid>,
    shared_at: Option<library::Time>,
    highlighted: Option<bool>,
    accessed_at: Option<library::Time>,
    position: Option<i64>,
    viewer: Uuid,
}

impl DashboardRow {
    /// The collection, and what was noted about it.
    pub(crate) fn pair(self) -> Result<(Collection, Option<Standing>)> {
        let Self { collection, standing_id, shared_at, highlighted, accessed_at, position, viewer } = self;
        let standing = standing_id.map(|id| Standing {
            user: UserId(viewer),
            collection: CollectionId(id),
            shared_at,
            highlighted: highlighted.unwrap_or_default(),
            accessed_at,
            position,
        });
        Ok((collection.try_into()?, standing))
    }
}

/// The accounts that a person is a member of.
pub(crate) fn accounts_of(user: UserId) -> SelectStatement {
    Query::select()
        .column(Members::AccountId)
        .from(Members::Table)
        .and_where(Expr::col(Members::UserId).eq(user.0))
        .to_owned()
}

/// The account that is a person's own.
pub(crate) fn own_accounts(user: UserId) -> SelectStatement {
    Query::select()
        .column(Accounts::Id)
        .from(Accounts::Table)
        .and_where(Expr::col(Accounts::OwnOf).eq(user.0))
        .to_owned()
}

/// The collections that a person may open, beside what they noted about each; it selects nothing yet.
pub(crate) fn open_to(user: UserId) -> SelectStatement {
    let noted = Expr::col((Standings::Table, Standings::CollectionId))
        .equals((Collections::Table, Collections::Id))
        .and(Expr::col((Standings::Table, Standings::UserId)).eq(user.0));
    let member = Expr::col((Collections::Table, Collections::AccountId)).in_subquery(accounts_of(user));
    Query::select()
        .from(Collections::Table)
        .join(JoinType::LeftJoin, Standings::Table, noted)
        .and_where(member.or(Expr::col((Standings::Table, Standings::SharedAt)).is_not_null()))
        .to_owned()
}

/// The ids of the collections that a person may open.
pub(crate) fn open_ids(user: UserId) -> SelectStatement {
    open_to(user).column((Collections::Table, Collections::Id)).to_owned()
}

/// Those that match; it selects nothing yet.
pub(crate) fn on_dashboard(wanted: &Dashboard) -> SelectStatement {
    let account = || Expr::col((Collections::Table, Collections::AccountId));
    let archived = || Expr::col((Collections::Table, Collections::Archived));
    let mut query = open_to(wanted.user);
    query
        .and_where_option(wanted.owner.map(|owner| account().eq(owner.0)))
        .and_where_option(wanted.owned.map(|owned| {
            let own = own_accounts(wanted.user);
            if owned { account().in_subquery(own) } else { account().not_in_subquery(own) }
        }))
        .and_where_option(contains((Collections::Table, Collections::Words), &wanted.text));
    let statuses = if wanted.statuses.is_empty() { &[Status::Active][..] } else { &wanted.statuses };
    let any = statuses.iter().map(|status| match status {
        Status::Active => archived().eq(false),
        Status::Archived => archived().eq(true),
        Status::Highlighted => Expr::col((Standings::Table, Standings::Highlighted)).eq(true),
    });
    query.and_where_option(any.reduce(ExprTrait::or));
    query
}

/// The page of them.
pub(crate) fn in_dashboard_order(mut query: SelectStatement, wanted: &Dashboard) -> SelectStatement {
    let standing = |column| (Standings::Table, column);
    query
        .columns(collections::COLUMNS.map(|column| (Collections::Table, column)))
        .expr_as(Expr::col(standing(Standings::CollectionId)), "standing_id")
        .columns(
            [Standings::SharedAt, Standings::Highlighted, Standings::AccessedAt, Standings::Position].map(standing),
        )
        .expr_as(Expr::val(wanted.user.0), "viewer");
    // Rows without a value come last in both databases: whether there is one is asked first.
    let missing = |column| Expr::col(standing(column)).is_null();
    match wanted.sort {
        DashboardSort::Position => {
            query
                .order_by_expr(missing(Standings::Position), Order::Asc)
                .order_by(standing(Standings::Position), Order::Asc);
        }
        DashboardSort::Recent => {
            query
                .order_by_expr(missing(Standings::AccessedAt), Order::Asc)
                .order_by(standing(Standings::AccessedAt), Order::Desc);
        }
        DashboardSort::Name => {
            query
                .order_by((Collections::Table, Collections::NameFolded), Order::Asc)
                .order_by((Collections::Table, Collections::Id), Order::Asc);
        }
    }
    query
        .order_by((Collections::Table, Collections::CreatedAt), Order::Desc)
        .order_by((Collections::Table, Collections::Id), Order::Desc);
    window(&mut query, wanted.window);
    query
}
