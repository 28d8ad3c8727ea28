//! Signing in and out, and who one is.

use axum::extract::State;
use axum::http::header::{SET_COOKIE, USER_AGENT};
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::Studio;
use crate::auth::{Caller, session_cookie};
use crate::error::{Problem, Result};
use crate::extract::{Anybody, Json};
use crate::wire::accounts::{Account, Me};
use crate::wire::sessions::{SignIn, SignedIn};

pub(crate) fn router() -> OpenApiRouter<Studio> {
    OpenApiRouter::default().routes(routes!(sign_in)).routes(routes!(sign_out)).routes(routes!(me))
}

/// Signs in.
#[utoipa::path(post, path = "/api/sessions", tag = "sessions", request_body = SignIn, responses(
    (status = 201, description = "Signed in; a cookie says so too.", body = SignedIn),
    (status = 401, description = "Name or password are wrong.", body = Problem, content_type = "application/problem+json"),
))]
async fn sign_in(
    State(studio): State<Studio>,
    _: Anybody,
    headers: HeaderMap,
    Json(SignIn { name, password }): Json<SignIn>,
) -> Result<impl IntoResponse> {
    let agent = headers.get(USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
    let signed_in = studio.library.sign_in(&name, password, agent).await?;
    let cookie = session_cookie(&studio, Some(&signed_in.token))?;
    Ok((StatusCode::CREATED, [(SET_COOKIE, cookie)], axum::Json(SignedIn::from(signed_in))))
}

/// Signs out.
#[utoipa::path(delete, path = "/api/sessions/current", tag = "sessions",
    security(("bearer" = []), ("session" = [])),
    responses((status = 204, description = "Signed out.")))]
async fn sign_out(State(studio): State<Studio>, caller: Caller) -> Result<impl IntoResponse> {
    let Some(token) = caller.session else {
        return Err(library::Error::Forbidden("a key has no session to end".to_owned()).into());
    };
    studio.library.sign_out(&token).await?;
    Ok((StatusCode::NO_CONTENT, [(SET_COOKIE, session_cookie(&studio, None)?)]))
}

/// Who the caller is.
#[utoipa::path(get, path = "/api/me", tag = "sessions",
    security(("bearer" = []), ("session" = [])),
    responses((status = 200, description = "The caller and their accounts.", body = Me)))]
async fn me(State(studio): State<Studio>, Caller { actor, .. }: Caller) -> Result<axum::Json<Me>> {
    let user = studio.library.user(actor.user).await?.into();
    let accounts = studio.library.accounts_of(actor.user).await?;
    let accounts = accounts.into_iter().map(Account::from).collect();
    Ok(axum::Json(Me { user, account: actor.account.0, accounts }))
}
