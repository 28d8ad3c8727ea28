//! What receivers get: bodies in both vocabularies, and signatures that hold.

use std::sync::Arc;
use std::time::Duration;

use library::limits::Unlimited;
use library::secrets;
use library::webhooks::Message;
use library::webhooks::worker::{self, Pace};
use serde_json::{Value, json};
use tokio::sync::watch;

use crate::world::{PUBLIC_URL, World};

const CURRENT: &str = "https://receiver.test/current";
const LEGACY: &str = "https://receiver.test/legacy";

/// A world whose webhooks leave.
async fn telling() -> (World, watch::Sender<bool>) {
    let world = World::new(Arc::new(Unlimited)).await;
    let (stop, stopped) = watch::channel(false);
    let pace = Pace { look: Duration::from_millis(5), ..Pace::default() };
    tokio::spawn(worker::run(world.library.clone(), pace, stopped));
    (world, stop)
}

async fn asked(world: &World, method: &str, path: &str, body: &Value) -> Value {
    let (status, _, answer) = world.ask(world.request(method, &format!("/api/v1{path}"), body)).await;
    assert!(status.is_success(), "{path}: {answer}");
    answer
}

/// An endpoint's secret.
async fn endpoint(world: &World, url: &str, naming: &str) -> String {
    let made = asked(world, "POST", "/webhook-endpoints", &json!({"url": url, "event_naming": naming})).await;
    made["secret"].as_str().unwrap().to_owned()
}

/// What was sent to a URL, once there are so many.
async fn sent(world: &World, url: &str, count: usize) -> Vec<Message> {
    for _ in 0..1_000 {
        let sent = world.sender.sent(url);
        if sent.len() >= count {
            return sent;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    panic!("{url} was sent {} messages, not {count}", world.sender.sent(url).len());
}

fn body(message: &Message) -> Value {
    serde_json::from_slice(&message.body).unwrap()
}

/// Checks a message as receivers do.
fn assert_signed(world: &World, message: &Message, secret: &str) {
    let value = |wanted| message.headers.iter().find(|(name, _)| *name == wanted).unwrap().1.clone();
    assert_eq!(value("content-type"), "application/json");
    let timestamp = value("x-sudomock-timestamp");
    assert_eq!(timestamp, world.library.now().timestamp().to_string());
    let signed = [timestamp.as_bytes(), b".", &message.body].concat();
    assert_eq!(value("x-sudomock-signature"), hex::encode(secrets::hmac(secret.as_bytes(), &signed)));
}

#[tokio::test]
async fn a_render_is_told_with_a_link_to_its_picture() {
    let (world, _stop) = telling().await;
    let secrets = [endpoint(&world, CURRENT, "current").await, endpoint(&world, LEGACY, "legacy").await];
    let upload = json!({"psd_file_url": "https://files.test/Mug.psd"});
    let mug = asked(&world, "POST", "/psd/upload", &upload).await["data"].clone();
    let slot = json!({"uuid": mug["smart_objects"][0]["uuid"], "color": {"hex": "#ff0000"}});
    let order = json!({"mockup_uuid": mug["uuid"], "smart_objects": [slot], "export_label": "Spring"});
    let made = asked(&world, "POST", "/renders", &order).await;
    let jobs = asked(&world, "GET", "/jobs", &Value::Null).await["jobs"].clone();
    let render = |naming: &str| {
        let mut expected = json!({
            "event": "render.succeeded", "job_id": jobs[0]["job_id"], "kind": "render", "status": "succeeded",
            "result_url": made["data"]["print_files"][0]["export_path"], "error": null,
            "created_at": "2026-01-01T12:00:00Z"
        });
        if naming == "legacy" {
            expected["render_uuid"] = jobs[0]["job_id"].clone();
        }
        expected
    };
    for ((url, naming), secret) in [(CURRENT, "current"), (LEGACY, "legacy")].into_iter().zip(&secrets) {
        let sent = sent(&world, url, 2).await;
        let mut bodies: Vec<Value> = sent.iter().map(body).collect();
        bodies.sort_by_key(|body| body["event"].as_str().unwrap().to_owned());
        assert_eq!(bodies[0], render(naming));
        assert!(bodies[0]["result_url"].as_str().unwrap().starts_with(&format!("{PUBLIC_URL}/files/")));
        let upload = &bodies[1];
        assert_eq!((&upload["event"], &upload["kind"]), (&json!("upload.succeeded"), &json!("upload")));
        assert_eq!((&upload["job_id"], &upload["result_url"]), (&jobs[1]["job_id"], &Value::Null));
        for message in &sent {
            assert_signed(&world, message, secret);
        }
    }
}

#[tokio::test]
async fn a_failed_upload_is_told_as_a_failed_render() {
    let (world, _stop) = telling().await;
    let secret = endpoint(&world, CURRENT, "current").await;
    let upload = json!({"psd_file_url": "https://files.test/missing.psd"});
    let (status, ..) = world.ask(world.request("POST", "/api/v1/psd/upload", &upload)).await;
    assert_eq!(status.as_u16(), 400);
    let told = sent(&world, CURRENT, 1).await;
    let job = asked(&world, "GET", "/jobs", &Value::Null).await["jobs"][0].clone();
    let expected = json!({
        "event": "render.failed", "job_id": job["job_id"], "kind": "upload", "status": "failed", "result_url": null,
        "error": job["error"], "created_at": "2026-01-01T12:00:00Z"
    });
    assert_eq!(body(&told[0]), expected);
    assert_signed(&world, &told[0], &secret);
}

#[tokio::test]
async fn a_delivery_is_listed_with_what_became_of_it() {
    let (world, _stop) = telling().await;
    let made = asked(&world, "POST", "/webhook-endpoints", &json!({"url": CURRENT})).await;
    let path = format!("/webhook-endpoints/{}", made["id"].as_str().unwrap());
    world.sender.answer(CURRENT, 500);
    asked(&world, "POST", &format!("{path}/test"), &Value::Null).await;
    let row = async |status: &str| {
        for _ in 0..1_000 {
            let rows = asked(&world, "GET", &format!("{path}/deliveries?status={status}"), &Value::Null).await;
            if let Some(row) = rows.as_array().unwrap().first() {
                return row.clone();
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        panic!("no delivery is {status}");
    };
    let failed = row("failed").await;
    assert_eq!((&failed["http_status"], &failed["attempt"]), (&json!(500), &json!(1)));
    assert_eq!(failed["last_error"], "The receiver answered with status 500");
    world.sender.answer(CURRENT, 200);
    let again = asked(&world, "POST", &format!("{path}/deliveries/replay-failed"), &Value::Null).await;
    assert_eq!(again, json!({"status": "queued", "count": 1}));
    let delivered = row("delivered").await;
    assert_eq!((&delivered["id"], &delivered["http_status"]), (&failed["id"], &json!(200)));
    assert_eq!((&delivered["attempt"], &delivered["last_error"]), (&json!(1), &Value::Null));
    assert_eq!(body(&sent(&world, CURRENT, 2).await[1])["event"], "webhook.test");
}
