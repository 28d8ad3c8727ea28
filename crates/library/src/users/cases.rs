//! Making users, and finding them.

use subtle::ConstantTimeEq;

use super::{User, email, user_name};
use crate::access::Role;
use crate::accounts::{Account, Counts, Member};
use crate::catalogs::Catalog;
use crate::ids::{AccountId, CatalogId, UserId};
use crate::{Error, Library, Noun, Result, Transaction};

/// A user to be made.
#[derive(Debug, Clone, Default)]
pub struct NewUser {
    /// The name to sign in with.
    pub name: String,
    /// Where mail goes.
    pub email: Option<String>,
    /// `None` for a user who cannot sign in by password.
    pub password: Option<String>,
}

/// Makes the first user: whoever holds the one-time token.
#[derive(Debug, Clone)]
pub struct SetUp {
    /// From [`Library::set_up_token`].
    pub token: String,
    /// Who is made.
    pub user: NewUser,
}

impl Library {
    /// Makes a user with an account of their own under the same name, as the operator. Whatever their address was asked
    /// into, they are in.
    pub async fn create_user(&self, new: NewUser) -> Result<(User, Account)> {
        self.make_user(new, true).await
    }

    /// Makes a user. Only an address that somebody vouches for redeems its invitations.
    async fn make_user(&self, new: NewUser, vouched: bool) -> Result<(User, Account)> {
        let (user, password) = self.checked_user(new)?;
        let password = match password {
            Some(password) => Some(self.hash_password(password).await?),
            None => None,
        };
        let mut tx = self.begin().await?;
        let user = tx.insert_user(&User { password, ..user }).await?;
        let account = self.insert_account(&mut *tx, &user.name, Some(user.id), user.id).await?;
        if vouched {
            self.redeem_invitations(&mut *tx, &user, self.now()).await?;
        }
        tx.commit().await?;
        Ok((user, account))
    }

    /// Makes a user who asked for it; refused unless sign-up is open. Nothing shows that the address is theirs, so it
    /// opens nothing: whoever asked them in does so again, by their name.
    pub async fn sign_up(&self, new: NewUser) -> Result<(User, Account)> {
        if !self.settings.sign_up {
            return Err(Error::Forbidden("sign-up is closed on this server".to_owned()));
        }
        Self::require_password(&new)?;
        self.make_user(new, false).await
    }

    /// The token that makes the first user; `None` once there is one.
    pub async fn set_up_token(&self) -> Result<Option<String>> {
        let token = hex::encode(&self.master.sign("set-up", b"the first user")[..16]);
        Ok(if self.store.any_user().await? { None } else { Some(token) })
    }

    /// Makes the first user.
    pub async fn set_up(&self, set_up: SetUp) -> Result<(User, Account)> {
        let token = self.set_up_token().await?;
        let good = token.is_some_and(|token| bool::from(token.as_bytes().ct_eq(set_up.token.as_bytes())));
        if !good {
            return Err(Error::Forbidden("this set-up link is not valid, or was used already".to_owned()));
        }
        Self::require_password(&set_up.user)?;
        self.create_user(set_up.user).await
    }

    /// Sets a user's password, as the operator.
    pub async fn reset_password(&self, name: &str, password: String) -> Result<User> {
        let user = self.store.user_by_name(name).await?.ok_or(Error::NotFound(Noun::User))?;
        let hash = self.hash_password(password).await?;
        let mut tx = self.begin().await?;
        tx.set_password(user.id, Some(&hash)).await?;
        tx.commit().await?;
        Ok(user)
    }

    /// All users, oldest first, as the operator.
    pub async fn users(&self) -> Result<Vec<User>> {
        self.store.users().await
    }

    /// The user with this id.
    pub async fn user(&self, id: UserId) -> Result<User> {
        self.store.user(id).await?.ok_or(Error::NotFound(Noun::User))
    }

    /// The user of this name, made if there is none; with the account of that name (their own by default), made and
    /// joined if need be. As the operator.
    pub async fn user_and_account(&self, user: &str, account: Option<&str>) -> Result<(User, Account)> {
        let user = match self.store.user_by_name(user).await? {
            Some(user) => user,
            None => self.create_user(NewUser { name: user.to_owned(), ..NewUser::default() }).await?.0,
        };
        let account = account.unwrap_or(&user.name);
        let found = self.store.account_by_name(account).await?;
        if let Some(found) = &found
            && self.store.role(found.id, user.id).await?.is_some()
        {
            return Ok((user, found.clone()));
        }
        let mut tx = self.begin().await?;
        let account = match found {
            Some(found) => {
                tx.put_member(Member { account: found.id, user: user.id, role: Role::Editor }).await?;
                found
            }
            None => self.insert_account(&mut *tx, account, None, user.id).await?,
        };
        tx.commit().await?;
        Ok((user, account))
    }

    /// Adds an account with its owner and its default catalog.
    pub(crate) async fn insert_account(
        &self,
        tx: &mut dyn Transaction,
        name: &str,
        own_of: Option<UserId>,
        owner: UserId,
    ) -> Result<Account> {
        self.insert_account_under(tx, name, own_of, owner, None).await
    }

    /// As [`Library::insert_account`], below a team.
    pub(crate) async fn insert_account_under(
        &self,
        tx: &mut dyn Transaction,
        name: &str,
        own_of: Option<UserId>,
        owner: UserId,
        parent: Option<AccountId>,
    ) -> Result<Account> {
        let now = self.now();
        let account = Account {
            id: AccountId::new(),
            serial: 0,
            name: crate::text::name("account", name)?,
            own_of,
            parent,
            created_at: now,
            counts: Counts::default(),
        };
        let account = tx.insert_account(&account).await?;
        tx.put_member(Member { account: account.id, user: owner, role: Role::Owner }).await?;
        let catalog = Catalog {
            id: CatalogId::new(),
            serial: 0,
            account: account.id,
            name: "Default".to_owned(),
            default: true,
            created_at: now,
        };
        tx.insert_catalog(&catalog).await?;
        Ok(account)
    }

    fn require_password(new: &NewUser) -> Result<()> {
        if new.password.is_none() {
            return Err(Error::invalid("password", "is required"));
        }
        Ok(())
    }

    fn checked_user(&self, new: NewUser) -> Result<(User, Option<String>)> {
        let user = User {
            id: UserId::new(),
            serial: 0,
            name: user_name(&new.name)?,
            email: new.email.as_deref().map(email).transpose()?,
            password: None,
            created_at: self.now(),
        };
        Ok((user, new.password))
    }
}
