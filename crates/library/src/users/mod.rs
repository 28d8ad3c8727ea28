//! Users: people who sign in.

mod cases;
mod emails;
mod password;
mod port;

pub use cases::{NewUser, SetUp};
pub use port::{Read, Write};

use crate::ids::{EmailId, UserId};
use crate::{Error, Result, Time};

/// A person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// Their id.
    pub id: UserId,
    /// The number that dialects with integers show; users and accounts share one sequence.
    pub serial: i64,
    /// The name they sign in with; unique whatever its case.
    pub name: String,
    /// Where mail goes; unique whatever its case.
    pub email: Option<String>,
    /// Argon2id in PHC form; `None` when they cannot sign in by password.
    pub password: Option<String>,
    /// When they were made.
    pub created_at: Time,
}

/// Another address of a person, beside the one that mail goes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Email {
    /// Its id.
    pub id: EmailId,
    /// The number that dialects with integers show.
    pub serial: i64,
    /// Whose.
    pub user: UserId,
    /// The address.
    pub address: String,
    /// When it was added.
    pub created_at: Time,
}

/// A user name: 1 to 64 letters, digits, `.`, `_` or `-`.
pub fn user_name(given: &str) -> Result<String> {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    if given.is_empty() || given.len() > 64 || !given.chars().all(fits) {
        return Err(Error::invalid("name", "must be 1 to 64 letters, digits, dots, underscores or hyphens"));
    }
    Ok(given.to_owned())
}

/// An e-mail address, as far as one can tell without writing to it.
pub fn email(given: &str) -> Result<String> {
    let given = given.trim();
    let fits = given.len() <= 254
        && !given.chars().any(|c| c.is_whitespace() || c.is_control())
        && given
            .split_once('@')
            .is_some_and(|(local, domain)| !local.is_empty() && !domain.is_empty() && !domain.contains('@'));
    if fits { Ok(given.to_owned()) } else { Err(Error::invalid("email", "is not an e-mail address")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_addresses_are_held_to_their_form() {
        assert!(user_name("ada.l-1_x").is_ok());
        assert!(["", "a b", "é", &"a".repeat(65)].into_iter().all(|name| user_name(name).is_err()));
        assert_eq!(email(" a@b ").unwrap(), "a@b");
        assert!(["", "a", "@b", "a@", "a@b@c", "a b@c"].into_iter().all(|address| email(address).is_err()));
    }
}
