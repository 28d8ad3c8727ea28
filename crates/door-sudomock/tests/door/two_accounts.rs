//! Every operation of the table, tried with another account's ids: it is not found, and nothing is changed.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::body::Body;
use axum::http::Request;
use door_kit::route_table::{Route, Status};
use library::limits::Unlimited;
use serde_json::{Value, json};

use crate::world::World;

/// What Ada has: ids by name.
type Things = BTreeMap<&'static str, String>;

fn request(world: &World, key: usize, method: &str, path: &str, body: &Value) -> Request<Body> {
    let body = if body.is_null() { Body::empty() } else { Body::from(body.to_string()) };
    Request::builder().method(method).uri(path).header("x-api-key", &world.keys[key]).body(body).unwrap()
}

async fn ada(world: &World, method: &str, path: &str, body: Value) -> Value {
    let path = format!("/api/v1{path}");
    let (status, _, answer) = world.ask(request(world, 0, method, &path, &body)).await;
    assert!(status.is_success(), "{method} {path}: {answer}");
    answer
}

fn is_there(path: &str) -> bool {
    let of = |route: &&Route| route.path == path && !matches!(route.status, Status::Absent(_));
    door_sudomock::routes().iter().any(|route| of(&route))
}

/// One of everything that has an id.
async fn things(world: &World) -> Things {
    let text = |value: &Value| value.as_str().unwrap_or_else(|| panic!("no id: {value}")).to_owned();
    let mut things = Things::new();
    let mug = ada(world, "POST", "/psd/upload", json!({"psd_file_url": "https://files.test/Mug.psd"})).await;
    things.insert("mockup", text(&mug["data"]["uuid"]));
    things.insert("slot", text(&mug["data"]["smart_objects"][0]["uuid"]));
    things.insert("title", text(&mug["data"]["text_layers"][0]["uuid"]));
    let art = json!([{"uuid": things["slot"], "asset": {"url": "https://files.test/art.png"}}]);
    let order = json!({"mockup_uuid": things["mockup"], "smart_objects": art, "is_async": true});
    things.insert("job", text(&ada(world, "POST", "/renders", order).await["job_id"]));
    let order = json!({"mockup_uuid": things["mockup"], "smart_objects": art});
    let drawn = ada(world, "POST", "/renders", order).await;
    things.insert("render", text(&drawn["data"]["render_uuid"]));
    things.insert("picture", text(&drawn["data"]["print_files"][0]["export_path"]));
    let font = json!({"url": "https://files.test/Brand.ttf", "license_confirmed": true});
    things.insert("font", text(&ada(world, "POST", "/fonts", font).await["uuid"]));
    let session = ada(world, "POST", "/studio/create-session", json!({"mockup_uuid": things["mockup"]})).await;
    things.insert("channel", text(&session["message_session_id"]));
    if is_there("/api/v1/webhook-endpoints/{id}") {
        let hook = json!({"url": "https://hooks.test/ada"});
        things.insert("hook", text(&ada(world, "POST", "/webhook-endpoints", hook).await["id"]));
        ada(world, "POST", &format!("/webhook-endpoints/{}/test", things["hook"]), json!({})).await;
        let sent = ada(world, "GET", &format!("/webhook-endpoints/{}/deliveries", things["hook"]), Value::Null).await;
        things.insert("delivery", text(&sent[0]["id"]));
    }
    if is_there("/api/v1/photo-mockups/{id}") {
        let areas = json!([{"points": [[10, 10], [90, 10], [90, 90], [10, 90]]}]);
        let photo = json!({"source_url": "https://files.test/shirt.jpg", "print_areas": areas});
        let photo = ada(world, "POST", "/photo-mockups", photo).await;
        things.insert("photo", text(&photo["data"]["mockup_id"]));
        things.insert("area", text(&photo["data"]["quads"][0]["print_area_id"]));
    }
    things
}

/// The path with Ada's ids in it.
fn path(route: &Route, things: &Things) -> String {
    let noun = route.path.trim_start_matches("/api/v1/").split('/').find(|part| *part != "sudoai");
    let id = match noun.unwrap_or_default() {
        "psd-mockups" | "mockups" => "mockup",
        "photo-mockups" | "2d-mockups" => "photo",
        "webhook-endpoints" => "hook",
        "jobs" => "job",
        "fonts" => "font",
        other => panic!("what is the id in {}, which is about {other}?", route.path),
    };
    let filled = route.path.replace("{delivery_id}", things.get("delivery").map_or("", String::as_str));
    let mut parts: Vec<&str> = filled.split('/').collect();
    for part in &mut parts {
        if part.starts_with('{') {
            *part = &things[id];
        }
    }
    parts.join("/")
}

