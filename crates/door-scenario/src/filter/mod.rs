//! The filter language of searches, Meilisearch's: `width >= 1024 AND (tags IN [red, "dark blue"] OR NOT kind = video)`.
//!
//! Knows the language and not what its attributes are; all of a filter is bounded, so that none costs much.

mod parse;
mod words;

use std::fmt;

use serde_json::Value;

/// The longest filter, in bytes.
pub(crate) const LONGEST: usize = 20_000;
/// The most parentheses and negations within each other.
pub(crate) const DEEPEST: usize = 50;
/// The most tests, and the most values in all of them.
pub(crate) const MOST: usize = 300;

/// A filter.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Filter {
    /// All hold.
    All(Vec<Filter>),
    /// At least one holds.
    Any(Vec<Filter>),
    /// It does not hold.
    Not(Box<Filter>),
    /// An attribute passes a test.
    Is(String, Test),
}

/// What is asked of an attribute.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Test {
    /// `=` and `IN`.
    OneOf(Vec<String>),
    /// `<`, `<=`, `>`, `>=` and `TO`, whose ends are included.
    Range(Option<End>, Option<End>),
    /// `EXISTS`.
    Exists,
    /// `IS NULL`.
    Null,
    /// `IS EMPTY`.
    Empty,
    /// `CONTAINS`.
    Contains(String),
    /// `STARTS WITH`.
    StartsWith(String),
}

/// An end of a range.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct End {
    pub(crate) value: String,
    pub(crate) included: bool,
}

/// Why something is no filter: what is wrong, and after how many bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wrong {
    what: String,
    at: Option<usize>,
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.at {
            Some(at) => write!(f, "cannot be read at character {}: {}", at + 1, self.what),
            None => f.write_str(&self.what),
        }
    }
}

impl Filter {
    /// A filter as it comes: text, or a list of filters that all hold, in which lists are alternatives.
    pub(crate) fn of(given: &Value) -> Result<Option<Self>, Wrong> {
        let mut parser = parse::Budget::default();
        match given {
            Value::Null => Ok(None),
            Value::String(text) if text.trim().is_empty() => Ok(None),
            Value::String(text) => parser.parse(text).map(Some),
            Value::Array(all) => {
                let all: Vec<Self> = all.iter().map(|one| alternatives(&mut parser, one)).collect::<Result<_, _>>()?;
                Ok((!all.is_empty()).then_some(Self::All(all)))
            }
            _ => Err(Wrong { what: "must be text, or a list of texts".to_owned(), at: None }),
        }
    }
}

fn alternatives(parser: &mut parse::Budget, given: &Value) -> Result<Filter, Wrong> {
    let text = |parser: &mut parse::Budget, given: &Value| match given {
        Value::String(text) => parser.parse(text),
        _ => Err(Wrong { what: "must be text, or a list of texts".to_owned(), at: None }),
    };
    match given {
        Value::Array(any) => Ok(Filter::Any(any.iter().map(|one| text(parser, one)).collect::<Result<_, _>>()?)),
        one => text(parser, one),
    }
}

#[cfg(test)]
mod tests;
