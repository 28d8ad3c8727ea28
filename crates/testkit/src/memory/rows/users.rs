//! Users.

use async_trait::async_trait;
use library::ids::UserId;
use library::users::{Read, User, Write};
use library::{Error, Result};

use super::super::store::{MemoryStore, MemoryTransaction};
use super::{missing, same};

#[async_trait]
impl Read for MemoryStore {
    async fn user(&self, id: UserId) -> Result<Option<User>> {
        Ok(self.rows().users.get(&id).cloned())
    }

    async fn user_by_name(&self, name_or_email: &str) -> Result<Option<User>> {
        let rows = self.rows();
        let named = rows.users.values().find(|user| same(&user.name, name_or_email));
        let addressed =
            || rows.users.values().find(|user| user.email.as_deref().is_some_and(|email| same(email, name_or_email)));
        Ok(named.or_else(addressed).cloned())
    }

    async fn users(&self) -> Result<Vec<User>> {
        let mut users: Vec<User> = self.rows().users.values().cloned().collect();
        users.sort_by_key(|user| (user.created_at, user.id));
        Ok(users)
    }

    async fn any_user(&self) -> Result<bool> {
        Ok(!self.rows().users.is_empty())
    }
}

#[async_trait]
impl Write for MemoryTransaction {
    async fn insert_user(&mut self, user: &User) -> Result<User> {
        let both =
            |a: &Option<String>, b: &Option<String>| a.as_deref().zip(b.as_deref()).is_some_and(|(a, b)| same(a, b));
        if self.rows.users.values().any(|other| same(&other.name, &user.name)) {
            return Err(Error::Conflict(format!("the user name {} is taken", user.name)));
        }
        if self.rows.users.values().any(|other| both(&other.email, &user.email)) {
            return Err(Error::Conflict("the e-mail address is taken".into()));
        }
        let user = User { serial: self.rows.next_serial(), ..user.clone() };
        self.rows.users.insert(user.id, user.clone());
        Ok(user)
    }

    async fn set_password(&mut self, id: UserId, hash: Option<&str>) -> Result<()> {
        let user = self.rows.users.get_mut(&id).ok_or_else(|| missing("the user"))?;
        user.password = hash.map(str::to_owned);
        Ok(())
    }
}
