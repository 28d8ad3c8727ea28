//! Who may open a collection: how a caller stands to it, and the people whom it is shared with.

use super::{Collection, Permissions, Relation, Shown, Standing};
use crate::access::{Actor, Role};
use crate::ids::{CollectionId, UserId};
use crate::users::User;
use crate::{Error, Library, Noun, Result, Transaction};

/// A person of a collection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participant {
    /// Who.
    pub user: User,
    /// As what.
    pub part: Participation,
}

/// What a person is in a collection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Participation {
    /// A member of the account that owns it.
    Member(Role),
    /// Somebody whom it is shared with.
    Collaborator,
}

/// Whom to share with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Invitee {
    /// The person with this e-mail address.
    Email(String),
    /// The person or the team of this name.
    Name(String),
    /// The person or the team with this number.
    Serial(i64),
    /// This person.
    User(UserId),
}

impl Library {
    /// A collection as the caller sees it: one of their account, or, acting as the person, any that they may open,
    /// public and unlisted ones included. Whoever may not is told that there is none.
    pub async fn collection_shown(&self, actor: &Actor, id: CollectionId) -> Result<Shown> {
        let collection = self.store.any_collection(id).await?.ok_or(Error::NotFound(Noun::Collection))?;
        let shown = self.stand(actor, collection).await?;
        shown.permissions.require(true)?;
        Ok(shown)
    }

    /// As [`Library::collection_shown`], by the number that dialects with integers show.
    pub async fn collection_by_serial(&self, actor: &Actor, serial: i64) -> Result<Shown> {
        let collection = self.store.collection_by_serial(serial).await?.ok_or(Error::NotFound(Noun::Collection))?;
        let shown = self.stand(actor, collection).await?;
        shown.permissions.require(true)?;
        Ok(shown)
    }

    /// A collection that whoever has its link may see: for callers without a credential.
    pub async fn open_collection(&self, id: CollectionId) -> Result<Collection> {
        let collection = self.store.any_collection(id).await?;
        let open = collection.filter(|collection| collection.privacy != crate::things::Privacy::Private);
        open.ok_or(Error::NotFound(Noun::Collection))
    }

    /// As [`Library::open_collection`], by number.
    pub async fn open_collection_by_serial(&self, serial: i64) -> Result<Collection> {
        let collection = self.store.collection_by_serial(serial).await?;
        let open = collection.filter(|collection| collection.privacy != crate::things::Privacy::Private);
        open.ok_or(Error::NotFound(Noun::Collection))
    }

    /// The people of a collection: the members of its account, then those whom it is shared with.
    pub async fn participants(&self, actor: &Actor, id: CollectionId) -> Result<Vec<Participant>> {
        let Shown { collection, .. } = self.collection_shown(actor, id).await?;
        let mut people = Vec::new();
        for member in self.store.members(collection.account).await? {
            people.push((member.user, Participation::Member(member.role)));
        }
        for standing in self.store.collaborators(collection.id).await? {
            people.push((standing.user, Participation::Collaborator));
        }
        let mut participants: Vec<Participant> = Vec::with_capacity(people.len());
        for (user, part) in people {
            if participants.iter().all(|other| other.user.id != user) {
                participants.push(Participant { user: self.user(user).await?, part });
            }
        }
        Ok(participants)
    }

    /// Shares a collection with people by name, with a team's members each; gives those who are new. Refuses members
    /// of its own account, and those whom it is shared with already.
    pub async fn share_collection(&self, actor: &Actor, id: CollectionId, whom: &Invitee) -> Result<Vec<Participant>> {
        let shown = self.collection_shown(actor, id).await?;
        shown.permissions.require(shown.permissions.share)?;
        let account = shown.collection.account;
        let (users, team) = self.invited(whom).await?;
        let mut fresh = Vec::new();
        for user in users {
            let there = self.store.standing(user.id, id).await?;
            let member = self.store.role(account, user.id).await?.is_some();
            if member || there.is_some_and(|standing| standing.shared_at.is_some()) {
                continue;
            }
            fresh.push((user, there));
        }
        if fresh.is_empty() {
            let who = if team { "all of the team are" } else { "this person is" };
            return Err(Error::Conflict(format!("{who} in this collection already")));
        }
        let now = self.now();
        let mut tx = self.begin().await?;
        for (user, there) in &fresh {
            let standing = there.unwrap_or(Standing::new(user.id, id));
            tx.put_standing(&Standing { shared_at: Some(now), ..standing }).await?;
        }
        tx.commit().await?;
        Ok(fresh.into_iter().map(|(user, _)| Participant { user, part: Participation::Collaborator }).collect())
    }

