//! The caller's keys of feeds: seeing them, and making them worthless.

use axum::extract::{Path, State};
use axum::routing::get;
use axum::{Json, Router};
use library::Actor;
use serde_json::{Map, Value, json};

use super::{number, teams};
use crate::auth::Caller;
use crate::error::Error;
use crate::pages::keys::{self, Endpoint};
use crate::show::{Show, dashboard_path};
use crate::state::Door;

pub(super) fn router() -> Router<Door> {
    Router::new()
        .route("/v1/collections/{id}/feed", get(of_collection).delete(reset_of_collection))
        .route("/v1/users/me/feed", get(of_user).delete(reset_of_user))
        .route("/v1/teams/{id}/feed", get(of_team).delete(reset_of_team))
}

/// A key, and the addresses that it opens.
async fn row(door: &Door, actor: &Actor, endpoint: Endpoint, base: &str) -> Result<Json<Value>, Error> {
    let key = keys::key(&door.library, actor, endpoint).await?;
    let formats: &[&str] = match endpoint {
        Endpoint::Collection(_) => &["json", "rss", "xml", "csv", "pls"],
        Endpoint::Activity(_) => &["json", "rss", "xml"],
    };
    let urls = formats.iter().map(|format| ((*format).to_owned(), format!("{base}.{format}?key={key}").into()));
    Ok(Json(json!({"feed_key": key, "urls": urls.collect::<Map<String, Value>>()})))
}

async fn reset(door: &Door, actor: &Actor, endpoint: Endpoint) -> Result<Json<Value>, Error> {
    keys::reset(&door.library, actor, endpoint).await?;
    Ok(super::gone("Feed key reset"))
}

async fn of_collection(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(id): Path<String>,
) -> Result<Json<Value>, Error> {
    let shown = door.library.collection_by_serial(&actor, number(&id, "collection")?).await?;
    let url = Show::new(&door, actor).bare_collection(&shown).await?.url;
    row(&door, &actor, Endpoint::Collection(shown.collection.serial), &url).await
}

async fn reset_of_collection(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(id): Path<String>,
) -> Result<Json<Value>, Error> {
    let shown = door.library.collection_by_serial(&actor, number(&id, "collection")?).await?;
    reset(&door, &actor, Endpoint::Collection(shown.collection.serial)).await
}

fn activity(door: &Door, username: &str) -> String {
    door.links.absolute(&format!("{}/activity", dashboard_path(username)))
}

async fn of_user(State(door): State<Door>, Caller(actor): Caller) -> Result<Json<Value>, Error> {
    let own = super::users::own(&door, &actor).await?;
    row(&door, &actor, Endpoint::Activity(own.serial), &activity(&door, &own.name)).await
}

async fn reset_of_user(State(door): State<Door>, Caller(actor): Caller) -> Result<Json<Value>, Error> {
    let own = super::users::own(&door, &actor).await?;
    reset(&door, &actor, Endpoint::Activity(own.serial)).await
}

async fn of_team(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(id): Path<String>,
) -> Result<Json<Value>, Error> {
    let (team, _) = teams::team(&door, &actor, &id).await?;
    row(&door, &actor, Endpoint::Activity(team.serial), &activity(&door, &team.name)).await
}

async fn reset_of_team(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(id): Path<String>,
) -> Result<Json<Value>, Error> {
    let (team, _) = teams::team(&door, &actor, &id).await?;
    reset(&door, &actor, Endpoint::Activity(team.serial)).await
}
