//! Refusals in the dialect's form: a code for programs and a message that may be shown to people.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use door_kit::body::{BodyError, BodyErrorKind};
use door_kit::multipart::FormError;
use door_kit::words::{capitalised, ended};
use library::Noun;
use library::jobs::{Failure, Reason};
use library::limits::Limited;
use library::worker::error_chain;
use serde_json::json;

/// What a caller is told instead of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Error {
    pub(crate) status: StatusCode,
    retry_after: Option<u64>,
    pub(crate) code: String,
    pub(crate) message: String,
}

impl Error {
    /// A refusal.
    pub(crate) fn new(status: StatusCode, code: impl Into<String>, message: &str) -> Self {
        Self { status, retry_after: None, code: code.into(), message: sentence(message) }
    }

    /// A value is refused; `what` goes on after the parameter's name.
    pub(crate) fn invalid(field: &str, what: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, format!("{}_invalid", word(field)), &format!("{field} {what}"))
    }

    /// A value is missing.
    pub(crate) fn required(field: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, format!("{field}_required"), &format!("{field} is required"))
    }

    /// No key of an application.
    pub(crate) fn no_key() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "key_invalid", "a valid key is required in X-API-Key")
    }

    /// Nobody is signed in, or not with their own token.
    pub(crate) fn unauthenticated() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "user_invalid", "sign in with a user's number and token")
    }

    /// Something is not there, or not for this caller.
    pub(crate) fn not_found(what: &str) -> Self {
        let code = format!("{}_not_found", what.replace([' ', '-'], "_"));
        Self::new(StatusCode::NOT_FOUND, code, &format!("{what} not found"))
    }

    fn limited(limited: Limited) -> Self {
        let seconds = door_kit::limits::retry_after(limited);
        let error = Self::new(StatusCode::TOO_MANY_REQUESTS, "rate_limited", &limited.to_string());
        Self { retry_after: Some(seconds), ..error }
    }

    fn internal(cause: &dyn std::error::Error) -> Self {
        tracing::error!(error = error_chain(cause), "a request failed inside");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", "something went wrong on this server")
    }
}

impl From<Limited> for Error {
    fn from(limited: Limited) -> Self {
        Self::limited(limited)
    }
}

impl From<library::Error> for Error {
    fn from(error: library::Error) -> Self {
        use library::Error as E;
        match error {
            E::NotFound(noun) => Self::not_found(&thing(noun)),
            E::Unauthenticated => Self::unauthenticated(),
            E::Forbidden(message) => Self::new(StatusCode::FORBIDDEN, "forbidden", &message),
            E::Invalid { field, message } => Self::invalid(spelled(&field), &message),
            E::Conflict(message) => Self::new(StatusCode::CONFLICT, "conflict", &message),
            E::TooLarge { .. } => Self::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", &error.to_string()),
            E::Limited(limited) => Self::limited(limited),
            E::Fetch(error) => Self::new(StatusCode::BAD_REQUEST, "location_invalid", &error.to_string()),
            E::Failed(failure) => failure.into(),
            E::Internal(cause) => Self::internal(&*cause),
        }
    }
}

impl From<Failure> for Error {
    fn from(failure: Failure) -> Self {
        let (status, code) = match failure.reason {
            Reason::Source | Reason::Unreadable | Reason::Order => (StatusCode::BAD_REQUEST, "content_invalid"),
            Reason::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "too_large"),
            Reason::Gone => (StatusCode::NOT_FOUND, "not_found"),
            Reason::Internal => (StatusCode::INTERNAL_SERVER_ERROR, "internal"),
        };
        Self::new(status, code, &failure.message)
    }
}

impl From<BodyError> for Error {
    fn from(error: BodyError) -> Self {
        let (status, code) = match error.kind {
            BodyErrorKind::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "too_large"),
            _ => (StatusCode::BAD_REQUEST, "body_invalid"),
        };
        Self::new(status, code, &error.message)
    }
}

impl From<FormError> for Error {
    fn from(error: FormError) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "body_invalid", &error.to_string())
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let body = json!({"code": self.code, "message": self.message});
        let mut response = (self.status, Json(body)).into_response();
        if let Some(seconds) = self.retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

/// What the dialect calls a kind of thing.
fn thing(noun: Noun) -> String {
    match noun {
        Noun::Entry | Noun::Thing | Noun::Asset | Noun::Mockup => "item".to_owned(),
        Noun::Email => "email".to_owned(),
        other => other.to_string(),
    }
}

/// What the library calls otherwise than the dialect.
fn spelled(field: &str) -> &str {
    match field {
        "url" | "text" | "file" => "content",
        "cover" => "thumbnail",
        "add" => "tags",
        other => other,
    }
}

/// A field's name without its places: `tags[0]` is `tags`.
fn word(field: &str) -> &str {
    field.split(['[', '.']).next().unwrap_or_default()
}

/// With a full stop at the end, and, unless it begins with a parameter's name, a capital at the start.
fn sentence(words: &str) -> String {
    let first = words.split(' ').next().unwrap_or_default();
    ended(if first.contains(['_', '[']) { words.to_owned() } else { capitalised(words) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refusals_have_a_code_and_a_sentence() {
        let told = |error: Error| (error.status.as_u16(), error.code, error.message);
        let of = |code: &str, message: &str| (code.to_owned(), message.to_owned());
        let (status, code, message) = told(library::Error::invalid("tags[1]", "must not be empty").into());
        assert_eq!((status, (code, message)), (400, of("tags_invalid", "tags[1] must not be empty.")));
        let (status, code, message) = told(library::Error::NotFound(Noun::Entry).into());
        assert_eq!((status, (code, message)), (404, of("item_not_found", "Item not found.")));
        let (status, code, message) = told(Error::required("email"));
        assert_eq!((status, (code, message)), (400, of("email_required", "Email is required.")));
    }
}
