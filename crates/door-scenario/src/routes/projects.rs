//! Projects, their members and their keys.

use axum::extract::{Path, State};
use axum::routing::{delete, get, post, put};
use axum::{Json, Router};
use library::accounts::NewAccount;
use library::collections::Invitee;
use library::ids::{KeyId, UserId};
use library::page::{Cursor, Key, Start};
use library::{Actor, Noun, Role};

use super::tenancy::{change, in_project, in_team, no_privacy_mode, projects, told};
use crate::auth::Caller;
use crate::body::Body;
use crate::error::Error;
use crate::query::{Parameters, token};
use crate::state::Door;
use crate::translate::tenancy::{Tenant, project, read_role, team_of};
use crate::wire::{
    Done, MadeKey, MemberChanges, NewApiKey, NewMember, NewProject, OneProject, Projects, TenantChanges, date,
};
use crate::{LABEL, ids, spell};

type Answer = Result<Json<OneProject>, Error>;

/// The list that a cursor of projects is of.
const LIST: &str = "projects";

pub(crate) fn router() -> Router<Door> {
    Router::new()
        .route("/v1/projects", get(list).post(create))
        .route("/v1/projects/{project}", get(retrieve).put(update).delete(remove))
        .route("/v1/projects/{project}/members", post(add_member))
        .route("/v1/projects/{project}/members/{member}", put(change_member).delete(remove_member))
        .route("/v1/projects/{project}/api-keys", post(create_key))
        .route("/v1/projects/{project}/api-keys/{key}", delete(delete_key))
}

async fn one(door: &Door, actor: &Actor) -> Answer {
    Ok(Json(OneProject { project: project(door, actor).await? }))
}

async fn list(
    State(door): State<Door>,
    Caller(actor): Caller,
    parameters: Parameters,
) -> Result<Json<Projects>, Error> {
    let part = parameters.part(10, 100)?;
    if let Some(team) = parameters.text("teamId") {
        in_team(&door, &actor, team).await?;
    }
    let after = match part.start {
        Start::Offset(_) => i64::MIN,
        Start::After(cursor) => {
            cursor.of(LIST)?;
            let Key::Number(serial) = cursor.key else { return Err(Error::invalid("paginationToken", "is damaged")) };
            serial
        }
    };
    // Accounts are numbered as they are made: a team is older than what is below it.
    let mut entered = projects(&door, &actor).await?;
    entered.retain(|(_, account)| account.serial > after);
    let more = entered.len() > part.limit as usize;
    entered.truncate(part.limit as usize);
    let last = entered.last().filter(|_| more);
    let next = last.map(|(_, account)| {
        token(&Cursor { list: LIST.to_owned(), key: Key::Number(account.serial), id: account.id.0 })
    });
    let mut shown = Vec::with_capacity(entered.len());
    for (there, _) in &entered {
        shown.push(project(&door, there).await?);
    }
    Ok(Json(Projects { projects: shown, next_pagination_token: next }))
}

async fn create(
    State(door): State<Door>,
    Caller(actor): Caller,
    parameters: Parameters,
    Body(body): Body<NewProject>,
) -> Answer {
    if body.privacy_mode {
        return Err(no_privacy_mode());
    }
    let team = if let Some(given) = parameters.text("teamId") {
        in_team(&door, &actor, given).await?
    } else {
        let own = team_of(&door.library.account(&actor).await?);
        door.library.act_nearby(&actor, own).await.map_err(told(Tenant::Team))?
    };
    let new = NewAccount { name: body.name.clone(), parent: Some(team.account) };
    let made = door.library.create_account(&team, new).await?;
    let there = door.library.act_nearby(&team, made.id).await?;
    if made.name != body.name.trim() {
        // The account has a number behind its name; people need not see it.
        change(&door, &there, Tenant::Project, TenantChanges { name: Some(body.name), ..TenantChanges::default() })
            .await?;
    }
    one(&door, &there).await
}

async fn retrieve(State(door): State<Door>, Caller(actor): Caller, Path(given): Path<String>) -> Answer {
    one(&door, &in_project(&door, &actor, &given).await?).await
}

