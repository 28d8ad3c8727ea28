//! What users ask of storage.

use async_trait::async_trait;

use super::{Email, User};
use crate::Result;
use crate::ids::{EmailId, UserId};

/// Reading.
#[async_trait]
pub trait Read {
    /// The user with this id.
    async fn user(&self, id: UserId) -> Result<Option<User>>;

    /// The user of this name or, failing that, with this e-mail address; whatever the case ([`str::to_lowercase`]).
    async fn user_by_name(&self, name_or_email: &str) -> Result<Option<User>>;

    /// The user with this number.
    async fn user_by_serial(&self, serial: i64) -> Result<Option<User>>;

    /// The user with this e-mail address, the first or another; whatever the case.
    async fn user_by_email(&self, address: &str) -> Result<Option<User>>;

    /// A person's other addresses, oldest first.
    async fn emails(&self, user: UserId) -> Result<Vec<Email>>;

    /// All of them, oldest first.
    async fn users(&self) -> Result<Vec<User>>;

    /// Whether there is any.
    async fn any_user(&self) -> Result<bool>;
}

/// Changing.
#[async_trait]
pub trait Write {
    /// Adds a user, whose `serial` is given here; [`crate::Error::Conflict`] when the name or the address is taken.
    async fn insert_user(&mut self, user: &User) -> Result<User>;

    /// Sets the password's hash; `None` for no signing in by password.
    async fn set_password(&mut self, id: UserId, hash: Option<&str>) -> Result<()>;

    /// Sets name and address; [`crate::Error::Conflict`] when one of them is taken, by another's other address too.
    async fn update_user(&mut self, user: &User) -> Result<()>;

    /// Adds another address, whose `serial` is given here; [`crate::Error::Conflict`] when it is anybody's already.
    async fn insert_email(&mut self, email: &Email) -> Result<Email>;

    /// Removes another address.
    async fn delete_email(&mut self, id: EmailId) -> Result<()>;

    /// Removes a person who owns nothing and has made nothing, with keys, sessions, addresses and memberships;
    /// [`crate::Error::Conflict`] for anybody else.
    async fn delete_user(&mut self, id: UserId) -> Result<()>;
}
