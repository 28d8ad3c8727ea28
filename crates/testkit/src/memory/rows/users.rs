//! Users.

use async_trait::async_trait;
use library::collections::Standing;
use library::ids::{EmailId, UserId};
use library::invitations::Place;
use library::users::{Email, Read, User, Write};
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

    async fn user_by_serial(&self, serial: i64) -> Result<Option<User>> {
        Ok(self.rows().users.values().find(|user| user.serial == serial).cloned())
    }

    async fn user_by_email(&self, address: &str) -> Result<Option<User>> {
        let rows = self.rows();
        let first = |user: &&User| user.email.as_deref().is_some_and(|email| same(email, address));
        let other = rows.emails.iter().find(|email| same(&email.address, address)).map(|email| email.user);
        Ok(rows.users.values().find(first).or_else(|| rows.users.get(&other?)).cloned())
    }

    async fn emails(&self, user: UserId) -> Result<Vec<Email>> {
        Ok(self.rows().emails.iter().filter(|email| email.user == user).cloned().collect())
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

    async fn update_user(&mut self, user: &User) -> Result<()> {
        let others = || self.rows.users.values().filter(|other| other.id != user.id);
        let both =
            |a: &Option<String>, b: &Option<String>| a.as_deref().zip(b.as_deref()).is_some_and(|(a, b)| same(a, b));
        let other = |email: &Email| email.user != user.id && both(&user.email, &Some(email.address.clone()));
        if others().any(|there| same(&there.name, &user.name) || both(&there.email, &user.email))
            || self.rows.emails.iter().any(other)
        {
            return Err(Error::Conflict("the name or the e-mail address is taken".into()));
        }
        let there = self.rows.users.get_mut(&user.id).ok_or_else(|| missing("the user"))?;
        there.name.clone_from(&user.name);
        there.email.clone_from(&user.email);
        Ok(())
    }

    async fn insert_email(&mut self, email: &Email) -> Result<Email> {
        self.rows.hold_user(email.user)?;
        let first = |user: &User| user.email.as_deref().is_some_and(|there| same(there, &email.address));
        let other = |there: &Email| same(&there.address, &email.address);
        if self.rows.users.values().any(first) || self.rows.emails.iter().any(other) {
            return Err(Error::Conflict("the e-mail address is taken".into()));
        }
        let email = Email { serial: self.rows.next_serial(), ..email.clone() };
        self.rows.emails.push(email.clone());
        Ok(email)
    }

    async fn delete_email(&mut self, id: EmailId) -> Result<()> {
        self.rows.emails.retain(|email| email.id != id);
        Ok(())
    }

    async fn delete_user(&mut self, id: UserId) -> Result<()> {
        let rows = &mut self.rows;
        let own: Vec<_> =
            rows.accounts.values().filter(|account| account.own_of == Some(id)).map(|own| own.id).collect();
        let owns = |account: &library::ids::AccountId| own.contains(account);
        let busy = rows.collections.values().any(|c| owns(&c.account) || c.author == id)
            || rows.members.iter().any(|member| member.user == id && !owns(&member.account))
            || rows.all_items().any(|item| owns(&item.thing.account) || item.thing.author == id)
            || rows.jobs.values().any(|row| owns(&row.job.account) || row.job.user == id)
            || rows.renders.values().any(|row| owns(&row.render.account) || row.render.user == id)
            || rows.comments.iter().any(|comment| comment.author == id)
            || rows.entries.values().any(|entry| entry.added_by == id);
        if busy {
            return Err(Error::Conflict("somebody who owns or has made things cannot be removed".into()));
        }
        rows.accounts.retain(|account, _| !own.contains(account));
        rows.catalogs.retain(|_, catalog| !own.contains(&catalog.account));
        rows.profiles.retain(|account, _| !own.contains(account));
        rows.members.retain(|member| member.user != id);
        rows.keys.retain(|_, key| key.user != id);
        let keys = &rows.keys;
        rows.spellings.retain(|_, key| keys.contains_key(key));
        rows.sessions.retain(|_, (session, _)| session.user != id);
        rows.emails.retain(|email| email.user != id);
        rows.invitations.retain(|invitation| {
            invitation.by != id && !matches!(invitation.place, Place::Account(to, _) if own.contains(&to))
        });
        rows.standings.retain(|standing| standing.user != id);
        for collection in rows.collections.values_mut() {
            let shared = |standing: &&Standing| standing.collection == collection.id && standing.shared_at.is_some();
            collection.collaborators = rows.standings.iter().filter(shared).count() as i64;
        }
        rows.reactions.retain(|reaction| reaction.user != id);
        for entry in rows.entries.values_mut() {
            entry.reactions = rows.reactions.iter().filter(|reaction| reaction.entry == entry.id).count() as i64;
        }
        rows.users.remove(&id);
        Ok(())
    }
}
