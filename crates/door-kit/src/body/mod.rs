//! Reading JSON bodies and query strings, with errors that a door can spell in its own words: what is wrong, and where.

mod classify;
mod json;
mod query;

pub use json::{json, value};
pub use query::query;

use std::fmt;

/// Why a body or a query string was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}{message}", Place(path))]
pub struct BodyError {
    /// Where, from the outside in; empty when the whole is meant.
    pub path: Vec<Segment>,
    /// What kind of fault it is.
    pub kind: BodyErrorKind,
    /// What is wrong there, in plain words.
    pub message: String,
}

/// The kinds of fault that dialects tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BodyErrorKind {
    /// A field that must be there is not; or the whole body is empty.
    Missing,
    /// A field that nobody knows.
    Unknown,
    /// A value of another type.
    WrongType,
    /// A value of the right type that is not one of those allowed.
    Invalid,
    /// No well-formed JSON.
    Syntax,
    /// More bytes than are taken.
    TooLarge,
    /// The body says that it is something else than JSON.
    NotJson,
    /// The body broke off.
    Incomplete,
}

/// One step of a path.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Segment {
    /// A field.
    Field(String),
    /// A place in a list, from 0.
    Index(usize),
}

impl fmt::Display for Segment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Field(name) => f.write_str(name),
            Self::Index(index) => index.fmt(f),
        }
    }
}

impl BodyError {
    /// The path in one word: `smart_objects[2].uuid`; empty when the whole is meant.
    pub fn dotted(&self) -> String {
        dotted(&self.path)
    }

    fn whole(kind: BodyErrorKind, message: impl Into<String>) -> Self {
        Self { path: Vec::new(), kind, message: message.into() }
    }
}

fn dotted(path: &[Segment]) -> String {
    let mut word = String::new();
    for segment in path {
        match segment {
            Segment::Field(name) if word.is_empty() => word.push_str(name),
            Segment::Field(name) => word.extend([".", name]),
            Segment::Index(index) => word.extend(["[", &index.to_string(), "]"]),
        }
    }
    word
}

/// A path before a message.
struct Place<'a>(&'a [Segment]);

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() { Ok(()) } else { write!(f, "{}: ", dotted(self.0)) }
    }
}
