//! Our own tools.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use library::ids::AccountId;
use library::limits::{Allowance, Limited, Limiter, Permit, Resource};
use serde_json::{Value, json};

use crate::world::{World, ask, names, request};

async fn call(world: &World, key: &str, tool: &str, arguments: Value) -> Value {
    let params = json!({"name": tool, "arguments": arguments});
    let (status, _, answer) = ask(&world.own(), request("/", "tools/call", &params, &[("x-api-key", key)])).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    answer
}

#[tokio::test]
async fn a_stranger_is_refused_before_anything() {
    let world = World::new().await;
    for headers in [&[][..], &[("x-api-key", "nonsense")], &[("authorization", "Bearer 00")]] {
        let (status, answered, answer) = ask(&world.own(), request("/", "tools/list", &json!({}), headers)).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED);
        assert_eq!(answered["www-authenticate"], "Bearer");
        assert!(answer["error"]["message"].as_str().unwrap().contains("key"), "{answer}");
    }
}

#[tokio::test]
async fn other_names_and_other_origins_are_turned_away() {
    let world = World::new().await;
    let key = world.keys[0].as_str();
    for header in [("host", "evil.test"), ("origin", "https://evil.test"), ("origin", "null")] {
        let asked = request("/", "tools/list", &json!({}), &[("x-api-key", key), header]);
        assert_eq!(ask(&world.own(), asked).await.0, StatusCode::FORBIDDEN, "{header:?}");
    }
    let own = [("x-api-key", key), ("origin", "https://mockups.test")];
    let (status, headers, _) = ask(&world.own(), request("/", "tools/list", &json!({}), &own)).await;
    assert_eq!(
        (status, &headers["access-control-allow-origin"]),
        (StatusCode::OK, &"https://mockups.test".parse().unwrap())
    );
    // What browsers ask before comes without a key.
    let before = Request::options("/")
        .header("host", "mockups.test")
        .header("origin", "http://localhost:6274")
        .header("access-control-request-method", "POST")
        .header("access-control-request-headers", "authorization");
    let (status, headers, _) = ask(&world.own(), before.body(Body::empty()).unwrap()).await;
    assert_eq!(status, StatusCode::OK);
    assert!(headers["access-control-allow-headers"].to_str().unwrap().contains("authorization"));
}

#[tokio::test]
async fn a_mockup_is_made_and_rendered_and_nobody_else_sees_it() {
    let world = World::new().await;
    let [ada, eve] = &world.keys;
    let made = call(&world, ada, "upload_mockup", json!({"url": "https://files.test/Mug.psd"})).await;
    let mockup = made["result"]["structuredContent"]["mockup"].clone();
    assert!(mockup.is_string(), "{made}");
    let order = json!({"mockup": mockup, "fills": [{"slot": "Front", "color": "#ff0000"}], "output": {"width": 100}});
    let drawn = call(&world, ada, "render", order.clone()).await;
    let content = &drawn["result"]["structuredContent"];
    assert_eq!(content["status"], "done", "{drawn}");
    assert!(content["url"].as_str().unwrap().starts_with("https://mockups.test/files/"), "{drawn}");

    for (tool, arguments) in [
        ("render", order),
        ("inspect_mockup", json!({"mockup": mockup})),
        ("get_render", json!({"render": content["render"]})),
        ("get_job", json!({"job": content["job"]})),
    ] {
        let answer = call(&world, eve, tool, arguments).await;
        let (error, words) = (&answer["result"]["isError"], &answer["result"]["content"][0]["text"]);
        assert!(*error == true && words.as_str().unwrap().ends_with("not found"), "{tool}: {answer}");
    }
    let found = call(&world, eve, "search_library", json!({})).await;
    assert_eq!(found["result"]["structuredContent"]["mockups"]["total"], 0);
}

#[tokio::test]
async fn whoever_only_looks_is_offered_nothing_that_changes() {
    let world = World::new().await;
    let key = [("x-api-key", world.keys[0].as_str())];
    let (_, _, all) = ask(&world.own(), request("/", "tools/list", &json!({}), &key)).await;
    let (_, _, few) = ask(&world.own(), request("/read-only", "tools/list", &json!({}), &key)).await;
    assert!(names(&all).contains(&"render") && !names(&few).contains(&"render"));
    assert!(names(&few).iter().all(|name| names(&all).contains(name)));
    let params = json!({"name": "create_collection", "arguments": {"name": "x"}});
    let (_, _, answer) = ask(&world.own(), request("/read-only", "tools/call", &params, &key)).await;
    assert!(answer["error"]["message"].as_str().unwrap().contains("read-only"), "{answer}");
    let found = call(&world, &world.keys[0], "list_collections", json!({})).await;
    assert_eq!(found["result"]["structuredContent"]["total"], 0);
}

#[tokio::test]
async fn wrong_arguments_are_a_sentence_and_not_a_broken_call() {
    let world = World::new().await;
    for (tool, arguments, wanted) in [
        ("get_job", json!({}), "missing field `job`"),
        ("get_job", json!({"job": "x"}), "job: "),
        ("search_library", json!({"limit": 1000}), "limit: must be from 1 to 100"),
        ("create_collection", json!({"name": ""}), "name: must not be empty"),
        ("upload_mockup", json!({"url": "https://files.test/missing.psd"}), ""),
    ] {
        let answer = call(&world, &world.keys[0], tool, arguments).await;
        assert_eq!(answer["result"]["isError"], true, "{tool}: {answer}");
        let words = answer["result"]["content"][0]["text"].as_str().unwrap();
        assert!(words.contains(wanted) && !words.contains('\n'), "{words}");
    }
}

#[tokio::test]
async fn whoever_asks_too_often_is_told_when_to_come_back() {
    struct Never;
    impl Limiter for Never {
        fn take(&self, _: &str) -> Result<Option<Allowance>, Limited> {
            let retry_after = Duration::from_millis(1500);
            Err(Limited { resource: Resource::Requests, limit: 7, current: 0, retry_after })
        }

        fn enter(&self, _: AccountId, _: Resource) -> Result<Permit, Limited> {
            Ok(Permit(None))
        }
    }
    let world = World::with(Arc::new(Never)).await;
    let key = [("x-api-key", world.keys[0].as_str())];
    let (status, headers, answer) = ask(&world.own(), request("/", "tools/list", &json!({}), &key)).await;
    assert_eq!((status, &headers["retry-after"]), (StatusCode::TOO_MANY_REQUESTS, &"2".parse().unwrap()));
    assert!(answer["error"]["message"].as_str().unwrap().contains("more than 7 requests"), "{answer}");
}