/// A body that would be right for the owner.
fn body(route: &Route, things: &Things) -> Value {
    let id = |name: &str| things.get(name).cloned().unwrap_or_default();
    match (route.method, route.path.rsplit('/').next().unwrap_or_default()) {
        ("GET" | "DELETE", _) => Value::Null,
        ("PATCH", _) if route.path.contains("webhook") => json!({"description": "mine now"}),
        ("PATCH", _) => json!({"name": "mine now"}),
        ("PUT", "print-areas") => json!({"print_areas": [{"points": [[0, 0], [9, 0], [9, 9], [0, 9]]}]}),
        ("POST", "render") => json!({"print_areas": [{"uuid": id("area"), "color": "#ff0000"}]}),
        _ => json!({}),
    }
}

/// All that Ada sees of her own.
async fn view(world: &World, things: &Things) -> Vec<Value> {
    let mut view = Vec::new();
    let lists = ["/mockups", "/jobs", "/fonts?scope=custom", "/studio/config", "/photo-mockups", "/webhook-endpoints"];
    for list in lists {
        if is_there(&format!("/api/v1{}", list.split('?').next().unwrap_or_default())) {
            view.push(ada(world, "GET", list, Value::Null).await);
        }
    }
    if let Some(hook) = things.get("hook") {
        view.push(ada(world, "GET", &format!("/webhook-endpoints/{hook}/deliveries"), Value::Null).await);
    }
    view
}

#[tokio::test]
async fn anothers_ids_are_not_found_and_nothing_changes() {
    let world = World::new(Arc::new(Unlimited)).await;
    let things = things(&world).await;
    let before = view(&world, &things).await;
    let mut count = 0;
    for route in door_sudomock::routes() {
        if matches!(route.status, Status::Absent(_)) || !route.path.contains('{') {
            continue;
        }
        let (path, body) = (path(route, &things), body(route, &things));
        let (status, _, answer) = world.ask(request(&world, 1, route.method, &path, &body)).await;
        assert_eq!(status.as_u16(), 404, "{} {path}: {answer}", route.method);
        let detail = answer["detail"].as_str().unwrap_or_default();
        assert!(detail.ends_with(" not found") && answer["success"] == json!(false), "{path}: {answer}");
        count += 1;
    }
    assert!(count >= 11, "{count} operations");
    assert_eq!(view(&world, &things).await, before);
}

#[tokio::test]
async fn anothers_ids_in_bodies_are_not_found_and_nothing_changes() {
    let world = World::new(Arc::new(Unlimited)).await;
    let things = things(&world).await;
    let before = view(&world, &things).await;
    let id = |name: &str| things[name].clone();
    let order = |is_async: bool| {
        let fills = json!([{"uuid": id("slot"), "asset": {"url": "https://files.test/art.png"}}]);
        json!({"mockup_uuid": id("mockup"), "smart_objects": fills, "is_async": is_async})
    };
    let payload = json!({"mockup_uuid": id("mockup"), "render_uuid": id("render")});
    let action = json!({"version": 1, "request_id": "a", "message_session_id": id("channel"),
        "type": "studio.design-submitted", "payload": payload});
    let texts = json!([{"uuid": id("title"), "text": "mine"}]);
    for (path, body) in [
        ("/renders", order(false)),
        ("/renders", order(true)),
        ("/renders", json!({"mockup_uuid": id("mockup"), "text_layers": texts})),
        ("/renders", json!({"mockup_uuid": id("mockup"), "hidden_layers": [id("slot")]})),
        ("/studio/create-session", json!({"mockup_uuid": id("mockup")})),
        ("/studio/actions/consume", action),
    ] {
        let (status, _, answer) = world.ask(request(&world, 1, "POST", &format!("/api/v1{path}"), &body)).await;
        assert_eq!(status.as_u16(), 404, "{path} {body}: {answer}");
    }
    let urls = json!({"urls": [id("picture"), "https://files.test/art.png"]});
    let (_, _, answer) = world.ask(request(&world, 1, "POST", "/api/v1/artworks/delete", &urls)).await;
    assert_eq!(answer, json!({"deleted": 0}));
    let of_hers = format!("/api/v1/jobs?mockup_uuid={}", id("mockup"));
    let (_, _, answer) = world.ask(request(&world, 1, "GET", &of_hers, &Value::Null)).await;
    assert_eq!(answer["jobs"], json!([]));
    assert_eq!(view(&world, &things).await, before);
    let picture = ada(&world, "GET", &format!("/jobs/{}", id("job")), Value::Null).await;
    assert_eq!(picture["result_url"], json!(id("picture")));
}
