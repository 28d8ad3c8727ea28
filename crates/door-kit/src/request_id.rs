//! `X-Request-Id`: the client's own where it has an ordinary form, a new one otherwise; in the request, in the answer,
//! and in every log line between.

use std::fmt;

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use uuid::Uuid;

/// The header.
pub const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// The longest id that is taken over.
const LONGEST: usize = 128;

/// A request's id; in the request's extensions, below [`request_id`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestId(HeaderValue);

impl RequestId {
    fn of(given: Option<&HeaderValue>) -> Self {
        let ordinary = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.".contains(byte);
        let is_ordinary = |id: &&HeaderValue| (1..=LONGEST).contains(&id.len()) && id.as_bytes().iter().all(ordinary);
        let new = || HeaderValue::from_str(&Uuid::now_v7().to_string());
        match given.filter(is_ordinary).cloned().map_or_else(new, Ok) {
            Ok(id) => Self(id),
            Err(_) => unreachable!("a UUID's text is a header's value"),
        }
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.to_str().unwrap_or_default())
    }
}

/// Middleware: gives each request an id, and each answer its request's.
pub async fn request_id(mut request: Request, next: Next) -> Response {
    let id = RequestId::of(request.headers().get(HEADER));
    request.extensions_mut().insert(id.clone());
    let mut response = next.run(request).await;
    response.headers_mut().insert(HEADER, id.0);
    response
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::routing::get;
    use axum::{Extension, Router, middleware};
    use http_body_util::BodyExt;
    use tower::ServiceExt;

    use super::*;

    async fn ask(id: &[u8]) -> (String, String) {
        let show = |Extension(id): Extension<RequestId>| async move { id.to_string() };
        let router = Router::new().route("/", get(show)).layer(middleware::from_fn(request_id));
        let request = Request::builder().header(HEADER, HeaderValue::from_bytes(id).unwrap());
        let response = router.oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        let header = response.headers()[HEADER].to_str().unwrap().to_owned();
        let body = response.into_body().collect().await.unwrap().to_bytes();
        (header, String::from_utf8(body.to_vec()).unwrap())
    }

    #[tokio::test]
    async fn ordinary_ids_are_kept_and_odd_ones_replaced() {
        assert_eq!(ask(b"client-7_a.b").await, ("client-7_a.b".to_owned(), "client-7_a.b".to_owned()));
        for odd in [&b""[..], b"a b", b"a\"b", b"\xff", &[b'a'; 129]] {
            let (header, inside) = ask(odd).await;
            assert_eq!(header, inside);
            assert!(header.parse::<Uuid>().is_ok(), "{header}");
        }
    }
}
