//! Fetching a URL that a user gave: each hop checked, everything bounded.

use std::error::Error as _;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use futures_util::{StreamExt, stream};
use library::fetch::{Bounds, FetchError, Fetched, Fetcher};
use reqwest::header::{ACCEPT, ACCEPT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderValue, LOCATION};
use reqwest::{Client, Response, StatusCode, redirect};
use tokio::time::{Instant, timeout_at};
use url::Url;

use crate::file_name;
use crate::guard::{GuardedResolver, Resolver, Rules, SystemResolver};
use crate::tls;

/// Redirects followed, at most.
const REDIRECTS: usize = 5;
/// For one name's addresses together, so that a dead one does not eat all the time there is.
const CONNECT_TIME: Duration = Duration::from_secs(10);
/// Longer than anybody waits, and short enough to be added to any instant.
const FOREVER: Duration = Duration::from_hours(24 * 365);

/// Why nothing can be fetched at all.
#[derive(Debug, thiserror::Error)]
#[error("the HTTP client could not be made")]
pub struct Error(#[from] reqwest::Error);

/// Fetches through the guard: no connection is made but to public addresses and those that the rules allow. Proxies of
/// the environment are not used, for they would dial what was never checked. Names and passwords in URLs are dropped.
#[derive(Debug, Clone)]
pub struct Outbound {
    pub(crate) client: Client,
    pub(crate) rules: Arc<Rules>,
}

impl Outbound {
    /// With the system's resolver.
    pub fn new(rules: Rules) -> Result<Self, Error> {
        Self::with_resolver(rules, Arc::new(SystemResolver))
    }

    /// With another.
    pub fn with_resolver(rules: Rules, resolver: Arc<dyn Resolver>) -> Result<Self, Error> {
        let rules = Arc::new(rules);
        // Identity: what is counted is what is kept, and nothing unfolds into more.
        let headers = HeaderMap::from_iter([
            (ACCEPT, HeaderValue::from_static("*/*")),
            (ACCEPT_ENCODING, HeaderValue::from_static("identity")),
        ]);
        tls::install_provider();
        let client = Client::builder()
            .user_agent(concat!("maquette/", env!("CARGO_PKG_VERSION")))
            .default_headers(headers)
            .redirect(redirect::Policy::none())
            .referer(false)
            .no_proxy()
            .connect_timeout(CONNECT_TIME)
            .tls_certs_merge(tls::roots()?)
            .dns_resolver(GuardedResolver { rules: Arc::clone(&rules), resolver })
            .build()?;
        Ok(Self { client, rules })
    }

    /// The first answer that is no redirect, and the URL that it is from.
    async fn follow(&self, url: &str) -> Result<(Response, Url), FetchError> {
        let mut url = self.rules.check(url)?;
        for _ in 0..=REDIRECTS {
            let response = self.client.get(url.clone()).send().await.map_err(|error| reason(&error))?;
            if !is_redirect(response.status()) {
                return Ok((response, url));
            }
            let location =
                response.headers().get(LOCATION).and_then(|value| std::str::from_utf8(value.as_bytes()).ok());
            let target = url.join(location.ok_or(FetchError::Redirects)?).map_err(|_| FetchError::Redirects)?;
            url = self.rules.check_parsed(target)?;
        }
        Err(FetchError::Redirects)
    }
}

#[async_trait]
impl Fetcher for Outbound {
    fn check(&self, url: &str) -> Result<(), FetchError> {
        self.rules.check(url).map(drop)
    }

    async fn fetch(&self, url: &str, bounds: Bounds) -> library::Result<Fetched> {
        let deadline = Instant::now() + bounds.time.min(FOREVER);
        let followed = timeout_at(deadline, self.follow(url)).await;
        let (response, url) = followed.map_err(|_| FetchError::TimedOut(bounds.time))??;
        if !response.status().is_success() {
            return Err(FetchError::Status(response.status().as_u16()).into());
        }
        if response.content_length().is_some_and(|length| length > bounds.bytes) {
            return Err(too_large(bounds));
        }
        let media_type = media_type(response.headers());
        let body = Body { response, bounds, deadline, bytes: 0 };
        Ok(Fetched { body: body.stream(), media_type, file_name: file_name::of(&url), url: url.into() })
    }
}

/// An answer's bytes on their way in.
struct Body {
    response: Response,
    bounds: Bounds,
    deadline: Instant,
    bytes: u64,
}

impl Body {
    /// Ends after the first error.
    fn stream(self) -> library::blobs::ByteStream {
        stream::unfold(Some(self), async |body| {
            let mut body = body?;
            match body.next().await {
                Ok(Some(bytes)) => Some((Ok(bytes), Some(body))),
                Ok(None) => None,
                Err(error) => Some((Err(error), None)),
            }
        })
        .boxed()
    }

    async fn next(&mut self) -> library::Result<Option<bytes::Bytes>> {
        let arrived = timeout_at(self.deadline, self.response.chunk()).await;
        let chunk = arrived.map_err(|_| FetchError::TimedOut(self.bounds.time))?.map_err(|error| reason(&error))?;
        self.bytes += chunk.as_ref().map_or(0, |bytes| bytes.len() as u64);
        if self.bytes > self.bounds.bytes { Err(too_large(self.bounds)) } else { Ok(chunk) }
    }
}

fn too_large(bounds: Bounds) -> library::Error {
    library::Error::TooLarge { what: bounds.what, limit: bounds.bytes, setting: bounds.setting }
}

fn is_redirect(status: StatusCode) -> bool {
    matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
}

fn media_type(headers: &HeaderMap) -> Option<String> {
    let (essence, _) =
        headers.get(CONTENT_TYPE)?.to_str().ok().map(|value| value.split_once(';').unwrap_or((value, "")))?;
    let essence = essence.trim().to_ascii_lowercase();
    (!essence.is_empty()).then_some(essence)
}

/// Our resolver's own word where it is the cause; else one word for all that can go wrong on the way, since telling them
/// apart would tell what answers.
pub(crate) fn reason(error: &reqwest::Error) -> FetchError {
    if error.is_builder() {
        return FetchError::Malformed;
    }
    tracing::debug!(%error, "a fetch failed");
    std::iter::successors(error.source(), |&cause| cause.source())
        .find_map(|cause| cause.downcast_ref::<FetchError>())
        .cloned()
        .unwrap_or(FetchError::Unreachable)
}
