//! Too often, too much at once, and too slow.

use std::sync::Arc;
use std::time::Duration;

use library::ids::AccountId;
use library::limits::{Allowance, Limited, Limiter, Permit, Resource, Unlimited};
use serde_json::json;

use crate::world::World;

/// Refuses what it is told to refuse.
struct Strict(Option<Resource>);

const RETRY: Duration = Duration::from_millis(29_500);

impl Limiter for Strict {
    fn take(&self, _: &str) -> Result<Option<Allowance>, Limited> {
        if self.0 == Some(Resource::Requests) {
            return Err(Limited { resource: Resource::Requests, limit: 1000, current: 0, retry_after: RETRY });
        }
        Ok(Some(Allowance { limit: 1000, remaining: 998, reset: Duration::from_secs(7) }))
    }

    fn enter(&self, _: AccountId, resource: Resource) -> Result<Permit, Limited> {
        if self.0 == Some(resource) {
            return Err(Limited { resource, limit: 10, current: 11, retry_after: Duration::from_secs(1) });
        }
        Ok(Permit(None))
    }
}

#[tokio::test]
async fn too_many_requests_are_refused_in_the_words_of_the_documents() {
    let world = World::new(Arc::new(Strict(Some(Resource::Requests)))).await;
    let error = json!({
        "type": "rate_limit_exceeded", "code": "RATE_LIMIT_EXCEEDED", "limit": 1000, "remaining": 0,
        "reset_seconds": 30, "retry_after": 30, "resource": "api",
    });
    let list = world.request("GET", "/api/v1/mockups", &json!(null));
    let (status, headers, body) = world.ask(list).await;
    assert_eq!((status.as_u16(), &headers["retry-after"]), (429, &"30".parse().unwrap()));
    assert_eq!(body, json!({"detail": "Rate limit exceeded. Try again in 30 seconds.", "error": error}));
    let told =
        ["ratelimit-limit", "ratelimit-remaining", "ratelimit-reset"].map(|name| headers[name].to_str().unwrap());
    assert_eq!(told, ["1000", "0", "30"]);
    let patch = world.request("PATCH", "/api/v1/mockups/x", &json!({"name": "a"}));
    let (_, _, body) = world.ask(patch).await;
    assert_eq!(body, json!({"detail": "Rate limit exceeded. Please slow down and try again.", "error": error}));
}

#[tokio::test]
async fn what_is_left_of_a_rate_is_told() {
    let world = World::new(Arc::new(Strict(None))).await;
    let (_, headers, _) = world.ask(world.request("GET", "/api/v1/me", &json!(null))).await;
    let told =
        ["ratelimit-limit", "ratelimit-remaining", "ratelimit-reset"].map(|name| headers[name].to_str().unwrap());
    assert_eq!(told, ["1000", "998", "7"]);
}

#[tokio::test]
async fn too_many_uploads_at_once_are_refused_and_jobs_are_not() {
    let world = World::new(Arc::new(Strict(Some(Resource::Uploads)))).await;
    let upload = |is_async: bool| {
        let body = json!({"psd_file_url": "https://files.test/Mug.psd", "is_async": is_async});
        world.request("POST", "/api/v1/psd/upload", &body)
    };
    let (status, headers, body) = world.ask(upload(false)).await;
    assert_eq!((status.as_u16(), &headers["retry-after"]), (429, &"1".parse().unwrap()));
    let error = json!({
        "type": "concurrent_limit_exceeded", "code": "CONCURRENT_LIMIT_EXCEEDED", "limit": 10, "current": 11,
        "remaining": 0, "reset_seconds": 1, "retry_after": 1, "resource": "concurrent-upload",
    });
    assert_eq!(body, json!({"detail": "More than 10 uploads at once.", "error": error}));
    assert_eq!(world.ask(upload(true)).await.0.as_u16(), 202);
}

#[tokio::test]
async fn whoever_waits_too_long_is_given_the_job() {
    let world = World::new(Arc::new(Unlimited)).await;
    world.renderer.hold();
    let body = json!({"psd_file_url": "https://files.test/Mug.psd"});
    let (status, _, body) = world.ask(world.request("POST", "/api/v1/psd/upload", &body)).await;
    assert_eq!((status.as_u16(), &body["kind"], &body["status"]), (202, &json!("upload"), &json!("running")));
    let path = body["status_url"].as_str().unwrap().to_owned();
    world.renderer.release();
    for _ in 0..200 {
        let (_, _, job) = world.ask(world.request("GET", &path, &json!(null))).await;
        if job["status"] == "succeeded" {
            assert!(job["mockup_uuid"].is_string() && job["mockup_name"] == "Mug");
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("the upload never ended");
}

#[tokio::test]
async fn a_cancelled_job_is_shown_as_failed() {
    let world = World::new(Arc::new(Unlimited)).await;
    world.renderer.hold();
    let body = json!({"psd_file_url": "https://files.test/Mug.psd", "is_async": true});
    let (_, _, job) = world.ask(world.request("POST", "/api/v1/psd/upload", &body)).await;
    let id: uuid::Uuid = job["job_id"].as_str().unwrap().parse().unwrap();
    let mut secret = [0; 32];
    hex::decode_to_slice(&world.keys[0][3..], &mut secret).unwrap();
    let ada = world.library.authenticate(door_sudomock::LABEL, &secret).await.unwrap();
    world.library.cancel_job(&ada, id.into()).await.unwrap();
    let (_, _, job) = world.ask(world.request("GET", &format!("/api/v1/jobs/{id}"), &json!(null))).await;
    assert_eq!((&job["status"], &job["error_code"]), (&json!("failed"), &json!("CANCELLED")));
}
