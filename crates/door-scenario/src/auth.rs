//! Who is asking: a key and its secret by HTTP Basic, or nobody, who sees what is public. Counts the request against its
//! caller's rate.

use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use door_kit::client::address_of;
use door_kit::limits::{Names, Reset};
use library::Actor;
use library::ids::KeyId;
use library::keys::Seed;

use crate::LABEL;
use crate::error::Error;
use crate::ids;
use crate::query::Parameters;
use crate::routes::tenancy::in_project;
use crate::state::Door;

const RATE: Names = Names::usual(Reset::UnixTime);

/// The credential of whoever has none: it reads what is public.
const PUBLIC: &str = "public-auth-token";

/// A key's spelling at this door: its name and its secret.
pub fn spell(key: KeyId, seed: &Seed) -> (String, String) {
    (ids::spell(ids::KEY, key.0), hex::encode(seed.spelling(LABEL)))
}

/// Whom a request is from; `None` for anybody.
#[derive(Debug, Clone, Copy)]
struct Identity(Option<Actor>);

/// Middleware: finds out who is asking, refuses whoever asks too often, and says how much of the rate is left.
pub(crate) async fn identify(State(door): State<Door>, mut request: Request, next: Next) -> Response {
    let known = identity(&door, request.headers()).await;
    let taken = match &known {
        Ok(Identity(Some(actor))) => door.library.limiter().take(&actor.account.to_string()),
        Ok(Identity(None)) | Err(_) => door.library.limiter().take_unknown(&address_of(&request)),
    };
    let allowance = match taken {
        Ok(allowance) => allowance,
        Err(limited) => return Error::from(limited).into_response(),
    };
    request.extensions_mut().insert(known);
    RATE.pass(request, next, allowance, &door.library).await
}

/// The key's id and secret.
fn credential(given: &str) -> Option<(KeyId, [u8; 32])> {
    let (scheme, encoded) = given.trim().split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let pair = String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let (name, digits) = pair.split_once(':')?;
    let mut secret = [0; 32];
    hex::decode_to_slice(digits, &mut secret).ok()?;
    Some((ids::read(ids::KEY, name)?, secret))
}

async fn identity(door: &Door, headers: &HeaderMap) -> Result<Identity, Error> {
    let given = headers.get(header::AUTHORIZATION).and_then(|given| given.to_str().ok());
    let given = given.ok_or_else(Error::unauthenticated)?;
    if given == PUBLIC {
        return Ok(Identity(None));
    }
    let (id, secret) = credential(given).ok_or_else(Error::unauthenticated)?;
    let actor = door.library.authenticate(LABEL, &secret).await?;
    // The name is a part of the key: one that does not fit is another key.
    if actor.key == Some(id) { Ok(Identity(Some(actor))) } else { Err(Error::unauthenticated()) }
}

/// An authenticated caller, in the project of their key or the one of its team that the request names; whoever is none is
/// refused.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Caller(pub(crate) Actor);

/// An authenticated caller, or anybody, who may see what is public.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reader(pub(crate) Option<Actor>);

impl FromRequestParts<Door> for Caller {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &Door) -> Result<Self, Error> {
        let Reader(actor) = Reader::from_request_parts(parts, state).await?;
        actor.map(Self).ok_or_else(Error::unauthenticated)
    }
}

impl FromRequestParts<Door> for Reader {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, door: &Door) -> Result<Self, Error> {
        let known = parts.extensions.get::<Result<Identity, Error>>();
        let Identity(actor) = known.cloned().unwrap_or_else(|| Err(Error::unauthenticated()))?;
        match (actor, Parameters::of(&parts.uri).text("projectId")) {
            (Some(actor), Some(project)) => {
                let inside = in_project(door, &actor, project).await;
                let refused = |_| Error::forbidden("this key has no access to that project");
                Ok(Self(Some(inside.map_err(refused)?)))
            }
            (actor, _) => Ok(Self(actor)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_a_name_and_a_secret() {
        let (id, seed) = (KeyId::new(), Seed::new().unwrap());
        let (name, secret) = spell(id, &seed);
        let of = |pair: &str| credential(&format!("Basic {}", STANDARD.encode(pair)));
        assert_eq!(of(&format!("{name}:{secret}")), Some((id, seed.spelling(LABEL))));
        for none in ["", ":", &name, &format!("{name}:00"), &format!("x:{secret}"), &format!("{name}:{secret}0")] {
            assert_eq!(of(none), None, "{none}");
        }
        assert_eq!(credential(&format!("Bearer {}", STANDARD.encode(format!("{name}:{secret}")))), None);
        assert_eq!(credential("Basic ***"), None);
    }
}
