//! Signing in and up, and whether a name is free: for applications without a user.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Json, Router};
use library::Actor;
use library::accounts::ProfileChanges;
use library::users::{NewUser, User};
use serde_json::{Value, json};

use super::{made, users};
use crate::auth::{self, App};
use crate::error::Error;
use crate::parameters::Parameters;
use crate::state::Door;

/// The shortest password, in characters.
const PASSWORD: usize = 6;

pub(super) fn router() -> Router<Door> {
    Router::new()
        .route("/v1/ping", get(ping))
        .route("/v1/auth", post(sign_in))
        .route("/v1/users/signup", post(sign_up))
        .route("/v1/users/email", get(email))
        .route("/v1/users/username", get(username))
}

async fn ping(_: App) -> Json<Value> {
    Json(json!({"code": "pong", "message": "The API is up."}))
}

async fn sign_in(State(door): State<Door>, App(app): App, given: Parameters) -> Result<Response, Error> {
    let (email, password) = (given.required("email")?, given.required("password")?);
    let user = door.library.verified_user(&email, password).await.map_err(|error| match error {
        library::Error::Unauthenticated => {
            let words = "the e-mail address or the password is incorrect";
            Error::new(StatusCode::UNAUTHORIZED, "password_incorrect", words)
        }
        other => other.into(),
    })?;
    signed_in(&door, &app, &user).await
}

/// The user with their token, which no other operation gives.
async fn signed_in(door: &Door, app: &Actor, user: &User) -> Result<Response, Error> {
    let key = app.key.ok_or_else(Error::no_key)?;
    let actor = auth::act(&door.library, app, user).await?;
    let mut row = users::row(door, &actor).await?;
    row["token"] = auth::token(door.library.master(), user.id, key).into();
    Ok(made(row))
}

async fn sign_up(State(door): State<Door>, App(app): App, given: Parameters) -> Result<Response, Error> {
    if !door.library.settings().sign_up {
        return Err(Error::new(StatusCode::FORBIDDEN, "signup_closed", "sign-up is closed on this server"));
    }
    let (email, username) = (given.required("email")?, given.required("username")?);
    let password = given.required("password")?;
    if password.chars().count() < PASSWORD {
        return Err(Error::invalid("password", &format!("must have at least {PASSWORD} characters")));
    }
    let name = given.filled("name")?;
    if let Some(name) = &name {
        library::text::name("name", name)?;
    }
    let new = NewUser { name: username, email: Some(email), password: Some(password) };
    let (user, account) = door.library.sign_up(new).await?;
    if let Some(title) = name {
        let actor = door.library.act_as(user.id, None).await?;
        let changes = ProfileChanges { title: Some(title), ..ProfileChanges::default() };
        door.library.change_profile(&actor, account.id, changes).await?;
    }
    signed_in(&door, &app, &user).await
}

fn availability(what: &str, called: &str, is_free: bool) -> Result<Json<Value>, Error> {
    if is_free {
        return Ok(Json(
            json!({"code": format!("{what}_available"), "message": format!("This {called} is available.")}),
        ));
    }
    let words = format!("this {called} is taken");
    Err(Error::new(StatusCode::CONFLICT, format!("{what}_unavailable"), &words))
}

async fn email(State(door): State<Door>, _: App, given: Parameters) -> Result<Json<Value>, Error> {
    let is_free = door.library.email_available(&given.required("email")?).await?;
    availability("email", "e-mail address", is_free)
}

async fn username(State(door): State<Door>, _: App, given: Parameters) -> Result<Json<Value>, Error> {
    let name = given.required("username")?;
    let is_free = door.library.name_available(&name).await.map_err(|error| match error {
        library::Error::Invalid { message, .. } => Error::invalid("username", &message),
        other => other.into(),
    })?;
    availability("username", "username", is_free)
}
