//! A door on a library in memory, with files to fetch and people to ask.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use door_kit::links::Links;
use http_body_util::BodyExt;
use library::keys::NewKey;
use library::limits::Limiter;
use library::secrets::MasterKey;
use library::users::NewUser;
use library::webhooks::Post;
use library::{Library, Parts, Settings, worker};
use serde_json::Value;
use testkit::memory::{
    FakeFetcher, FakePsd, FakeRenderer, FakeSender, ManualClock, MemoryBlobs, MemoryStore, fake_font, fake_picture,
};
use tokio::sync::watch;
use tower::ServiceExt;

/// Where the world is reached.
pub(crate) const PUBLIC_URL: &str = "https://mockups.test";

pub(crate) struct World {
    pub(crate) door: Router,
    pub(crate) library: Arc<Library>,
    pub(crate) renderer: Arc<FakeRenderer>,
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) sender: Arc<FakeSender>,
    /// Ada's and Eve's keys.
    pub(crate) keys: [String; 2],
    /// Sam's session.
    pub(crate) session: String,
    /// Dropping it stops the worker.
    _stop: watch::Sender<bool>,
}

impl World {
    pub(crate) async fn new(limiter: Arc<dyn Limiter>) -> Self {
        let blobs = MemoryBlobs::default();
        let renderer = Arc::new(FakeRenderer::new(Arc::new(blobs.clone())));
        let clock = Arc::new(ManualClock::default());
        let master = MasterKey::from_words(b"test");
        let sender = Arc::new(FakeSender::default());
        let words = door_sudomock::Webhooks::new(Links::new(PUBLIC_URL, master.clone()));
        let post = Post { sender: sender.clone(), dialects: vec![Arc::new(words)] };
        let library = Library::new(Parts {
            store: Arc::new(MemoryStore::default()),
            blobs: Arc::new(blobs),
            fetcher: Arc::new(files()),
            renderer: renderer.clone(),
            limiter,
            clock: clock.clone(),
            master: master.clone(),
            settings: Settings {
                wait: Duration::from_secs(2),
                artwork_bytes: 1000,
                font_bytes: 1000,
                ..Settings::default()
            },
        });
        let library = Arc::new(library.with_webhooks(post));
        let (stop, stopped) = watch::channel(false);
        tokio::spawn(worker::run(library.clone(), 4, stopped));
        let keys = [key(&library, "ada").await, key(&library, "eve").await];
        let password = "correct horse battery".to_owned();
        let sam = NewUser { name: "sam".to_owned(), email: None, password: Some(password.clone()) };
        library.create_user(sam).await.unwrap();
        let session = library.sign_in("sam", password, "test").await.unwrap().token;
        let door = door_sudomock::router(library.clone(), Links::new(PUBLIC_URL, master));
        Self { door, library, renderer, clock, sender, keys, session, _stop: stop }
    }

    /// Asks the door.
    pub(crate) async fn ask(&self, request: Request<Body>) -> (StatusCode, HeaderMap, Value) {
        let response = self.door.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        let body = if bytes.is_empty() { Value::Null } else { serde_json::from_slice(&bytes).unwrap() };
        (parts.status, parts.headers, body)
    }

    /// A request with Ada's key.
    pub(crate) fn request(&self, method: &str, path: &str, body: &Value) -> Request<Body> {
        let body = if body.is_null() { Body::empty() } else { Body::from(body.to_string()) };
        Request::builder().method(method).uri(path).header("x-api-key", &self.keys[0]).body(body).unwrap()
    }
}

async fn key(library: &Library, name: &str) -> String {
    let (user, account) = library.user_and_account(name, None).await.unwrap();
    let new = NewKey { user: user.id, account: account.id, name: format!("{name}'s key") };
    let (_, seed) = library.create_key(new, &[door_sudomock::LABEL]).await.unwrap();
    door_sudomock::spell(&seed)
}

fn files() -> FakeFetcher {
    let fetcher = FakeFetcher::default();
    let psd = "image/vnd.adobe.photoshop";
    let mut mug = FakePsd::with_slots(&["Front", "Back"]);
    mug.texts = vec![("Title".to_owned(), "Hello".to_owned())];
    mug.losses = vec!["warp style Fan".to_owned()];
    fetcher.serve("https://files.test/Mug.psd", psd, mug.bytes());
    for name in ["a-poster", "b-poster", "shirt"] {
        let url = format!("https://files.test/{name}.psd");
        fetcher.serve(&url, psd, FakePsd::with_slots(&["Art", name]).bytes());
    }
    fetcher.serve("https://files.test/page.psd", "text/html", "<html>");
    fetcher.serve("https://files.test/art.png", "image/png", fake_picture(10, 10, "art"));
    fetcher.serve("https://files.test/Brand.ttf", "font/ttf", fake_font(&["Brand-Bold"]));
    fetcher.serve("https://files.test/Brand-again.ttf", "font/ttf", fake_font(&["BRAND-Bold"]));
    fetcher.serve("https://files.test/shirt.jpg", "image/jpeg", fake_picture(400, 300, "shirt"));
    fetcher.serve("https://files.test/page.png", "text/html", "<html>");
    fetcher.serve_without_end("https://files.test/endless.png");
    fetcher.fail("https://inside.test/art.png", library::fetch::FetchError::Forbidden);
    fetcher
}
