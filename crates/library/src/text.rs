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
    if given.contains('\0') {
        return Err(Error::invalid(field, "must not contain the null character"));
    }
    Ok(given.to_owned())
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
}
