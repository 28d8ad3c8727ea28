//! Parts of long lists: by number, or after a row that was seen.

use std::fmt;

use uuid::Uuid;

use crate::{Error, Result, Time};

/// A part of a list: `limit` rows after the first `offset`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// How many rows at most.
    pub limit: u32,
    /// How many rows are left out before them.
    pub offset: u64,
}

/// Rows of a list, and how many there are in all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed<T> {
    /// The part that was asked for.
    pub items: Vec<T>,
    /// How many match, whatever part was asked for.
    pub total: u64,
}

impl<T> Listed<T> {
    /// The same list of other things.
    pub fn map<U>(self, each: impl FnMut(T) -> U) -> Listed<U> {
        Listed { items: self.items.into_iter().map(each).collect(), total: self.total }
    }
}

/// Which way a list runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// Smallest or oldest first.
    Ascending,
    /// Largest or newest first.
    #[default]
    Descending,
}

/// A part of a list that may also go on where another ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// How many rows at most.
    pub limit: u32,
    /// Where it begins.
    pub start: Start,
    /// Whether to say how many there are in all.
    pub count: bool,
}

impl Part {
    /// So many rows after the first `offset`, and how many there are in all.
    pub const fn numbered(limit: u32, offset: u64) -> Self {
        Self { limit, start: Start::Offset(offset), count: true }
    }

    /// So many rows after `cursor`, or from the beginning; nothing is counted.
    pub fn after(limit: u32, cursor: Option<Cursor>) -> Self {
        Self { limit, start: cursor.map_or(Start::Offset(0), Start::After), count: false }
    }
}

/// Where a part begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Start {
    /// After so many rows.
    Offset(u64),
    /// After this row; costs the same however deep it is.
    After(Cursor),
}

/// Rows of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// The part that was asked for.
    pub items: Vec<T>,
    /// How many match in all, when that was asked.
    pub total: Option<u64>,
    /// Where the next part begins; `None` at the end of the list.
    pub next: Option<Cursor>,
}

impl<T> Page<T> {
    /// The same page of other things.
    pub fn map<U>(self, each: impl FnMut(T) -> U) -> Page<U> {
        Page { items: self.items.into_iter().map(each).collect(), total: self.total, next: self.next }
    }
}

/// A row's place in a list: what the list is sorted by, and the row's id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    /// Which list, sorted how; a cursor of another list is refused.
    pub list: String,
    /// The row's value.
    pub key: Key,
    /// The row.
    pub id: Uuid,
}

/// What a list is sorted by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// A rank, a count.
    Number(i64),
    /// A date.
    Time(Time),
    /// A name.
    Text(String),
}

impl Cursor {
    /// Refuses a cursor of another list.
    pub fn of(&self, list: &str) -> Result<()> {
        if self.list == list { Ok(()) } else { Err(Error::invalid("cursor", "is of another list")) }
    }

    /// The cursor that [`fmt::Display`] wrote.
    pub fn parse(text: &str) -> Result<Self> {
        parsed(text).ok_or_else(|| Error::invalid("cursor", "is none of this server"))
    }
}

/// As text for doors to dress up: list, id, and the key behind a letter that says what it is.
impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} ", self.list, self.id.simple())?;
        match &self.key {
            Key::Number(number) => write!(f, "n{number}"),
            Key::Time(time) => write!(f, "t{}", time.timestamp_micros()),
            Key::Text(text) => write!(f, "s{text}"),
        }
    }
}

fn parsed(text: &str) -> Option<Cursor> {
    let mut words = text.splitn(3, ' ');
    let (list, id, key) = (words.next()?, words.next()?, words.next()?);
    let mut letters = key.chars();
    let key = match (letters.next()?, letters.as_str()) {
        ('n', number) => Key::Number(number.parse().ok()?),
        ('t', micros) => Key::Time(Time::from_timestamp_micros(micros.parse().ok()?)?),
        ('s', words) if !words.contains('\0') => Key::Text(words.to_owned()),
        _ => return None,
    };
    Some(Cursor { list: list.to_owned(), key, id: Uuid::parse_str(id).ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_survives_as_text() {
        let time = Time::from_timestamp_micros(1_767_225_600_000_001).unwrap();
        for key in [Key::Number(-7), Key::Time(time), Key::Text("two words é".into()), Key::Text(String::new())] {
            let cursor = Cursor { list: "things-name".into(), key, id: Uuid::now_v7() };
            assert_eq!(Cursor::parse(&cursor.to_string()).unwrap(), cursor);
            assert!(cursor.of("things-name").is_ok() && cursor.of("tags").is_err());
        }
        for text in ["", "a b c", "list nothex n1", "x 0 n", "list 00000000000000000000000000000000 nx"] {
            assert!(matches!(Cursor::parse(text), Err(Error::Invalid { .. })), "{text}");
        }
    }
}
