//! JSON bodies, with refusals in the dialect's words.

use axum::body::{Body, to_bytes};
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use bytes::Bytes;
use door_kit::body::{self, BodyError, BodyErrorKind};
use library::idempotency::RequestKey;
use library::secrets;
use serde::de::DeserializeOwned;

use crate::error::{Error, Field, Problems};
use crate::state::Door;

/// What a body may have beside artwork.
const WORDS: u64 = 1 << 20;

/// A JSON body, with the key under which the request may be repeated.
pub(crate) struct Json<T> {
    pub(crate) body: T,
    pub(crate) request: Option<RequestKey>,
}

impl<T: DeserializeOwned> FromRequest<Door> for Json<T> {
    type Rejection = Error;

    async fn from_request(request: Request, door: &Door) -> Result<Self, Error> {
        let (parts, given) = request.into_parts();
        // Artwork comes as base64: four characters for three bytes.
        let artwork = door.library.settings().artwork_bytes;
        let limit = artwork.div_ceil(3).saturating_mul(4).saturating_add(WORDS);
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let bytes = to_bytes(given, limit).await.map_err(|_| too_large(artwork))?;
        let key = parts.headers.get("idempotency-key").map(|key| RequestKey {
            key: String::from_utf8_lossy(key.as_bytes()).into_owned(),
            fingerprint: secrets::digest(
                &[parts.method.as_str().as_bytes(), parts.uri.path().as_bytes(), &bytes].join(&b' '),
            ),
        });
        // Without a body, all that must be in it is missing.
        let bytes = if bytes.is_empty() { Bytes::from_static(b"{}") } else { bytes };
        let request = Request::from_parts(parts, Body::from(bytes));
        let body = body::json(request, limit).await.map_err(refusal)?;
        Ok(Self { body, request: key })
    }
}

fn too_large(artwork: u64) -> Error {
    let detail =
        format!("The artwork in the request is larger than {artwork} bytes, the limit set by limits.artwork_bytes");
    Error::new(StatusCode::PAYLOAD_TOO_LARGE, detail)
}

fn refusal(error: BodyError) -> Error {
    let field = error.path.iter().fold(Field::body(), |field, part| field.at(part));
    let mut problems = Problems::default();
    match error.kind {
        BodyErrorKind::Missing => problems.missing(&field),
        BodyErrorKind::TooLarge => return Error::new(StatusCode::PAYLOAD_TOO_LARGE, error.message),
        BodyErrorKind::Incomplete => return Error::new(StatusCode::BAD_REQUEST, error.message),
        BodyErrorKind::Unknown
        | BodyErrorKind::WrongType
        | BodyErrorKind::Invalid
        | BodyErrorKind::Syntax
        | BodyErrorKind::NotJson => problems.add(&field, door_kit::words::capitalised(&error.message)),
    }
    problems.refusal()
}
