//! Refusals in the dialect's words: a reason for people, a name for programs, and details.

use axum::Json;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use door_kit::body::{BodyError, BodyErrorKind};
use door_kit::words::{capitalised, ended};
use library::jobs::{Failure, Reason};
use library::limits::Limited;
use library::worker::error_chain;
use serde_json::{Map, Value, json};

use crate::wire::ErrorBody;

/// Tells the dialect's clients whether to send a refused request again.
const SHOULD_RETRY: HeaderName = HeaderName::from_static("x-should-retry");

/// What a caller is told instead of an answer.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Error {
    pub(crate) status: StatusCode,
    retry_after: Option<u64>,
    pub(crate) body: Box<ErrorBody>,
}

impl Error {
    /// A plain refusal.
    pub(crate) fn new(status: StatusCode, reason: &str) -> Self {
        let body = ErrorBody { reason: sentence(reason), name: name(status), details: Map::new() };
        Self { status, retry_after: None, body: Box::new(body) }
    }

    /// A value is refused; `what` goes on after the field's name.
    pub(crate) fn invalid(field: &str, what: &str) -> Self {
        let reason = if field.is_empty() { what.to_owned() } else { format!("{field} {what}") };
        Self::new(StatusCode::BAD_REQUEST, &reason).detail("field", json!(field))
    }

    /// No credential, or one that opens nothing.
    pub(crate) fn unauthenticated() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "a valid API key and secret are required")
    }

    /// Something is not there, or not for this caller.
    pub(crate) fn not_found(what: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, &format!("{what} not found"))
    }

    /// The caller may not do this.
    pub(crate) fn forbidden(reason: &str) -> Self {
        Self::new(StatusCode::FORBIDDEN, reason)
    }

    fn detail(mut self, name: &str, value: Value) -> Self {
        self.body.details.insert(name.to_owned(), value);
        self
    }

    /// There are as many as there may be.
    pub(crate) fn ceiling(action: &str, most: usize) -> Self {
        let reason = format!("a team and its projects have at most {most} of these");
        let error = Self::new(StatusCode::TOO_MANY_REQUESTS, &reason);
        error.detail("actionName", json!(action)).detail("actionLimit", json!(most))
    }

    fn limited(limited: Limited) -> Self {
        let seconds = door_kit::limits::retry_after(limited);
        let error = Self::new(StatusCode::TOO_MANY_REQUESTS, &limited.to_string());
        let error = error.detail("actionLimit", json!(limited.limit)).detail("remainingSeconds", json!(seconds));
        Self { retry_after: Some(seconds), ..error }
    }

    fn internal(cause: &dyn std::error::Error) -> Self {
        tracing::error!(error = error_chain(cause), "a request failed inside");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "something went wrong on this server")
    }

    /// The same refusal of the library's, whose words for a field were others.
    pub(crate) fn of(error: library::Error, theirs: &str, ours: &str) -> Self {
        match error {
            library::Error::Invalid { field, message } => Self::invalid(&field.replacen(theirs, ours, 1), &message),
            library::Error::Forbidden(message) => Self::forbidden(&message.replacen(theirs, ours, 1)),
            other => other.into(),
        }
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
            E::NotFound(noun) => Self::not_found(&noun.to_string()),
            E::Unauthenticated => Self::unauthenticated(),
            E::Forbidden(message) => Self::forbidden(&message),
            E::Invalid { field, message } => Self::invalid(spelled(&field), &message),
            E::Conflict(message) => Self::new(StatusCode::CONFLICT, &message),
            E::TooLarge { .. } => Self::new(StatusCode::PAYLOAD_TOO_LARGE, &error.to_string()),
            E::Limited(limited) => Self::limited(limited),
            E::Fetch(error) => Self::new(StatusCode::BAD_REQUEST, &error.to_string()),
            E::Failed(failure) => failure.into(),
            E::Internal(cause) => Self::internal(&*cause),
        }
    }
}

/// What the library calls otherwise than the dialect.
fn spelled(field: &str) -> &str {
    match field {
        "cursor" => "paginationToken",
        "file" => "image",
        "cover" => "thumbnail",
        other => other,
    }
}

impl From<Failure> for Error {
    fn from(failure: Failure) -> Self {
        let status = match failure.reason {
            Reason::Source | Reason::Unreadable | Reason::Order => StatusCode::BAD_REQUEST,
            Reason::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Reason::Gone => StatusCode::NOT_FOUND,
            Reason::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        };
        Self::new(status, &failure.message)
    }
}

impl From<BodyError> for Error {
    fn from(error: BodyError) -> Self {
        let field = error.dotted();
        match error.kind {
            BodyErrorKind::TooLarge => Self::new(StatusCode::PAYLOAD_TOO_LARGE, &error.message),
            BodyErrorKind::Missing if !field.is_empty() => Self::invalid(&field, "is required"),
            _ if field.is_empty() => Self::invalid("", &error.message),
            _ => Self::invalid(&field, &format!("is not valid: {}", error.message)),
        }
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let is_rate = self.retry_after.is_some();
        let is_lasting =
            self.status == StatusCode::CONFLICT || self.status == StatusCode::TOO_MANY_REQUESTS && !is_rate;
        let mut response = (self.status, Json(self.body)).into_response();
        if let Some(seconds) = self.retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if is_lasting {
            // Clients repeat every 409 and 429 otherwise; these don't pass by themselves.
            response.headers_mut().insert(SHOULD_RETRY, HeaderValue::from_static("false"));
        }
        response
    }
}

/// What programs tell refusals apart by.
fn name(status: StatusCode) -> &'static str {
    match status.as_u16() {
        400 => "BadRequestError",
        401 => "UnauthorizedError",
        403 => "ForbiddenError",
        404 => "NotFoundError",
        405 => "MethodNotAllowedError",
        409 => "ConflictError",
        410 => "GoneError",
        413 => "PayloadTooLargeError",
        429 => "TooManyRequestsError",
        _ => "InternalServerError",
    }
}

/// With a capital at the start and a full stop at the end; a field's name keeps its letters.
fn sentence(words: &str) -> String {
    let first = words.split(' ').next().unwrap_or_default();
    let is_name = first.contains(|c: char| c.is_ascii_uppercase() || c == '[' || c == '.');
    ended(if is_name { words.to_owned() } else { capitalised(words) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_conflict_is_not_to_be_repeated() {
        let response = Error::from(library::Error::Conflict("it is locked".to_owned())).into_response();
        assert_eq!(
            (response.status().as_u16(), &response.headers()["x-should-retry"]),
            (409, &"false".parse().unwrap())
        );
        assert_eq!(Error::ceiling("a", 1).into_response().headers()["x-should-retry"], "false");
        assert!(Error::not_found("asset").into_response().headers().get("x-should-retry").is_none());
    }

    #[test]
    fn reasons_are_sentences() {
        assert_eq!(Error::invalid("name", "must not be empty").body.reason, "Name must not be empty.");
        assert_eq!(Error::invalid("assetIds[0]", "is unknown").body.reason, "assetIds[0] is unknown.");
        assert_eq!(Error::not_found("asset").body.reason, "Asset not found.");
    }
}
