//! Accounts: what owns things. Everybody has one of their own; a team's has members.

mod cases;
mod people;
mod port;
mod profile;

pub use cases::NewAccount;
pub use port::{Read, Write};
pub use profile::{Profile, ProfileChanges};

use crate::Time;
use crate::access::Role;
use crate::ids::{AccountId, UserId};

/// An owner of things.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// The number that dialects with integers show; users and accounts share one sequence.
    pub serial: i64,
    /// Its name; unique whatever its case.
    pub name: String,
    /// The person whose own account it is; `None` for a team.
    pub own_of: Option<UserId>,
    /// The team above it.
    pub parent: Option<AccountId>,
    /// When it was made.
    pub created_at: Time,
    /// What it holds; kept, never counted on reading.
    pub counts: Counts,
}

/// How much an account holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Mockups.
    pub mockups: i64,
    /// Files.
    pub assets: i64,
    /// Collections.
    pub collections: i64,
    /// Pictures ever ordered.
    pub renders: i64,
    /// Bytes of templates and files.
    pub bytes: i64,
}

/// A person in an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Member {
    /// Where.
    pub account: AccountId,
    /// Who.
    pub user: UserId,
    /// As what.
    pub role: Role,
}
