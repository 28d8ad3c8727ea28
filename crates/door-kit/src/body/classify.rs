//! From a deserialiser's words to a kind and a place. serde has one type for all errors of data, so that its messages,
//! which are part of its interface in practice, are all there is to go by.

use serde_path_to_error::{Path, Segment as Step};

use super::{BodyError, BodyErrorKind, Segment};

/// An error of data at `path`.
pub(super) fn data_error(path: &Path, message: &str) -> BodyError {
    let mut path: Vec<Segment> = path.iter().filter_map(segment).collect();
    // A missing field is told of the object that should have it, an unknown one of the object or of itself.
    if let Some(name) = quoted(message, "missing field `") {
        path.push(Segment::Field(name.to_owned()));
        return BodyError { path, kind: BodyErrorKind::Missing, message: "this field is required".to_owned() };
    }
    if let Some(name) = quoted(message, "unknown field `") {
        let field = Segment::Field(name.to_owned());
        if path.last() != Some(&field) {
            path.push(field);
        }
        return BodyError { path, kind: BodyErrorKind::Unknown, message: "this field is not known".to_owned() };
    }
    BodyError { path, kind: kind(message), message: message.to_owned() }
}

fn segment(step: &Step) -> Option<Segment> {
    match step {
        Step::Seq { index } => Some(Segment::Index(*index)),
        Step::Map { key } => Some(Segment::Field(key.clone())),
        Step::Enum { .. } | Step::Unknown => None,
    }
}

/// What stands in the first backticks, after `prefix`.
fn quoted<'a>(message: &'a str, prefix: &str) -> Option<&'a str> {
    message.strip_prefix(prefix)?.split('`').next()
}

/// What the standard library says about text that is no number, and serde about values of other types.
const WRONG_TYPE: [&str; 9] = [
    "invalid type",
    "invalid digit",
    "cannot parse",
    "number too large",
    "number too small",
    "invalid float",
    "provided string was not",
    "invalid length",
    "data did not match any variant",
];

fn kind(message: &str) -> BodyErrorKind {
    let is_type = WRONG_TYPE.iter().any(|words| message.starts_with(words));
    if is_type { BodyErrorKind::WrongType } else { BodyErrorKind::Invalid }
}
