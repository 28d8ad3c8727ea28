//! Refusals in the dialect's words: what each error of the library becomes. Values that are refused answer 400, values
//! that are missing 422.

use std::collections::BTreeMap;
use std::fmt::Display;

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use door_kit::body::{BodyError, BodyErrorKind};
use door_kit::multipart::FormError;
use door_kit::words::{capitalised, ended};
use library::jobs::{Failure, Reason};
use library::limits::Limited;
use library::worker::error_chain;

use crate::translate::fields;
use crate::wire::ErrorBody;

/// What a caller is told instead of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Error {
    pub(crate) status: StatusCode,
    retry_after: Option<u64>,
    pub(crate) body: Box<ErrorBody>,
}

impl Error {
    /// A plain refusal.
    pub(crate) fn new(status: StatusCode, message: impl Into<String>) -> Self {
        let body = ErrorBody { data: Vec::new(), success: false, message: message.into(), errors: BTreeMap::new() };
        Self { status, retry_after: None, body: Box::new(body) }
    }

    /// No credential, or one that opens nothing.
    pub(crate) fn unauthenticated() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "Unauthenticated.")
    }

    /// Something is not there, or not for this caller.
    pub(crate) fn not_found(noun: library::Noun) -> Self {
        Self::new(StatusCode::NOT_FOUND, sentence(&format!("{noun} not found")))
    }

    /// A picture takes longer than anybody waits for it.
    pub(crate) fn not_yet() -> Self {
        let words = "This takes longer than expected. It is still being worked on: send the request again.";
        Self { retry_after: Some(5), ..Self::new(StatusCode::REQUEST_TIMEOUT, words) }
    }

    /// Over a limit.
    pub(crate) fn limited(limited: Limited) -> Self {
        let seconds = door_kit::limits::retry_after(limited);
        let words = format!("Too Many Attempts: {limited}.");
        Self { retry_after: Some(seconds), ..Self::new(StatusCode::TOO_MANY_REQUESTS, words) }
    }

    fn internal(cause: &dyn std::error::Error) -> Self {
        tracing::error!(error = error_chain(cause), "a request failed inside");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "Server Error")
    }
}

impl From<library::Error> for Error {
    fn from(error: library::Error) -> Self {
        use library::Error as E;
        match error {
            E::NotFound(noun) => Self::not_found(noun),
            E::Unauthenticated => Self::unauthenticated(),
            E::Forbidden(message) => Self::new(StatusCode::FORBIDDEN, sentence(&message)),
            E::Invalid { field, message } => Problems::one(&fields::spelled(&field), &message),
            E::Conflict(message) => Self::new(StatusCode::CONFLICT, sentence(&message)),
            E::TooLarge { .. } => Self::new(StatusCode::PAYLOAD_TOO_LARGE, sentence(&error.to_string())),
            E::Limited(limited) => Self::limited(limited),
            E::Fetch(error) => Self::new(StatusCode::BAD_REQUEST, sentence(&error.to_string())),
            E::Failed(failure) => failure.into(),
            E::Internal(cause) => Self::internal(&*cause),
        }
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
        Self::new(status, sentence(&failure.message))
    }
}

impl From<BodyError> for Error {
    fn from(error: BodyError) -> Self {
        let path: Vec<String> = error.path.iter().map(ToString::to_string).collect();
        let path = path.join(".");
        match error.kind {
            BodyErrorKind::Missing if path.is_empty() => Self::new(StatusCode::BAD_REQUEST, sentence(&error.message)),
            BodyErrorKind::Missing => {
                let mut problems = Problems::default();
                problems.missing(&path);
                problems.refusal()
            }
            BodyErrorKind::TooLarge => Self::new(StatusCode::PAYLOAD_TOO_LARGE, sentence(&error.message)),
            _ if path.is_empty() => Self::new(StatusCode::BAD_REQUEST, sentence(&error.message)),
            _ => Problems::one(&path, &format!("is not valid: {}", error.message)),
        }
    }
}

impl From<FormError> for Error {
    fn from(error: FormError) -> Self {
        Self::new(StatusCode::BAD_REQUEST, sentence(&error.to_string()))
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let mut response = (self.status, Json(self.body)).into_response();
        if let Some(seconds) = self.retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

/// With a capital at the start and a full stop at the end.
pub(crate) fn sentence(words: &str) -> String {
    ended(capitalised(words))
}

/// What is wrong with a request, field by field: `smart_objects.0.uuid`.
#[derive(Debug, Default)]
pub(crate) struct Problems {
    errors: BTreeMap<String, Vec<String>>,
    first: Option<String>,
    has_missing: bool,
}

impl Problems {
    /// A value is missing.
    pub(crate) fn missing(&mut self, field: impl Display) {
        self.has_missing = true;
        self.add(field, "is required");
    }

    /// Something is wrong with a value; `what` goes on after "The x field".
    pub(crate) fn add(&mut self, field: impl Display, what: impl Display) {
        let (field, words) = (field.to_string(), format!("The {field} field {what}."));
        self.first.get_or_insert_with(|| words.clone());
        self.errors.entry(field).or_default().push(words);
    }

    /// The refusal of one value.
    pub(crate) fn one(field: &str, what: &str) -> Error {
        let mut problems = Self::default();
        problems.add(field, what);
        problems.refusal()
    }

    /// The refusal, when there is anything to refuse.
    pub(crate) fn end(self) -> Result<(), Error> {
        if self.errors.is_empty() { Ok(()) } else { Err(self.refusal()) }
    }

    /// The refusal: by the first problem, and how many more there are.
    pub(crate) fn refusal(self) -> Error {
        let status = if self.has_missing { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::BAD_REQUEST };
        let mut message = self.first.unwrap_or_else(|| "The given data was invalid.".to_owned());
        match self.errors.values().map(Vec::len).sum::<usize>() {
            0 | 1 => {}
            2 => message.push_str(" (and 1 more error)"),
            count => message = format!("{message} (and {} more errors)", count - 1),
        }
        let mut error = Error::new(status, message);
        error.body.errors = self.errors;
        error
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_values_answer_422_and_others_400() {
        let mut problems = Problems::default();
        problems.add("smart_objects.0.color", "must be a colour such as #1a2b3c");
        let told = |problems: Problems| {
            let error = problems.refusal();
            (error.status.as_u16(), error.body.message, error.body.errors.len())
        };
        let words = "The smart_objects.0.color field must be a colour such as #1a2b3c.";
        assert_eq!(told(problems), (400, words.to_owned(), 1));
        let mut problems = Problems::default();
        problems.missing("mockup_uuid");
        problems.missing("smart_objects");
        assert_eq!(told(problems), (422, "The mockup_uuid field is required. (and 1 more error)".to_owned(), 2));
    }

    #[test]
    fn a_failed_job_is_told_by_its_reason() {
        let status = |reason| Error::from(Failure { reason, message: "a".to_owned() }).status.as_u16();
        assert_eq!(Reason::ALL.map(status), [400, 413, 400, 400, 404, 500]);
        assert_eq!(Error::from(Failure { reason: Reason::Source, message: "a b".to_owned() }).body.message, "A b.");
    }
}
