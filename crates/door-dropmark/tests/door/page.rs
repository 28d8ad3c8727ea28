//! The compatibility page says what the router does.

use axum::body::Body;
use axum::http::Request;
use door_kit::route_table::Status;
use testkit::documents::hold;

use crate::world::World;

#[test]
fn the_compatibility_page_is_the_generated_one() {
    hold("docs/doors/dropmark.md", &door_dropmark::page());
}

#[test]
fn the_document_is_the_generated_one() {
    hold("docs/openapi/dropmark.json", &format!("{:#}\n", door_dropmark::openapi()));
}

#[tokio::test]
async fn the_document_is_there_for_whoever_asks() {
    let world = World::new().await;
    let (status, _, body) = world.ask(Request::get("/v1/openapi.json").body(Body::empty()).unwrap()).await;
    assert_eq!((status.as_u16(), body["servers"][0]["url"].as_str()), (200, Some(crate::world::PUBLIC_URL)));
    let described: usize =
        body["paths"].as_object().unwrap().values().map(|path| path.as_object().unwrap().len()).sum();
    let offered = door_dropmark::routes().iter().filter(|route| !matches!(route.status, Status::Absent(_)));
    // Two rows are one operation.
    assert_eq!(described, offered.count() - 1);
}

#[tokio::test]
async fn every_operation_is_there_or_says_that_it_is_not() {
    let world = World::new().await;
    for route in door_dropmark::routes() {
        let path = route.path.replace("{id}", "0").replace("{user_id}", "0").replace(['{', '}'], "");
        let request = Request::builder().method(route.method).uri(&path).header("x-api-key", &world.app);
        let (status, _, body) = world.ask(request.body(Body::empty()).unwrap()).await;
        let code = body["code"].as_str().unwrap_or_default();
        match route.status {
            Status::Absent(answer) => {
                assert_eq!((status.as_u16(), code), (404, "not_offered"), "{path}");
                let words = answer.strip_prefix("404: ").unwrap();
                assert!(body["message"].as_str().unwrap()[1..].starts_with(&words[1..]), "{body}");
            }
            _ => assert!(!["not_found", "method_not_allowed", "not_offered"].contains(&code), "{path}: {body}"),
        }
    }
}

/// Takes what comes with a signed policy, and nothing else.
const POLICY: &str = "/v1/uploads/file";

#[tokio::test]
async fn nobody_gets_in_without_a_key_or_a_token() {
    let world = World::new().await;
    let open = ["/v1/ping", "/v1/auth", "/v1/users/signup", "/v1/users/email", "/v1/users/username"];
    let read = ["/v1/collections/{id}", "/v1/items/{id}"];
    for route in door_dropmark::routes()
        .iter()
        .filter(|route| !matches!(route.status, Status::Absent(_)) && route.path != POLICY)
    {
        let path = route.path.replace("{id}", "1").replace("{user_id}", "1");
        let ask = async |key: &str, basic: Option<&str>| {
            let request = Request::builder().method(route.method).uri(&path).header("x-api-key", key);
            let request = basic.into_iter().fold(request, |request, basic| request.header("authorization", basic));
            let (status, _, body) = world.ask(request.body(Body::empty()).unwrap()).await;
            (status.as_u16(), body["code"].as_str().unwrap_or_default().to_owned())
        };
        let told = |status, code: &str| (status, code.to_owned());
        let good = world.people[0].1.as_str();
        for key in ["", "nonsense", &"0".repeat(64)] {
            assert_eq!(ask(key, Some(good)).await, told(401, "key_invalid"), "{path}");
        }
        for basic in ["Basic", "Basic MTow", "Bearer x"] {
            assert_eq!(ask(&world.app, Some(basic)).await, told(401, "user_invalid"), "{path}");
        }
        let is_public = route.method == "GET" && read.iter().any(|start| route.path.starts_with(start));
        if !is_public && !open.contains(&route.path) {
            assert_eq!(ask(&world.app, None).await, told(401, "user_invalid"), "{} {path}", route.method);
        }
    }
}
