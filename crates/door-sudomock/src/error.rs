//! Refusals in the dialect's words: what each error of the library becomes.

use std::fmt::Display;

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use door_kit::words::capitalised;
use library::jobs::{Failure, Reason};
use library::limits::{Limited, Resource};
use library::worker::error_chain;

use crate::translate::{fields, words};
use crate::wire::{ErrorBody, FieldError, LimitError};

/// No credential at all.
const NO_CREDENTIAL: &str =
    "Authentication required. Provide either 'x-api-key' header or 'Authorization: Bearer <token>'";
/// A wrong one.
const BAD_CREDENTIAL: &str = "Invalid or missing API key";

/// What a caller is told instead of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Error {
    pub(crate) status: StatusCode,
    pub(crate) body: Box<ErrorBody>,
}

impl Error {
    /// A plain refusal.
    pub(crate) fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        let detail = detail.into();
        Self {
            status,
            body: Box::new(ErrorBody { detail, errors: None, error: None, error_code: None, success: Some(false) }),
        }
    }

    /// No credential came along.
    pub(crate) fn no_credential() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, NO_CREDENTIAL)
    }

    /// A credential came along that opens nothing.
    pub(crate) fn bad_credential() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, BAD_CREDENTIAL)
    }

    /// Something is not there, or not for this caller.
    pub(crate) fn not_found(noun: library::Noun) -> Self {
        Self::new(StatusCode::NOT_FOUND, capitalised(&format!("{noun} not found")))
    }

    /// Values that are refused.
    pub(crate) fn validation(errors: Vec<FieldError>) -> Self {
        let mut error = Self::new(StatusCode::UNPROCESSABLE_ENTITY, "Validation error");
        error.body.errors = Some(errors);
        error
    }

    /// A sentence about the whole request.
    fn unprocessable(detail: String) -> Self {
        let errors = vec![FieldError { field: "body".to_owned(), message: detail.clone() }];
        let mut error = Self::new(StatusCode::UNPROCESSABLE_ENTITY, detail);
        error.body.errors = Some(errors);
        error
    }

    /// Over a limit; `detail` for too many requests.
    pub(crate) fn limited(limited: Limited, detail: impl FnOnce(u64) -> String) -> Self {
        let seconds = door_kit::limits::retry_after(limited);
        let (kind, code, resource) = match limited.resource {
            Resource::Requests => ("rate_limit_exceeded", "RATE_LIMIT_EXCEEDED", "api"),
            Resource::Renders => ("concurrent_limit_exceeded", "CONCURRENT_LIMIT_EXCEEDED", "concurrent-render"),
            Resource::Uploads => ("concurrent_limit_exceeded", "CONCURRENT_LIMIT_EXCEEDED", "concurrent-upload"),
        };
        let (current, detail) = match limited.resource {
            Resource::Requests => (None, detail(seconds)),
            Resource::Renders | Resource::Uploads => {
                (Some(limited.current), format!("{}.", capitalised(&limited.to_string())))
            }
        };
        let error = LimitError {
            kind,
            code,
            limit: limited.limit,
            current,
            remaining: 0,
            reset_seconds: seconds,
            retry_after: seconds,
            resource,
        };
        let body = ErrorBody { detail, errors: None, error: Some(error), error_code: None, success: None };
        Self { status: StatusCode::TOO_MANY_REQUESTS, body: Box::new(body) }
    }

    /// Ours to mend, while doing what `doing` says.
    pub(crate) fn internal(doing: &str, cause: &dyn std::error::Error) -> Self {
        tracing::error!(doing, error = error_chain(cause), "a request failed inside");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, format!("Internal error while {doing}"))
    }

    /// The one refusal of the dialect that has no `success`.
    pub(crate) fn while_listing_mockups(cause: &dyn std::error::Error) -> Self {
        let mut error = Self::internal("listing mockups", cause);
        error.body.success = None;
        error
    }

    /// An error of the library, met while doing what `doing` says. The dialect's 500 names it.
    pub(crate) fn while_doing(doing: &'static str) -> impl Fn(library::Error) -> Self {
        move |error| match error {
            library::Error::Internal(cause) => Self::internal(doing, &*cause),
            other => other.into(),
        }
    }
}

impl From<library::Error> for Error {
    fn from(error: library::Error) -> Self {
        use library::Error as E;
        match error {
            E::NotFound(noun) => Self::not_found(noun),
            E::Unauthenticated => Self::bad_credential(),
            E::Forbidden(message) => Self::new(StatusCode::FORBIDDEN, words::public(&message)),
            E::Invalid { field, message } => {
                let message = words::public(&message);
                Self::validation(vec![FieldError { field: fields::spelled(&field), message }])
            }
            E::Conflict(message) => Self::new(StatusCode::CONFLICT, words::public(&message)),
            E::TooLarge { .. } => Self::new(StatusCode::PAYLOAD_TOO_LARGE, words::public(&error.to_string())),
            E::Limited(limited) => Self::limited(limited, |_| words::public(&limited.to_string())),
            E::Fetch(error) => Self::new(StatusCode::BAD_REQUEST, words::public(&error.to_string())),
            E::Failed(failure) => failure.into(),
            E::Internal(cause) => Self::internal("processing the request", &*cause),
        }
    }
}

