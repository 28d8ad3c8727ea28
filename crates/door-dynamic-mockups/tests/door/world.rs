//! A door on a library in memory, with files to fetch and people to ask.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use door_kit::links::Links;
use http_body_util::BodyExt;
use library::keys::NewKey;
use library::limits::{Limiter, Unlimited};
use library::secrets::MasterKey;
use library::{Actor, Library, Parts, Settings, worker};
use serde_json::{Value, json};
use testkit::memory::{FakeFetcher, FakePsd, FakeRenderer, ManualClock, MemoryBlobs, MemoryStore, fake_picture};
use tokio::sync::watch;
use tower::ServiceExt;

/// Where the world is reached.
pub(crate) const PUBLIC_URL: &str = "https://mockups.test";

pub(crate) struct World {
    pub(crate) door: Router,
    pub(crate) library: Arc<Library>,
    pub(crate) renderer: Arc<FakeRenderer>,
    /// Ada's and Eve's keys.
    pub(crate) keys: [String; 2],
    /// Ada.
    pub(crate) ada: Actor,
    /// Dropping it stops the worker.
    _stop: watch::Sender<bool>,
}

/// An answer: its status, headers and body.
pub(crate) type Answer = (StatusCode, HeaderMap, Value);

impl World {
    pub(crate) async fn new() -> Self {
        Self::with(Arc::new(Unlimited)).await
    }

    pub(crate) async fn with(limiter: Arc<dyn Limiter>) -> Self {
        let blobs = MemoryBlobs::default();
        let renderer = Arc::new(FakeRenderer::new(Arc::new(blobs.clone())));
        let master = MasterKey::from_words(b"test");
        let fetcher = Arc::new(files());
        let library = Arc::new(Library::new(Parts {
            store: Arc::new(MemoryStore::default()),
            blobs: Arc::new(blobs),
            fetcher,
            renderer: renderer.clone(),
            limiter,
            clock: Arc::new(ManualClock::default()),
            master: master.clone(),
            settings: Settings {
                wait: Duration::from_secs(2),
                artwork_bytes: 1000,
                psd_bytes: 5000,
                ..Settings::default()
            },
        }));
        let (stop, stopped) = watch::channel(false);
        tokio::spawn(worker::run(library.clone(), 4, stopped));
        let (ada_key, ada) = key(&library, "ada").await;
        let (eve_key, _) = key(&library, "eve").await;
        let door = door_dynamic_mockups::router(library.clone(), Links::new(PUBLIC_URL, master));
        Self { door, library, renderer, keys: [ada_key, eve_key], ada, _stop: stop }
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
        let request = Request::builder().method(method).uri(format!("/api/v1{path}"));
        let request = request.header("x-api-key", &self.keys[who]).header("content-type", "application/json");
        let (status, _, body) = self.ask(request.body(content).unwrap()).await;
        (status.as_u16(), body)
    }

    /// Asks as Ada with a form: a name and words, or a name, a file's name and its bytes.
    pub(crate) async fn send_form(&self, path: &str, parts: &[Part<'_>]) -> (u16, Value) {
        let request = Request::builder().method("POST").uri(format!("/api/v1{path}"));
        let request = request.header("x-api-key", &self.keys[0]);
        let request = request.header("content-type", "multipart/form-data; boundary=between");
        let (status, _, body) = self.ask(request.body(Body::from(form(parts))).unwrap()).await;
        (status.as_u16(), body)
    }

    /// A mockup of a file with two slots, `Front` and `Back`, and a text layer: as the dialect shows it.
    pub(crate) async fn mockup(&self, name: &str) -> Value {
        let body = json!({
            "psd_file_url": "https://files.test/Mug.psd", "psd_name": name,
            "mockup_template": {"create_after_upload": true},
        });
        let (status, body) = self.send("POST", "/psd/upload", &body).await;
        assert_eq!(status, 200, "{body}");
        body["data"].clone()
    }
}

/// A field of a form.
pub(crate) enum Part<'a> {
    Words(&'a str, &'a str),
    File(&'a str, &'a str, &'a [u8]),
}

/// A form's body, with `between` for a boundary.
pub(crate) fn form(parts: &[Part<'_>]) -> Vec<u8> {
    let mut body = Vec::new();
    for part in parts {
        let (head, content) = match part {
            Part::Words(name, words) => (format!("name=\"{name}\""), words.as_bytes()),
            Part::File(name, file, bytes) => (format!("name=\"{name}\"; filename=\"{file}\""), *bytes),
        };
        body.extend_from_slice(format!("--between\r\nContent-Disposition: form-data; {head}\r\n\r\n").as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--between--\r\n");
    body
}

async fn key(library: &Library, name: &str) -> (String, Actor) {
    let (user, account) = library.user_and_account(name, None).await.unwrap();
    let new = NewKey { user: user.id, account: account.id, name: format!("{name}'s key") };
    let label = door_dynamic_mockups::LABEL;
    let (key, seed) = library.create_key(new, &[label]).await.unwrap();
    let actor = library.authenticate(label, &seed.spelling(label)).await.unwrap();
    (door_dynamic_mockups::spell(key.id, &seed), actor)
}

fn files() -> FakeFetcher {
    let fetcher = FakeFetcher::default();
    let psd = "image/vnd.adobe.photoshop";
    let mut mug = FakePsd::with_slots(&["Front", "Back"]);
    mug.slots[1].1 = 800;
    mug.texts = vec![("Title".to_owned(), "Hello".to_owned())];
    fetcher.serve("https://files.test/Mug.psd", psd, mug.bytes());
    fetcher.serve("https://files.test/plain.psd", psd, FakePsd::with_slots(&[]).bytes());
    for name in ["a-poster", "b-poster", "shirt"] {
        let url = format!("https://files.test/{name}.psd");
        fetcher.serve(&url, psd, FakePsd::with_slots(&["Art", name]).bytes());
    }
    fetcher.serve("https://files.test/page.psd", "text/html", "<html>");
    fetcher.serve("https://files.test/huge.psd", psd, vec![b'8'; 5001]);
    fetcher.serve("https://files.test/art.png", "image/png", fake_picture(10, 10, "art"));
    fetcher.serve("https://files.test/page.png", "text/html", "<html>");
    fetcher.serve("https://files.test/huge.png", "image/png", vec![b'8'; 1001]);
    fetcher.serve_without_end("https://files.test/endless.png");
    fetcher.fail("https://inside.test/art.png", library::fetch::FetchError::Forbidden);
    fetcher
}
