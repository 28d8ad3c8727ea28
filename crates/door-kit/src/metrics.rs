//! Counters and histograms of requests, by route and class of status: few series, whatever clients send.

use std::time::Duration;

use axum::http::{Method, StatusCode};

/// The counter of requests.
pub const REQUESTS: &str = "http_requests_total";
/// The histogram of their seconds.
pub const SECONDS: &str = "http_request_duration_seconds";

/// Counts a request. `route` is the route's template, never the path itself.
pub fn count(method: &Method, route: &str, status: StatusCode, time: Duration) {
    let (method, status) = (method_label(method), class(status));
    metrics::counter!(REQUESTS, "method" => method, "route" => route.to_owned(), "status" => status).increment(1);
    metrics::histogram!(SECONDS, "method" => method, "route" => route.to_owned()).record(time.as_secs_f64());
}

/// Methods that somebody made up count as one.
fn method_label(method: &Method) -> &'static str {
    match method.as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "POST" => "POST",
        "PUT" => "PUT",
        "PATCH" => "PATCH",
        "DELETE" => "DELETE",
        "OPTIONS" => "OPTIONS",
        _ => "other",
    }
}

fn class(status: StatusCode) -> &'static str {
    match status.as_u16() {
        100..200 => "1xx",
        200..300 => "2xx",
        300..400 => "3xx",
        400..500 => "4xx",
        _ => "5xx",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_few() {
        assert_eq!(method_label(&Method::from_bytes(b"BREW").unwrap()), "other");
        assert_eq!((class(StatusCode::NO_CONTENT), class(StatusCode::from_u16(799).unwrap())), ("2xx", "5xx"));
    }
}
