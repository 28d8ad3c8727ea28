//! JSON bodies, and the bytes in them.

use axum::extract::{FromRequest, Request};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD};
use door_kit::base64::data_url;
use door_kit::body::{self, BodyErrorKind};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::error::Error;

/// What a body may have: a picture of 6 MB in base 64, and its words.
const MOST: usize = 10 << 20;

/// A JSON body; without one, all that must be in it is missing.
pub(crate) struct Body<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Sync> FromRequest<S> for Body<T> {
    type Rejection = Error;

    async fn from_request(request: Request, _: &S) -> Result<Self, Error> {
        match body::json(request, MOST).await {
            Err(error) if error.kind == BodyErrorKind::Missing && error.path.is_empty() => {
                Ok(Self(body::value(Value::Object(Map::new()))?))
            }
            read => Ok(Self(read?)),
        }
    }
}

/// Bytes in base 64, as they are or as a `data:` URL, and the media type that it says.
pub(crate) fn bytes(field: &str, given: &str) -> Result<(Option<String>, Vec<u8>), Error> {
    let refused = || Error::invalid(field, "must be base64");
    let (media_type, encoded) = data_url(given).ok_or_else(refused)?;
    let decoded = STANDARD.decode(&encoded).or_else(|_| STANDARD_NO_PAD.decode(&encoded));
    match decoded {
        Ok(bytes) if !bytes.is_empty() => Ok((media_type, bytes)),
        Ok(_) | Err(_) => Err(refused()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_plain_or_as_data_urls() {
        assert_eq!(bytes("image", "YWI=").unwrap(), (None, b"ab".to_vec()));
        assert_eq!(bytes("image", " YWI ").unwrap(), (None, b"ab".to_vec()));
        assert_eq!(bytes("image", "data:image/PNG;base64,YWI=").unwrap(), (Some("image/png".into()), b"ab".to_vec()));
        for bad in ["", "é", "data:image/png,ab", "data:", "data:;base64,"] {
            assert_eq!(bytes("image", bad).unwrap_err().status.as_u16(), 400, "{bad}");
        }
    }
}
