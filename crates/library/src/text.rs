//! Rules for names and other words that people give.

use crate::{Error, Result};

/// The longest name, in characters.
pub const NAME_CHARACTERS: usize = 255;

/// A name: 1 to 255 characters, at least one of them visible, none a control character. Outer white space is dropped.
pub fn name(field: &str, given: &str) -> Result<String> {
    let name = given.trim();
    if name.is_empty() {
        return Err(Error::invalid(field, "must not be empty"));
    }
    if name.chars().count() > NAME_CHARACTERS {
        return Err(Error::invalid(field, format!("must have at most {NAME_CHARACTERS} characters")));
    }
    if name.chars().any(char::is_control) {
        return Err(Error::invalid(field, "must not contain control characters"));
    }
    Ok(name.to_owned())
}

/// The longest description, in characters.
pub const DESCRIPTION_CHARACTERS: usize = 10_000;

/// A description: up to 10,000 characters, lines allowed.
pub fn description(field: &str, given: &str) -> Result<String> {
    if given.chars().count() > DESCRIPTION_CHARACTERS {
        return Err(Error::invalid(field, format!("must have at most {DESCRIPTION_CHARACTERS} characters")));
    }
    without_null(field, given)?;
    Ok(given.to_owned())
}

/// Words as they are: whatever their length, without the null character, which not every database keeps.
pub fn without_null(field: &str, given: &str) -> Result<()> {
    if given.contains('\0') { Err(Error::invalid(field, "must not contain the null character")) } else { Ok(()) }
}

/// The longest URL, in bytes.
pub const URL_BYTES: usize = 8_000;

/// A URL to keep: not too long, and without control characters.
pub fn url(field: &str, given: &str) -> Result<()> {
    if given.len() > URL_BYTES {
        return Err(Error::invalid(field, format!("must have at most {URL_BYTES} bytes")));
    }
    if given.chars().any(char::is_control) {
        return Err(Error::invalid(field, "must not contain control characters"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_counted_in_characters() {
        assert_eq!(name("name", &"é".repeat(255)).unwrap().chars().count(), 255);
        assert!(name("name", &"é".repeat(256)).is_err());
        assert_eq!(name("name", "  mug ").unwrap(), "mug");
        assert!(name("name", " \t").is_err() && name("name", "a\nb").is_err());
    }

    #[test]
    fn urls_and_words_hold_nothing_that_a_database_refuses() {
        assert!(url("url", "https://a.test/b").is_ok());
        assert!(url("url", "https://a.test/\0").is_err() && url("url", &"a".repeat(8_001)).is_err());
        assert!(without_null("words", "a\nb").is_ok() && without_null("words", "\0").is_err());
    }
}
