//! Port: fetching a URL that a user gave.

use std::time::Duration;

use async_trait::async_trait;

use bytes::Bytes;

use crate::blobs::ByteStream;
use crate::{Bound, Library, Result};

/// How much and how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Bytes at most.
    pub bytes: u64,
    /// For everything, from resolving the name to the last byte.
    pub time: Duration,
    /// What errors call the thing: "the Photoshop file".
    pub what: &'static str,
    /// The setting that `bytes` comes from: "`limits.psd_bytes`".
    pub setting: &'static str,
}

/// An answer whose body is still coming.
#[expect(missing_debug_implementations, reason = "holds a stream")]
pub struct Fetched {
    /// The body; ends with [`crate::Error::Fetch`] or [`crate::Error::TooLarge`] when a bound is passed.
    pub body: ByteStream,
    /// The URL that answered, behind all redirects.
    pub url: String,
    /// Its media type, as the server says, without parameters.
    pub media_type: Option<String>,
    /// The last part of the final URL's path, percent-decoded; `None` when it is empty.
    pub file_name: Option<String>,
}

/// Fetches.
#[async_trait]
pub trait Fetcher: Send + Sync {
    /// Refuses URLs that could never be fetched: of another scheme, without a host, with a forbidden literal address.
    /// Makes no connection and asks no name server.
    fn check(&self, url: &str) -> Result<(), FetchError>;

    /// Fetches `url`, following redirects, through the guard. An answer other than 2xx is an error.
    async fn fetch(&self, url: &str, bounds: Bounds) -> Result<Fetched>;
}

impl Library {
    /// Fetches for a door what somebody gave the address of.
    pub async fn fetch(&self, url: &str, bound: Bound) -> Result<Fetched> {
        let Bound { what, bytes, setting } = bound;
        crate::text::url("url", url)?;
        self.fetcher.fetch(url, Bounds { bytes, time: self.settings.artwork_fetch_time, what, setting }).await
    }

    /// All bytes of a picture that somebody gave the address of.
    pub async fn fetch_picture(&self, url: &str) -> Result<(Option<String>, Bytes)> {
        let Fetched { body, media_type, .. } = self.fetch(url, self.settings.artwork()).await?;
        let bytes = crate::library::read(body, 0).await?;
        if self.renderer.shrink(bytes.clone(), &[]).await.is_err() {
            return Err(crate::Error::invalid("thumbnail", "leads to no picture that can be read"));
        }
        Ok((media_type, bytes))
    }
}

/// Why a URL was not fetched. The sentences are for whoever gave the URL: none tells what is inside our network.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    /// It is no URL.
    #[error("this is not a valid URL")]
    Malformed,
    /// Only http and https.
    #[error("only http and https URLs can be fetched")]
    Scheme,
    /// Its host may not be reached from here; a literal address, or what a name resolves to.
    #[error("the URL's host is not allowed")]
    Forbidden,
    /// Its name does not resolve.
    #[error("the URL's host name could not be resolved")]
    Unresolved,
    /// Nobody answers, or the connection broke.
    #[error("the URL could not be reached")]
    Unreachable,
    /// An answer other than 2xx.
    #[error("the URL answered with status {0}")]
    Status(u16),
    /// Redirected too often, or to nowhere.
    #[error("the URL redirects too often")]
    Redirects,
    /// Too slow.
    #[error("the URL took longer than {} seconds", .0.as_secs())]
    TimedOut(Duration),
}
