//! What users ask of storage.

use async_trait::async_trait;

use super::User;
use crate::Result;
use crate::ids::UserId;

/// Reading.
#[async_trait]
pub trait Read {
    /// The user with this id.
    async fn user(&self, id: UserId) -> Result<Option<User>>;

    /// The user of this name or, failing that, with this e-mail address; whatever the case ([`str::to_lowercase`]).
    async fn user_by_name(&self, name_or_email: &str) -> Result<Option<User>>;

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
}
