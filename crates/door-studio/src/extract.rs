//! Extractors whose rejections are problem documents.

use std::fmt;
use std::marker::PhantomData;

use axum::extract::{FromRequest, FromRequestParts, Path, Request};
use axum::http::request::Parts;
use door_kit::client::Client;
use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeOwned, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::Studio;
use crate::auth::take_address;
use crate::error::{Error, Result};

/// Bytes of a JSON body, unless a route says otherwise: a long list of ids fits.
const JSON_BYTES: usize = 8 << 20;

/// Reads a JSON body that is an object: serde would take a list of the values, too.
pub(crate) async fn object<T: DeserializeOwned>(request: Request, limit: usize) -> Result<T> {
    let Object(value) = door_kit::body::json(request, limit).await?;
    Ok(value)
}

struct Object<T>(T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ObjectVisitor(PhantomData)).map(Self)
    }
}

struct ObjectVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ObjectVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::deserialize(MapAccessDeserializer::new(map))
    }
}

/// A JSON body.
pub(crate) struct Json<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequest<Studio> for Json<T> {
    type Rejection = Error;

    async fn from_request(request: Request, _: &Studio) -> Result<Self> {
        Ok(Self(object(request, JSON_BYTES).await?))
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
