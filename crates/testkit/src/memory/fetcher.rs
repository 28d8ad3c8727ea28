//! A stand-in for the network: a table of URLs and what they answer.

use std::collections::BTreeMap;
use std::sync::Mutex;

use async_trait::async_trait;
use bytes::Bytes;
use futures_util::stream;
use library::fetch::{Bounds, FetchError, Fetched, Fetcher};
use library::{Error, Result};

use super::state::locked;

/// Answers by its table, and keeps what it was asked for. URLs that are not in the table answer with status 404.
#[derive(Debug, Default)]
pub struct FakeFetcher {
    answers: Mutex<BTreeMap<String, Answer>>,
    calls: Mutex<Vec<String>>,
}

#[derive(Debug, Clone)]
enum Answer {
    Body { media_type: Option<String>, bytes: Bytes },
    Endless,
    Error(FetchError),
}

impl FakeFetcher {
    /// Lets a URL answer with this body.
    pub fn serve(&self, url: &str, media_type: &str, bytes: impl Into<Bytes>) {
        self.set(url, Answer::Body { media_type: Some(media_type.to_owned()), bytes: bytes.into() });
    }

    /// Lets a URL answer with a body that never ends: it breaks off at the bound.
    pub fn serve_without_end(&self, url: &str) {
        self.set(url, Answer::Endless);
    }

    /// Lets a URL fail; with a malformed URL, a wrong scheme or a forbidden host, already when it is checked.
    pub fn fail(&self, url: &str, error: FetchError) {
        self.set(url, Answer::Error(error));
    }

    /// What was fetched (not merely checked), in order.
    pub fn calls(&self) -> Vec<String> {
        locked(&self.calls).clone()
    }

    fn set(&self, url: &str, answer: Answer) {
        locked(&self.answers).insert(url.to_owned(), answer);
    }

    fn answer(&self, url: &str) -> Answer {
        locked(&self.answers).get(url).cloned().unwrap_or(Answer::Error(FetchError::Status(404)))
    }
}

#[async_trait]
impl Fetcher for FakeFetcher {
    fn check(&self, url: &str) -> Result<(), FetchError> {
        match self.answer(url) {
            Answer::Error(error @ (FetchError::Malformed | FetchError::Scheme | FetchError::Forbidden)) => Err(error),
            _ => match url.split_once("://") {
                Some(("http" | "https", host)) if !host.is_empty() => Ok(()),
                Some((scheme, _)) if !scheme.starts_with("http") => Err(FetchError::Scheme),
                _ => Err(FetchError::Malformed),
            },
        }
    }

    async fn fetch(&self, url: &str, bounds: Bounds) -> Result<Fetched> {
        self.check(url)?;
        locked(&self.calls).push(url.to_owned());
        let too_large = || Error::TooLarge { what: bounds.what, limit: bounds.bytes, setting: bounds.setting };
        let (media_type, pieces) = match self.answer(url) {
            Answer::Error(error) => return Err(error.into()),
            Answer::Endless => (None, vec![Ok(Bytes::from_static(b"and so on, ")), Err(too_large())]),
            Answer::Body { media_type, bytes } if bytes.len() as u64 > bounds.bytes => {
                (media_type, vec![Ok(bytes.slice(..bounds.bytes as usize)), Err(too_large())])
            }
            Answer::Body { media_type, bytes } => (media_type, vec![Ok(bytes)]),
        };
        Ok(Fetched { body: Box::pin(stream::iter(pieces)), media_type, file_name: file_name(url), url: url.to_owned() })
    }
}

/// The last part of the URL's path, as it is spelled.
fn file_name(url: &str) -> Option<String> {
    let (_, rest) = url.split_once("://")?;
    let path = rest.split(['?', '#']).next()?;
    let (_, name) = path.rsplit_once('/')?;
    (!name.is_empty()).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use futures_util::TryStreamExt;

    use super::*;

    const BOUNDS: Bounds = Bounds { bytes: 5, time: Duration::from_secs(1), what: "the test", setting: "limits.test" };

    #[tokio::test]
    async fn it_answers_by_its_table_and_keeps_to_the_bounds() {
        let fetcher = FakeFetcher::default();
        fetcher.serve("https://a.test/x/art.png?v=1", "image/png", "12345");
        fetcher.serve("https://a.test/long", "image/png", "123456");
        fetcher.fail("https://inside.test/", FetchError::Forbidden);

        let fetched = fetcher.fetch("https://a.test/x/art.png?v=1", BOUNDS).await.unwrap();
        assert_eq!(fetched.file_name.as_deref(), Some("art.png"));
        assert_eq!(fetched.media_type.as_deref(), Some("image/png"));
        assert_eq!(fetched.body.try_collect::<Vec<_>>().await.unwrap().concat(), b"12345");

        let long = fetcher.fetch("https://a.test/long", BOUNDS).await.unwrap();
        assert!(matches!(long.body.try_collect::<Vec<_>>().await, Err(Error::TooLarge { limit: 5, .. })));
        let missing = fetcher.fetch("https://a.test/none", BOUNDS).await;
        assert!(matches!(missing, Err(Error::Fetch(FetchError::Status(404)))));

        assert_eq!(fetcher.check("https://inside.test/"), Err(FetchError::Forbidden));
        assert_eq!(fetcher.check("file:///etc/passwd"), Err(FetchError::Scheme));
        assert_eq!(fetcher.check("words"), Err(FetchError::Malformed));
        assert!(fetcher.fetch("https://inside.test/", BOUNDS).await.is_err());
        assert_eq!(fetcher.calls().len(), 3, "checks are no calls");
    }
}
