//! Accounts and their members.

use async_trait::async_trait;
use library::accounts::{Account, Counts, Member, Profile, Read, Write};
use library::ids::{AccountId, UserId};
use library::invitations::Place;
use library::{Error, Result, Role};

use super::super::store::{MemoryStore, MemoryTransaction};
use super::{missing, same};

#[async_trait]
impl Read for MemoryStore {
    async fn account(&self, id: AccountId) -> Result<Option<Account>> {
        Ok(self.rows().accounts.get(&id).cloned())
    }

    async fn account_by_name(&self, name: &str) -> Result<Option<Account>> {
        Ok(self.rows().accounts.values().find(|account| same(&account.name, name)).cloned())
    }

    async fn role(&self, account: AccountId, user: UserId) -> Result<Option<Role>> {
        let rows = self.rows();
        let member = rows.members.iter().find(|member| member.account == account && member.user == user);
        Ok(member.map(|member| member.role))
    }

    async fn accounts_of(&self, user: UserId) -> Result<Vec<(Account, Role)>> {
        let rows = self.rows();
        let memberships = rows.members.iter().filter(|member| member.user == user);
        let mut accounts: Vec<_> =
            memberships.map(|member| (rows.accounts[&member.account].clone(), member.role)).collect();
        accounts.sort_by_key(|(account, _)| (account.own_of != Some(user), account.name.to_lowercase()));
        Ok(accounts)
    }

    async fn members(&self, account: AccountId) -> Result<Vec<Member>> {
        Ok(self.rows().members.iter().filter(|member| member.account == account).copied().collect())
    }

    async fn account_by_serial(&self, serial: i64) -> Result<Option<Account>> {
        Ok(self.rows().accounts.values().find(|account| account.serial == serial).cloned())
    }

    async fn own_account(&self, user: UserId) -> Result<Option<Account>> {
        Ok(self.rows().accounts.values().find(|account| account.own_of == Some(user)).cloned())
    }

    async fn accounts_under(&self, parent: AccountId) -> Result<Vec<Account>> {
        let rows = self.rows();
        let mut under: Vec<Account> =
            rows.accounts.values().filter(|account| account.parent == Some(parent)).cloned().collect();
        under.sort_by_key(|account| account.serial);
        Ok(under)
    }

    async fn profile(&self, account: AccountId) -> Result<Profile> {
        Ok(self.rows().profiles.get(&account).cloned().unwrap_or_default())
    }
}

#[async_trait]
impl Write for MemoryTransaction {
    async fn insert_account(&mut self, account: &Account) -> Result<Account> {
        account.own_of.map_or(Ok(()), |user| self.rows.hold_user(user))?;
        account.parent.map_or(Ok(()), |parent| self.rows.hold_account(parent))?;
        if self.rows.accounts.values().any(|other| same(&other.name, &account.name)) {
            return Err(Error::Conflict(format!("the account name {} is taken", account.name)));
        }
        let account = Account { serial: self.rows.next_serial(), counts: Counts::default(), ..account.clone() };
        self.rows.accounts.insert(account.id, account.clone());
        Ok(account)
    }

    async fn put_member(&mut self, member: Member) -> Result<()> {
        self.rows.hold_account(member.account)?;
        self.rows.hold_user(member.user)?;
        let is_same = |other: &&mut Member| other.account == member.account && other.user == member.user;
        match self.rows.members.iter_mut().find(is_same) {
            Some(there) => there.role = member.role,
            None => self.rows.members.push(member),
        }
        Ok(())
    }

    async fn remove_member(&mut self, account: AccountId, user: UserId) -> Result<()> {
        self.rows.members.retain(|member| member.account != account || member.user != user);
        Ok(())
    }

    async fn add_to_counts(&mut self, account: AccountId, change: Counts) -> Result<Counts> {
        let account = self.rows.accounts.get_mut(&account).ok_or_else(|| missing("the account"))?;
        let Counts { mockups, assets, collections, renders, bytes } = change;
        account.counts.mockups += mockups;
        account.counts.assets += assets;
        account.counts.collections += collections;
        account.counts.renders += renders;
        account.counts.bytes += bytes;
        Ok(account.counts)
    }

    async fn rename_account(&mut self, id: AccountId, name: &str) -> Result<()> {
        if self.rows.accounts.values().any(|other| other.id != id && same(&other.name, name)) {
            return Err(Error::Conflict("the name is taken".into()));
        }
        let account = self.rows.accounts.get_mut(&id).ok_or_else(|| missing("the account"))?;
        name.clone_into(&mut account.name);
        Ok(())
    }

    async fn put_profile(&mut self, account: AccountId, profile: &Profile) -> Result<()> {
        self.rows.hold_account(account)?;
        self.rows.hold_blobs(profile.avatar.iter().map(|(blob, _)| blob.hash))?;
        self.rows.profiles.insert(account, profile.clone());
        Ok(())
    }

    async fn delete_account(&mut self, id: AccountId) -> Result<()> {
        let rows = &mut self.rows;
        if rows.all_items().any(|item| item.thing.account == id) || rows.collections.values().any(|c| c.account == id) {
            return Err(Error::Conflict("the account holds something".into()));
        }
        rows.accounts.remove(&id);
        rows.members.retain(|member| member.account != id);
        rows.keys.retain(|_, key| key.account != id);
        let keys = &rows.keys;
        rows.spellings.retain(|_, key| keys.contains_key(key));
        rows.catalogs.retain(|_, catalog| catalog.account != id);
        rows.profiles.remove(&id);
        rows.preferences.retain(|(account, _), _| *account != id);
        rows.endpoints.retain(|_, endpoint| endpoint.account != id);
        let endpoints = &rows.endpoints;
        rows.events.retain(|_, event| event.account != id);
        let events = &rows.events;
        rows.deliveries.retain(|_, row| {
            endpoints.contains_key(&row.delivery.endpoint) && events.contains_key(&row.delivery.event)
        });
        rows.invitations.retain(|invitation| !matches!(invitation.place, Place::Account(to, _) if to == id));
        Ok(())
    }
}
