//! Who is asking, and what they may do.

use crate::ids::{AccountId, KeyId, UserId};
use crate::{Error, Result};

/// What a member may do in an account; each may do what those before it may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Sees.
    Viewer,
    /// Makes and changes things.
    Editor,
    /// Also invites and removes members, and makes keys.
    Manager,
    /// Also ends the account.
    Owner,
}

impl Role {
    /// Its name in storage and messages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Viewer => "viewer",
            Self::Editor => "editor",
            Self::Manager => "manager",
            Self::Owner => "owner",
        }
    }

    /// The role of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Viewer, Self::Editor, Self::Manager, Self::Owner].into_iter().find(|role| role.name() == name)
    }
}

/// An authenticated caller: a person acting in an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Actor {
    /// The person.
    pub user: UserId,
    /// Where they act.
    pub account: AccountId,
    /// What they may do there.
    pub role: Role,
    /// The key they came with; `None` for a browser session.
    pub key: Option<KeyId>,
    /// Whether they act as the person, wherever that person may, and not in the account alone.
    pub person: bool,
}

impl Actor {
    /// The same caller, acting as the person: in all their accounts, and in collections that are shared with them.
    #[must_use]
    pub fn as_person(self) -> Self {
        Self { person: true, ..self }
    }

    /// Refuses callers below `role`.
    pub fn require(&self, role: Role) -> Result<()> {
        if self.role < role {
            return Err(Error::Forbidden(format!("this needs the role of {} in the account", role.name())));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_includes_those_below_it() {
        let actor =
            Actor { user: UserId::new(), account: AccountId::new(), role: Role::Editor, key: None, person: false };
        assert!(actor.require(Role::Viewer).is_ok() && actor.require(Role::Editor).is_ok());
        assert!(matches!(actor.require(Role::Manager), Err(Error::Forbidden(_))));
        for role in [Role::Viewer, Role::Editor, Role::Manager, Role::Owner] {
            assert_eq!(Role::from_name(role.name()), Some(role));
        }
    }
}
