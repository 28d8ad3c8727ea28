//! The caller's account.

use axum::Json;
use axum::extract::State;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::Caller;
use crate::error::Error;
use crate::state::Door;
use crate::translate::account;
use crate::wire::{AccountInfo, Enveloped};

pub(crate) fn router() -> OpenApiRouter<Door> {
    OpenApiRouter::new().routes(routes!(me))
}

#[utoipa::path(
    get, path = "/me", tag = "account", summary = "The caller's account",
    responses((status = 200, body = Enveloped<AccountInfo>)),
)]
async fn me(State(door): State<Door>, Caller(actor): Caller) -> Result<Json<Enveloped<AccountInfo>>, Error> {
    let reading = || Error::while_doing("reading account");
    let user = door.library.user(actor.user).await.map_err(reading())?;
    let account = door.library.account(&actor).await.map_err(reading())?;
    let key = door.library.own_key(&actor).await.map_err(reading())?;
    Ok(Json(Enveloped::of(account::info(&user, &account, key, door.library.now()))))
}
