//! Projects, teams, their people and keys as the dialect shows them. Every account is a project; one with none above it
//! is also the team of itself and of those below it.

use library::accounts::{Account, Profile};
use library::ids::AccountId;
use library::invitations::{Invitation, Place};
use library::items::Item;
use library::keys::Key;
use library::users::User;
use library::{Actor, Role};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::asset;
use crate::error::Error;
use crate::ids;
use crate::state::Door;
use crate::wire::{self, date};

/// What an account is looked at as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tenant {
    Project,
    Team,
}

impl Tenant {
    /// The detail of the account's profile that keeps this door's words.
    pub(crate) const fn detail(self) -> &'static str {
        match self {
            Self::Project => "scenario.project",
            Self::Team => "scenario.team",
        }
    }

    /// Whether its name is the account's, which all surfaces show. A person's own account has the person's name, and an
    /// account that is a team and a project has the team's.
    pub(crate) fn names(self, account: &Account) -> bool {
        account.own_of.is_none() && (self == Self::Team || account.parent.is_some())
    }
}

/// What this door keeps with an account, in its profile.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(crate) struct Words {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) description_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) avatar_asset_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) updated_at: Option<String>,
    /// What is shown as it was given.
    pub(crate) kept: Map<String, Value>,
}

impl Words {
    pub(crate) fn of(profile: &Profile, tenant: Tenant) -> Self {
        // What another program put there is no words of ours.
        let kept = profile.details.get(tenant.detail()).and_then(|text| serde_json::from_str(text).ok());
        kept.unwrap_or_default()
    }
}

/// What a project or a team is called.
pub(crate) fn name(account: &Account, profile: &Profile, words: &Words, tenant: Tenant) -> String {
    let title = Some(&profile.title).filter(|title| !title.is_empty());
    let own = words.name.as_ref().filter(|_| !tenant.names(account));
    own.or(title).unwrap_or(&account.name).clone()
}

/// The team that an account is of.
pub(crate) fn team_of(account: &Account) -> AccountId {
    account.parent.unwrap_or(account.id)
}

/// What a member of a project is called.
pub(crate) const fn project_role(role: Role) -> &'static str {
    match role {
        Role::Viewer => "reader",
        Role::Editor => "editor",
        Role::Manager | Role::Owner => "admin",
    }
}

/// What a member of a team is called.
pub(crate) const fn team_role(role: Role) -> &'static str {
    match role {
        Role::Viewer | Role::Editor => "member",
        Role::Manager | Role::Owner => "admin",
    }
}

/// A role in a project by its name. A list of scopes is refused: whichever role held it would allow more than it says.
pub(crate) fn read_role(given: &str, most: Role) -> Result<Role, Error> {
    match given {
        "admin" => Ok(most),
        "editor" => Ok(Role::Editor),
        "reader" => Ok(Role::Viewer),
        _ => Err(Error::invalid("role", "must be admin, editor or reader: lists of scopes are not known here")),
    }
}

/// A role in a team by its name.
pub(crate) fn read_team_role(given: &str) -> Result<Role, Error> {
    match given {
        "admin" => Ok(Role::Manager),
        "member" => Ok(Role::Viewer),
        _ => Err(Error::invalid("role", "must be admin or member")),
    }
}

/// A key.
pub(crate) fn key(account: &Account, key: &Key) -> wire::ApiKey {
    let (prefix, scope) = if account.parent.is_some() { (ids::PROJECT, "project") } else { (ids::TEAM, "team") };
    wire::ApiKey {
        id: ids::spell(ids::KEY_USER, key.id.0),
        api_key_id: ids::spell(ids::KEY, key.id.0),
        api_key_status: "active",
        name: key.name.clone(),
        role: project_role(key.role),
        scope,
        author_id: ids::spell(ids::USER, key.user.0),
        owner_id: ids::spell(prefix, account.id.0),
        created_at: date(key.created_at),
        updated_at: date(key.created_at),
        last_used_at: key.last_used_at.map(date),
    }
}

/// A member.
pub(crate) fn person(user: &User, role: &'static str) -> wire::Person {
    wire::Person {
        id: ids::spell(ids::USER, user.id.0),
        email: user.email.clone().unwrap_or_default(),
        role,
        created_at: date(user.created_at),
        updated_at: date(user.created_at),
    }
}

