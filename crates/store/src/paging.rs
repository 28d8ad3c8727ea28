//! Parts of lists that may go on where another ended: rows are compared by what the list is sorted by and their id,
//! together, which one index answers however deep the part is.

use library::page::{Cursor, Key, Page, Part, Start};
use library::{Error, Order, Result};
use sea_query::{Expr, ExprTrait, Query, SelectStatement, UnionType};
use uuid::Uuid;

use crate::values::direction;

/// The deepest part, by number, that is merged of several lists.
const DEEP: u64 = 10_000;

/// Whether a part may be merged of several lists: one deep inside is found by walking.
pub(crate) fn may_merge(part: &Part) -> bool {
    !matches!(part.start, Start::Offset(offset) if offset > DEEP)
}

/// A list's name and what its rows are sorted by.
pub(crate) struct Sorting {
    /// What its cursors say.
    pub(crate) list: &'static str,
    /// The value that comes first.
    pub(crate) key: Expr,
    /// The id that tells equal ones apart.
    pub(crate) id: Expr,
    /// Which way.
    pub(crate) order: Order,
}

impl Sorting {
    /// Sorts a query.
    pub(crate) fn sort(&self, query: &mut SelectStatement) {
        query
            .order_by_expr(self.key.clone(), direction(self.order))
            .order_by_expr(self.id.clone(), direction(self.order));
    }

    /// Sorts a query and limits it to a part, and one row more: it tells whether there is another part.
    pub(crate) fn cut(&self, query: &mut SelectStatement, part: &Part) -> Result<()> {
        self.sort(query);
        query.limit(u64::from(part.limit) + 1);
        if let Start::Offset(offset) = part.start {
            query.offset(Ord::min(offset, i64::MAX as u64));
        }
        self.go_on(query, part)
    }

    /// Leaves out all rows up to where the part begins, if that is a row.
    fn go_on(&self, query: &mut SelectStatement, part: &Part) -> Result<()> {
        let Start::After(cursor) = &part.start else { return Ok(()) };
        cursor.of(self.list)?;
        let row = Expr::tuple([self.key.clone(), self.id.clone()]);
        let there = Expr::tuple([value(&cursor.key), Expr::val(cursor.id)]);
        query.and_where(match self.order {
            Order::Ascending => row.gt(there),
            Order::Descending => row.lt(there),
        });
        Ok(())
    }

    /// The ids, as `page_id`, among which a part of a list is that is put together of several, each of which an index
    /// holds in the list's order: of each, no more rows are read than the part could take.
    pub(crate) fn merged(&self, lists: Vec<SelectStatement>, part: &Part) -> Result<SelectStatement> {
        let left_out = if let Start::Offset(offset) = part.start { Ord::min(offset, DEEP) } else { 0 };
        let mut arms = Vec::with_capacity(lists.len());
        for mut list in lists {
            list.expr_as(self.id.clone(), "page_id").limit(left_out + u64::from(part.limit) + 1);
            self.sort(&mut list);
            self.go_on(&mut list, part)?;
            arms.push(Query::select().column("page_id").from_subquery(list, "arm").to_owned());
        }
        let mut merged = arms.pop().ok_or_else(|| Error::internal("there is nothing to merge"))?;
        merged.unions(arms.into_iter().map(|arm| (UnionType::All, arm)));
        Ok(merged)
    }

    /// The page that rows of a query which was cut make.
    pub(crate) fn page<T>(&self, mut items: Vec<T>, part: &Part, key: impl Fn(&T) -> (Key, Uuid)) -> Page<T> {
        let more = items.len() > part.limit as usize;
        items.truncate(part.limit as usize);
        let last = items.last().filter(|_| more).map(key);
        let next = last.map(|(key, id)| Cursor { list: self.list.to_owned(), key, id });
        Page { items, total: None, next }
    }
}

fn value(key: &Key) -> Expr {
    match key {
        Key::Number(number) => Expr::val(*number),
        Key::Time(time) => Expr::val(*time),
        Key::Text(text) => Expr::val(text.as_str()),
    }
}
