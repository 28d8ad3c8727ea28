//! Who is asking: a key in `x-api-key`. Counts the request against its caller's rate.

use axum::extract::{FromRequestParts, Request, State};
use axum::http::HeaderMap;
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use door_kit::client::address_of;
use door_kit::limits::{Names, Reset};
use library::Actor;
use library::ids::KeyId;
use library::keys::Seed;
use uuid::Uuid;

use crate::LABEL;
use crate::error::Error;
use crate::state::Door;

const RATE: Names = Names::usual(Reset::UnixTime);

/// A key's spelling at this door: its id, a colon and 64 hex digits.
pub fn spell(key: KeyId, seed: &Seed) -> String {
    format!("{key}:{}", hex::encode(seed.spelling(LABEL)))
}

/// Middleware: finds out who is asking, refuses whoever asks too often, and says how much of the rate is left.
pub(crate) async fn identify(State(door): State<Door>, mut request: Request, next: Next) -> Response {
    let known = actor(&door, request.headers()).await;
    let taken = match &known {
        Ok(actor) => door.library.limiter().take(&actor.account.to_string()),
        Err(_) => door.library.limiter().take_unknown(&address_of(&request)),
    };
    let allowance = match taken {
        Ok(allowance) => allowance,
        Err(limited) => return Error::limited(limited).into_response(),
    };
    request.extensions_mut().insert(known.map(Caller));
    RATE.pass(request, next, allowance, &door.library).await
}

/// The key's id and secret.
fn credential(headers: &HeaderMap) -> Option<(KeyId, [u8; 32])> {
    let given = headers.get("x-api-key")?.to_str().ok()?.trim();
    let (id, digits) = given.split_once(':')?;
    let mut secret = [0; 32];
    hex::decode_to_slice(digits, &mut secret).ok()?;
    Some((KeyId(Uuid::parse_str(id).ok()?), secret))
}

async fn actor(door: &Door, headers: &HeaderMap) -> Result<Actor, Error> {
    let (id, secret) = credential(headers).ok_or_else(Error::unauthenticated)?;
    let actor = door.library.authenticate(LABEL, &secret).await?;
    // The id is a part of the key: one that does not fit is another key.
    if actor.key == Some(id) { Ok(actor) } else { Err(Error::unauthenticated()) }
}

/// An authenticated caller; whoever is none is refused.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Caller(pub(crate) Actor);

impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Error> {
        let known = parts.extensions.get::<Result<Self, Error>>();
        known.cloned().unwrap_or_else(|| Err(Error::unauthenticated()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_an_id_and_a_secret() {
        let of = |key: &str| {
            let mut headers = HeaderMap::new();
            headers.insert("X-Api-Key", key.parse().unwrap());
            credential(&headers)
        };
        let (id, seed) = (KeyId::new(), Seed::new().unwrap());
        assert_eq!(of(&format!(" {} ", spell(id, &seed))), Some((id, seed.spelling(LABEL))));
        assert_eq!(spell(id, &seed).len(), 36 + 1 + 64);
        for none in ["", ":", "sm_00", &format!("{id}:00"), &format!("x:{}", "0".repeat(64))] {
            assert_eq!(of(none), None, "{none}");
        }
        assert_eq!(credential(&HeaderMap::new()), None);
    }
}
