//! A library in memory, with a file to make a mockup of and people to ask.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use door_kit::links::Links;
use door_mcp::{Door, Guard};
use http_body_util::BodyExt;
use library::keys::NewKey;
use library::limits::{Limiter, Unlimited};
use library::secrets::MasterKey;
use library::{Library, Parts, Settings, worker};
use serde_json::{Value, json};
use testkit::memory::{FakeFetcher, FakePsd, FakeRenderer, ManualClock, MemoryBlobs, MemoryStore};
use tokio::sync::watch;
use tower::ServiceExt;

/// Where the world is reached.
pub(crate) const PUBLIC_URL: &str = "https://mockups.test";
/// The label of the test's one spelling: 64 hex digits.
const LABEL: &str = "test";

pub(crate) struct World {
    pub(crate) door: Door,
    pub(crate) guard: Guard,
    /// Ada's and Eve's keys.
    pub(crate) keys: [String; 2],
    /// Dropping it stops the worker.
    _stop: watch::Sender<bool>,
}

impl World {
    pub(crate) async fn new() -> Self {
        Self::with(Arc::new(Unlimited)).await
    }

    pub(crate) async fn with(limiter: Arc<dyn Limiter>) -> Self {
        let blobs = MemoryBlobs::default();
        let fetcher = FakeFetcher::default();
        let psd = FakePsd::with_slots(&["Front", "Back"]).bytes();
        fetcher.serve("https://files.test/Mug.psd", "image/vnd.adobe.photoshop", psd);
        let master = MasterKey::from_words(b"test");
        let library = Arc::new(Library::new(Parts {
            store: Arc::new(MemoryStore::default()),
            renderer: Arc::new(FakeRenderer::new(Arc::new(blobs.clone()))),
            blobs: Arc::new(blobs),
            fetcher: Arc::new(fetcher),
            limiter,
            clock: Arc::new(ManualClock::default()),
            master: master.clone(),
            settings: Settings { wait: Duration::from_secs(2), artwork_bytes: 1000, ..Settings::default() },
        }));
        let (stop, stopped) = watch::channel(false);
        tokio::spawn(worker::run(library.clone(), 4, stopped));
        let keys = [key(&library, "ada").await, key(&library, "eve").await];
        let door = Door { library, links: Links::new(PUBLIC_URL, master), read_key };
        Self { door, guard: Guard::new(PUBLIC_URL, []), keys, _stop: stop }
    }

    /// Our own tools.
    pub(crate) fn own(&self) -> Router {
        door_mcp::router(&self.door, &self.guard)
    }
}

fn read_key(words: &str) -> Option<(&'static str, [u8; 32])> {
    let mut secret = [0; 32];
    hex::decode_to_slice(words, &mut secret).ok()?;
    Some((LABEL, secret))
}

async fn key(library: &Library, name: &str) -> String {
    let (user, account) = library.user_and_account(name, None).await.unwrap();
    let new = NewKey { user: user.id, account: account.id, name: format!("{name}'s key") };
    let (_, seed) = library.create_key(new, &[LABEL]).await.unwrap();
    hex::encode(seed.spelling(LABEL))
}

/// A request of the protocol, with these headers beside the usual ones.
pub(crate) fn request(path: &str, method: &str, params: &Value, headers: &[(&str, &str)]) -> Request<Body> {
    let body = json!({"jsonrpc": "2.0", "id": 1, "method": method, "params": params});
    let mut request = Request::post(path)
        .header("host", "mockups.test")
        .header("content-type", "application/json")
        .header("accept", "application/json, text/event-stream")
        .body(Body::from(body.to_string()))
        .unwrap();
    for (name, value) in headers {
        let name: axum::http::HeaderName = name.parse().unwrap();
        request.headers_mut().insert(name, value.parse().unwrap());
    }
    request
}

/// The answer: its body as JSON, or as words.
pub(crate) async fn ask(router: &Router, request: Request<Body>) -> (StatusCode, HeaderMap, Value) {
    let (parts, body) = router.clone().oneshot(request).await.unwrap().into_parts();
    let bytes = body.collect().await.unwrap().to_bytes();
    let words = || Value::String(String::from_utf8_lossy(&bytes).into_owned());
    (parts.status, parts.headers, serde_json::from_slice(&bytes).unwrap_or_else(|_| words()))
}

/// The names in an answer to `tools/list`.
pub(crate) fn names(answer: &Value) -> Vec<&str> {
    let tools = answer["result"]["tools"].as_array().unwrap();
    tools.iter().map(|tool| tool["name"].as_str().unwrap()).collect()
}
