//! The compatibility page and the document say what the router does.

use door_kit::route_table::Status;
use serde_json::{Value, json};
use testkit::documents::{describes, hold};

use crate::world::World;

#[test]
fn the_compatibility_page_is_the_generated_one() {
    hold("docs/doors/dynamic-mockups.md", &door_dynamic_mockups::page());
}

#[test]
fn the_document_has_every_operation_that_is_there_and_no_other() {
    let document = serde_json::to_value(door_dynamic_mockups::openapi()).unwrap();
    let there = door_dynamic_mockups::routes().iter().filter(|route| !matches!(route.status, Status::Absent(_)));
    describes(&document, there.map(|route| (route.method, route.path)));
}

#[tokio::test]
async fn absent_operations_answer_404_in_words() {
    let world = World::new().await;
    let mut count = 0;
    for route in door_dynamic_mockups::routes() {
        let Status::Absent(answer) = route.status else { continue };
        let Some(words) = answer.strip_prefix("404: ") else { continue };
        let path = route.path.replace(['{', '}'], "");
        let request = axum::http::Request::builder().method(route.method).uri(&path);
        let (status, _, body) = world.ask(request.body(axum::body::Body::empty()).unwrap()).await;
        assert_eq!(status.as_u16(), 404, "{} {path}", route.method);
        let message = body["message"].as_str().unwrap();
        assert!(message[1..].starts_with(&words[1..]) && body["success"] == json!(false), "{body}");
        count += 1;
    }
    assert!(count > 12, "{count} absent operations");
}

#[tokio::test]
async fn the_document_is_served_under_any_mount() {
    let mut world = World::new().await;
    let (status, body) = world.send("GET", "/openapi.json", &Value::Null).await;
    assert_eq!((status, &body["openapi"]), (200, &json!("3.1.0")));
    world.door = axum::Router::new().nest("/dynamic-mockups", world.door.clone());
    let request = axum::http::Request::builder().uri("/dynamic-mockups/api/v1/openapi.json");
    let (_, _, body) = world.ask(request.body(axum::body::Body::empty()).unwrap()).await;
    assert_eq!(body["servers"], json!([{"url": "/dynamic-mockups"}]));
    let request = axum::http::Request::builder().uri("/dynamic-mockups/api/v1/nothing/");
    let (status, _, body) = world.ask(request.body(axum::body::Body::empty()).unwrap()).await;
    assert_eq!((status.as_u16(), &body["success"]), (404, &json!(false)));
}
