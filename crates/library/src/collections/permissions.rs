//! What a person may do with a collection: a pure function of how they stand to it.

use super::Collection;
use crate::access::Role;
use crate::things::Privacy;
use crate::{Error, Noun, Result};

/// How a person stands to a collection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Relation {
    /// What they are in the account that owns it.
    pub member: Option<Role>,
    /// Whether they made it.
    pub author: bool,
    /// Whether it is shared with them by name.
    pub collaborator: bool,
}

/// What a person may do with a collection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is asked and shown on its own")]
pub struct Permissions {
    /// See it and what is in it.
    pub view: bool,
    /// Change what is in it.
    pub edit: bool,
    /// Show it to others.
    pub share: bool,
    /// Change its settings, and remove collaborators.
    pub admin: bool,
    /// Give up that it is shared with them.
    pub leave: bool,
    /// Remove it.
    pub delete: bool,
}

impl Permissions {
    /// Of somebody who stands to it like this. Collaborators work as members do, but for what is the account's:
    /// settings and the collection's end.
    pub fn of(collection: &Collection, relation: Relation) -> Self {
        let above = |role| relation.member.is_some_and(|member| member >= role);
        let edit = above(Role::Editor) || relation.collaborator;
        let admin = above(Role::Manager);
        Self {
            view: above(Role::Viewer) || relation.collaborator || collection.privacy != Privacy::Private,
            edit,
            share: edit,
            admin,
            leave: relation.collaborator && relation.member.is_none(),
            delete: admin || (relation.author && above(Role::Editor)),
        }
    }

    /// Refuses who may not see it as if it were not there, and who may see it but not do that with a sentence.
    pub fn require(&self, allowed: bool) -> Result<()> {
        match (self.view, allowed) {
            (false, _) => Err(Error::NotFound(Noun::Collection)),
            (true, false) => Err(Error::Forbidden("you may not do this in this collection".to_owned())),
            (true, true) => Ok(()),
        }
    }
}
