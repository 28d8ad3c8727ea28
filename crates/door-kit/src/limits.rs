//! Rate limits told in headers, whose names each dialect has its own.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use library::limits::{Allowance, Limited};
use library::{Library, Time};

/// A dialect's headers.
#[derive(Debug, Clone)]
pub struct Names {
    /// How many requests are allowed.
    pub limit: HeaderName,
    /// How many are left.
    pub remaining: HeaderName,
    /// When all of them are back.
    pub reset: HeaderName,
    /// How that is told.
    pub reset_as: Reset,
}

/// How a time is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reset {
    /// In seconds from now.
    Seconds,
    /// As a Unix time.
    UnixTime,
}

impl Names {
    /// The names that most services use: `X-RateLimit-Limit`, `-Remaining`, `-Reset`.
    pub const fn usual(reset_as: Reset) -> Self {
        Self {
            limit: HeaderName::from_static("x-ratelimit-limit"),
            remaining: HeaderName::from_static("x-ratelimit-remaining"),
            reset: HeaderName::from_static("x-ratelimit-reset"),
            reset_as,
        }
    }

    /// Lets a request through, and adds what is left of its caller's rate to the answer; `None` where nothing is limited.
    pub async fn pass(
        &self,
        request: Request,
        next: Next,
        allowance: Option<Allowance>,
        library: &Library,
    ) -> Response {
        let mut response = next.run(request).await;
        if let Some(allowance) = allowance {
            self.tell(response.headers_mut(), allowance, library.now());
        }
        response
    }

    /// Adds what is left of a rate to an answer.
    pub fn tell(&self, headers: &mut HeaderMap, allowance: Allowance, now: Time) {
        let seconds = allowance.reset.as_millis().div_ceil(1000) as u64;
        let reset = match self.reset_as {
            Reset::Seconds => seconds,
            Reset::UnixTime => u64::try_from(now.timestamp()).unwrap_or(0).saturating_add(seconds),
        };
        headers.insert(self.limit.clone(), HeaderValue::from(allowance.limit));
        headers.insert(self.remaining.clone(), HeaderValue::from(allowance.remaining));
        headers.insert(self.reset.clone(), HeaderValue::from(reset));
    }
}

/// `Retry-After` of a refusal: whole seconds, one at least.
pub fn retry_after(limited: Limited) -> u64 {
    (limited.retry_after.as_millis().div_ceil(1000) as u64).max(1)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use chrono::DateTime;
    use library::limits::Resource;

    use super::*;

    #[test]
    fn times_are_rounded_up() {
        let allowance = Allowance { limit: 60, remaining: 3, reset: Duration::from_millis(1500) };
        let told = |reset_as| {
            let mut headers = HeaderMap::new();
            Names::usual(reset_as).tell(&mut headers, allowance, DateTime::from_timestamp(1000, 0).unwrap());
            headers
        };
        assert_eq!(told(Reset::Seconds)["x-ratelimit-reset"], "2");
        let headers = told(Reset::UnixTime);
        assert_eq!(headers["x-ratelimit-reset"], "1002");
        assert_eq!(
            (&headers["x-ratelimit-limit"], &headers["x-ratelimit-remaining"]),
            (&"60".parse().unwrap(), &"3".parse().unwrap())
        );
        let limited = |retry_after| Limited { resource: Resource::Requests, limit: 1, current: 0, retry_after };
        assert_eq!(retry_after(limited(Duration::ZERO)), 1);
        assert_eq!(retry_after(limited(Duration::from_millis(2001))), 3);
    }
}
