//! Parts of lists that may go on where another ended: rows are compared by what the list is sorted by and their id,
//! together, which one index answers however deep the part is.

use library::page::{Cursor, Key, Page, Part, Start};
use library::{Order, Result};
use sea_query::{Expr, ExprTrait, SelectStatement};
use uuid::Uuid;

use crate::values::direction;

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
        match &part.start {
            Start::Offset(offset) => drop(query.offset(Ord::min(*offset, i64::MAX as u64))),
            Start::After(cursor) => {
                cursor.of(self.list)?;
                let row = Expr::tuple([self.key.clone(), self.id.clone()]);
                let there = Expr::tuple([value(&cursor.key), Expr::val(cursor.id)]);
                query.and_where(match self.order {
                    Order::Ascending => row.gt(there),
                    Order::Descending => row.lt(there),
                });
            }
        }
        Ok(())
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
