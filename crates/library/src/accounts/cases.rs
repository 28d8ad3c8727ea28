//! Looking at accounts, making and ending them.

use super::{Account, Counts, Member};
use crate::access::{Actor, Role};
use crate::ids::{AccountId, UserId};
use crate::{Error, Library, Noun, Result};

/// A team's account to be made.
#[derive(Debug, Clone, Default)]
pub struct NewAccount {
    /// Its name; a number is added when it is taken.
    pub name: String,
    /// The team above it, which the caller is a manager of.
    pub parent: Option<AccountId>,
}

impl Library {
    /// The account that the caller acts in.
    pub async fn account(&self, actor: &Actor) -> Result<Account> {
        self.store.account(actor.account).await?.ok_or(Error::NotFound(Noun::Account))
    }

    /// A person's accounts and what they are there: their own first.
    pub async fn accounts_of(&self, user: UserId) -> Result<Vec<(Account, Role)>> {
        self.store.accounts_of(user).await
    }

    /// An account with this id, whosever: what it is called is no secret to who knows the id.
    pub async fn account_by_id(&self, id: AccountId) -> Result<Account> {
        self.store.account(id).await?.ok_or(Error::NotFound(Noun::Account))
    }

    /// The account of this name, whatever its case.
    pub async fn account_by_name(&self, name: &str) -> Result<Account> {
        self.store.account_by_name(name).await?.ok_or(Error::NotFound(Noun::Account))
    }

    /// The account with this number.
    pub async fn account_by_serial(&self, serial: i64) -> Result<Account> {
        self.store.account_by_serial(serial).await?.ok_or(Error::NotFound(Noun::Account))
    }

    /// The accounts below a team that the caller is a member of, oldest first.
    pub async fn accounts_under(&self, actor: &Actor, parent: AccountId) -> Result<Vec<Account>> {
        self.require_role(actor, parent, Role::Viewer).await?;
        self.store.accounts_under(parent).await
    }

    /// What the caller is in an account; [`Noun::Account`] not found for strangers.
    pub async fn role_in(&self, actor: &Actor, account: AccountId) -> Result<Role> {
        self.role_of(actor, account).await?.ok_or(Error::NotFound(Noun::Account))
    }

    /// What the caller is in an account, within what their key allows; `None` for strangers.
    pub(crate) async fn role_of(&self, actor: &Actor, account: AccountId) -> Result<Option<Role>> {
        if account == actor.account {
            return Ok(Some(actor.role));
        }
        match self.store.role(account, actor.user).await? {
            None => Ok(None),
            Some(role) => Ok(Some(role.min(self.bound(actor).await?))),
        }
    }

    /// The same caller acting in another account: one below the team's that they act in, or the team's above it, where
    /// they see only.
    pub async fn act_nearby(&self, actor: &Actor, account: AccountId) -> Result<Actor> {
        if account == actor.account {
            return Ok(*actor);
        }
        let missing = Error::NotFound(Noun::Account);
        let Some(role) = self.role_of(actor, account).await? else { return Err(missing) };
        let parent_of = async |id| Ok::<_, Error>(self.store.account(id).await?.and_then(|account| account.parent));
        let role = if parent_of(account).await? == Some(actor.account) {
            role
        } else if parent_of(actor.account).await? == Some(account) {
            Role::Viewer
        } else {
            return Err(missing);
        };
        Ok(Actor { account, role, ..*actor })
    }

    /// Makes a team's account, which the caller owns.
    pub async fn create_account(&self, actor: &Actor, new: NewAccount) -> Result<Account> {
        if let Some(parent) = new.parent {
            self.require_role(actor, parent, Role::Manager).await?;
        }
        let name = self.free_name(&crate::text::name("name", &new.name)?).await?;
        let above = match new.parent {
            Some(parent) => self.store.members(parent).await?,
            None => Vec::new(),
        };
        let mut tx = self.begin().await?;
        let account = self.insert_account_under(&mut *tx, &name, None, actor.user, new.parent).await?;
        // Whoever is over the team is over what it makes.
        for Member { user, role, .. } in above {
            if role >= Role::Manager && user != actor.user {
                tx.put_member(Member { account: account.id, user, role: Role::Manager }).await?;
            }
        }
        tx.commit().await?;
        Ok(account)
    }

    /// Gives a team's account another name. A person's own is renamed with them.
    pub async fn rename_account(&self, actor: &Actor, account: AccountId, name: &str) -> Result<Account> {
        self.require_role(actor, account, Role::Manager).await?;
        let name = crate::text::name("name", name)?;
        if self.account_by_id(account).await?.own_of.is_some() {
            return Err(Error::Conflict("a person's own account has the person's name".to_owned()));
        }
        let mut tx = self.begin().await?;
        tx.rename_account(account, &name).await?;
        tx.commit().await?;
        self.account_by_id(account).await
    }

    /// Ends a team's account that holds nothing.
    pub async fn delete_account(&self, actor: &Actor, id: AccountId) -> Result<()> {
        self.require_role(actor, id, Role::Owner).await?;
        let account = self.account_by_id(id).await?;
        if account.own_of.is_some() {
            return Err(Error::Conflict("a person's own account ends with the person".to_owned()));
        }
        let Counts { mockups, assets, collections, bytes, .. } = account.counts;
        if mockups + assets + collections + bytes > 0 || !self.store.accounts_under(id).await?.is_empty() {
            let message = "only an account with nothing in it can be removed: remove its things and collections first";
            return Err(Error::Conflict(message.to_owned()));
        }
        let mut tx = self.begin().await?;
        tx.delete_account(id).await?;
        tx.commit().await
    }

    /// Refuses whoever is less than `role` in an account; strangers as if there were none.
    pub(crate) async fn require_role(&self, actor: &Actor, account: AccountId, role: Role) -> Result<()> {
        let own = self.role_in(actor, account).await?;
        Actor { role: own, ..*actor }.require(role)
    }

    /// The name, or the name with the first number that makes it nobody's.
    async fn free_name(&self, name: &str) -> Result<String> {
        let mut candidate = name.to_owned();
        for number in 2..1000 {
            if self.store.account_by_name(&candidate).await?.is_none() {
                return Ok(candidate);
            }
            candidate = format!("{} {number}", name.chars().take(240).collect::<String>());
        }
        Err(Error::Conflict("the name is taken".to_owned()))
    }
}
