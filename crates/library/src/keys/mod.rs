//! Keys: a person acting in an account, from a program. One key opens every door, in a spelling of its own for each.

mod cases;
mod port;

pub use cases::NewKey;
pub use port::{Read, Write};

use crate::access::Role;
use crate::ids::{AccountId, KeyId, UserId};
use crate::{Time, secrets};

/// A key, without its secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// Its id.
    pub id: KeyId,
    /// Who acts.
    pub user: UserId,
    /// Where.
    pub account: AccountId,
    /// What its owner calls it.
    pub name: String,
    /// The most that it may do, whatever its person may; [`Role::Owner`] takes nothing from them.
    pub role: Role,
    /// When it was made.
    pub created_at: Time,
    /// When a request last came with it, to within a minute.
    pub last_used_at: Option<Time>,
    /// How many requests came with it, to within a minute.
    pub requests: i64,
}

/// What a key's secret spellings are derived from. It is never stored: what is stored is the hash of each spelling.
#[derive(Clone, Copy)]
pub struct Seed([u8; 32]);

impl Seed {
    /// A new one.
    pub fn new() -> crate::Result<Self> {
        Ok(Self(secrets::random()?))
    }

    /// The secret of the spelling called `label`.
    pub fn spelling(&self, label: &str) -> [u8; 32] {
        secrets::derive(&self.0, label)
    }
}

impl std::fmt::Debug for Seed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Seed(…)")
    }
}

/// The stored half of a spelling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredSpelling {
    /// Which spelling.
    pub label: &'static str,
    /// [`secrets::digest`] of its secret.
    pub hash: [u8; 32],
}
