//! JSON bodies.

use axum::body::Body;
use axum::extract::Request;
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use bytes::Bytes;
use http_body_util::{BodyExt, LengthLimitError, Limited};
use serde::de::DeserializeOwned;
use serde_json::error::Category;

use super::classify::data_error;
use super::{BodyError, BodyErrorKind};

/// Reads a JSON body of at most `limit` bytes.
///
/// A door wraps this in an extractor whose rejection is its own error:
///
/// ```
/// # use axum::extract::{FromRequest, Request};
/// # use axum::response::{IntoResponse, Response};
/// # struct DoorError(door_kit::body::BodyError);
/// # impl IntoResponse for DoorError { fn into_response(self) -> Response { self.0.to_string().into_response() } }
/// struct Json<T>(T);
///
/// impl<T: serde::de::DeserializeOwned, S: Sync> FromRequest<S> for Json<T> {
///     type Rejection = DoorError;
///
///     async fn from_request(request: Request, _: &S) -> Result<Self, DoorError> {
///         door_kit::body::json(request, 1 << 20).await.map(Self).map_err(DoorError)
///     }
/// }
/// ```
pub async fn json<T: DeserializeOwned>(request: Request, limit: usize) -> Result<T, BodyError> {
    let (parts, body) = request.into_parts();
    let bytes = collect(body, limit).await?;
    if bytes.is_empty() {
        return Err(BodyError::whole(BodyErrorKind::Missing, "a JSON body is required"));
    }
    if !may_be_json(&parts.headers) {
        return Err(BodyError::whole(
            BodyErrorKind::NotJson,
            "the body must be JSON, and its Content-Type application/json",
        ));
    }
    parse(&bytes)
}

/// Reads a value that was put together from another kind of body.
pub fn value<T: DeserializeOwned>(value: serde_json::Value) -> Result<T, BodyError> {
    serde_path_to_error::deserialize(value).map_err(|error| data_error(error.path(), &without_position(error.inner())))
}

/// A body without a type is taken at its word: clients that leave it out send JSON.
fn may_be_json(headers: &HeaderMap) -> bool {
    let Some(given) = headers.get(CONTENT_TYPE) else { return true };
    let Ok(given) = given.to_str() else { return false };
    let essence = given.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence == "application/json" || (essence.starts_with("application/") && essence.ends_with("+json"))
}

async fn collect(body: Body, limit: usize) -> Result<Bytes, BodyError> {
    match Limited::new(body, limit).collect().await {
        Ok(collected) => Ok(collected.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => {
            let message = format!("the body is larger than {limit} bytes");
            Err(BodyError::whole(BodyErrorKind::TooLarge, message))
        }
        Err(_) => Err(BodyError::whole(BodyErrorKind::Incomplete, "the body broke off")),
    }
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, BodyError> {
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
        let (path, inner) = (error.path().clone(), error.into_inner());
        match inner.classify() {
            Category::Data => data_error(&path, &without_position(&inner)),
            Category::Syntax | Category::Eof | Category::Io => syntax(&inner),
        }
    })?;
    deserializer.end().map_err(|error| syntax(&error))?;
    Ok(value)
}

/// Positions help with faults of syntax and distract from those of data.
fn syntax(error: &serde_json::Error) -> BodyError {
    BodyError::whole(BodyErrorKind::Syntax, format!("the body is not valid JSON: {error}"))
}

fn without_position(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let position = format!(" at line {} column {}", error.line(), error.column());
    message.strip_suffix(&position).map(str::to_owned).unwrap_or(message)
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::super::Segment;
    use super::*;

    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(deny_unknown_fields)]
    struct Order {
        slots: Vec<Slot>,
        width: Option<u32>,
        format: Option<Format>,
    }

    #[derive(Debug, Deserialize, PartialEq)]
    struct Slot {
        uuid: uuid::Uuid,
    }

    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(rename_all = "lowercase")]
    enum Format {
        Png,
    }

    fn refused(json: &str) -> (String, BodyErrorKind) {
        let error = parse::<Order>(json.as_bytes()).unwrap_err();
        (error.dotted(), error.kind)
    }

    #[test]
    fn faults_are_told_by_kind_and_place() {
        use BodyErrorKind::{Invalid, Missing, Syntax, Unknown, WrongType};
        let at = |place: &str, kind| (place.to_owned(), kind);
        assert_eq!(refused("{}"), at("slots", Missing));
        assert_eq!(
            refused(r#"{"slots": [{"uuid": "00000000-0000-0000-0000-000000000000"}, {}]}"#),
            at("slots[1].uuid", Missing)
        );
        assert_eq!(refused(r#"{"slots": [{"uuid": 5}]}"#), at("slots[0].uuid", WrongType));
        assert_eq!(refused(r#"{"slots": [{"uuid": "x"}]}"#), at("slots[0].uuid", Invalid));
        assert_eq!(refused(r#"{"slots": "none"}"#), at("slots", WrongType));
        assert_eq!(refused(r#"{"slots": [], "width": -1}"#), at("width", Invalid));
        assert_eq!(refused(r#"{"slots": [], "width": 1.5}"#), at("width", WrongType));
        assert_eq!(refused(r#"{"slots": [], "format": "gif"}"#), at("format", Invalid));
        assert_eq!(refused(r#"{"slots": [], "colour": 1}"#), at("colour", Unknown));
        assert_eq!(refused("[]"), at("", WrongType));
        assert_eq!(refused(r#"{"slots": ["#), at("", Syntax));
        assert_eq!(refused(r#"{"slots": []} x"#), at("", Syntax));
    }

    #[test]
    fn messages_speak_of_the_value_and_not_of_columns() {
        let error = parse::<Order>(br#"{"slots": [], "width": "a"}"#).unwrap_err();
        assert_eq!(error.path, [Segment::Field("width".to_owned())]);
        assert_eq!(error.to_string(), r#"width: invalid type: string "a", expected u32"#);
    }

    fn request(content_type: Option<&str>, body: &'static str) -> Request {
        let request = Request::builder();
        let request = content_type.into_iter().fold(request, |request, word| request.header(CONTENT_TYPE, word));
        request.body(Body::from(body)).unwrap()
    }

    #[tokio::test]
    async fn bodies_are_bounded_and_must_say_that_they_are_json() {
        let read = |content_type, body| json::<Order>(request(content_type, body), 20);
        let kind = |read: Result<Order, BodyError>| read.unwrap_err().kind;
        let good = r#"{"slots": []}"#;
        for content_type in [Some("application/json; charset=utf-8"), Some("application/problem+json"), None] {
            assert!(read(content_type, good).await.is_ok(), "{content_type:?}");
        }
        assert_eq!(kind(read(Some("text/plain"), good).await), BodyErrorKind::NotJson);
        assert_eq!(kind(read(None, "").await), BodyErrorKind::Missing);
        assert_eq!(kind(read(None, r#"{"slots": [        ]}"#).await), BodyErrorKind::TooLarge);
    }
}
