//! The members of accounts.

use super::Member;
use crate::access::{Actor, Role};
use crate::collections::Invitee;
use crate::ids::{AccountId, UserId};
use crate::users::User;
use crate::{Error, Library, Noun, Result, Transaction};

impl Library {
    /// An account's people, in the order in which they came; for its members.
    pub async fn members(&self, actor: &Actor, account: AccountId) -> Result<Vec<(User, Role)>> {
        self.require_role(actor, account, Role::Viewer).await?;
        let mut people = Vec::new();
        for member in self.store.members(account).await? {
            people.push((self.user(member.user).await?, member.role));
        }
        Ok(people)
    }

    /// Adds somebody who has a user here to an account; [`Error::Conflict`] when they are in it already.
    pub async fn add_member(
        &self,
        actor: &Actor,
        account: AccountId,
        whom: &Invitee,
        role: Role,
    ) -> Result<(User, Role)> {
        self.require_over(actor, account, role).await?;
        let user = match whom {
            Invitee::User(id) => self.store.user(*id).await?,
            Invitee::Email(address) => self.store.user_by_email(address).await?,
            Invitee::Name(name) => self.store.user_by_name(name).await?,
            Invitee::Serial(serial) => self.store.user_by_serial(*serial).await?,
        };
        let user = user.ok_or(Error::NotFound(Noun::User))?;
        if self.store.role(account, user.id).await?.is_some() {
            return Err(Error::Conflict("this person is in the account already".to_owned()));
        }
        let mut tx = self.begin().await?;
        self.join(&mut *tx, account, user.id, role).await?;
        tx.commit().await?;
        Ok((user, role))
    }

    /// Makes a member something else. The last owner stays one.
    pub async fn change_member(&self, actor: &Actor, account: AccountId, user: UserId, role: Role) -> Result<()> {
        self.require_over(actor, account, role).await?;
        let before = self.store.role(account, user).await?.ok_or(Error::NotFound(Noun::User))?;
        self.require_over(actor, account, before).await?;
        if before == Role::Owner && role != Role::Owner {
            self.require_another_owner(account, user).await?;
        }
        let mut tx = self.begin().await?;
        self.join(&mut *tx, account, user, role).await?;
        if before >= Role::Manager && role < Role::Manager {
            self.step_down(&mut *tx, account, user, Some(role)).await?;
        }
        tx.commit().await
    }

    /// Removes somebody from an account and those below it, or oneself. The last owner stays, and so does the person whose
    /// own it is.
    pub async fn remove_member(&self, actor: &Actor, account: AccountId, user: UserId) -> Result<()> {
        let role = self.store.role(account, user).await?;
        if user != actor.user {
            self.require_over(actor, account, role.unwrap_or(Role::Viewer)).await?;
        }
        let role = role.ok_or(Error::NotFound(Noun::User))?;
        if role == Role::Owner {
            self.require_another_owner(account, user).await?;
        }
        let mut tx = self.begin().await?;
        tx.remove_member(account, user).await?;
        self.step_down(&mut *tx, account, user, None).await?;
        tx.commit().await
    }

    /// What somebody no longer is in a team, they are no longer in the accounts below it: managers become `role`, and
    /// with `None` nobody is left. Who owns one of those stays its owner.
    async fn step_down(
        &self,
        tx: &mut dyn Transaction,
        team: AccountId,
        user: UserId,
        role: Option<Role>,
    ) -> Result<()> {
        for below in self.store.accounts_under(team).await? {
            let account = below.id;
            match (self.store.role(account, user).await?, role) {
                (None | Some(Role::Owner), _) => {}
                (Some(_), None) => tx.remove_member(account, user).await?,
                (Some(Role::Manager), Some(role)) => tx.put_member(Member { account, user, role }).await?,
                (Some(_), Some(_)) => {}
            }
        }
        Ok(())
    }

    /// Managers deal with people up to managers; owners with all.
    pub(crate) async fn require_over(&self, actor: &Actor, account: AccountId, role: Role) -> Result<()> {
        self.require_role(actor, account, role.max(Role::Manager)).await
    }

    async fn require_another_owner(&self, account: AccountId, user: UserId) -> Result<()> {
        let own = self.account_by_id(account).await?.own_of == Some(user);
        let others = self.store.members(account).await?;
        if own || !others.iter().any(|member| member.user != user && member.role == Role::Owner) {
            return Err(Error::Conflict("an account keeps its last owner".to_owned()));
        }
        Ok(())
    }
}
