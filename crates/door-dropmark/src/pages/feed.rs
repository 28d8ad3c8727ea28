//! Feeds: the same rows in several formats.

use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::Value;

use super::caller::{By, Caller};
use super::{playlist, rss, sheet};
use crate::error::Error;
use crate::routes::TOTAL;
use crate::show::Item;

/// What a feed is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Json,
    Rss,
    /// RSS too, under the general media type.
    Xml,
    Csv,
    Pls,
}

impl Format {
    /// The format of an address that ends so.
    pub(super) fn of(extension: &str) -> Option<Self> {
        Some(match extension {
            "json" => Self::Json,
            "rss" => Self::Rss,
            "xml" => Self::Xml,
            "csv" => Self::Csv,
            "pls" => Self::Pls,
            _ => return None,
        })
    }
}

/// What a feed says.
pub(super) struct Feed {
    pub(super) title: String,
    pub(super) description: String,
    /// The page that it is of.
    pub(super) page: String,
    /// Where it is itself, without what lets anybody in.
    pub(super) address: String,
    pub(super) author: String,
    pub(super) picture: Option<String>,
    pub(super) updated: String,
    pub(super) items: Vec<Item>,
    /// How many there are in all, where that is known.
    pub(super) total: Option<u64>,
    /// The next part, if there is one.
    pub(super) next: Option<String>,
    /// Whether whoever has the address may have it.
    pub(super) is_open: bool,
    pub(super) json: Value,
}

/// The function that JSON is wrapped in for scripts of other sites; refused where browsers would add a password to the
/// request by themselves: any site could then read what is private.
pub(super) fn callback<'a>(name: Option<&'a str>, caller: &Caller) -> Result<Option<&'a str>, Error> {
    let Some(name) = name.filter(|name| !name.is_empty()) else { return Ok(None) };
    let starts = |c: char| c.is_ascii_alphabetic() || "_$".contains(c);
    let is_name = |part: &str| part.starts_with(starts) && part.chars().all(|c| starts(c) || c.is_ascii_digit());
    if name.len() > 100 || !name.split('.').all(is_name) {
        return Err(Error::invalid("callback", "must be the name of a function"));
    }
    if caller.by == By::Password {
        return Err(Error::invalid("callback", "can't come with a password; use a feed's key"));
    }
    Ok(Some(name))
}

impl Feed {
    /// The feed in a format.
    pub(super) fn answer(&self, format: Format, callback: Option<&str>) -> Result<Response, Error> {
        let (media_type, body) = match (format, callback) {
            (Format::Json, None) => ("application/json", self.json.to_string()),
            (Format::Json, Some(name)) => ("text/javascript; charset=utf-8", script(name, &self.json)),
            (Format::Rss, _) => ("application/rss+xml; charset=utf-8", rss::write(self)?),
            (Format::Xml, _) => ("application/xml; charset=utf-8", rss::write(self)?),
            (Format::Csv, _) => ("text/csv; charset=utf-8", sheet::write(&self.items)?),
            (Format::Pls, _) => ("audio/x-scpls", playlist::write(&self.items)),
        };
        let mut response = ([(header::CONTENT_TYPE, media_type)], body).into_response();
        let headers = response.headers_mut();
        headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        let cache = if self.is_open { "no-cache" } else { "private, no-store" };
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
        // Without credentials of the browser's own: other sites see what is public, or what they have a key of.
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
        headers.insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex"));
        if let Some(total) = self.total {
            headers.insert(TOTAL, HeaderValue::from(total));
        }
        if let Some(next) = self.next.as_ref().and_then(|next| format!("<{next}>; rel=\"next\"").parse().ok()) {
            headers.insert(header::LINK, next);
        }
        Ok(response)
    }
}

/// A call of a function; the comment before it keeps the first bytes from being taken for anything else.
fn script(name: &str, json: &Value) -> String {
    // These two end lines in older scripts.
    let json = json.to_string().replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
    format!("/**/{name}({json});")
}

/// A refusal; whoever is not known is asked to say who they are.
pub(super) fn refused(error: Error) -> Response {
    let is_unknown = error.status == StatusCode::UNAUTHORIZED;
    let mut response = error.into_response();
    if is_unknown {
        let challenge = HeaderValue::from_static("Basic realm=\"feeds\", charset=\"UTF-8\"");
        response.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
    }
    response
}

/// What a feed answers that the caller may not have: strangers are not told whether it is there.
pub(super) fn hidden(caller: &Caller, error: library::Error) -> Error {
    match error {
        library::Error::NotFound(_) if caller.by == By::Nothing => unknown(),
        other => other.into(),
    }
}

/// Nobody is signed in, or not rightly.
pub(super) fn unknown() -> Error {
    Error::new(StatusCode::UNAUTHORIZED, "user_invalid", "sign in with your name and password, or use the feed's key")
}

/// Refusals of whoever asks.
pub(super) fn unproven(error: library::Error) -> Error {
    match error {
        library::Error::Unauthenticated => unknown(),
        other => other.into(),
    }
}
