//! What accounts ask of storage.

use async_trait::async_trait;

use super::{Account, Counts, Member, Profile};
use crate::Result;
use crate::access::Role;
use crate::ids::{AccountId, UserId};

/// Reading.
#[async_trait]
pub trait Read {
    /// The account with this id.
    async fn account(&self, id: AccountId) -> Result<Option<Account>>;

    /// The account of this name, whatever its case ([`str::to_lowercase`]).
    async fn account_by_name(&self, name: &str) -> Result<Option<Account>>;

    /// The account with this number.
    async fn account_by_serial(&self, serial: i64) -> Result<Option<Account>>;

    /// The account that is a person's own.
    async fn own_account(&self, user: UserId) -> Result<Option<Account>>;

    /// The accounts below a team, oldest first.
    async fn accounts_under(&self, parent: AccountId) -> Result<Vec<Account>>;

    /// How an account shows itself; the plain profile until it says.
    async fn profile(&self, account: AccountId) -> Result<Profile>;

    /// What a person is in an account.
    async fn role(&self, account: AccountId, user: UserId) -> Result<Option<Role>>;

    /// A person's accounts and what they are there: their own first, then by name in lower case, by code point.
    async fn accounts_of(&self, user: UserId) -> Result<Vec<(Account, Role)>>;

    /// An account's people, in the order in which they came; another role changes nothing in it.
    async fn members(&self, account: AccountId) -> Result<Vec<Member>>;
}

/// Changing.
#[async_trait]
pub trait Write {
    /// Adds an account with nothing in it, whose `serial` is given here; [`crate::Error::Conflict`] when the name is
    /// taken.
    async fn insert_account(&mut self, account: &Account) -> Result<Account>;

    /// Writes an account's name; [`crate::Error::Conflict`] when it is taken.
    async fn rename_account(&mut self, id: AccountId, name: &str) -> Result<()>;

    /// Writes how an account shows itself.
    async fn put_profile(&mut self, account: AccountId, profile: &Profile) -> Result<()>;

    /// Removes an account that holds nothing, with its members, keys, catalogs, profile, preferences and webhooks.
    async fn delete_account(&mut self, id: AccountId) -> Result<()>;

    /// Adds a person, or changes what they are.
    async fn put_member(&mut self, member: Member) -> Result<()>;

    /// Removes a person.
    async fn remove_member(&mut self, account: AccountId, user: UserId) -> Result<()>;

    /// Adds to what an account holds (negative: takes away), and gives the new counts.
    async fn add_to_counts(&mut self, account: AccountId, change: Counts) -> Result<Counts>;
}
