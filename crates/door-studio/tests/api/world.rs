//! A server in memory, and what it takes to ask it.

use std::sync::Arc;
use std::time::Duration;

use ::library::keys::{Key, Seed};
use ::library::limits::Unlimited;
use ::library::secrets::MasterKey;
use ::library::users::{NewUser, User};
use ::library::{Library, Parts, Settings};
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use door_kit::links::Links;
use http_body_util::BodyExt;
use serde_json::{Value, json};
use testkit::memory::{FakeFetcher, FakePsd, FakeRenderer, ManualClock, MemoryBlobs, MemoryStore};
use tokio::sync::watch;
use tower::ServiceExt;

struct Speller;

impl door_studio::Spell for Speller {
    fn labels(&self) -> &'static [&'static str] {
        &[door_studio::LABEL]
    }

    fn spell(&self, _: &Library, _: &Key, seed: &Seed, user: &User, account: &str) -> Value {
        json!({"studio": door_studio::spell(seed), "user": user.name, "account": account})
    }
}

pub(crate) struct World {
    pub(crate) library: Arc<Library>,
    pub(crate) fetcher: Arc<FakeFetcher>,
    pub(crate) renderer: Arc<FakeRenderer>,
    pub(crate) token: String,
    pub(crate) router: Router,
    pub(crate) _stop: watch::Sender<bool>,
}

pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
    pub(crate) json: Value,
}

/// A server with the user ada, who is signed in, and a worker.
pub(crate) async fn world() -> World {
    let settings = Settings {
        psd_bytes: 1000,
        artwork_bytes: 300,
        wait: Duration::from_millis(300),
        sign_up: true,
        ..Settings::default()
    };
    let world = empty(settings);
    let ada = NewUser { name: "ada".into(), email: None, password: Some("correct horse".into()) };
    world.library.create_user(ada).await.unwrap();
    let token = world.library.sign_in("ada", "correct horse".into(), "test").await.unwrap().token;
    World { token, ..world }
}

/// A server without users.
pub(crate) fn empty(settings: Settings) -> World {
    let blobs = Arc::new(MemoryBlobs::default());
    let renderer = Arc::new(FakeRenderer::new(blobs.clone()));
    let fetcher = Arc::new(FakeFetcher::default());
    let master = MasterKey::from_words(b"words");
    let library = Arc::new(Library::new(Parts {
        store: Arc::new(MemoryStore::default()),
        blobs,
        fetcher: fetcher.clone(),
        renderer: renderer.clone(),
        limiter: Arc::new(Unlimited),
        clock: Arc::new(ManualClock::default()),
        master: master.clone(),
        settings,
    }));
    let links = Links::new("https://studio.test", master);
    let router = door_studio::router(library.clone(), links, Arc::new(Speller));
    let (stop, stopped) = watch::channel(false);
    tokio::spawn(::library::worker::run(library.clone(), 2, stopped));
    World { library, fetcher, renderer, token: String::new(), router, _stop: stop }
}

impl World {
    /// Sends a request as it is.
    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let json = serde_json::from_slice(&bytes).unwrap_or_default();
        Answer { status: parts.status, headers: parts.headers, text, json }
    }

    /// A request of ada's.
    pub(crate) fn request(&self, method: &str, path: &str) -> axum::http::request::Builder {
        Request::builder().method(method).uri(path).header("authorization", format!("Bearer {}", self.token))
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(self.request("GET", path).body(Body::empty()).unwrap()).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Answer {
        self.send(self.request("DELETE", path).body(Body::empty()).unwrap()).await
    }

    pub(crate) async fn json(&self, method: &str, path: &str, body: Value) -> Answer {
        let request = self.request(method, path).header("content-type", "application/json");
        self.send(request.body(Body::from(body.to_string())).unwrap()).await
    }

    pub(crate) async fn bytes(&self, method: &str, path: &str, body: impl Into<Body>) -> Answer {
        let request = self.request(method, path).header("content-type", "application/octet-stream");
        self.send(request.body(body.into()).unwrap()).await
    }

    pub(crate) async fn form(&self, path: &str, file_name: &str, name: Option<&str>, file: &[u8]) -> Answer {
        let mut body = Vec::new();
        if let Some(name) = name {
            body.extend(format!("--X\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\n{name}\r\n").bytes());
        }
        let head = format!("--X\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{file_name}\"\r\n\r\n");
        body.extend(head.bytes().chain(file.iter().copied()).chain(*b"\r\n--X--\r\n"));
        let request = self.request("POST", path).header("content-type", "multipart/form-data; boundary=X");
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    /// A mockup with the slot "Front".
    pub(crate) async fn mockup(&self) -> Value {
        let made = self.form("/api/mockups", "Mug.psd", None, &FakePsd::with_slots(&["Front"]).bytes()).await;
        assert_eq!(made.status, 201, "{}", made.text);
        made.json
    }
}

impl Answer {
    /// That it is this problem, at this place.
    #[track_caller]
    pub(crate) fn refused(&self, status: u16, field: Option<&str>) {
        assert_eq!(self.status, status, "{}", self.text);
        assert_eq!(self.headers["content-type"], "application/problem+json");
        assert_eq!(self.json["status"], status);
        assert_eq!(self.json["field"].as_str(), field, "{}", self.text);
        assert!(self.json["type"].as_str().unwrap().starts_with("urn:maquette:"));
    }

    #[track_caller]
    pub(crate) fn id(&self) -> &str {
        self.json["id"].as_str().unwrap_or_else(|| panic!("{}", self.text))
    }
}
