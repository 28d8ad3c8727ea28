//! The rows of each noun: reads on the store, changes on the transaction.

mod accounts;
mod collections;
mod entries;
mod jobs;
mod keys;
mod register;
mod renders;
mod sessions;
mod things;
mod uploads;
mod users;

use library::{Error, Listed, Order, Window};

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