async fn update(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(given): Path<String>,
    Body(body): Body<TenantChanges>,
) -> Answer {
    let there = in_project(&door, &actor, &given).await?;
    there.require(Role::Manager)?;
    change(&door, &there, Tenant::Project, body).await?;
    one(&door, &there).await
}

async fn remove(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(given): Path<String>,
) -> Result<Json<Done>, Error> {
    let there = in_project(&door, &actor, &given).await?;
    door.library.delete_account(&there, there.account).await?;
    Ok(Json(Done {}))
}

/// A person, by their id.
pub(crate) fn user_id(given: &str) -> Result<UserId, Error> {
    ids::read(ids::USER, given).ok_or_else(|| Error::not_found(&Noun::User.to_string()))
}

async fn add_member(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(given): Path<String>,
    Body(body): Body<NewMember>,
) -> Answer {
    let there = in_project(&door, &actor, &given).await?;
    there.require(Role::Manager)?;
    let (user, role) = (user_id(&body.user_id)?, read_role(&body.role, Role::Manager)?);
    // Whom the caller has nothing to do with is not there for them.
    if user != there.user && !door.library.contacts(&there).await?.iter().any(|known| known.id == user) {
        return Err(Error::not_found(&Noun::User.to_string()));
    }
    door.library.add_member(&there, there.account, &Invitee::User(user), role).await?;
    one(&door, &there).await
}

async fn change_member(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path((given, member)): Path<(String, String)>,
    Body(body): Body<MemberChanges>,
) -> Answer {
    let there = in_project(&door, &actor, &given).await?;
    let role = body.role.ok_or_else(|| Error::invalid("role", "is required"))?;
    let role = read_role(&role, Role::Manager)?;
    let user = user_id(&member)?;
    door.library.change_member(&there, there.account, user, role).await?;
    one(&door, &door.library.act_nearby(&actor, there.account).await?).await
}

async fn remove_member(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path((given, member)): Path<(String, String)>,
) -> Answer {
    let there = in_project(&door, &actor, &given).await?;
    let user = user_id(&member)?;
    let account = door.library.account(&there).await?;
    if account.parent.is_none() {
        return Err(Error::invalid("memberId", "is a member of the team that this project is of: remove them there"));
    }
    // Looked at before somebody who removes themselves sees no more.
    let shown = project(&door, &there).await?;
    door.library.remove_member(&there, there.account, user).await?;
    let gone = ids::spell(ids::USER, user.0);
    let users = shown.users.into_iter().filter(|person| person.id != gone).collect();
    Ok(Json(OneProject { project: crate::wire::Project { users, ..shown } }))
}

async fn create_key(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(given): Path<String>,
    Body(body): Body<NewApiKey>,
) -> Result<Json<MadeKey>, Error> {
    let there = in_project(&door, &actor, &given).await?;
    there.require(Role::Manager)?;
    let role = read_role(body.role.as_deref().unwrap_or("editor"), Role::Owner)?;
    let name = body.name.as_deref().unwrap_or("API key");
    let (key, seed) = door.library.create_bounded_key(&there, name, role, &[LABEL]).await?;
    let account = door.library.account(&there).await?;
    let (id, secret) = spell(key.id, &seed);
    let (owner_type, prefix) = if account.parent.is_some() { ("project", ids::PROJECT) } else { ("team", ids::TEAM) };
    Ok(Json(MadeKey {
        id,
        secret,
        user_id: ids::spell(ids::KEY_USER, key.id.0),
        author_id: ids::spell(ids::USER, key.user.0),
        owner_type,
        owner_id: ids::spell(prefix, account.id.0),
        team_id: ids::spell(ids::TEAM, team_of(&account).0),
        created_at: date(key.created_at),
    }))
}

async fn delete_key(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path((given, key)): Path<(String, String)>,
) -> Result<Json<Done>, Error> {
    let there = in_project(&door, &actor, &given).await?;
    there.require(Role::Editor)?;
    let id: Option<KeyId> = ids::read(ids::KEY, &key).or_else(|| ids::read(ids::KEY_USER, &key));
    let id = id.ok_or_else(|| Error::not_found(&Noun::Key.to_string()))?;
    door.library.revoke_own_key(&there, id).await?;
    Ok(Json(Done {}))
}
