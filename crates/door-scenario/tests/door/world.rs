//! A door on a library in memory, and people to ask.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use door_kit::links::Links;
use http_body_util::BodyExt;
use library::keys::NewKey;
use library::limits::Unlimited;
use library::secrets::MasterKey;
use library::webhooks::Post;
use library::{Actor, Library, Parts, Settings};
use serde_json::{Value, json};
use testkit::memory::{FakeFetcher, FakeRenderer, FakeSender, ManualClock, MemoryBlobs, MemoryStore, fake_picture};
use tower::ServiceExt;

/// Where the world is reached.
pub(crate) const PUBLIC_URL: &str = "https://mockups.test";

pub(crate) struct World {
    pub(crate) door: Router,
    pub(crate) library: Arc<Library>,
    /// The files, and links to them.
    pub(crate) blobs: MemoryBlobs,
    pub(crate) links: Links,
    /// The network.
    pub(crate) fetcher: Arc<FakeFetcher>,
    /// What webhooks leave by.
    pub(crate) sender: Arc<FakeSender>,
    /// Ada's and Eve's credentials.
    pub(crate) keys: [String; 2],
    pub(crate) ada: Actor,
}

/// An answer: its status, headers and body.
pub(crate) type Answer = (StatusCode, HeaderMap, Value);

impl World {
    pub(crate) async fn new() -> Self {
        let blobs = MemoryBlobs::default();
        let master = MasterKey::from_words(b"test");
        let fetcher = Arc::new(FakeFetcher::default());
        let sender = Arc::new(FakeSender::default());
        let words = door_scenario::Webhooks::new(Links::new(PUBLIC_URL, master.clone()));
        let post = Post { sender: sender.clone(), dialects: vec![Arc::new(words)] };
        let library = Library::new(Parts {
            store: Arc::new(MemoryStore::default()),
            renderer: Arc::new(FakeRenderer::new(Arc::new(blobs.clone()))),
            blobs: Arc::new(blobs.clone()),
            fetcher: fetcher.clone(),
            limiter: Arc::new(Unlimited),
            clock: Arc::new(ManualClock::default()),
            master: master.clone(),
            settings: Settings::default(),
        });
        let library = Arc::new(library.with_webhooks(post));
        let (ada_key, ada) = key(&library, "ada").await;
        let (eve_key, _) = key(&library, "eve").await;
        let links = Links::new(PUBLIC_URL, master);
        let door = door_scenario::router(library.clone(), links.clone());
        Self { door, library, blobs, links, fetcher, sender, keys: [ada_key, eve_key], ada }
    }

    /// Asks the door.
    pub(crate) async fn ask(&self, request: Request<Body>) -> Answer {
        let response = self.door.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        let body = if bytes.is_empty() { Value::Null } else { serde_json::from_slice(&bytes).unwrap() };
        (parts.status, parts.headers, body)
    }

    /// Asks as Ada, with a JSON body where one is given.
    pub(crate) async fn send(&self, method: &str, path: &str, body: &Value) -> (u16, Value) {
        self.send_as(0, method, path, body).await
    }

    /// The same as Ada (0) or Eve (1).
    pub(crate) async fn send_as(&self, who: usize, method: &str, path: &str, body: &Value) -> (u16, Value) {
        let content = if body.is_null() { Body::empty() } else { Body::from(body.to_string()) };
        let request = Request::builder().method(method).uri(format!("/v1{path}"));
        let request = request.header("authorization", &self.keys[who]).header("content-type", "application/json");
        let (status, _, body) = self.ask(request.body(content).unwrap()).await;
        (status.as_u16(), body)
    }

    /// The id of a new thing of Ada's: an asset, a model or a collection.
    pub(crate) async fn make(&self, kind: &str, name: &str) -> String {
        let body = json!({"name": name, "image": STANDARD.encode(fake_picture(10, 20, name))});
        let (status, answer) = self.send("POST", &format!("/{kind}s"), &body).await;
        assert_eq!(status, 200, "{answer}");
        answer[kind]["id"].as_str().unwrap().to_owned()
    }
}

async fn key(library: &Library, name: &str) -> (String, Actor) {
    let (user, account) = library.user_and_account(name, None).await.unwrap();
    let new = NewKey { user: user.id, account: account.id, name: format!("{name}'s key") };
    let label = door_scenario::LABEL;
    let (key, seed) = library.create_key(new, &[label]).await.unwrap();
    let actor = library.authenticate(label, &seed.spelling(label)).await.unwrap();
    let (name, secret) = door_scenario::spell(key.id, &seed);
    (format!("Basic {}", STANDARD.encode(format!("{name}:{secret}"))), actor)
}
