//! Keys that do less than their person, people of a project, endpoints of a team, and what they are told.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::Request;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use library::renders::{Artwork, Fill, NewRender, RenderOrder, Source};
use library::users::NewUser;
use library::webhooks::Message;
use library::webhooks::worker::{self, Pace};
use library::{Actor, secrets};
use serde_json::{Value, json};
use testkit::memory::FakePsd;
use tokio::sync::watch;

use crate::world::World;

const PSD: &str = "https://files.test/mug.psd";

/// What somebody with this key is answered.
async fn with(world: &World, key: &Value, method: &str, path: &str, body: &Value) -> (u16, Value) {
    let pair = format!("{}:{}", key["id"].as_str().unwrap(), key["secret"].as_str().unwrap());
    let content = if body.is_null() { Body::empty() } else { Body::from(body.to_string()) };
    let request = Request::builder().method(method).uri(format!("/v1{path}"));
    let request = request.header("authorization", format!("Basic {}", STANDARD.encode(pair)));
    let (status, _, body) = world.ask(request.header("content-type", "application/json").body(content).unwrap()).await;
    (status.as_u16(), body)
}

/// The ids of Ada's team and its first project, and of a new project.
async fn places(world: &World) -> (String, String, String) {
    let (_, teams) = world.send("GET", "/teams", &Value::Null).await;
    let team = teams["teams"][0]["id"].as_str().unwrap().to_owned();
    let own = teams["teams"][0]["projects"][0]["id"].as_str().unwrap().to_owned();
    let (_, made) = world.send("POST", "/projects", &json!({"name": "Below"})).await;
    (team, own, made["project"]["id"].as_str().unwrap().to_owned())
}

async fn key(world: &World, project: &str, role: &str) -> Value {
    let (status, key) = world.send("POST", &format!("/projects/{project}/api-keys"), &json!({"role": role})).await;
    assert_eq!(status, 200, "{key}");
    key
}

