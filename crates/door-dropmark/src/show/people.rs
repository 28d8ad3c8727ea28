//! People and what owns collections.

use library::accounts::{Account, Profile};
use library::collections::{Participant, Participation};
use library::ids::{AccountId, UserId};
use library::users::User;
use library::{Error, Role};
use serde::Serialize;
use serde_json::{Value, json};

use super::Show;
use super::words::extension;

/// A person, as items, comments and reactions name them.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Person {
    pub(crate) id: i64,
    pub(crate) name: String,
    pub(crate) username: String,
    pub(crate) email: Option<String>,
    pub(crate) avatar: Option<String>,
}

/// What owns a collection: a person or a team.
#[derive(Debug, Clone)]
pub(super) struct Owner {
    pub(super) person: Person,
    pub(super) custom_domain: Option<String>,
    pub(super) is_team: bool,
}

/// A profile's picture.
pub(crate) fn avatar(show: &Show<'_>, profile: &Profile) -> Option<String> {
    let (blob, media_type) = profile.avatar.as_ref()?;
    Some(show.links.file(blob.hash, extension(media_type), "avatar", show.now))
}

impl Show<'_> {
    pub(super) async fn owner(&mut self, id: AccountId) -> Result<Owner, Error> {
        if let Some(owner) = self.owners.get(&id) {
            return Ok(owner.clone());
        }
        let account = self.library.account_by_id(id).await?;
        let profile = self.library.profile(id).await?;
        let custom_domain = profile.details.get("custom_domain").cloned();
        let (person, is_team) = match account.own_of {
            Some(user) => (self.person(user).await?, false),
            None => (self.team_person(&account, &profile), true),
        };
        let owner = Owner { person, custom_domain, is_team };
        self.owners.insert(id, owner.clone());
        Ok(owner)
    }

    fn team_person(&self, account: &Account, profile: &Profile) -> Person {
        let name = Some(&profile.title).filter(|title| !title.is_empty()).unwrap_or(&account.name).clone();
        let email = profile.details.get("email").cloned();
        Person { id: account.serial, name, username: account.name.clone(), email, avatar: avatar(self, profile) }
    }

    /// A person by their id; somebody without a name when they are gone.
    pub(crate) async fn person(&mut self, id: UserId) -> Result<Person, Error> {
        if let Some(person) = self.people.get(&id) {
            return Ok(person.clone());
        }
        let person = match self.library.user(id).await {
            Ok(user) => self.person_of(&user).await?,
            Err(Error::NotFound(_)) => {
                Person { id: 0, name: "(gone)".to_owned(), username: String::new(), email: None, avatar: None }
            }
            Err(error) => return Err(error),
        };
        self.people.insert(id, person.clone());
        Ok(person)
    }

    /// A person as their profile shows them.
    pub(crate) async fn person_of(&mut self, user: &User) -> Result<Person, Error> {
        let accounts = self.library.accounts_of(user.id).await?;
        let own = accounts.iter().find(|(account, _)| account.own_of == Some(user.id));
        let profile = match own {
            Some((account, _)) => self.library.profile(account.id).await?,
            None => Profile::default(),
        };
        let name = Some(&profile.title).filter(|title| !title.is_empty()).unwrap_or(&user.name).clone();
        // Strangers are told no addresses.
        let email = user.email.clone().filter(|_| self.actor.key.is_some());
        Ok(Person { id: user.serial, name, username: user.name.clone(), email, avatar: avatar(self, &profile) })
    }

    /// A person of a collection.
    pub(crate) async fn collaborator(&mut self, participant: &Participant) -> Result<Value, Error> {
        let kind = match participant.part {
            Participation::Member(role) => role_word(role),
            Participation::Collaborator => "user",
        };
        self.with_kind(&participant.user, kind).await
    }

    /// A person with what they are: of a collection, of a team.
    pub(crate) async fn with_kind(&mut self, user: &User, kind: &str) -> Result<Value, Error> {
        let Person { id, name, username, email, avatar } = self.person_of(user).await?;
        Ok(json!({
            "id": id, "name": name, "email": email, "user_avatar": avatar, "avatar": avatar, "username": username,
            "plan": "pro", "billing_email": email, "kind": kind, "is_subscribed": true,
        }))
    }
}

/// What a member of a role is called.
pub(crate) const fn role_word(role: Role) -> &'static str {
    match role {
        Role::Owner => "owner",
        Role::Manager => "manager",
        Role::Editor | Role::Viewer => "user",
    }
}
