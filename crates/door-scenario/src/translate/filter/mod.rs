//! A search's filter in the library's words: what each attribute of the dialect is, and what tests ask of it.

mod attributes;
mod numbers;

use library::items::{Attribute, Condition, Test};

use attributes::{Shape, Word};

use crate::filter::{End, Filter, Test as Asked};
use crate::ids;
use crate::routes::Kind;

/// What is wrong with a filter that can be read.
pub(crate) type Wrong = String;

/// The condition of a filter of things of this kind, in a project of this team.
pub(crate) fn condition(kind: Kind, team: &str, filter: &Filter) -> Result<Condition, Wrong> {
    let several = |filters: &[Filter]| -> Result<Vec<Condition>, Wrong> {
        filters.iter().map(|filter| condition(kind, team, filter)).collect()
    };
    match filter {
        Filter::All(all) => Ok(Condition::All(several(all)?)),
        Filter::Any(any) => Ok(Condition::Any(several(any)?)),
        Filter::Not(inner) => Ok(negated(condition(kind, team, inner)?)),
        Filter::Is(name, test) => {
            let name = name.strip_prefix("metadata.").unwrap_or(name);
            let shape = attributes::shape(kind, team, name).ok_or_else(|| unknown(kind, name))?;
            lowered(name, &shape, test)
        }
    }
}

fn unknown(kind: Kind, name: &str) -> Wrong {
    let short: String = name.chars().take(40).collect();
    format!("names \"{short}\", by which nothing is filtered; there are {}", attributes::names(kind).join(", "))
}

pub(super) fn always() -> Condition {
    Condition::All(Vec::new())
}

pub(super) fn never() -> Condition {
    Condition::Any(Vec::new())
}

pub(super) fn negated(condition: Condition) -> Condition {
    Condition::Not(Box::new(condition))
}

pub(super) fn one_of(attribute: Attribute, words: Vec<String>) -> Condition {
    Condition::Is(attribute, Test::OneOf(words))
}

fn lowered(name: &str, shape: &Shape, asked: &Asked) -> Result<Condition, Wrong> {
    let not_here = |what: &str| Err(format!("asks {what} of {name}, which has no such thing"));
    Ok(match (shape, asked) {
        (Shape::Words(words), asked) => return known(name, words, asked),
        (Shape::Nothing, Asked::Null | Asked::Empty) => always(),
        (Shape::Nothing, _) => never(),
        (Shape::Text(attribute), Asked::OneOf(values)) => {
            one_of(*attribute, values.iter().map(|v| folded(v)).collect())
        }
        (Shape::Text(attribute), Asked::Contains(part)) => Condition::Is(*attribute, Test::Contains(folded(part))),
        (Shape::Text(attribute), Asked::StartsWith(part)) => Condition::Is(*attribute, Test::StartsWith(folded(part))),
        (Shape::Id(attribute, prefix), Asked::OneOf(values)) => {
            let read = |value: &String| ids::read::<uuid::Uuid>(prefix, value).map(|id| id.to_string());
            one_of(*attribute, values.iter().filter_map(read).collect())
        }
        (Shape::Number(attribute), Asked::OneOf(values)) => {
            let values: Result<Vec<_>, _> =
                values.iter().map(|value| numbers::exactly(name, *attribute, value)).collect();
            Condition::Any(values?)
        }
        (Shape::Number(attribute), Asked::Range(low, high)) => {
            numbers::between(name, *attribute, low.as_ref(), high.as_ref())?
        }
        (Shape::Date(attribute), Asked::OneOf(values)) => {
            let exactly = |value: &String| {
                let end = End { value: value.clone(), included: true };
                numbers::within(name, *attribute, Some(&end), Some(&end))
            };
            Condition::Any(values.iter().map(exactly).collect::<Result<_, _>>()?)
        }
        (Shape::Date(attribute), Asked::Range(low, high)) => {
            numbers::within(name, *attribute, low.as_ref(), high.as_ref())?
        }
        // Lists are always there, if empty; of others, what is there is never empty, and what is not is null.
        (shape, Asked::Exists) if shape.is_list() => always(),
        (shape, Asked::Null) if shape.is_list() => never(),
        (shape, Asked::Empty) if shape.is_list() => negated(shape.exists()),
        (shape, Asked::Exists) => shape.exists(),
        (shape, Asked::Null) => negated(shape.exists()),
        (_, Asked::Empty) => never(),
        (_, Asked::Range(..)) => return not_here("a range"),
        (_, Asked::Contains(_) | Asked::StartsWith(_)) => return not_here("letters"),
    })
}

/// Tests of an attribute that has one of a few words.
fn known(name: &str, words: &[Word], asked: &Asked) -> Result<Condition, Wrong> {
    let those = |passes: &dyn Fn(&str) -> bool| {
        Condition::Any(words.iter().filter(|(word, _)| passes(word)).map(|(_, condition)| condition.clone()).collect())
    };
    Ok(match asked {
        Asked::OneOf(values) => those(&|word| values.iter().any(|value| value.eq_ignore_ascii_case(word))),
        Asked::Contains(part) => those(&|word| word.contains(&folded(part))),
        Asked::StartsWith(part) => those(&|word| word.starts_with(&folded(part))),
        Asked::Exists => always(),
        Asked::Null | Asked::Empty => never(),
        Asked::Range(..) => return Err(format!("asks a range of {name}, which has no such thing")),
    })
}

fn folded(word: &str) -> String {
    word.to_lowercase()
}

#[cfg(test)]
mod tests;