impl From<Failure> for Error {
    fn from(failure: Failure) -> Self {
        let code = words::failure_code(failure.reason);
        let message = words::public(&failure.message);
        let mut error = match failure.reason {
            Reason::Source => Self::new(StatusCode::BAD_REQUEST, message),
            Reason::TooLarge => Self::new(StatusCode::PAYLOAD_TOO_LARGE, message),
            Reason::Unreadable | Reason::Order => Self::unprocessable(message),
            Reason::Gone => Self::new(StatusCode::NOT_FOUND, message),
            Reason::Internal => Self::new(StatusCode::INTERNAL_SERVER_ERROR, message),
        };
        error.body.error_code = Some(code);
        error
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let retry_after = self.body.error.as_ref().map(|error| error.retry_after);
        let mut response = (self.status, Json(self.body)).into_response();
        if let Some(seconds) = retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

/// What is wrong with a request, field by field.
#[derive(Debug, Default)]
pub(crate) struct Problems(Vec<FieldError>);

impl Problems {
    /// A value is missing.
    pub(crate) fn missing(&mut self, field: &Field) {
        self.add(field, format!("Missing required field: {field}"));
    }

    /// Something is wrong with a value.
    pub(crate) fn add(&mut self, field: &Field, message: impl Into<String>) {
        self.0.push(FieldError { field: field.to_string(), message: message.into() });
    }

    /// Holds a number to a range.
    pub(crate) fn range(&mut self, field: &Field, value: Option<f64>, low: f64, high: f64) {
        if let Some(value) = value
            && !(low..=high).contains(&value)
        {
            self.add(field, format!("Must be from {low} to {high}, not {value}"));
        }
    }

    /// Holds a whole number to a range.
    pub(crate) fn whole(&mut self, field: &Field, value: Option<f64>, low: f64, high: f64) {
        match value {
            Some(value) if value.fract() != 0.0 => self.add(field, format!("Must be a whole number, not {value}")),
            value => self.range(field, value, low, high),
        }
    }

    /// Holds words to a number of characters.
    pub(crate) fn characters(&mut self, field: &Field, words: Option<&str>, least: usize, most: usize) {
        let Some(count) = words.map(|words| words.chars().count()) else { return };
        if count < least {
            self.add(field, format!("Must have at least {least} character{}", if least == 1 { "" } else { "s" }));
        } else if count > most {
            self.add(field, format!("Must have at most {most} characters, not {count}"));
        }
    }

    /// Holds a list to a number of items.
    pub(crate) fn items(&mut self, field: &Field, count: usize, least: usize, most: usize) {
        if !(least..=most).contains(&count) {
            self.add(field, format!("Must have {least} to {most} items, not {count}"));
        }
    }

    /// The refusal, when there is anything to refuse.
    pub(crate) fn end(self) -> Result<(), Error> {
        if self.0.is_empty() { Ok(()) } else { Err(self.refusal()) }
    }

    /// The refusal.
    pub(crate) fn refusal(self) -> Error {
        Error::validation(self.0)
    }
}

/// Where a value is: `body -> smart_objects -> 0 -> uuid`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Field(String);

impl Field {
    /// The body.
    pub(crate) fn body() -> Self {
        Self("body".to_owned())
    }

    /// The query string.
    pub(crate) fn query(name: &str) -> Self {
        Self(format!("query -> {name}"))
    }

    /// A part of this value: a name, or an index from 0.
    pub(crate) fn at(&self, part: impl Display) -> Self {
        Self(format!("{} -> {part}", self.0))
    }
}

impl Display for Field {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use std::io;

    use serde_json::json;

    use super::*;

    #[test]
    fn faults_of_ours_are_told_as_in_the_documents() {
        let told = |error: Error| (error.status.as_u16(), serde_json::to_value(&error.body).unwrap());
        let cause = || library::Error::internal(io::Error::other("disk"));
        let list = Error::while_listing_mockups(&cause());
        assert_eq!(told(list), (500, json!({"detail": "Internal error while listing mockups"})));
        let patch = Error::while_doing("updating mockup")(cause());
        let body = json!({"detail": "Internal error while updating mockup", "success": false});
        assert_eq!(told(patch), (500, body));
    }

    #[test]
    fn a_failed_job_is_told_by_its_reason() {
        let status = |reason| Error::from(Failure { reason, message: "a".to_owned() }).status.as_u16();
        assert_eq!(Reason::ALL.map(status), [400, 413, 422, 422, 404, 500]);
    }
}
