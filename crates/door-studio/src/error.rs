//! Errors as problem documents (RFC 9457).

use axum::http::header::{CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use door_kit::body::{BodyError, BodyErrorKind};
use door_kit::multipart::FormError;
use library::jobs::Reason;
use library::worker::error_chain;
use serde::Serialize;
use utoipa::ToSchema;

/// The result of a route.
pub(crate) type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a request was refused.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error(transparent)]
    Library(#[from] library::Error),
    #[error(transparent)]
    Body(#[from] BodyError),
    #[error(transparent)]
    Form(#[from] FormError),
    #[error("a browser's session may be used from this server's own pages only")]
    CrossSite,
    #[error("there is nothing at this address")]
    NoSuchPath,
    #[error("this method is not possible here")]
    Method,
}

/// A problem document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Problem {
    /// The kind of problem, for programs: `urn:maquette:not-found`.
    #[schema(schema_with = crate::wire::schemas::link)]
    pub(crate) r#type: String,
    /// The kind of problem, for people.
    pub(crate) title: String,
    /// The answer's status.
    #[schema(minimum = 400, maximum = 599)]
    pub(crate) status: u16,
    /// What is wrong this time.
    pub(crate) detail: String,
    /// Where the fault is: `fills[0].slot`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) field: Option<String>,
}

/// Status, kind and title; the one place where they are chosen.
fn kind(error: &Error) -> (StatusCode, &'static str, &'static str) {
    use StatusCode as S;
    const INVALID: (S, &str, &str) = (S::UNPROCESSABLE_ENTITY, "invalid", "A value is not valid");
    const TOO_LARGE: (S, &str, &str) = (S::PAYLOAD_TOO_LARGE, "too-large", "Too large");
    const MALFORMED: (S, &str, &str) = (S::BAD_REQUEST, "malformed", "The body can't be read");
    const MEDIA_TYPE: (S, &str, &str) = (S::UNSUPPORTED_MEDIA_TYPE, "media-type", "Unsupported media type");
    const FORBIDDEN: (S, &str, &str) = (S::FORBIDDEN, "forbidden", "Not allowed");
    const CONFLICT: (S, &str, &str) = (S::CONFLICT, "conflict", "Conflict");
    const INTERNAL: (S, &str, &str) = (S::INTERNAL_SERVER_ERROR, "internal", "Something went wrong");
    match error {
        Error::Library(error) => match error {
            library::Error::NotFound(_) => (S::NOT_FOUND, "not-found", "Not found"),
            library::Error::Unauthenticated => (S::UNAUTHORIZED, "unauthenticated", "Authentication is required"),
            library::Error::Forbidden(_) => FORBIDDEN,
            library::Error::Invalid { .. } => INVALID,
            library::Error::Conflict(_) => CONFLICT,
            library::Error::TooLarge { .. } => TOO_LARGE,
            library::Error::Limited(_) => (S::TOO_MANY_REQUESTS, "limited", "Too many requests"),
            library::Error::Fetch(_) => (S::UNPROCESSABLE_ENTITY, "fetch", "A URL could not be fetched"),
            library::Error::Failed(failure) => match failure.reason {
                Reason::Source => (S::UNPROCESSABLE_ENTITY, "fetch", "A URL could not be fetched"),
                Reason::TooLarge => TOO_LARGE,
                Reason::Unreadable => (S::UNPROCESSABLE_ENTITY, "unreadable", "A file can't be read"),
                Reason::Order => INVALID,
                Reason::Gone => CONFLICT,
                Reason::Internal => INTERNAL,
            },
            library::Error::Internal(_) => INTERNAL,
        },
        Error::Body(error) => match error.kind {
            BodyErrorKind::Missing | BodyErrorKind::Unknown | BodyErrorKind::WrongType | BodyErrorKind::Invalid => {
                INVALID
            }
            BodyErrorKind::Syntax | BodyErrorKind::Incomplete => MALFORMED,
            BodyErrorKind::TooLarge => TOO_LARGE,
            BodyErrorKind::NotJson => MEDIA_TYPE,
        },
        Error::Form(error) => match error {
            FormError::NotMultipart => MEDIA_TYPE,
            FormError::Missing(_) => INVALID,
            FormError::Broken(_) => MALFORMED,
        },
        Error::CrossSite => FORBIDDEN,
        Error::NoSuchPath => (S::NOT_FOUND, "not-found", "Not found"),
        Error::Method => (S::METHOD_NOT_ALLOWED, "method", "Method not allowed"),
    }
}

impl Error {
    /// As a document.
    pub(crate) fn problem(&self) -> Problem {
        let (status, kind, title) = kind(self);
        let field = match self {
            Self::Library(library::Error::Invalid { field, .. }) => Some(field.clone()),
            Self::Body(error) => Some(error.dotted()).filter(|field| !field.is_empty()),
            Self::Form(FormError::Missing(field)) => Some((*field).to_owned()),
            _ => None,
        };
        let detail = match self {
            Self::Body(error) => error.message.clone(),
            other => other.to_string(),
        };
        let (r#type, title) = (format!("urn:maquette:{kind}"), title.to_owned());
        Problem { r#type, title, status: status.as_u16(), detail, field }
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        if let Self::Library(library::Error::Internal(_)) = &self {
            tracing::error!(error = error_chain(&self), "a request failed inside");
        }
        let problem = self.problem();
        let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, axum::Json(problem)).into_response();
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        match self {
            Self::Library(library::Error::Unauthenticated) => {
                headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
            }
            Self::Library(library::Error::Limited(limited)) => {
                headers.insert(RETRY_AFTER, HeaderValue::from(door_kit::limits::retry_after(limited)));
            }
            _ => {}
        }
        response
    }
}
