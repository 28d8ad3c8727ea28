//! Lists of entries with their things: filters, order, and how many there are.

use library::Result;
use library::entries::{Entry, Owner, Parent, Query as Wanted, Sort};
use library::items::{Form, Item};
use library::page::Key;
use sea_query::{Expr, ExprTrait, Func, JoinType, Query, SelectStatement};
use uuid::Uuid;

use crate::collections::counted;
use crate::dashboard::open_ids;
use crate::db::Database;
use crate::open::Store;
use crate::paging::Sorting;
use crate::schema::{Assets, Collections, Entries, Things};
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

fn with_things(query: &mut SelectStatement) {
    query.join(
        JoinType::InnerJoin,
        Things::Table,
        Expr::col((Things::Table, Things::Id)).equals((Entries::Table, Entries::ThingId)),
    );
}

/// The entries that match; it selects nothing yet, and has things in it only where a filter asks for them.
pub(crate) fn filtered(database: &Database, wanted: &Wanted) -> SelectStatement {
    let mut query = Query::select().from(Entries::Table).to_owned();
    entries::live(&mut query);
    match (wanted.collection, wanted.seen_by) {
        (Some(collection), _) => query.and_where(col(Entries::CollectionId).eq(collection.0)),
        (None, Some(user)) => query.and_where(col(Entries::CollectionId).in_subquery(open_ids(user))),
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
        query.and_where_option(owned.map(|owned| col(Entries::CollectionId).in_subquery(owned)));
    }
    match wanted.parent {
        Parent::Any => {}
        Parent::Top => drop(query.and_where(col(Entries::ParentId).is_null())),
        Parent::Stack(stack) => drop(query.and_where(col(Entries::ParentId).eq(stack.0))),
    }
    if !wanted.forms.is_empty() && !Form::ALL.iter().all(|form| wanted.forms.contains(form)) {
        query.and_where(col(Entries::Form).is_in(wanted.forms.iter().map(|form| form.name())));
    }
    if asks_for_things(wanted) {
        with_things(&mut query);
        for tag in &wanted.tags {
            query.and_where(items::tagged_with(tag));
        }
        query.and_where_option(items::found(database, &wanted.text));
    }
    query
}

/// The same entries with all their columns and their things'.
pub(crate) fn placed(filtered: &SelectStatement, wanted: &Wanted) -> SelectStatement {
    let mut query = filtered.clone();
    if !asks_for_things(wanted) {
        with_things(&mut query);
    }
    entries::columns(&mut query);
    items::with_file(&mut query);
    query
}

fn asks_for_things(wanted: &Wanted) -> bool {
    !wanted.tags.is_empty() || !wanted.text.is_empty()
}

/// What a list is sorted by.
pub(crate) fn sorting(wanted: &Wanted) -> Sorting {
    let thing = |column| Expr::col((Things::Table, column));
    let key = match wanted.sort {
        Sort::Rank => col(Entries::Rank),
        Sort::Created => col(Entries::CreatedAt),
        Sort::Updated => thing(Things::UpdatedAt),
        Sort::Name => thing(Things::NameFolded),
        Sort::Form => col(Entries::Form),
        Sort::Bytes => Func::coalesce([Expr::col((Assets::Table, Assets::BlobBytes)), Expr::val(0i64)]).into(),
        Sort::Reactions => col(Entries::Reactions),
    };
    Sorting { list: wanted.sort.list(), key, id: col(Entries::Id), order: wanted.order }
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

impl Store {
    /// How many entries match: kept where only kinds choose in a collection, else counted.
    pub(crate) async fn total_of_entries(&self, wanted: &Wanted, filtered: &SelectStatement) -> Result<u64> {
        let plain = wanted.tags.is_empty() && wanted.text.is_empty() && wanted.parent == Parent::Any;
        let (Some(collection), true, Some(kinds)) = (wanted.collection, plain, items::kinds_of(&wanted.forms)) else {
            return things::total(&self.database, filtered).await;
        };
        let mut columns: Vec<Collections> = Vec::new();
        for kind in kinds {
            if !columns.iter().any(|column| *column as u8 == counted(kind) as u8) {
                columns.push(counted(kind));
            }
        }
        let sum = columns.into_iter().map(Expr::col).reduce(ExprTrait::add).unwrap_or_else(|| Expr::val(0i64));
        let kept = Query::select()
            .expr(sum)
            .from(Collections::Table)
            .and_where(Expr::col(Collections::Id).eq(collection.0))
            .to_owned();
        self.database.number(&kept).await
    }
}