    /// Ends that a collection is shared with somebody: with oneself, or with others as one who may administer it.
    pub async fn unshare_collection(&self, actor: &Actor, id: CollectionId, user: UserId) -> Result<()> {
        let shown = self.collection_shown(actor, id).await?;
        let allowed = if user == actor.user { shown.permissions.leave } else { shown.permissions.admin };
        shown.permissions.require(allowed)?;
        let there = self.store.standing(user, id).await?.filter(|standing| standing.shared_at.is_some());
        let there = there.ok_or(Error::NotFound(Noun::User))?;
        let mut tx = self.begin().await?;
        tx.put_standing(&Standing { shared_at: None, highlighted: false, position: None, ..there }).await?;
        tx.commit().await
    }

    /// The people whom somebody means, and whether they named a team.
    async fn invited(&self, whom: &Invitee) -> Result<(Vec<User>, bool)> {
        let missing = || Error::NotFound(Noun::User);
        let user = match whom {
            Invitee::User(id) => self.store.user(*id).await?,
            Invitee::Email(address) => self.store.user_by_email(address).await?,
            Invitee::Name(name) => self.store.user_by_name(name).await?,
            Invitee::Serial(serial) => self.store.user_by_serial(*serial).await?,
        };
        if let Some(user) = user {
            return Ok((vec![user], false));
        }
        let account = match whom {
            Invitee::User(_) | Invitee::Email(_) => None,
            Invitee::Name(name) => self.store.account_by_name(name).await?,
            Invitee::Serial(serial) => self.store.account_by_serial(*serial).await?,
        };
        let account = account.ok_or_else(missing)?;
        let mut users = Vec::new();
        for member in self.store.members(account.id).await? {
            users.push(self.user(member.user).await?);
        }
        Ok((users, true))
    }

    /// How the caller stands to a collection.
    pub(crate) async fn stand(&self, actor: &Actor, collection: Collection) -> Result<Shown> {
        let member = if collection.account == actor.account {
            Some(actor.role)
        } else if actor.person {
            self.role_of(actor, collection.account).await?
        } else {
            None
        };
        let standing = self.store.standing(actor.user, collection.id).await?;
        let mut shown = Self::shown(actor.user, collection, standing, member);
        // A caller who acts in an account has nothing to do with what other accounts show to people.
        if member.is_none() && !actor.person {
            shown.permissions = Permissions::default();
        }
        Ok(shown)
    }

    pub(super) fn shown(
        user: UserId,
        collection: Collection,
        standing: Option<Standing>,
        member: Option<Role>,
    ) -> Shown {
        let standing = standing.unwrap_or(Standing::new(user, collection.id));
        let relation =
            Relation { member, author: collection.author == user, collaborator: standing.shared_at.is_some() };
        Shown { permissions: Permissions::of(&collection, relation), standing, collection }
    }

    /// A transaction that holds a collection whose content the caller may change.
    pub(crate) async fn edit_collection(
        &self,
        actor: &Actor,
        id: CollectionId,
    ) -> Result<(Box<dyn Transaction>, Collection)> {
        let Shown { permissions, .. } = self.collection_shown(actor, id).await?;
        permissions.require(permissions.edit)?;
        self.hold_collection(id).await
    }

    /// A transaction that holds a collection.
    pub(super) async fn hold_collection(&self, id: CollectionId) -> Result<(Box<dyn Transaction>, Collection)> {
        let mut tx = self.begin().await?;
        let held = tx.any_collection_for_change(id).await?.ok_or(Error::NotFound(Noun::Collection))?;
        Ok((tx, held))
    }
}
