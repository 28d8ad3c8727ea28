//! Keys.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use library::ids::KeyId;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::made;
use crate::Studio;
use crate::auth::Caller;
use crate::error::Result;
use crate::extract::{In, Json};
use crate::wire::keys::{Key, Keys, MadeKey, NewKey};

pub(crate) fn router() -> OpenApiRouter<Studio> {
    OpenApiRouter::default().routes(routes!(list, create)).routes(routes!(revoke))
}

/// The account's keys.
#[utoipa::path(get, path = "/api/keys", tag = "keys", operation_id = "list_keys",
    security(("bearer" = []), ("session" = [])),
    responses((status = 200, description = "The keys.", body = Keys)))]
async fn list(State(studio): State<Studio>, Caller { actor, .. }: Caller) -> Result<axum::Json<Keys>> {
    let keys = studio.library.keys(&actor).await?;
    Ok(axum::Json(Keys { items: keys.into_iter().map(Key::from).collect() }))
}

/// Makes a key for the caller. How it is written is shown this once.
#[utoipa::path(post, path = "/api/keys", tag = "keys", operation_id = "create_key", request_body = NewKey,
    security(("bearer" = []), ("session" = [])),
    responses((status = 201, description = "The key.", body = MadeKey)))]
async fn create(
    State(studio): State<Studio>,
    Caller { actor, .. }: Caller,
    Json(NewKey { name }): Json<NewKey>,
) -> Result<impl IntoResponse> {
    let Studio { library, speller, .. } = &studio;
    let user = library.user(actor.user).await?;
    let account = library.account(&actor).await?;
    let (key, seed) = library.create_own_key(&actor, &name, speller.labels()).await?;
    let spellings = speller.spell(library, &key, &seed, &user, &account.name);
    Ok(made("/api/keys", MadeKey { key: key.into(), spellings }))
}

/// Ends a key: one's own, or any of the account as its manager.
#[utoipa::path(delete, path = "/api/keys/{id}", tag = "keys", operation_id = "revoke_key",
    params(("id" = Uuid, Path)),
    security(("bearer" = []), ("session" = [])),
    responses((status = 204, description = "The key opens nothing any more.")))]
async fn revoke(State(studio): State<Studio>, Caller { actor, .. }: Caller, In(id): In<Uuid>) -> Result<StatusCode> {
    studio.library.revoke_own_key(&actor, KeyId(id)).await?;
    Ok(StatusCode::NO_CONTENT)
}
