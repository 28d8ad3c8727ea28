//! The people of a collection.

use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::{delete, get};
use axum::{Json, Router};
use library::collections::Invitee;
use library::invitations::Invited;
use serde_json::{Value, json};

use super::{all, gone, made, number};
use crate::auth::Caller;
use crate::error::Error;
use crate::parameters::Parameters;
use crate::show::Show;
use crate::state::Door;

pub(super) fn router() -> Router<Door> {
    Router::new()
        .route("/v1/collections/{id}/users", get(list).post(add))
        .route("/v1/collections/{id}/users/{user_id}", delete(remove))
}

async fn list(State(door): State<Door>, Caller(actor): Caller, Path(id): Path<String>) -> Result<Response, Error> {
    let shown = door.library.collection_by_serial(&actor, number(&id, "collection")?).await?;
    let mut rows = Show::new(&door, actor).collaborators(&shown).await?;
    if shown.permissions.edit {
        let waiting = door.library.invitations_to_collection(&actor, shown.collection.id).await?;
        rows.extend(waiting.iter().map(|invitation| guest(&invitation.address)));
    }
    Ok(all(rows))
}

/// Whom a request names: by exactly one of e-mail address, number and name.
pub(super) fn invitee(given: &Parameters) -> Result<Invitee, Error> {
    let email = given.filled("email")?.map(Invitee::Email);
    let serial = given.number("id")?.map(Invitee::Serial);
    let name = given.filled("username")?.map(Invitee::Name);
    let mut named = [email, serial, name].into_iter().flatten();
    match (named.next(), named.next()) {
        (Some(only), None) => Ok(only),
        (None, _) => Err(Error::required("email")),
        (Some(_), Some(_)) => Err(Error::invalid("email", "must come alone, without id and username")),
    }
}

/// Somebody who was asked in and has no user here yet.
fn guest(address: &str) -> Value {
    json!({
        "id": 0, "name": address, "email": address, "user_avatar": null, "avatar": null, "username": "", "plan": "pro",
        "billing_email": address, "kind": "guest", "is_subscribed": false,
    })
}

async fn add(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(id): Path<String>,
    given: Parameters,
) -> Result<Response, Error> {
    let shown = door.library.collection_by_serial(&actor, number(&id, "collection")?).await?;
    let whom = invitee(&given)?;
    if let Invitee::Email(address) = &whom {
        let id = shown.collection.id;
        return Ok(match door.library.invite_to_collection(&actor, id, address).await? {
            Invited::Joined(user) => made(Show::new(&door, actor).with_kind(&user, "user").await?),
            Invited::Waiting(invitation) => made(guest(&invitation.address)),
        });
    }
    let added = door.library.share_collection(&actor, shown.collection.id, &whom).await?;
    let first = added.first().ok_or_else(|| Error::not_found("user"))?;
    Ok(made(Show::new(&door, actor).collaborator(first).await?))
}

async fn remove(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path((id, user)): Path<(String, String)>,
) -> Result<Json<Value>, Error> {
    let shown = door.library.collection_by_serial(&actor, number(&id, "collection")?).await?;
    if user.contains('@') {
        // Whoever has no user yet has no number.
        let waiting = door.library.invitations_to_collection(&actor, shown.collection.id).await?;
        let meant = waiting.iter().find(|invitation| invitation.address.eq_ignore_ascii_case(user.trim()));
        let meant = meant.ok_or_else(|| Error::not_found("user"))?;
        door.library.withdraw_invitation(&actor, meant.id).await?;
        return Ok(gone("User removed from collection"));
    }
    let user = door.library.user_by_serial(number(&user, "user")?).await?;
    door.library.unshare_collection(&actor, shown.collection.id, user.id).await?;
    Ok(gone("User removed from collection"))
}
