//! A person's own affairs: their name, their addresses, their end.

use super::{Email, User, email, user_name};
use crate::access::Actor;
use crate::ids::EmailId;
use crate::{Error, Library, Noun, Result};

impl Library {
    /// Gives the caller another name, or another address for mail; the name of their own account follows. The password
    /// is to be known for neither: a key is enough, as it is for all else that it opens.
    pub async fn change_user(&self, actor: &Actor, name: Option<&str>, address: Option<&str>) -> Result<User> {
        let mut user = self.user(actor.user).await?;
        let own = self.store.own_account(user.id).await?;
        let renamed = name.map(user_name).transpose()?.filter(|name| *name != user.name);
        user.email = address.map(email).transpose()?.or(user.email);
        let mut tx = self.begin().await?;
        if let Some(name) = renamed {
            if let Some(own) = own {
                tx.rename_account(own.id, &name).await?;
            }
            user.name = name;
        }
        tx.update_user(&user).await?;
        tx.commit().await?;
        Ok(user)
    }

    /// The caller's other addresses, oldest first.
    pub async fn emails(&self, actor: &Actor) -> Result<Vec<Email>> {
        self.store.emails(actor.user).await
    }

    /// Adds an address to the caller's.
    pub async fn add_email(&self, actor: &Actor, address: &str) -> Result<Email> {
        let email =
            Email { id: EmailId::new(), serial: 0, user: actor.user, address: email(address)?, created_at: self.now() };
        let mut tx = self.begin().await?;
        let email = tx.insert_email(&email).await?;
        tx.commit().await?;
        Ok(email)
    }

    /// Removes one of the caller's other addresses.
    pub async fn delete_email(&self, actor: &Actor, serial: i64) -> Result<()> {
        let own = self.store.emails(actor.user).await?.into_iter().find(|email| email.serial == serial);
        let email = own.ok_or(Error::NotFound(Noun::Email))?;
        let mut tx = self.begin().await?;
        tx.delete_email(email.id).await?;
        tx.commit().await
    }

    /// Whether nobody has this address yet.
    pub async fn email_available(&self, address: &str) -> Result<bool> {
        let address = email(address)?;
        Ok(self.store.user_by_email(&address).await?.is_none())
    }

    /// Whether no user and no account has this name yet.
    pub async fn name_available(&self, name: &str) -> Result<bool> {
        let name = user_name(name)?;
        let user = self.store.user_by_name(&name).await?;
        Ok(user.is_none() && self.store.account_by_name(&name).await?.is_none())
    }

    /// The user with this number.
    pub async fn user_by_serial(&self, serial: i64) -> Result<User> {
        self.store.user_by_serial(serial).await?.ok_or(Error::NotFound(Noun::User))
    }

    /// The users with these ids; those that are not there are left out.
    pub async fn users_by_id(&self, ids: &[crate::ids::UserId]) -> Result<Vec<User>> {
        let mut users = Vec::with_capacity(ids.len());
        for id in ids {
            users.extend(self.store.user(*id).await?);
        }
        Ok(users)
    }

    /// The people who share a collection or an account with the caller.
    pub async fn contacts(&self, actor: &Actor) -> Result<Vec<User>> {
        let ids = self.store.contacts(actor.user).await?;
        self.users_by_id(&ids).await
    }

    /// Who signs in with this name (or address) and password, for doors whose programs keep a token of their own
    /// instead of a session.
    pub async fn verified_user(&self, name: &str, password: String) -> Result<User> {
        let user = if name.contains('\0') { None } else { self.store.user_by_name(name).await? };
        let user = match user {
            None if !name.contains('\0') => self.store.user_by_email(name).await?,
            user => user,
        };
        let hash = user.as_ref().and_then(|user| user.password.clone());
        let good = self.verify_password(password, hash).await?;
        user.filter(|_| good).ok_or(Error::Unauthenticated)
    }

    /// A person acting in their own account, or in one that they are a member of: for doors that prove who somebody is
    /// by themselves.
    pub async fn act_as(&self, user: crate::ids::UserId, account: Option<crate::ids::AccountId>) -> Result<Actor> {
        let mut accounts = self.store.accounts_of(user).await?.into_iter();
        let chosen = match account {
            None => accounts.next(),
            Some(account) => accounts.find(|(candidate, _)| candidate.id == account),
        };
        let (account, role) = chosen.ok_or(Error::NotFound(Noun::Account))?;
        Ok(Actor { user, account: account.id, role, key: None, person: false })
    }

    /// Ends the caller. What they have made and own must be gone before.
    pub async fn delete_own_user(&self, actor: &Actor) -> Result<()> {
        let mut tx = self.begin().await?;
        tx.delete_user(actor.user).await?;
        tx.commit().await
    }
}