/// A project, to one who acts in it.
pub(crate) async fn project(door: &Door, actor: &Actor) -> Result<wire::Project, Error> {
    let account = door.library.account(actor).await?;
    let profile = door.library.profile(account.id).await?;
    let words = Words::of(&profile, Tenant::Project);
    let keys = door.library.keys(actor).await?;
    let people = door.library.members(actor, account.id).await?;
    let created_at = date(account.created_at);
    Ok(wire::Project {
        id: ids::spell(ids::PROJECT, account.id.0),
        name: name(&account, &profile, &words, Tenant::Project),
        team_id: ids::spell(ids::TEAM, team_of(&account).0),
        privacy_mode: false,
        keys: keys.iter().map(|one| key(&account, one)).collect(),
        users: people.iter().map(|(user, role)| person(user, project_role(*role))).collect(),
        updated_at: words.updated_at.clone().unwrap_or_else(|| created_at.clone()),
        created_at,
        avatar: avatar(door, actor, &words).await?,
        description: words.description,
        description_date: words.description_date,
        kept: words.kept,
    })
}

/// The picture that stands for a project or a team, as long as it is there.
async fn avatar(door: &Door, actor: &Actor, words: &Words) -> Result<Option<wire::Avatar>, Error> {
    let Some(id) = words.avatar_asset_id.as_ref().and_then(|id| ids::read(ids::ASSET, id)) else { return Ok(None) };
    let found: Vec<Item> = door.library.items_by_id(actor, &[id]).await?;
    let shown = found.first().and_then(|item| asset::thumbnail(door, item));
    Ok(shown.map(|wire::Thumbnail { asset_id, url }| wire::Avatar { asset_id, url }))
}

/// What all answers say of a team, to one who acts in it; `projects` are those that the caller may enter.
pub(crate) async fn team(door: &Door, actor: &Actor, projects: &[Account]) -> Result<wire::Team, Error> {
    let account = door.library.account(actor).await?;
    let profile = door.library.profile(account.id).await?;
    let words = Words::of(&profile, Tenant::Team);
    let mut shown = Vec::with_capacity(projects.len());
    for project in projects {
        let profile = door.library.profile(project.id).await?;
        let words = Words::of(&profile, Tenant::Project);
        let created_at = date(project.created_at);
        shown.push(wire::TeamProject {
            id: ids::spell(ids::PROJECT, project.id.0),
            name: name(project, &profile, &words, Tenant::Project),
            updated_at: words.updated_at.unwrap_or_else(|| created_at.clone()),
            created_at,
        });
    }
    let created_at = date(account.created_at);
    Ok(wire::Team {
        id: ids::spell(ids::TEAM, account.id.0),
        name: name(&account, &profile, &words, Tenant::Team),
        kind: if account.own_of.is_some() { "personal" } else { "shared" },
        plan: "enterprise",
        projects: shown,
        updated_at: words.updated_at.clone().unwrap_or_else(|| created_at.clone()),
        created_at,
        avatar: avatar(door, actor, &words).await?,
        kept: words.kept,
    })
}

/// Those who are asked into a team, with the projects that they are asked into.
pub(crate) fn invitations(door: &Door, team: AccountId, all: &[Invitation]) -> Vec<wire::TeamInvitation> {
    let into = |invitation: &Invitation| match invitation.place {
        Place::Account(account, role) => Some((account, role)),
        Place::Collection(_) => None,
    };
    let same = |a: &Invitation, b: &Invitation| a.address.to_lowercase() == b.address.to_lowercase();
    let mut shown = Vec::new();
    for invitation in all {
        let Some((_, role)) = into(invitation).filter(|(account, _)| *account == team) else { continue };
        let theirs = all.iter().filter(|other| same(other, invitation)).filter_map(into);
        let own_project = (role >= Role::Editor).then_some(team);
        let projects = theirs.map(|(account, _)| account).filter(|account| *account != team);
        shown.push(wire::TeamInvitation {
            email: invitation.address.clone(),
            role: team_role(role),
            status: "pending",
            url: door.links.absolute("/"),
            project_ids: own_project.into_iter().chain(projects).map(|id| ids::spell(ids::PROJECT, id.0)).collect(),
            created_at: date(invitation.created_at),
        });
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_are_read_and_scopes_are_not() {
        assert_eq!(read_role("admin", Role::Manager).unwrap(), Role::Manager);
        assert_eq!(read_role("reader", Role::Owner).unwrap(), Role::Viewer);
        for bad in ["", "owner", "assets.read", "assets.write;workflows.run", "Admin"] {
            assert_eq!(read_role(bad, Role::Owner).unwrap_err().status.as_u16(), 400, "{bad}");
            assert_eq!(read_team_role(bad).unwrap_err().status.as_u16(), 400, "{bad}");
        }
        for role in [Role::Viewer, Role::Editor, Role::Manager] {
            assert_eq!(read_role(project_role(role), Role::Manager).unwrap(), role);
        }
    }
}
