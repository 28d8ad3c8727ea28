//! Lists of entries with their things: filters, order, and how many there are.

use library::Result;
use library::entries::{Entry, Owner, Parent, Query as Wanted, Sort};
use library::items::{Form, Item};
use library::page::Key;
use sea_query::{Expr, ExprTrait, Func, JoinType, Query, SelectStatement};
use uuid::Uuid;

use crate::chosen::{Chosen, tested_in_sqlite};
use crate::collections::counted;
use crate::dashboard::open_ids;
use crate::db::Database;
use crate::open::Store;
use crate::paging::{Sorting, may_merge};
use crate::schema::{Collections, Entries, Things};
use crate::search::fold;
use crate::{entries, items, things};

#[derive(sqlx::FromRow)]
pub(crate) struct Full {
    #[sqlx(flatten)]
    pub(crate) entry: entries::Row,
    #[sqlx(flatten)]
    pub(crate) item: items::Row,
}

fn col(column: Entries) -> Expr {
    Expr::col((Entries::Table, column))
}

/// The entries that match; it selects nothing yet, and has things in it only where what is chosen asks for them.
pub(crate) fn filtered(database: &Database, wanted: &Wanted, chosen: &Chosen, forms: Expr) -> SelectStatement {
    let mut query = Query::select().from(Entries::Table).to_owned();
    entries::live(&mut query);
    let column = col(Entries::CollectionId);
    match (wanted.collection, wanted.seen_by) {
        (Some(collection), _) if chosen.few => query.and_where(tested_in_sqlite(database, column).eq(collection.0)),
        (Some(collection), _) => query.and_where(column.eq(collection.0)),
        // One walk through all entries in their order, rather than a sort of all that the person may see.
        (None, Some(user)) => query.and_where(tested_in_sqlite(database, column).in_subquery(open_ids(user))),
        (None, None) => query.and_where(Expr::val(1i64).eq(0i64)),
    };
    if wanted.collection.is_none() {
        let owned = Query::select().column(Collections::Id).from(Collections::Table).to_owned();
        let account = Expr::col(Collections::AccountId);
        let owned = match wanted.owner {
            Owner::Any => None,
            Owner::Is(owner) => Some(owned.clone().and_where(account.eq(owner.0)).to_owned()),
            Owner::IsNot(owner) => Some(owned.clone().and_where(account.ne(owner.0)).to_owned()),
        };
        let column = tested_in_sqlite(database, col(Entries::CollectionId));
        query.and_where_option(owned.map(|owned| column.in_subquery(owned)));
    }
    match wanted.parent {
        Parent::Any => {}
        Parent::Top => drop(query.and_where(col(Entries::ParentId).is_null())),
        Parent::Stack(stack) => drop(query.and_where(col(Entries::ParentId).eq(stack.0))),
    }
    query.and_where(forms);
    if !chosen.is_empty() {
        query.join(
            JoinType::InnerJoin,
            Things::Table,
            Expr::col((Things::Table, Things::Id)).equals((Entries::Table, Entries::ThingId)),
        );
        chosen.narrow(&mut query);
    }
    query
}

/// Whether a list is of some forms and not of others.
fn some_forms(wanted: &Wanted) -> bool {
    !wanted.forms.is_empty() && !Form::ALL.iter().all(|form| wanted.forms.contains(form))
}

/// Entries of the forms that are wanted; `searched`: found by their form, and not only tested.
pub(crate) fn of_forms(database: &Database, wanted: &Wanted, searched: bool) -> Expr {
    if !some_forms(wanted) {
        return Expr::val(1i64).eq(1i64);
    }
    let column = if searched { col(Entries::Form) } else { tested_in_sqlite(database, col(Entries::Form)) };
    column.is_in(wanted.forms.iter().map(|form| form.name()))
}

/// The entries of a part of the list, with all their columns and their things'.
pub(crate) fn page(database: &Database, wanted: &Wanted, chosen: &Chosen) -> Result<SelectStatement> {
    let sorting = sorting(wanted);
    let by_form = some_forms(wanted) && wanted.sort == Sort::Rank && wanted.collection.is_some() && !chosen.few;
    if by_form && may_merge(&wanted.part) && matches!(wanted.parent, Parent::Any) {
        let one = |form: &Form| filtered(database, wanted, chosen, col(Entries::Form).eq(form.name()));
        let mut rows = placed(sorting.merged(wanted.forms.iter().map(one).collect(), &wanted.part)?);
        sorting.cut(&mut rows, &wanted.part)?;
        return Ok(rows);
    }
    let mut ids = filtered(database, wanted, chosen, of_forms(database, wanted, false));
    ids.expr_as(sorting.id.clone(), "page_id");
    sorting.cut(&mut ids, &wanted.part)?;
    let mut rows = placed(ids);
    sorting.sort(&mut rows);
    Ok(rows)
}

