//! Teams: accounts with members.

use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::{get, put};
use axum::{Json, Router};
use library::accounts::Account;
use library::users::User;
use library::{Actor, Role};
use serde_json::{Value, json};

use super::people::invitee;
use super::{all, gone, made, number, users};
use crate::auth::Caller;
use crate::error::Error;
use crate::pages::keys::{self, Endpoint};
use crate::parameters::Parameters;
use crate::show::{Show, avatar, role_word};
use crate::state::Door;

pub(super) fn router() -> Router<Door> {
    Router::new()
        .route("/v1/teams", get(list))
        .route("/v1/teams/{id}", get(retrieve).put(update))
        .route("/v1/teams/{id}/users", get(members).post(add))
        .route("/v1/teams/{id}/users/{user_id}", put(change).delete(remove))
}

async fn row(door: &Door, actor: &Actor, account: &Account, role: Role) -> Result<Value, Error> {
    let profile = door.library.profile(account.id).await?;
    let mut row = users::dashboard(door, account, &profile);
    let name = Some(&profile.title).filter(|title| !title.is_empty()).unwrap_or(&account.name);
    row["id"] = account.serial.into();
    row["name"] = name.clone().into();
    row["username"] = account.name.clone().into();
    row["avatar"] = avatar(&Show::new(door, *actor), &profile).into();
    row["billing_email"] = json!(profile.details.get("email"));
    row["email"] = json!(profile.details.get("email"));
    row["user_kind"] = role_word(role).into();
    Ok(row)
}

/// The caller's teams.
pub(super) async fn rows(door: &Door, actor: &Actor) -> Result<Vec<Value>, Error> {
    let mut rows = Vec::new();
    for (account, role) in door.library.accounts_of(actor.user).await? {
        if account.own_of.is_none() {
            rows.push(row(door, actor, &account, role).await?);
        }
    }
    Ok(rows)
}

/// One of the caller's teams, and what they are in it.
pub(super) async fn team(door: &Door, actor: &Actor, id: &str) -> Result<(Account, Role), Error> {
    let serial = number(id, "team")?;
    let mut accounts = door.library.accounts_of(actor.user).await?.into_iter();
    let found = accounts.find(|(account, _)| account.own_of.is_none() && account.serial == serial);
    found.ok_or_else(|| Error::not_found("team"))
}

async fn list(State(door): State<Door>, Caller(actor): Caller) -> Result<Response, Error> {
    Ok(all(rows(&door, &actor).await?))
}

async fn full(door: &Door, actor: &Actor, id: &str) -> Result<Json<Value>, Error> {
    let (account, role) = team(door, actor, id).await?;
    let mut row = row(door, actor, &account, role).await?;
    let mut show = Show::new(door, *actor);
    let mut people = Vec::new();
    for (user, role) in door.library.members(actor, account.id).await? {
        people.push(show.with_kind(&user, role_word(role)).await?);
    }
    row["feed_key"] = keys::key(&door.library, actor, Endpoint::Activity(account.serial)).await?.into();
    row["plan_quantity"] = people.len().into();
    row["users"] = people.into();
    Ok(Json(row))
}

async fn retrieve(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(id): Path<String>,
) -> Result<Json<Value>, Error> {
    full(&door, &actor, &id).await
}

async fn update(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(id): Path<String>,
    given: Parameters,
) -> Result<Json<Value>, Error> {
    let (account, _) = team(&door, &actor, &id).await?;
    let mut changes = users::profile_changes(&given, &door.library.profile(account.id).await?)?;
    if let Some(email) = given.settable("email")? {
        changes.details.insert("email".to_owned(), Some(email).filter(|email| !email.is_empty()));
    }
    door.library.change_profile(&actor, account.id, changes).await?;
    if let Some(name) = given.filled("username")?
        && name != account.name
    {
        door.library.rename_account(&actor, account.id, &name).await?;
    }
    full(&door, &actor, &id).await
}

/// What somebody is to be in a team.
fn role(given: &Parameters) -> Result<Role, Error> {
    match given.filled("kind")?.as_deref() {
        None | Some("user") => Ok(Role::Editor),
        Some("manager") => Ok(Role::Manager),
        Some(_) => Err(Error::invalid("kind", "must be manager or user")),
    }
}

async fn members(State(door): State<Door>, Caller(actor): Caller, Path(id): Path<String>) -> Result<Response, Error> {
    let (account, _) = team(&door, &actor, &id).await?;
    let mut show = Show::new(&door, actor);
    let mut rows = Vec::new();
    for (user, role) in door.library.members(&actor, account.id).await? {
        rows.push(show.with_kind(&user, role_word(role)).await?);
    }
    Ok(all(rows))
}

async fn add(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(id): Path<String>,
    given: Parameters,
) -> Result<Response, Error> {
    let (account, _) = team(&door, &actor, &id).await?;
    let (user, role) = door.library.add_member(&actor, account.id, &invitee(&given)?, role(&given)?).await?;
    Ok(made(Show::new(&door, actor).with_kind(&user, role_word(role)).await?))
}

async fn member(door: &Door, id: &str) -> Result<User, Error> {
    Ok(door.library.user_by_serial(number(id, "user")?).await?)
}

async fn change(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path((id, user)): Path<(String, String)>,
    given: Parameters,
) -> Result<Json<Value>, Error> {
    let (account, _) = team(&door, &actor, &id).await?;
    let (user, role) = (member(&door, &user).await?, role(&given)?);
    door.library.change_member(&actor, account.id, user.id, role).await?;
    Ok(Json(Show::new(&door, actor).with_kind(&user, role_word(role)).await?))
}

async fn remove(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path((id, user)): Path<(String, String)>,
) -> Result<Json<Value>, Error> {
    let (account, _) = team(&door, &actor, &id).await?;
    let user = member(&door, &user).await?;
    door.library.remove_member(&actor, account.id, user.id).await?;
    Ok(gone("User removed from team"))
}
