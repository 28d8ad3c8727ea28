//! The person who is signed in: their profile, addresses and contacts.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::{delete, get};
use axum::{Json, Router};
use library::Actor;
use library::accounts::{Account, Profile, ProfileChanges};
use library::collections::View;
use serde_json::{Value, json};

use super::{all, collections, gone, made, number, teams};
use crate::auth::Caller;
use crate::error::Error;
use crate::parameters::Parameters;
use crate::show::{Show, avatar, date};
use crate::state::Door;

/// What a dashboard can be sorted by.
pub(super) const SORTS: [&str; 5] = ["name", "type", "created_at", "updated_at", "last_accessed_at"];

pub(super) fn router() -> Router<Door> {
    Router::new()
        .route("/v1/users/me", get(me).put(update).delete(remove))
        .route("/v1/users/contacts", get(contacts))
        .route("/v1/emails", get(emails).post(add_email))
        .route("/v1/emails/{id}", delete(remove_email))
}

/// The caller's own account, whatever account they act in.
pub(super) async fn own(door: &Door, actor: &Actor) -> Result<Account, Error> {
    let mut accounts = door.library.accounts_of(actor.user).await?.into_iter().map(|(account, _)| account);
    accounts.find(|account| account.own_of == Some(actor.user)).ok_or_else(|| Error::not_found("account"))
}

/// How a dashboard is shown, and how much of its room is used: what people and teams have in common.
pub(super) fn dashboard(door: &Door, account: &Account, profile: &Profile) -> Value {
    let View { sort, order, mode, labels } = &profile.view;
    let order = if *order == library::Order::Descending { "desc" } else { "asc" };
    json!({
        "custom_domain": profile.details.get("custom_domain"),
        "sort_by": Some(sort).filter(|word| !word.is_empty()),
        "sort_order": if sort.is_empty() { None } else { Some(order) },
        "view_mode": if mode.is_empty() { "tile" } else { mode.as_str() },
        "labels": labels, "plan": "pro", "plan_active": true, "plan_quantity": 1, "status": "active",
        "usage": {"quota": door.library.settings().account_bytes, "used": account.counts.bytes},
        "created_at": date(account.created_at),
    })
}

/// The caller, in full.
pub(super) async fn row(door: &Door, actor: &Actor) -> Result<Value, Error> {
    let user = door.library.user(actor.user).await?;
    let account = own(door, actor).await?;
    let profile = door.library.profile(account.id).await?;
    let mut row = dashboard(door, &account, &profile);
    row["id"] = user.serial.into();
    row["name"] = Some(profile.title.clone()).filter(|title| !title.is_empty()).unwrap_or(user.name.clone()).into();
    row["email"] = user.email.clone().into();
    row["billing_email"] = user.email.into();
    row["username"] = user.name.into();
    row["avatar"] = avatar(&Show::new(door, *actor), &profile).into();
    Ok(row)
}

async fn me(State(door): State<Door>, Caller(actor): Caller, given: Parameters) -> Result<Json<Value>, Error> {
    let mut row = row(&door, &actor).await?;
    if given.includes("emails")? {
        let emails = door.library.emails(&actor).await?;
        row["emails"] = emails.iter().map(|email| json!({"id": email.serial, "email": email.address})).collect();
    }
    if given.includes("teams")? || given.includes("teams_total_count")? {
        let teams = teams::rows(&door, &actor).await?;
        row["teams_total_count"] = teams.len().into();
        if given.includes("teams")? {
            row["teams"] = teams.into();
        }
    }
    if given.includes("metadata")? {
        row["metadata"] = json!([]);
    }
    Ok(Json(row))
}

/// What a request says of a profile; an empty name keeps the account's own.
pub(super) fn profile_changes(given: &Parameters, before: &Profile) -> Result<ProfileChanges, Error> {
    let mut details = BTreeMap::new();
    if let Some(domain) = given.settable("custom_domain")? {
        details.insert("custom_domain".to_owned(), Some(domain).filter(|domain| !domain.is_empty()));
    }
    Ok(ProfileChanges {
        title: given.filled("name")?,
        view: collections::view(given, &before.view, &SORTS)?,
        details,
        ..ProfileChanges::default()
    })
}

async fn update(State(door): State<Door>, Caller(actor): Caller, given: Parameters) -> Result<Json<Value>, Error> {
    let account = own(&door, &actor).await?;
    let changes = profile_changes(&given, &door.library.profile(account.id).await?)?;
    if let Some(name) = &changes.title {
        library::text::name("name", name)?;
    }
    let (name, email) = (given.filled("username")?, given.filled("email")?);
    if name.is_some() || email.is_some() {
        door.library.change_user(&actor, name.as_deref(), email.as_deref()).await?;
    }
    let owner = door.library.act_as(actor.user, Some(account.id)).await?;
    door.library.change_profile(&owner, account.id, changes).await?;
    Ok(Json(row(&door, &actor).await?))
}

async fn remove(State(door): State<Door>, Caller(actor): Caller) -> Result<Json<Value>, Error> {
    door.library.delete_own_user(&actor).await?;
    Ok(gone("User deleted"))
}

async fn contacts(State(door): State<Door>, Caller(actor): Caller) -> Result<Response, Error> {
    let mut show = Show::new(&door, actor);
    let mut rows = Vec::new();
    for user in door.library.contacts(&actor).await? {
        rows.push(show.with_kind(&user, "user").await?);
    }
    Ok(all(rows))
}

async fn emails(State(door): State<Door>, Caller(actor): Caller) -> Result<Response, Error> {
    let emails = door.library.emails(&actor).await?;
    Ok(all(emails.iter().map(|email| json!({"id": email.serial, "email": email.address})).collect::<Vec<_>>()))
}

async fn add_email(State(door): State<Door>, Caller(actor): Caller, given: Parameters) -> Result<Response, Error> {
    let email = door.library.add_email(&actor, &given.required("email")?).await?;
    Ok(made(json!({"id": email.serial, "email": email.address})))
}

async fn remove_email(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(id): Path<String>,
) -> Result<Json<Value>, Error> {
    door.library.delete_email(&actor, number(&id, "email")?).await?;
    Ok(gone("E-mail address deleted"))
}
