//! Looking at accounts.

use super::Account;
use crate::access::{Actor, Role};
use crate::ids::UserId;
use crate::{Error, Library, Noun, Result};

impl Library {
    /// The account that the caller acts in.
    pub async fn account(&self, actor: &Actor) -> Result<Account> {
        self.store.account(actor.account).await?.ok_or(Error::NotFound(Noun::Account))
    }

    /// A person's accounts and what they are there: their own first.
    pub async fn accounts_of(&self, user: UserId) -> Result<Vec<(Account, Role)>> {
        self.store.accounts_of(user).await
    }
}
