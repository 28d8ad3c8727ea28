//! The compatibility page says what the router does.

use axum::body::Body;
use axum::http::Request;
use door_kit::route_table::Status;
use serde_json::json;
use testkit::documents::hold;

use crate::world::World;

#[test]
fn the_compatibility_page_is_the_generated_one() {
    hold("docs/doors/scenario.md", &door_scenario::page());
}

#[tokio::test]
async fn every_operation_of_the_table_is_routed_as_it_says() {
    let world = World::new().await;
    let mut absent = 0;
    for route in door_scenario::routes() {
        let path = route.path.replace(['{', '}'], "");
        let request = Request::builder().method(route.method).uri(&path).body(Body::empty()).unwrap();
        let (status, _, body) = world.ask(request).await;
        match route.status {
            Status::Absent(answer) => {
                let words = answer.strip_prefix("403: ").unwrap();
                assert_eq!(
                    (status.as_u16(), &body["name"]),
                    (403, &json!("ForbiddenError")),
                    "{} {path}",
                    route.method
                );
                let reason = body["reason"].as_str().unwrap();
                assert!(reason[1..].starts_with(&words[1..]), "{body}");
                absent += 1;
            }
            // A handler is there, and wants a key before all else.
            Status::Full | Status::Partial(_) => assert_eq!(status.as_u16(), 401, "{} {path}: {body}", route.method),
        }
    }
    assert!(absent > 40, "{absent} absent operations");
}

#[tokio::test]
async fn what_is_not_there_is_refused_in_the_dialects_form() {
    let world = World::new().await;
    for (method, path, expected) in [("GET", "/v1/nothing", 404), ("PATCH", "/v1/collections", 405)] {
        let request = Request::builder().method(method).uri(path).body(Body::empty()).unwrap();
        let (status, _, body) = world.ask(request).await;
        assert_eq!(status.as_u16(), expected);
        assert!(body["reason"].is_string() && body["name"].is_string() && body["details"].is_object(), "{body}");
    }
}
