//! Several nodes on one PostgreSQL and one S3 storage: what one keeps the others have, and what one begins the others
//! end.

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::postgres;
use crate::storage::{self, find};
use crate::support::{Place, Server, Web, ask, client};

/// What all nodes share.
struct Shared {
    database: String,
    blobs: String,
}

impl Shared {
    /// A database and a bucket of their own; `None` where the servers for them are missing.
    async fn new() -> Option<Self> {
        static STORAGE: OnceLock<Option<storage::Server>> = OnceLock::new();
        let start = || {
            let program = find("s3s-fs", "MAQUETTE_TEST_TOOLS")?;
            Some(storage::Server::start(&program, |port, scratch| {
                ["--host=127.0.0.1", "--access-key=known", "--secret-key=secret", "--port", port, scratch]
                    .map(str::to_owned)
            }))
        };
        let storage = STORAGE.get_or_init(start).as_ref()?;
        let database = postgres::database().await?;
        let bucket = format!("bucket-{}", uuid::Uuid::new_v4());
        std::fs::create_dir(storage.scratch.join(&bucket)).unwrap();
        let endpoint = format!("http://127.0.0.1:{}", storage.port);
        Some(Self { database, blobs: format!("s3://{bucket}/?endpoint={endpoint}&region=us-east-1") })
    }

    /// A place for a node: with a folder of its own, which nobody else sees.
    fn place(&self) -> Place {
        Place::new()
            .set("MAQUETTE_DATABASE", &self.database)
            .set("MAQUETTE_BLOBS", &self.blobs)
            .set("MAQUETTE_SECRET", "the same at every node")
            .set("AWS_ACCESS_KEY_ID", "known")
            .set("AWS_SECRET_ACCESS_KEY", "secret")
    }
}

fn order(mockup: &Value, number: usize, is_async: bool) -> Value {
    let slot = json!({"uuid": mockup["smart_objects"][0]["uuid"], "color": {"hex": format!("#{number:06x}")}});
    let options = json!({"image_size": 300});
    json!({"mockup_uuid": mockup["uuid"], "smart_objects": [slot], "export_options": options, "is_async": is_async})
}

async fn upload(server: &Server, key: &str, web: &Web) -> Value {
    let body = json!({"psd_file_url": web.url("mug.psd")});
    let (status, body) = ask(&client(), server, key, "POST", "/psd/upload", Some(&body)).await;
    assert_eq!(status, 200, "{body}");
    body["data"].clone()
}

/// The statuses of these jobs.
async fn statuses(server: &Server, key: &str, jobs: &[String]) -> Vec<String> {
    let mut found = Vec::new();
    for job in jobs {
        let (status, body) = ask(&client(), server, key, "GET", &format!("/jobs/{job}"), None).await;
        assert_eq!(status, 200, "{body}");
        found.push(body["status"].as_str().unwrap().to_owned());
    }
    found
}

async fn until_all_succeed(server: &Server, key: &str, jobs: &[String]) {
    let start = Instant::now();
    loop {
        let found = statuses(server, key, jobs).await;
        if found.iter().all(|status| status == "succeeded") {
            return;
        }
        assert!(start.elapsed() < Duration::from_mins(2) && !found.contains(&"failed".to_owned()), "{found:?}");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_node_keeps_another_has() {
    let Some(shared) = Shared::new().await else { return };
    let (one, other, web) = (shared.place(), shared.place(), Web::start().await);
    let key = one.key("ada").await["sudomock"].as_str().unwrap().to_owned();
    let (one, other) = (one.serve().await, other.serve().await);
    let mockup = upload(&one, &key, &web).await;
    let (status, list) = ask(&client(), &other, &key, "GET", "/psd-mockups", None).await;
    assert_eq!((status, &list["data"]["mockups"][0]["uuid"]), (200, &mockup["uuid"]), "{list}");
    let (status, body) = ask(&client(), &other, &key, "POST", "/renders", Some(&order(&mockup, 0xff0000, false))).await;
    assert_eq!(status, 200, "{body}");
    // Both sign and serve alike: a link that one made, the other takes.
    let url = body["data"]["print_files"][0]["export_path"].as_str().unwrap();
    for server in [&one, &other] {
        let picture = client().get(url.replace(&other.url, &server.url)).send().await.unwrap();
        assert_eq!(picture.status(), 200);
        assert!(picture.bytes().await.unwrap().starts_with(b"RIFF"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_node_that_only_answers_waits_for_one_that_only_works() {
    let Some(shared) = Shared::new().await else { return };
    let (place, works, web) = (shared.place(), shared.place(), Web::start().await);
    let key = place.key("ada").await["sudomock"].as_str().unwrap().to_owned();
    let api = place.serve_as("api").await;
    let body = json!({"psd_file_url": web.url("mug.psd"), "is_async": true});
    let (status, body) = ask(&client(), &api, &key, "POST", "/psd/upload", Some(&body)).await;
    assert_eq!(status, 202, "{body}");
    let job = [body["job_id"].as_str().unwrap().to_owned()];
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(statuses(&api, &key, &job).await, ["queued"]);
    let _worker = works.serve_as("worker").await;
    until_all_succeed(&api, &key, &job).await;
    let (_, list) = ask(&client(), &api, &key, "GET", "/psd-mockups", None).await;
    let mockup = &list["data"]["mockups"][0];
    // The worker hears of the order, and we of its end, at once: not by looking now and then.
    let start = Instant::now();
    let (status, body) = ask(&client(), &api, &key, "POST", "/renders", Some(&order(mockup, 0x00ff00, false))).await;
    assert_eq!(status, 200, "{body}");
    assert!(start.elapsed() < Duration::from_secs(4), "{:?}", start.elapsed());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_work_of_a_node_that_is_killed_is_done_by_another() {
    let Some(shared) = Shared::new().await else { return };
    let (place, works, works_too) = (shared.place(), shared.place(), shared.place());
    let web = Web::start().await;
    let key = place.key("ada").await["sudomock"].as_str().unwrap().to_owned();
    let api = place.serve_as("api").await;
    let killed = works.serve_as("worker").await;
    let mockup = upload(&api, &key, &web).await;
    let mut jobs = Vec::new();
    for number in 0..40 {
        let (status, body) = ask(&client(), &api, &key, "POST", "/renders", Some(&order(&mockup, number, true))).await;
        assert_eq!(status, 202, "{body}");
        jobs.push(body["job_id"].as_str().unwrap().to_owned());
    }
    killed.kill();
    let found = statuses(&api, &key, &jobs).await;
    assert!(found.iter().any(|status| status == "running"), "it was killed in the middle of nothing: {found:?}");
    let _other = works_too.serve_as("worker").await;
    until_all_succeed(&api, &key, &jobs).await;
}