#[tokio::test]
async fn a_key_does_what_its_role_lets_it_in_its_project() {
    let world = World::new().await;
    let (team, own, below) = places(&world).await;
    let (name, role) = (json!({"name": "a"}), json!({"role": "reader"}));
    // What each role may: see, make, manage.
    for (given, sees, makes, manages) in
        [("reader", 200, 403, 403), ("editor", 200, 200, 403), ("admin", 200, 200, 200)]
    {
        let key = key(&world, &below, given).await;
        let asked = async |method: &str, path: &str, body: &Value| with(&world, &key, method, path, body).await.0;
        assert_eq!(asked("GET", "/collections", &Value::Null).await, sees, "{given}");
        assert_eq!(asked("GET", &format!("/projects/{below}"), &Value::Null).await, sees, "{given}");
        assert_eq!(asked("POST", "/collections", &name).await, makes, "{given}");
        assert_eq!(asked("PUT", &format!("/projects/{below}"), &name).await, manages, "{given}");
        assert_eq!(asked("POST", &format!("/projects/{below}/api-keys"), &role).await, manages, "{given}");
        // A key of a project has no other, and changes nothing of the team.
        assert_eq!(asked("GET", &format!("/collections?projectId={own}"), &Value::Null).await, 403, "{given}");
        assert_eq!(asked("GET", &format!("/projects/{own}"), &Value::Null).await, 404, "{given}");
        assert_eq!(asked("GET", &format!("/teams/{team}"), &Value::Null).await, 200, "{given}");
        for (method, path) in [
            ("PUT", format!("/teams/{team}")),
            ("POST", format!("/teams/{team}/members")),
            ("POST", "/projects".to_owned()),
            ("GET", format!("/teams/{team}/webhook-endpoints")),
        ] {
            let body = if method == "GET" { Value::Null } else { json!({"name": "a", "email": "a@b.test"}) };
            assert_eq!(asked(method, &path, &body).await, 403, "{given}: {method} {path}");
        }
        let (_, listed) = with(&world, &key, "GET", "/projects", &Value::Null).await;
        assert_eq!(listed["projects"].as_array().unwrap().len(), 1);
    }
    // A key of the team's own project enters the others, and keeps its role there.
    let reader = key(&world, &own, "reader").await;
    assert_eq!(reader["ownerType"], "team");
    let path = format!("/collections?projectId={below}");
    assert_eq!(with(&world, &reader, "GET", &path, &Value::Null).await.0, 200);
    assert_eq!(with(&world, &reader, "POST", &path, &name).await.0, 403);
    let (_, seen) = with(&world, &reader, "GET", "/projects", &Value::Null).await;
    assert_eq!(seen["projects"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_member_of_one_project_sees_that_one() {
    let world = World::new().await;
    let (team, own, below) = places(&world).await;
    let body = json!({"email": "zoe@b.test", "projectIds": [below]});
    assert_eq!(world.send("POST", &format!("/teams/{team}/members"), &body).await.0, 200);
    let new = NewUser { name: "zoe".into(), email: Some("Zoe@b.test".into()), password: None };
    let (zoe, _) = world.library.create_user(new).await.unwrap();
    let (_, seen) = world.send("GET", &format!("/projects/{below}"), &Value::Null).await;
    assert_eq!(seen["project"]["users"][1]["role"], "editor", "{seen}");
    let id = seen["project"]["users"][1]["id"].as_str().unwrap();
    let account = world.library.account_by_name("Below").await.unwrap();
    let zoes = world.library.act_as(zoe.id, Some(account.id)).await.unwrap();
    let (made, seed) = world.library.create_own_key(&zoes, "zoe's", &[door_scenario::LABEL]).await.unwrap();
    let (name, secret) = door_scenario::spell(made.id, &seed);
    let hers = json!({"id": name, "secret": secret});
    assert_eq!(with(&world, &hers, "POST", "/collections", &json!({"name": "a"})).await.0, 200);
    assert_eq!(with(&world, &hers, "GET", &format!("/projects/{own}"), &Value::Null).await.0, 404);
    // Out of the team is out of its projects, and her key opens nothing any more.
    assert_eq!(world.send("DELETE", &format!("/teams/{team}/members/{id}"), &Value::Null).await.0, 200);
    assert_eq!(with(&world, &hers, "GET", "/collections", &Value::Null).await.0, 401);
}

#[tokio::test]
async fn a_team_has_ten_endpoints_at_most() {
    let world = World::new().await;
    let (team, own, below) = places(&world).await;
    let body = json!({"url": "https://receiver.test/a", "enabledEvents": ["*"]});
    let owners = [format!("/teams/{team}"), format!("/projects/{own}"), format!("/projects/{below}")];
    for number in 0..10 {
        let path = format!("{}/webhook-endpoints", owners[number % 3]);
        assert_eq!(world.send("POST", &path, &body).await.0, 200, "{number}");
    }
    for owner in owners {
        let (status, refused) = world.send("POST", &format!("{owner}/webhook-endpoints"), &body).await;
        assert_eq!((status, &refused["details"]["actionLimit"]), (429, &json!(10)), "{refused}");
    }
}

/// Orders a render with artwork that is not there, and waits for its end.
async fn fail_a_render(world: &World, actor: &Actor) {
    world.fetcher.serve(PSD, "image/vnd.adobe.photoshop", FakePsd::with_slots(&["Front"]).bytes());
    let job = world.library.import_url(actor, PSD, None, None).await.unwrap();
    let job = world.library.wait_for_success(actor, job.id).await.unwrap();
    let mockup = world.library.mockup(actor, job.mockup.unwrap()).await.unwrap();
    let slot = mockup.template.outline.slots[0].id;
    let artwork = Artwork::new(Source::Url("https://files.test/none.png".to_owned()));
    let order = RenderOrder { fills: vec![Fill { artwork: Some(artwork), ..Fill::of(slot) }], ..Default::default() };
    let new = NewRender { mockup: mockup.thing.id, order, label: String::new(), request: None };
    let ordered = world.library.order_render(actor, new).await.unwrap();
    assert!(world.library.wait_for_success(actor, ordered.job.id).await.is_err());
}

/// What was sent to a URL first, once it is there.
async fn sent(world: &World, url: &str) -> Message {
    for _ in 0..1_000 {
        if let Some(message) = world.sender.sent(url).into_iter().next() {
            return message;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    panic!("nothing was sent to {url}");
}

#[tokio::test]
async fn a_render_is_told_to_its_project_and_to_the_team() {
    let world = World::new().await;
    let (stop, stopped) = watch::channel(false);
    let pace = Pace { look: Duration::from_millis(5), ..Pace::default() };
    tokio::spawn(worker::run(Arc::clone(&world.library), pace, stopped.clone()));
    tokio::spawn(library::worker::run(Arc::clone(&world.library), 1, stopped));
    let (team, own, below) = places(&world).await;
    let mut endpoints = Vec::new();
    for (owner, name) in [(format!("/teams/{team}"), "team"), (format!("/projects/{below}"), "below")] {
        let body = json!({"url": format!("https://receiver.test/{name}"), "enabledEvents": ["generation.failed"]});
        let (_, made) = world.send("POST", &format!("{owner}/webhook-endpoints"), &body).await;
        let id = made["webhookEndpoint"]["id"].as_str().unwrap();
        let events = format!("{owner}/webhook-endpoints/{id}/events");
        endpoints.push((name, made["webhookEndpoint"]["secret"].clone(), events));
    }
    for (name, kind) in [("own", "*"), ("other", "asset.download.completed")] {
        let body = json!({"url": format!("https://receiver.test/{name}"), "enabledEvents": [kind]});
        assert_eq!(world.send("POST", &format!("/projects/{own}/webhook-endpoints"), &body).await.0, 200);
    }
    let inside = world.library.account_by_name("Below").await.unwrap();
    let inside = world.library.act_nearby(&world.ada, inside.id).await.unwrap();
    fail_a_render(&world, &inside).await;
    for (name, secret, events) in endpoints {
        let sent = sent(&world, &format!("https://receiver.test/{name}")).await;
        let value = |wanted| sent.headers.iter().find(|(name, _)| *name == wanted).unwrap().1.clone();
        let key = STANDARD.decode(secret.as_str().unwrap().strip_prefix("whsec_").unwrap()).unwrap();
        let signed = format!("{}.{}.", value("webhook-id"), value("webhook-timestamp"));
        let signature = STANDARD.encode(secrets::hmac(&key, &[signed.as_bytes(), &sent.body].concat()));
        assert_eq!(value("webhook-signature"), format!("v1,{signature}"));
        let told: Value = serde_json::from_slice(&sent.body).unwrap();
        assert_eq!((&told["type"], &told["data"]["projectId"]), (&json!("generation.failed"), &json!(below)), "{told}");
        let (_, listed) = world.send("GET", &events, &Value::Null).await;
        assert_eq!(listed["items"][0]["id"], value("webhook-id"), "{listed}");
        let (_, whole) = world.send("GET", &format!("{events}/{}", value("webhook-id")), &Value::Null).await;
        assert_eq!(whole["webhookEvent"]["payload"], told, "{whole}");
    }
    assert!(world.sender.sent("https://receiver.test/own").is_empty(), "a project hears of itself only");
    drop(stop);
}
