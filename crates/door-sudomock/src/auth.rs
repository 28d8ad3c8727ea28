//! Who is asking: a key in `x-api-key`, or a key or session token as a bearer. Counts the request against its caller's
//! rate.

use std::sync::Arc;

use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use door_kit::client::address_of;
use door_kit::limits::{Names, Reset};
use library::Actor;
use library::editor_sessions::EditorSession;
use library::ids::ThingId;
use library::keys::Seed;
use library::limits::Allowance;

use crate::LABEL;
use crate::error::Error;
use crate::state::Door;

/// What keys begin with.
const PREFIX: &str = "sm_";

const RATE: Names = Names {
    limit: HeaderName::from_static("ratelimit-limit"),
    remaining: HeaderName::from_static("ratelimit-remaining"),
    reset: HeaderName::from_static("ratelimit-reset"),
    reset_as: Reset::Seconds,
};

/// A key's spelling at this door: `sm_` and 64 hex digits.
pub fn spell(seed: &Seed) -> String {
    format!("{PREFIX}{}", hex::encode(seed.spelling(LABEL)))
}

/// What session tokens of the editor begin with.
const SESSION: &str = "sess_";

/// An editor session's token as visitors' browsers come with it.
pub(crate) fn spell_session(token: &str) -> String {
    format!("{SESSION}{token}")
}

/// Middleware: finds out who is asking, refuses whoever asks too often, and says how much of the rate is left.
pub(crate) async fn identify(State(door): State<Door>, mut request: Request, next: Next) -> Response {
    let known = known(&door, request.headers()).await;
    let taken = match &known {
        Ok(guest) => door.library.limiter().take(&guest.actor.account.to_string()),
        Err(_) => door.library.limiter().take_unknown(&address_of(&request)),
    };
    let patch = request.method() == Method::PATCH;
    let allowance = match taken {
        Ok(allowance) => allowance,
        Err(limited) => {
            let mut response = Error::limited(limited, |seconds| too_often(patch, seconds)).into_response();
            let nothing = Allowance { limit: limited.limit, remaining: 0, reset: limited.retry_after };
            RATE.tell(response.headers_mut(), nothing, door.library.now());
            return response;
        }
    };
    request.extensions_mut().insert(known);
    RATE.pass(request, next, allowance, &door.library).await
}

/// The dialect has a sentence of its own for changes.
fn too_often(patch: bool, seconds: u64) -> String {
    if patch {
        "Rate limit exceeded. Please slow down and try again.".to_owned()
    } else {
        format!("Rate limit exceeded. Try again in {seconds} seconds.")
    }
}

/// The credential of a request; a key wins over a bearer.
fn credential(headers: &HeaderMap) -> Option<&str> {
    let value = |name: HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or("?").trim());
    let key = value(HeaderName::from_static("x-api-key")).filter(|key| !key.is_empty());
    let bearer = || {
        let (scheme, token) = value(header::AUTHORIZATION)?.split_once(' ')?;
        scheme.eq_ignore_ascii_case("bearer").then(|| token.trim()).filter(|token| !token.is_empty())
    };
    key.or_else(bearer)
}

async fn known(door: &Door, headers: &HeaderMap) -> Result<Guest, Error> {
    let credential = credential(headers).ok_or_else(Error::no_credential)?;
    let only_key = headers.contains_key("x-api-key");
    if let Some(digits) = credential.strip_prefix(PREFIX) {
        let actor = door.library.authenticate(LABEL, &secret(digits)?).await?;
        return Ok(Guest { actor, session: None });
    }
    if only_key {
        return Err(Error::bad_credential());
    }
    if let Some(digits) = credential.strip_prefix(SESSION) {
        let (actor, session) = door.library.authenticate_editor(&secret(digits)?).await?;
        return Ok(Guest { actor, session: Some(Arc::new(session)) });
    }
    let actor = door.library.authenticate_session(credential, None).await?;
    Ok(Guest { actor, session: None })
}

fn secret(digits: &str) -> Result<[u8; 32], Error> {
    let mut secret = [0; 32];
    hex::decode_to_slice(digits, &mut secret).map_err(|_| Error::bad_credential())?;
    Ok(secret)
}

/// An authenticated caller, or a visitor who comes with an editor session and may only do what it is for.
#[derive(Debug, Clone)]
pub(crate) struct Guest {
    pub(crate) actor: Actor,
    session: Option<Arc<EditorSession>>,
}

impl Guest {
    /// To a visitor, other mockups than the session's are not there.
    pub(crate) fn require_mockup(&self, mockup: ThingId) -> Result<(), Error> {
        self.session.as_ref().map_or(Ok(()), |session| Ok(session.require_mockup(mockup)?))
    }

    /// Whether this is a visitor of another mockup, or of none.
    pub(crate) fn is_elsewhere(&self, mockup: Option<ThingId>) -> bool {
        self.session.as_ref().is_some_and(|session| mockup.is_none() || session.mockup != mockup)
    }
}

impl<S: Sync> FromRequestParts<S> for Guest {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Error> {
        let known = parts.extensions.get::<Result<Self, Error>>();
        known.cloned().unwrap_or_else(|| Err(Error::no_credential()))
    }
}

/// An authenticated caller; whoever is none is refused.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Caller(pub(crate) Actor);

impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let Guest { actor, session } = Guest::from_request_parts(parts, state).await?;
        if session.is_some() {
            return Err(Error::new(StatusCode::FORBIDDEN, "An editor session may only work on its own mockup"));
        }
        Ok(Self(actor))
    }
}

/// A caller in a browser session; keys are refused.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SessionCaller(pub(crate) Actor);

impl<S: Sync> FromRequestParts<S> for SessionCaller {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let Caller(actor) = Caller::from_request_parts(parts, state).await?;
        if actor.key.is_some() {
            return Err(Error::new(StatusCode::FORBIDDEN, "This needs a signed-in session; an API key will not do"));
        }
        Ok(Self(actor))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_wins_over_a_bearer_and_nothing_is_no_credential() {
        let of = |pairs: &[(&'static str, &str)]| {
            let mut headers = HeaderMap::new();
            for (name, value) in pairs {
                headers.insert(HeaderName::from_static(name), value.parse().unwrap());
            }
            credential(&headers).map(str::to_owned)
        };
        assert_eq!(of(&[("x-api-key", "sm_a"), ("authorization", "Bearer b")]).as_deref(), Some("sm_a"));
        assert_eq!(of(&[("x-api-key", ""), ("authorization", "bearer  b ")]).as_deref(), Some("b"));
        for none in [&[][..], &[("x-api-key", " ")], &[("authorization", "Basic b")], &[("authorization", "Bearer ")]] {
            assert_eq!(of(none), None);
        }
    }

    #[test]
    fn a_spelling_is_67_characters() {
        let spelled = spell(&Seed::new().unwrap());
        assert!(spelled.starts_with("sm_") && spelled.len() == 67);
    }
}