/// The entries of these ids.
fn placed(page: SelectStatement) -> SelectStatement {
    let mut query = Query::select().from(Entries::Table).to_owned();
    query.join_subquery(JoinType::InnerJoin, page, "page", Expr::col(("page", "page_id")).eq(col(Entries::Id))).join(
        JoinType::InnerJoin,
        Things::Table,
        Expr::col((Things::Table, Things::Id)).equals((Entries::Table, Entries::ThingId)),
    );
    entries::columns(&mut query);
    items::with_file(&mut query);
    query
}

/// What a list is sorted by: columns of the entry alone.
pub(crate) fn sorting(wanted: &Wanted) -> Sorting {
    let key = match wanted.sort {
        Sort::Rank => Entries::Rank,
        Sort::Created => Entries::CreatedAt,
        Sort::Updated => Entries::ChangedAt,
        Sort::Name => Entries::NameFolded,
        Sort::Form => Entries::Form,
        Sort::Bytes => Entries::Bytes,
        Sort::Reactions => Entries::Reactions,
    };
    Sorting { list: wanted.sort.list(), key: col(key), id: col(Entries::Id), order: wanted.order }
}

/// An entry's place in such a list.
pub(crate) fn place((entry, item): &(Entry, Item), sort: Sort) -> (Key, Uuid) {
    let key = match sort {
        Sort::Rank => Key::Number(entry.rank),
        Sort::Created => Key::Time(entry.created_at),
        Sort::Updated => Key::Time(item.thing.updated_at),
        Sort::Name => Key::Text(fold(&item.thing.name)),
        Sort::Form => Key::Text(item.form().name().to_owned()),
        Sort::Bytes => Key::Number(item.file.as_ref().map_or(0, |file| file.blob.bytes.cast_signed())),
        Sort::Reactions => Key::Number(entry.reactions),
    };
    (key, entry.id.0)
}

/// The columns that add up to how many entries of these forms a collection has; `None` where they are to be counted.
fn kept(wanted: &Wanted) -> Option<Vec<Collections>> {
    if !some_forms(wanted) {
        return Some(vec![Collections::ListedEntries]);
    }
    let mut columns: Vec<Collections> = Vec::new();
    for kind in items::kinds_of(&wanted.forms)? {
        if !columns.iter().any(|column| *column as u8 == counted(kind) as u8) {
            columns.push(counted(kind));
        }
    }
    Some(columns)
}

impl Store {
    /// How many entries match: kept where only kinds choose, else counted.
    pub(crate) async fn total_of_entries(&self, wanted: &Wanted, chosen: &Chosen) -> Result<u64> {
        let of = |wanted: &Wanted| filtered(&self.database, wanted, chosen, of_forms(&self.database, wanted, true));
        let whosever = wanted.collection.is_some() || wanted.owner == Owner::Any;
        let plain = chosen.is_empty() && whosever && !matches!(wanted.parent, Parent::Stack(_));
        let (true, Some(columns)) = (plain, kept(wanted)) else {
            return things::total(&self.database, &of(wanted)).await;
        };
        let sum = columns.into_iter().map(Expr::col).reduce(ExprTrait::add).unwrap_or_else(|| Expr::val(0i64));
        // PostgreSQL's sums of whole numbers are decimals.
        let sum = Expr::from(Func::coalesce([Func::sum(sum).into(), Expr::val(0i64)])).cast_as("bigint");
        let mut kept = Query::select().expr(sum).from(Collections::Table).to_owned();
        match (wanted.collection, wanted.seen_by) {
            (Some(collection), _) => kept.and_where(Expr::col(Collections::Id).eq(collection.0)),
            (None, Some(user)) => kept.and_where(Expr::col(Collections::Id).in_subquery(open_ids(user))),
            (None, None) => return Ok(0),
        };
        let all = self.database.number(&kept).await?;
        if wanted.parent == Parent::Any {
            return Ok(all);
        }
        let inside = Wanted { parent: Parent::Any, ..wanted.clone() };
        let mut gathered = of(&inside);
        gathered.and_where(col(Entries::ParentId).is_not_null());
        Ok(all.saturating_sub(things::total(&self.database, &gathered).await?))
    }
}
