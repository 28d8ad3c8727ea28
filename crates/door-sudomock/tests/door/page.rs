//! The compatibility page and the document say what the router does.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use door_kit::route_table::{Status, page};
use library::limits::Unlimited;
use serde_json::{Value, json};

use crate::world::World;

#[test]
fn the_compatibility_page_is_the_generated_one() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/doors/sudomock.md");
    let generated = page("SudoMock", door_sudomock::routes());
    if std::env::var_os("MAQUETTE_WRITE_DOCS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &generated).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(committed == generated, "docs/doors/sudomock.md is stale: run this test with MAQUETTE_WRITE_DOCS=1");
}

/// Operations as `GET /path/{}`: what parameters are called differs.
fn operation(method: &str, path: &str) -> String {
    let parts = path.split('/').map(|part| if part.starts_with('{') { "{}" } else { part });
    format!("{} {}", method.to_uppercase(), parts.collect::<Vec<_>>().join("/"))
}

#[test]
fn the_document_has_every_operation_that_is_there_and_no_other() {
    let document = serde_json::to_value(door_sudomock::openapi()).unwrap();
    let mut documented = BTreeSet::new();
    let mut ids = BTreeSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, content) in item.as_object().unwrap() {
            documented.insert(operation(method, path));
            assert!(ids.insert(content["operationId"].as_str().unwrap()), "{method} {path}");
            assert_eq!(
                content["responses"]["422"]["content"]["application/json"]["schema"]["$ref"],
                "#/components/schemas/Error"
            );
        }
    }
    let there = door_sudomock::routes().iter().filter(|route| !matches!(route.status, Status::Absent(_)));
    let there: BTreeSet<String> = there.map(|route| operation(route.method, route.path)).collect();
    assert_eq!(documented, there);
    let text = document.to_string();
    for reference in text.split("#/components/schemas/").skip(1).map(|rest| rest.split('"').next().unwrap()) {
        assert!(document["components"]["schemas"].get(reference).is_some(), "no schema {reference}");
    }
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
