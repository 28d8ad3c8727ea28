//! Who is asking: an application by `X-API-Key`, and a person by HTTP Basic with their number and their token for that
//! application. Counts the request against its caller's rate.

use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use door_kit::client::address_of;
use door_kit::limits::{Names, Reset};
use library::ids::{AccountId, KeyId, UserId};
use library::keys::Seed;
use library::secrets::MasterKey;
use library::users::User;
use library::{Actor, Library, Role};

use crate::LABEL;
use crate::error::Error;
use crate::state::Door;

const RATE: Names = Names::usual(Reset::UnixTime);
/// Bytes of a token: 40 hexadecimal digits.
const TOKEN: usize = 20;

/// A key's spelling at this door: what an application sends in `X-API-Key`.
pub fn spell(seed: &Seed) -> String {
    hex::encode(seed.spelling(LABEL))
}

/// What a person signs in with to an application: it lasts as long as the application's key.
pub fn token(master: &MasterKey, user: UserId, key: KeyId) -> String {
    hex::encode(&master.sign(LABEL, &signed(user, key))[..TOKEN])
}

fn signed(user: UserId, key: KeyId) -> Vec<u8> {
    format!("{user} {key}").into_bytes()
}

/// Whom a request is from.
#[derive(Debug, Clone, Copy)]
struct Identity {
    /// The application's key.
    app: Actor,
    /// Who is signed in; `None` for nobody.
    person: Option<Actor>,
}

/// Middleware: finds out who is asking, refuses whoever asks too often, and says how much of the rate is left.
pub(crate) async fn identify(State(door): State<Door>, mut request: Request, next: Next) -> Response {
    let known = identity(&door, request.headers()).await;
    let taken = match &known {
        Ok(Identity { person: Some(actor), .. }) => door.library.limiter().take(&actor.account.to_string()),
        _ => door.library.limiter().take_unknown(&address_of(&request)),
    };
    let allowance = match taken {
        Ok(allowance) => allowance,
        Err(limited) => return Error::from(limited).into_response(),
    };
    request.extensions_mut().insert(known);
    RATE.pass(request, next, allowance, &door.library).await
}

async fn identity(door: &Door, headers: &HeaderMap) -> Result<Identity, Error> {
    let given = headers.get("x-api-key").and_then(|given| given.to_str().ok()).ok_or_else(Error::no_key)?;
    let mut secret = [0; 32];
    hex::decode_to_slice(given.trim(), &mut secret).map_err(|_| Error::no_key())?;
    let app = door.library.authenticate(LABEL, &secret).await;
    let app = app.map_err(|error| match error {
        library::Error::Unauthenticated => Error::no_key(),
        other => other.into(),
    })?;
    let Some(given) = headers.get(header::AUTHORIZATION) else { return Ok(Identity { app, person: None }) };
    let (serial, token) = given.to_str().ok().and_then(credential).ok_or_else(Error::unauthenticated)?;
    let person = signed_in(&door.library, &app, serial, &token).await?;
    Ok(Identity { app, person: Some(person) })
}

/// A user's number and token.
fn credential(given: &str) -> Option<(i64, Vec<u8>)> {
    let (serial, token) = basic(given)?;
    let token = hex::decode(token).ok().filter(|token| token.len() == TOKEN)?;
    Some((serial.parse().ok()?, token))
}

/// The two words of HTTP Basic.
pub(crate) fn basic(given: &str) -> Option<(String, String)> {
    let (scheme, encoded) = given.trim().split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let pair = String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()?;
    pair.split_once(':').map(|(name, password)| (name.to_owned(), password.to_owned()))
}

async fn signed_in(library: &Library, app: &Actor, serial: i64, token: &[u8]) -> Result<Actor, Error> {
    let user = library.user_by_serial(serial).await.map_err(|error| match error {
        library::Error::NotFound(_) => Error::unauthenticated(),
        other => other.into(),
    })?;
    let key = app.key.ok_or_else(Error::no_key)?;
    if !library.master().verify(LABEL, &signed(user.id, key), token) {
        return Err(Error::unauthenticated());
    }
    act(library, app, &user).await
}

/// A person who signed in to an application: whose key it is acts in the key's account, others in their own.
pub(crate) async fn act(library: &Library, app: &Actor, user: &User) -> Result<Actor, Error> {
    let account = (user.id == app.user).then_some(app.account);
    let actor = library.act_as(user.id, account).await?;
    Ok(Actor { key: app.key, ..actor.as_person() })
}

/// An application, whoever uses it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct App(pub(crate) Actor);

/// Somebody signed in; others are refused.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Caller(pub(crate) Actor);

/// Somebody signed in, or a stranger, who sees what is public.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reader(pub(crate) Actor);

fn known(parts: &Parts) -> Result<Identity, Error> {
    parts.extensions.get::<Result<Identity, Error>>().cloned().unwrap_or_else(|| Err(Error::no_key()))
}

impl<S: Sync> FromRequestParts<S> for App {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Error> {
        Ok(Self(known(parts)?.app))
    }
}

impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Error> {
        known(parts)?.person.map(Self).ok_or_else(Error::unauthenticated)
    }
}

impl<S: Sync> FromRequestParts<S> for Reader {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Error> {
        Ok(Self(known(parts)?.person.unwrap_or_else(stranger)))
    }
}

/// Nobody in particular: ids that nobody has, a member of nothing.
pub(crate) fn stranger() -> Actor {
    Actor { user: UserId::new(), account: AccountId::new(), role: Role::Viewer, key: None, person: true }
}

impl Reader {
    /// Whether nobody is signed in.
    pub(crate) fn is_stranger(&self) -> bool {
        self.0.key.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_a_number_and_a_token() {
        let token = "0123456789abcdef0123456789abcdef01234567";
        let of = |pair: &str| credential(&format!("Basic {}", STANDARD.encode(pair)));
        assert_eq!(of(&format!("7:{token}")), Some((7, hex::decode(token).unwrap())));
        for none in ["", ":", "7", "7:", &format!("ada:{token}"), &format!("7:{token}00")] {
            assert_eq!(of(none), None, "{none}");
        }
        assert_eq!(credential(&format!("Bearer {}", STANDARD.encode(format!("7:{token}")))), None);
    }

    #[test]
    fn tokens_differ_by_person_and_application() {
        let (master, user, key) = (MasterKey::from_words(b"test"), UserId::new(), KeyId::new());
        let one = token(&master, user, key);
        assert_eq!((one.len(), &one), (40, &token(&master, user, key)));
        assert!(one != token(&master, UserId::new(), key) && one != token(&master, user, KeyId::new()));
    }
}
