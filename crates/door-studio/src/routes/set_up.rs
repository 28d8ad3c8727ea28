//! The first user, by a one-time link; and users who sign up.

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{Html, IntoResponse, Response};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::made;
use crate::Studio;
use crate::error::{Error, Problem, Result};
use crate::extract::{Anybody, Json, Query, object};
use crate::wire::accounts::{Link, SetUp, SignUp, User};

/// The page's own styles and a form that posts here; nothing else.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
/// Bytes of a form.
const FORM_BYTES: usize = 16 << 10;

pub(crate) fn router() -> OpenApiRouter<Studio> {
    OpenApiRouter::default().routes(routes!(page, set_up)).routes(routes!(sign_up))
}

/// A page to make the first user on.
#[utoipa::path(get, path = "/api/set-up", tag = "users", params(Link), responses(
    (status = 200, description = "The page.", body = String, content_type = "text/html"),
    (status = 403, description = "There is a user already.", body = String, content_type = "text/html"),
))]
async fn page(State(studio): State<Studio>, _: Anybody, Query(link): Query<Link>) -> Result<Response> {
    if studio.library.set_up_token().await?.is_none() {
        let words = "<p>This set-up link was used already.</p>";
        return Ok((StatusCode::FORBIDDEN, html(words)).into_response());
    }
    Ok(html(&form(&link.token, "")).into_response())
}

/// Makes the first user.
#[utoipa::path(post, path = "/api/set-up", tag = "users",
    request_body(content((SetUp = "application/json"), (SetUp = "application/x-www-form-urlencoded"))),
    responses(
        (status = 201, description = "The user; to a form, a page.", content((User = "application/json"), (String = "text/html"))),
        (status = 403, description = "The token is not valid.", content((Problem = "application/problem+json"), (String = "text/html"))),
        (status = 422, description = "A value is not valid.", content((Problem = "application/problem+json"), (String = "text/html"))),
        (status = 409, description = "The name or the address is taken.", content((Problem = "application/problem+json"), (String = "text/html"))),
    )
)]
async fn set_up(State(studio): State<Studio>, _: Anybody, headers: HeaderMap, request: Request) -> Result<Response> {
    let content_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !content_type.starts_with("application/x-www-form-urlencoded") {
        let new: SetUp = object(request, FORM_BYTES).await?;
        let (user, _) = studio.library.set_up(new.into()).await?;
        return Ok(made("/api/me", User::from(user)).into_response());
    }
    let new = read_form(request.into_body()).await?;
    let token = new.token.clone();
    match studio.library.set_up(new.into()).await {
        Ok((user, _)) => {
            let words = format!("<p>You are {} now. Sign in with your name and password.</p>", escaped(&user.name));
            Ok((StatusCode::CREATED, html(&words)).into_response())
        }
        Err(error) => {
            let error = Error::from(error);
            let problem = error.problem();
            let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            let words = [problem.field.as_deref().unwrap_or_default(), &problem.detail].join(" ");
            Ok((status, html(&form(&token, &words))).into_response())
        }
    }
}

/// Makes a user, where sign-up is open.
#[utoipa::path(post, path = "/api/sign-up", tag = "users", request_body = SignUp, responses(
    (status = 201, description = "The user.", body = User),
    (status = 403, description = "Sign-up is closed.", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "The name or the address is taken.", body = Problem, content_type = "application/problem+json"),
))]
async fn sign_up(State(studio): State<Studio>, _: Anybody, Json(new): Json<SignUp>) -> Result<impl IntoResponse> {
    let (user, _) = studio.library.sign_up(new.into()).await?;
    Ok(made("/api/me", User::from(user)))
}

/// A form's fields, which are written as a query string's are.
async fn read_form(body: Body) -> Result<SetUp> {
    let body = axum::body::to_bytes(body, FORM_BYTES).await.map_err(|_| library::Error::TooLarge {
        what: "the form",
        limit: FORM_BYTES as u64,
        setting: "the server itself",
    })?;
    let uri = std::str::from_utf8(&body).ok().and_then(|fields| format!("/?{fields}").parse::<Uri>().ok());
    let uri = uri.ok_or_else(|| library::Error::invalid("body", "is no form"))?;
    Ok(door_kit::body::query(&uri)?)
}

/// A page that is not kept, not framed, and tells nobody where it was.
fn html(content: &str) -> impl IntoResponse + use<> {
    let page = format!(
        "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content=\"width=device-width\">\
         <title>Maquette</title><style>body{{font:16px/1.5 system-ui,sans-serif;max-width:24rem;margin:12vh auto;padding:0 1rem}}\
         label{{display:block;margin:1rem 0}}input{{display:block;width:100%;box-sizing:border-box;font:inherit;padding:.4rem}}\
         button{{font:inherit;padding:.5rem 1rem}}</style><h1>Maquette</h1>{content}</html>"
    );
    let headers = [(CONTENT_SECURITY_POLICY, POLICY), (REFERRER_POLICY, "no-referrer"), (CACHE_CONTROL, "no-store")];
    (headers, Html(page))
}

fn form(token: &str, fault: &str) -> String {
    format!(
        "<form method=post action=set-up><p>Make the first user of this server.</p><p role=alert>{}</p>\
         <input type=hidden name=token value=\"{}\">\
         <label>Name <input name=name required maxlength=64 pattern=\"[A-Za-z0-9._\\-]+\" autocomplete=username></label>\
         <label>E-mail (optional) <input name=email type=email maxlength=254></label>\
         <label>Password <input name=password type=password required minlength=8 autocomplete=new-password></label>\
         <button>Make user</button></form>",
        escaped(fault),
        escaped(token)
    )
}

/// Text that is nothing but text, between tags and in quoted attributes.
fn escaped(text: &str) -> String {
    let each = |c: char| match c {
        '&' => "&amp;".to_owned(),
        '<' => "&lt;".to_owned(),
        '>' => "&gt;".to_owned(),
        '"' => "&quot;".to_owned(),
        '\'' => "&#39;".to_owned(),
        c => c.to_string(),
    };
    text.chars().map(each).collect()
}
