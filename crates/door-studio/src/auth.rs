//! Who is asking: a browser's session, a session's token, or a key in this door's spelling.

use axum::extract::FromRequestParts;
use axum::http::header::{AUTHORIZATION, COOKIE, HOST, ORIGIN};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method};
use door_kit::client::Client;
use library::Actor;
use library::ids::AccountId;
use library::keys::Seed;

use crate::Studio;
use crate::error::{Error, Result};

/// The label under which a key's spelling for this door is stored.
pub const LABEL: &str = "studio";

/// How keys of this door begin.
const PREFIX: &str = "mq_";
/// The cookie that holds a session's token.
const SESSION: &str = "maquette_session";
/// The header that chooses one of the caller's accounts.
pub(crate) const ACCOUNT: &str = "x-account";

/// A key as this door takes it: `Authorization: Bearer mq_…`.
pub fn spell(seed: &Seed) -> String {
    format!("{PREFIX}{}", hex::encode(seed.spelling(LABEL)))
}

/// A request's caller.
#[derive(Debug)]
pub(crate) struct Caller {
    pub(crate) actor: Actor,
    /// The session's token, when they came with one.
    pub(crate) session: Option<String>,
}

impl FromRequestParts<Studio> for Caller {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, studio: &Studio) -> Result<Self> {
        let caller = match authenticate(parts, studio).await {
            Ok(caller) => caller,
            Err(error) => {
                take_address(studio, parts.extensions.get::<Client>())?;
                return Err(error);
            }
        };
        let account = caller.actor.account.to_string();
        studio.library.limiter().take(&account).map_err(library::Error::Limited)?;
        Ok(caller)
    }
}

async fn authenticate(parts: &Parts, studio: &Studio) -> Result<Caller> {
    let account = account(&parts.headers)?;
    let library = &studio.library;
    if let Some(token) = bearer(&parts.headers)? {
        let Some(digits) = token.strip_prefix(PREFIX) else {
            let actor = library.authenticate_session(&token, account).await?;
            return Ok(Caller { actor, session: Some(token) });
        };
        let mut secret = [0; 32];
        hex::decode_to_slice(digits, &mut secret).map_err(|_| library::Error::Unauthenticated)?;
        let actor = library.authenticate(LABEL, &secret).await?;
        if account.is_some_and(|account| account != actor.account) {
            return Err(library::Error::NotFound(library::Noun::Account).into());
        }
        return Ok(Caller { actor, session: None });
    }
    let token = cookie(&parts.headers).ok_or(library::Error::Unauthenticated)?;
    if !parts.method.is_safe() && !same_origin(parts, studio) {
        return Err(Error::CrossSite);
    }
    let actor = library.authenticate_session(&token, account).await?;
    Ok(Caller { actor, session: Some(token) })
}

/// The account that the header chooses.
fn account(headers: &HeaderMap) -> Result<Option<AccountId>> {
    let Some(value) = headers.get(ACCOUNT) else { return Ok(None) };
    let id = value.to_str().ok().and_then(|text| text.parse().ok());
    let id = id.ok_or_else(|| library::Error::invalid("X-Account", "must be an account's id"))?;
    Ok(Some(AccountId(id)))
}

/// The token after `Bearer`; another scheme is no credential here.
fn bearer(headers: &HeaderMap) -> Result<Option<String>> {
    let Some(value) = headers.get(AUTHORIZATION) else { return Ok(None) };
    let token = value.to_str().ok().and_then(|value| value.split_once(' '));
    let token = token.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
    let (_, token) = token.ok_or(library::Error::Unauthenticated)?;
    Ok(Some(token.trim().to_owned()))
}

fn cookie(headers: &HeaderMap) -> Option<String> {
    let lines = headers.get_all(COOKIE).iter().filter_map(|line| line.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == SESSION).map(|(_, token)| token.to_owned())
}

/// Whether a request that changes something was made by our own page. Browsers add the cookie to other sites' requests
/// too, but they tell: by `Sec-Fetch-Site`, or by `Origin`. What says neither is no browser.
fn same_origin(parts: &Parts, studio: &Studio) -> bool {
    debug_assert_ne!(parts.method, Method::GET);
    let word = |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = word("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    let Some(origin) = parts.headers.get(ORIGIN) else { return true };
    let Ok(origin) = origin.to_str() else { return false };
    let public = studio.links.absolute("/");
    let client = parts.extensions.get::<Client>().and_then(Client::base_url);
    let host = word(HOST.as_str()).map(|host| format!("http://{host}"));
    public.starts_with(&format!("{origin}/")) || client.or(host).is_some_and(|own| own == origin)
}

/// The cookie to begin a session with, or (without a token) to end it.
pub(crate) fn session_cookie(studio: &Studio, token: Option<&str>) -> Result<HeaderValue> {
    let secure = if studio.links.absolute("").starts_with("https://") { "; Secure" } else { "" };
    let age = token.map_or(0, |_| studio.library.settings().session.as_secs());
    let token = token.unwrap_or_default();
    let cookie = format!("{SESSION}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={age}{secure}");
    HeaderValue::from_str(&cookie).map_err(|error| library::Error::internal(error).into())
}

/// Takes a request without a credential from its address's rate.
pub(crate) fn take_address(studio: &Studio, client: Option<&Client>) -> Result<()> {
    let Some(address) = client.and_then(|client| client.address) else { return Ok(()) };
    studio.library.limiter().take_unknown(&address.to_string()).map_err(library::Error::Limited)?;
    Ok(())
}
