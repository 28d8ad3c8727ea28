//! Extractors whose rejections are problem documents.

use axum::extract::{FromRequest, FromRequestParts, Path, Request};
use axum::http::request::Parts;
use door_kit::client::Client;
use serde::de::DeserializeOwned;

use crate::Studio;
use crate::auth::take_address;
use crate::error::{Error, Result};

/// Bytes of a JSON body, unless a route says otherwise: a long list of ids fits.
const JSON_BYTES: usize = 8 << 20;

/// A JSON body.
pub(crate) struct Json<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequest<Studio> for Json<T> {
    type Rejection = Error;

    async fn from_request(request: Request, _: &Studio) -> Result<Self> {
        Ok(Self(door_kit::body::json(request, JSON_BYTES).await?))
    }
}

/// A query string.
pub(crate) struct Query<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequestParts<Studio> for Query<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &Studio) -> Result<Self> {
        Ok(Self(door_kit::body::query(&parts.uri)?))
    }
}

/// The path's parameters; there is nothing at an address with an id that is none.
pub(crate) struct In<T>(pub(crate) T);

impl<T: DeserializeOwned + Send> FromRequestParts<Studio> for In<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, studio: &Studio) -> Result<Self> {
        let path = Path::from_request_parts(parts, studio).await;
        path.map(|Path(path)| Self(path)).map_err(|_| Error::NoSuchPath)
    }
}

/// Anybody; their address must not ask too often.
pub(crate) struct Anybody;

impl FromRequestParts<Studio> for Anybody {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, studio: &Studio) -> Result<Self> {
        take_address(studio, parts.extensions.get::<Client>())?;
        Ok(Self)
    }
}
