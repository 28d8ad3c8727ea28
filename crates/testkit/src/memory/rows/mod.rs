//! The rows of each noun: reads on the store, changes on the transaction.

mod accounts;
mod artworks;
mod collections;
mod conversions;
mod duplicates;
mod editor_sessions;
mod entries;
mod fonts;
mod invitations;
mod items;
mod jobs;
mod keys;
mod originals;
mod photos;
mod preferences;
mod presets;
mod register;
mod renders;
mod responses;
mod sessions;
mod tags;
mod texts;
mod things;
mod transfer;
mod uploads;
mod users;
mod webhooks;

use library::page::{Cursor, Key, Page, Part, Start};
use library::{Error, Listed, Order, Result, Window};
use uuid::Uuid;

/// Sorted by `key`, then cut to the window.
fn listed<T, K: Ord>(mut rows: Vec<T>, order: Order, window: Window, key: impl Fn(&T) -> K) -> Listed<T> {
    rows.sort_by_key(|row| key(row));
    if order == Order::Descending {
        rows.reverse();
    }
    let total = rows.len() as u64;
    Listed { items: cut(rows, window), total }
}

fn cut<T>(rows: Vec<T>, window: Window) -> Vec<T> {
    let offset = usize::try_from(window.offset).unwrap_or(usize::MAX);
    rows.into_iter().skip(offset).take(window.limit as usize).collect()
}

/// Sorted by key and id, then cut to the part.
fn paged<T>(
    mut rows: Vec<T>,
    list: &str,
    order: Order,
    part: &Part,
    key: impl Fn(&T) -> (Key, Uuid),
) -> Result<Page<T>> {
    rows.sort_by_cached_key(|row| key(row));
    if order == Order::Descending {
        rows.reverse();
    }
    let total = part.count.then_some(rows.len() as u64);
    let from = match &part.start {
        Start::Offset(offset) => usize::try_from(*offset).unwrap_or(usize::MAX),
        Start::After(cursor) => {
            cursor.of(list)?;
            let after = (cursor.key.clone(), cursor.id);
            let seen = |row: &T| match order {
                Order::Ascending => key(row) <= after,
                Order::Descending => key(row) >= after,
            };
            rows.iter().take_while(|row| seen(row)).count()
        }
    };
    let rest = rows.len().saturating_sub(from);
    let items: Vec<T> = rows.into_iter().skip(from).take(part.limit as usize).collect();
    let last = items.last().filter(|_| rest > items.len()).map(key);
    let next = last.map(|(key, id)| Cursor { list: list.to_owned(), key, id });
    Ok(Page { items, total, next })
}

/// Whether `name` has `text` in it, whatever the case.
fn has_text(name: &str, text: &str) -> bool {
    name.to_lowercase().contains(&text.to_lowercase())
}

fn same(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}

fn missing(what: &str) -> Error {
    Error::internal(format!("{what} is not there"))
}
