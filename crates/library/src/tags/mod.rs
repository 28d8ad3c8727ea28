//! Tags: words on things. An account's things of every kind share them; a word is one tag whatever its case.

mod cases;
mod port;

pub use port::Read;

use crate::ids::{AccountId, ThingId};
use crate::items::TagChanges;
use crate::{Error, Result, Time, text};

/// A word on things.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// The number that dialects with integers show.
    pub serial: i64,
    /// Whose.
    pub account: AccountId,
    /// The word, as it was first written.
    pub name: String,
    /// How many things have it, outside the trash; kept, never counted on reading.
    pub things: i64,
    /// When it was first used.
    pub created_at: Time,
    /// When a thing last got or lost it.
    pub updated_at: Time,
}

/// Things with a tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tagged {
    /// The tag.
    pub tag: Tag,
    /// Its things.
    pub things: Vec<ThingId>,
}

/// The most tags of one thing.
const MOST: usize = 100;

/// Tags as people give them: each held to the rules of names, the same word once whatever its case.
pub fn checked(field: &str, given: &[String]) -> Result<Vec<String>> {
    if given.len() > MOST {
        return Err(Error::invalid(field, format!("must have at most {MOST} items")));
    }
    let mut tags: Vec<String> = Vec::with_capacity(given.len());
    for (place, tag) in given.iter().enumerate() {
        let tag = text::name(&format!("{field}[{place}]"), tag)?;
        if !has(&tags, &tag) {
            tags.push(tag);
        }
    }
    Ok(tags)
}

fn has(tags: &[String], tag: &str) -> bool {
    tags.iter().any(|other| other.to_lowercase() == tag.to_lowercase())
}

/// Adds and removes; `strict` refuses to add one that is there, or to remove one that is not.
pub(crate) fn apply(tags: &mut Vec<String>, add: &[String], remove: &[String], strict: bool) -> Result<TagChanges> {
    let mut changes = TagChanges::default();
    for tag in remove {
        if has(tags, tag) {
            tags.retain(|other| other.to_lowercase() != tag.to_lowercase());
            changes.removed.push(tag.clone());
        } else if strict {
            return Err(Error::invalid("delete", format!("{tag} is not a tag of this")));
        }
    }
    for tag in add {
        if !has(tags, tag) {
            tags.push(tag.clone());
            changes.added.push(tag.clone());
        } else if strict {
            return Err(Error::invalid("add", format!("{tag} is a tag of this already")));
        }
    }
    if tags.len() > MOST {
        return Err(Error::invalid("add", format!("a thing has at most {MOST} tags")));
    }
    Ok(changes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn a_word_is_one_tag_whatever_its_case() {
        assert_eq!(checked("tags", &words(&[" Red ", "red", "#é"])).unwrap(), ["Red", "#é"]);
        assert!(checked("tags", &words(&["red", " "])).is_err());
    }

    #[test]
    fn strictness_refuses_what_changes_nothing() {
        let mut tags = words(&["Red", "blue"]);
        let done = apply(&mut tags, &words(&["red", "green"]), &words(&["BLUE", "grey"]), false).unwrap();
        assert_eq!(done, TagChanges { added: words(&["green"]), removed: words(&["BLUE"]) });
        assert_eq!(tags, ["Red", "green"]);
        assert!(apply(&mut tags.clone(), &words(&["RED"]), &[], true).is_err());
        assert!(apply(&mut tags.clone(), &[], &words(&["grey"]), true).is_err());
    }
}
