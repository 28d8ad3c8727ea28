//! Dynamic Mockups' tools, on a stand-in for that service's door that says what it was asked.

use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::{Json, Router};
use door_mcp::dynamic_mockups::{Addresses, router};
use http_body_util::BodyExt;
use serde_json::{Value, json};

use crate::world::{World, ask, names, request};

/// Says what it was asked; knows no mockup of the id `none`.
async fn stand_in(request: Request) -> impl IntoResponse {
    let (parts, body) = request.into_parts();
    let bytes = body.collect().await.unwrap().to_bytes();
    let header = |name: &str| parts.headers.get(name).map(|value| value.to_str().unwrap().to_owned());
    if parts.uri.path().ends_with("/none") {
        return (StatusCode::NOT_FOUND, Json(json!({"message": "Mockup not found", "success": false})));
    }
    let data = json!({
        "asked": format!("{} {}", parts.method, parts.uri),
        "body": serde_json::from_slice::<Value>(&bytes).ok(),
        "key": header("x-api-key"),
        "tool": header("x-mcp-tool"),
    });
    (StatusCode::OK, Json(json!({"data": data, "success": true, "message": ""})))
}

async fn server() -> Router {
    let world = World::new().await;
    let addresses = Addresses { api: "https://mockups.test/dynamic-mockups/api/v1".to_owned(), embed: None };
    let server = router(&world.door, Router::new().fallback(stand_in), addresses, &world.guard);
    Router::new().nest("/there", server)
}

async fn call(path: &str, tool: &str, arguments: Value, headers: &[(&str, &str)]) -> (bool, Value) {
    let params = json!({"name": tool, "arguments": arguments});
    let (status, _, answer) = ask(&server().await, request(path, "tools/call", &params, headers)).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    let text = answer["result"]["content"][0]["text"].as_str().unwrap();
    (answer["result"]["isError"] == true, serde_json::from_str(text).unwrap())
}

const KEY: [(&str, &str); 1] = [("authorization", "Bearer id:secret")];

#[tokio::test]
async fn tools_ask_the_door_with_the_callers_key() {
    let given = json!({"catalog_uuid": "c", "include_all_catalogs": false});
    let (error, answer) = call("/there", "get_collections", given, &KEY).await;
    assert!(!error);
    let data = &answer["data"];
    assert_eq!(data["asked"], "GET /api/v1/collections?catalog_uuid=c&include_all_catalogs=false");
    assert_eq!((&data["key"], &data["tool"]), (&json!("id:secret"), &json!("get_collections")));
    let (_, answer) = call("/there/mcp", "create_render", json!({"mockup_uuid": "m", "smart_objects": []}), &KEY).await;
    assert_eq!((&answer["message"], &answer["asked"]), (&json!("Render created"), &json!("POST /api/v1/renders")));
    assert_eq!(answer["body"], json!({"mockup_uuid": "m", "smart_objects": []}));
}

#[tokio::test]
async fn what_the_door_refuses_is_a_tool_error() {
    let (error, answer) = call("/there", "get_mockup_by_uuid", json!({"uuid": "none"}), &KEY).await;
    assert!(error);
    assert_eq!((&answer["error"]["message"], &answer["error"]["status"]), (&json!("Mockup not found"), &json!(404)));
    let (error, answer) = call("/there", "get_catalogs", json!({}), &[]).await;
    assert!(error && answer["error"]["message"] == "API key not configured", "{answer}");
    for (tool, why) in [("create_video", "generative model"), ("nonsense", "Unknown tool")] {
        let (error, answer) = call("/there", tool, json!({}), &KEY).await;
        assert!(error && answer["error"]["message"].as_str().unwrap().contains(why), "{answer}");
    }
}

#[tokio::test]
async fn telling_needs_no_key_and_names_this_server() {
    let (error, answer) = call("/there", "get_api_info", json!({"topic": "integration"}), &[]).await;
    assert!(!error);
    assert_eq!(answer["integration"]["base_url"], "https://mockups.test/dynamic-mockups/api/v1");
    let asked = request("/there", "tools/list", &json!({}), &[("origin", "https://shop.test")]);
    let (_, headers, answer) = ask(&server().await, asked).await;
    assert_eq!(names(&answer).len(), 12);
    assert_eq!(headers["access-control-allow-origin"], "https://shop.test");
}

#[tokio::test]
async fn the_pages_beside_the_protocol_are_there() {
    let server = server().await;
    let page = async |path: &str| {
        let asked = Request::get(path).header(header::HOST, "mockups.test").body(axum::body::Body::empty()).unwrap();
        ask(&server, asked).await
    };
    assert_eq!(page("/there/health").await.2["status"], "ok");
    assert_eq!(page("/there/api/info").await.2["tools"].as_array().unwrap().len(), 12);
    let (status, headers, _) = page("/there/sse").await;
    assert_eq!((status, &headers[header::LOCATION]), (StatusCode::TEMPORARY_REDIRECT, &"/there".parse().unwrap()));
    assert_eq!(page("/there/nonsense").await.0, StatusCode::NOT_FOUND);
}
