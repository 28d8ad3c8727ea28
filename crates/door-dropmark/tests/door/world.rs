//! A door on a library in memory, with people to ask.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use door_kit::links::Links;
use http_body_util::BodyExt;
use library::accounts::NewAccount;
use library::collections::Invitee;
use library::keys::NewKey;
use library::limits::Unlimited;
use library::secrets::MasterKey;
use library::users::NewUser;
use library::{Actor, Library, Parts, Role, Settings};
use serde_json::Value;
use testkit::memory::{FakeFetcher, FakeRenderer, ManualClock, MemoryBlobs, MemoryStore, fake_picture};
use tower::ServiceExt;

/// Where the world is reached.
pub(crate) const PUBLIC_URL: &str = "https://marks.test";

/// The people of the world.
pub(crate) const PEOPLE: [&str; 3] = ["ada", "eve", "zoe"];

pub(crate) struct World {
    pub(crate) door: Router,
    /// What is out there.
    pub(crate) web: Arc<FakeFetcher>,
    /// Pages, feeds and short links.
    pub(crate) pages: Router,
    /// The application's key, which the operator made.
    pub(crate) app: String,
    /// Each person's number and HTTP Basic credential, in the order of [`PEOPLE`].
    pub(crate) people: Vec<(i64, String)>,
    /// The number of Ada's and Zoe's team.
    pub(crate) team: i64,
}

/// An answer: its status, headers and body.
pub(crate) type Answer = (StatusCode, HeaderMap, Value);

impl World {
    pub(crate) async fn new() -> Self {
        let (blobs, web) = (MemoryBlobs::default(), Arc::new(FakeFetcher::default()));
        web.serve("https://pictures.test/a.png", "image/png", fake_picture(800, 600, "from afar"));
        let master = MasterKey::from_words(b"test");
        let library = Arc::new(Library::new(Parts {
            store: Arc::new(MemoryStore::default()),
            blobs: Arc::new(blobs.clone()),
            fetcher: web.clone(),
            renderer: Arc::new(FakeRenderer::new(Arc::new(blobs))),
            limiter: Arc::new(Unlimited),
            clock: Arc::new(ManualClock::default()),
            master: master.clone(),
            settings: Settings { asset_bytes: 1000, ..Settings::default() },
        }));
        let (operator, account) = library.user_and_account("operator", None).await.unwrap();
        let new = NewKey { user: operator.id, account: account.id, name: "app".to_owned() };
        let (key, seed) = library.create_key(new, &[door_dropmark::LABEL]).await.unwrap();
        let mut people = Vec::new();
        let mut actors: Vec<Actor> = Vec::new();
        for name in PEOPLE {
            let email = Some(format!("{name}@people.test"));
            let password = Some("correct horse".to_owned());
            let new = NewUser { name: name.to_owned(), email, password };
            let (user, _) = library.create_user(new).await.unwrap();
            let token = door_dropmark::token(library.master(), user.id, key.id);
            people.push((user.serial, format!("Basic {}", STANDARD.encode(format!("{}:{token}", user.serial)))));
            actors.push(library.act_as(user.id, None).await.unwrap());
        }
        let team = library.create_account(&actors[0], NewAccount { name: "Studio Six".into(), parent: None });
        let team = team.await.unwrap();
        library.add_member(&actors[0], team.id, &Invitee::User(actors[2].user), Role::Editor).await.unwrap();
        let links = Links::new(PUBLIC_URL, master);
        let pages = door_dropmark::pages(library.clone(), links.clone());
        let door = door_dropmark::router(library, links);
        Self { door, web, pages, app: door_dropmark::spell(&seed), people, team: team.serial }
    }

    /// Asks the door.
    pub(crate) async fn ask(&self, request: Request<Body>) -> Answer {
        let response = self.door.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        let body = if bytes.is_empty() { Value::Null } else { serde_json::from_slice(&bytes).unwrap() };
        (parts.status, parts.headers, body)
    }

    /// Asks as one of the people, with a JSON body where one is given.
    pub(crate) async fn send_as(&self, who: usize, method: &str, path: &str, body: &Value) -> (u16, Value) {
        let content = if body.is_null() { Body::empty() } else { Body::from(body.to_string()) };
        let request = Request::builder().method(method).uri(format!("/v1{path}")).header("x-api-key", &self.app);
        let request = request.header("authorization", &self.people[who].1).header("content-type", "application/json");
        let (status, _, body) = self.ask(request.body(content).unwrap()).await;
        (status.as_u16(), body)
    }
}
