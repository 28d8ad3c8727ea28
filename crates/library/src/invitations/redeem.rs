//! What an invitation turns into once its person is here.

use super::Place;
use crate::access::Role;
use crate::accounts::Member;
use crate::collections::Standing;
use crate::ids::{AccountId, UserId};
use crate::users::User;
use crate::{Library, Result, Time, Transaction};

impl Library {
    /// Lets a new user in wherever their address was asked in.
    pub(crate) async fn redeem_invitations(&self, tx: &mut dyn Transaction, user: &User, now: Time) -> Result<()> {
        let Some(address) = &user.email else { return Ok(()) };
        for place in tx.take_invitations(address).await? {
            match place {
                Place::Account(account, role) => self.join(tx, account, user.id, role).await?,
                Place::Collection(collection) => {
                    let standing = Standing { shared_at: Some(now), ..Standing::new(user.id, collection) };
                    tx.put_standing(&standing).await?;
                }
            }
        }
        Ok(())
    }

    /// Makes somebody a member, who was none: whoever is over a team is over the accounts below it.
    pub(crate) async fn join(
        &self,
        tx: &mut dyn Transaction,
        account: AccountId,
        user: UserId,
        role: Role,
    ) -> Result<()> {
        tx.put_member(Member { account, user, role }).await?;
        if role >= Role::Manager {
            for below in self.store.accounts_under(account).await? {
                if self.store.role(below.id, user).await?.is_none_or(|there| there < Role::Manager) {
                    tx.put_member(Member { account: below.id, user, role: Role::Manager }).await?;
                }
            }
        }
        Ok(())
    }
}
