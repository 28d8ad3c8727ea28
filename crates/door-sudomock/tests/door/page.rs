//! The compatibility page and the document say what the router does.

use std::sync::Arc;

use door_kit::route_table::{Status, page};
use library::limits::Unlimited;
use serde_json::{Value, json};
use testkit::documents::{describes, hold};

use crate::world::World;

#[test]
fn the_compatibility_page_is_the_generated_one() {
    hold("docs/doors/sudomock.md", &page("SudoMock", door_sudomock::routes()));
}

#[test]
fn the_document_has_every_operation_that_is_there_and_no_other() {
    let document = serde_json::to_value(door_sudomock::openapi()).unwrap();
    let there = door_sudomock::routes().iter().filter(|route| !matches!(route.status, Status::Absent(_)));
    describes(&document, there.map(|route| (route.method, route.path)));
}

#[tokio::test]
async fn absent_operations_answer_404_in_words() {
    let world = World::new(Arc::new(Unlimited)).await;
    let mut count = 0;
    for route in door_sudomock::routes() {
        let Status::Absent(answer) = route.status else { continue };
        let Some(words) = answer.strip_prefix("404: ") else { continue };
        let path = route.path.replace(['{', '}'], "");
        let (status, _, body) = world.ask(world.request(route.method, &path, &json!({}))).await;
        assert_eq!(status.as_u16(), 404, "{} {path}", route.method);
        let detail = body["detail"].as_str().unwrap();
        assert_eq!((detail[1..].to_owned(), &body["success"]), (words[1..].to_owned(), &json!(false)));
        count += 1;
    }
    assert!(count > 2, "{count} absent operations");
}

#[tokio::test]
async fn the_document_is_served() {
    let world = World::new(Arc::new(Unlimited)).await;
    let (status, _, body) = world.ask(world.request("GET", "/api/v1/openapi.json", &Value::Null)).await;
    assert_eq!((status.as_u16(), &body["openapi"]), (200, &json!("3.1.0")));
    let mut world = world;
    world.door = axum::Router::new().nest("/sudomock", world.door.clone());
    let (_, _, body) = world.ask(world.request("GET", "/sudomock/api/v1/openapi.json", &Value::Null)).await;
    assert_eq!(body["servers"], json!([{"url": "/sudomock"}]));
}
