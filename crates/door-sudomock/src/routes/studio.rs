//! Sessions of the editor, what is submitted in them, and how it looks.

use axum::Json;
use axum::extract::State;
use library::{Actor, Library};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::{Caller, Guest, spell_session};
use crate::body::Json as Body;
use crate::error::Error;
use crate::state::Door;
use crate::translate::{studio, studio_config};
use crate::wire::{NewStudioConfig, NewStudioSession, StudioAction, StudioConfig, StudioConfirmation, StudioSession};

/// What the library calls this door's words about the editor's looks.
const PREFERENCE: &str = "sudomock studio";

pub(crate) fn router() -> OpenApiRouter<Door> {
    OpenApiRouter::new()
        .routes(routes!(create_session))
        .routes(routes!(consume))
        .routes(routes!(get_config, put_config))
}

#[utoipa::path(
    post, path = "/studio/create-session", tag = "studio", summary = "Open the editor for a visitor",
    request_body = NewStudioSession,
    responses((status = 200, body = StudioSession)),
)]
async fn create_session(
    State(door): State<Door>,
    Caller(actor): Caller,
    Body { body, .. }: Body<NewStudioSession>,
) -> Result<Json<StudioSession>, Error> {
    let new = studio::session(body)?;
    let opened = door.library.open_editor(&actor, new).await.map_err(Error::while_doing("creating session"))?;
    let (config, _) = config(&door.library, &actor).await?;
    let session = spell_session(&opened.token);
    Ok(Json(studio::opened(opened, session, studio_config::display_mode(&config))))
}

#[utoipa::path(
    post, path = "/studio/actions/consume", tag = "studio", summary = "Confirm what the editor sent, exactly once",
    request_body = StudioAction,
    responses((status = 200, body = StudioConfirmation)),
)]
async fn consume(
    State(door): State<Door>,
    Caller(actor): Caller,
    Body { body, .. }: Body<StudioAction>,
) -> Result<Json<StudioConfirmation>, Error> {
    let action = studio::action(body)?;
    let confirmed = door.library.confirm_action(&actor, &action).await;
    let (session, replayed) = confirmed.map_err(Error::while_doing("confirming action"))?;
    Ok(Json(studio::confirmation(action, &session, replayed)))
}

#[utoipa::path(
    get, path = "/studio/config", tag = "studio", summary = "How the editor looks",
    responses((status = 200, body = StudioConfig)),
)]
async fn get_config(State(door): State<Door>, guest: Guest) -> Result<Json<StudioConfig>, Error> {
    let (config, config_version) = config(&door.library, &guest.actor).await?;
    Ok(Json(StudioConfig { success: true, config, config_version }))
}

#[utoipa::path(
    put, path = "/studio/config", tag = "studio", summary = "Set how the editor looks",
    request_body = NewStudioConfig,
    responses((status = 200, body = StudioConfig)),
)]
async fn put_config(
    State(door): State<Door>,
    Caller(actor): Caller,
    Body { body, .. }: Body<NewStudioConfig>,
) -> Result<Json<StudioConfig>, Error> {
    let words = studio_config::words(&studio_config::checked(&body.config)?);
    let kept = door.library.set_preference(&actor, PREFERENCE, &words).await;
    let kept = kept.map_err(Error::while_doing("saving config"))?;
    let config = studio_config::read(Some(&kept.words));
    Ok(Json(StudioConfig { success: true, config, config_version: kept.version }))
}

async fn config(library: &Library, actor: &Actor) -> Result<(serde_json::Map<String, serde_json::Value>, i64), Error> {
    let kept = library.preference(actor, PREFERENCE).await.map_err(Error::while_doing("reading config"))?;
    let words = kept.as_ref().map(|kept| kept.words.as_str());
    Ok((studio_config::read(words), kept.as_ref().map_or(0, |kept| kept.version)))
}
