//! Killed in the middle of uploads and renders, again and again: nothing that was acknowledged is lost, no row is
//! without its file, and what was begun is finished by the next server.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::support::{Place, Server, Web, ask, client};

/// How often the server is killed.
const KILLS: u64 = 50;

#[tokio::test(flavor = "multi_thread")]
async fn nothing_acknowledged_is_lost_when_the_server_is_killed() {
    let place = Place::new().set("MAQUETTE_LOG_LEVEL", "warn");
    let web = Web::start().await;
    let key = place.key("ada").await["sudomock"].as_str().unwrap().to_owned();
    let client = client();
    let mut jobs: Vec<String> = Vec::new();
    let mut mockup: Option<Value> = None;
    for kill in 0..KILLS {
        let server = place.serve().await;
        if mockup.is_none() {
            let order = json!({"psd_file_url": web.url("mug.psd"), "psd_name": "first"});
            let (status, body) = ask(&client, &server, &key, "POST", "/psd/upload", Some(&order)).await;
            assert_eq!(status, 200, "{body}");
            mockup = Some(body["data"].clone());
        }
        let known = mockup.as_ref().unwrap();
        // Orders until the server is gone; those that were acknowledged are kept in mind.
        let stop = tokio::time::sleep(Duration::from_millis(20 + kill * 37 % 400));
        let orders = orders(&client, &server, &key, known, &web, kill, &mut jobs);
        tokio::select! { () = stop => {} () = orders => {} }
        server.kill();
    }
    let server = place.serve().await;
    assert!(jobs.len() as u64 > KILLS, "only {} orders were acknowledged", jobs.len());
    let mut done = 0;
    for job in &jobs {
        let ended = ended(&client, &server, &key, job).await;
        assert_eq!(ended["status"], "succeeded", "{ended}");
        if ended["kind"] == "render" {
            let picture = client.get(ended["result_url"].as_str().unwrap()).send().await.unwrap();
            assert_eq!(picture.status(), 200);
            assert!(picture.bytes().await.unwrap().starts_with(b"RIFF"));
            done += 1;
        }
    }
    assert!(done > 0);
    every_mockup_has_its_files(&client, &server, &key).await;
}

/// Orders uploads and renders, one after the other, until it is dropped.
async fn orders(
    client: &reqwest::Client,
    server: &Server,
    key: &str,
    mockup: &Value,
    web: &Web,
    kill: u64,
    jobs: &mut Vec<String>,
) {
    for number in 0_u64.. {
        let order = if number % 4 == 3 {
            ("/psd/upload", json!({"psd_file_url": web.url("tote.psd"), "is_async": true}))
        } else {
            let color = format!("#{:06x}", (kill * 1000 + number) % 0xff_ffff);
            let slot = json!({"uuid": mockup["smart_objects"][0]["uuid"], "color": {"hex": color}});
            let options = json!({"image_format": "webp", "image_size": 300});
            (
                "/renders",
                json!({"mockup_uuid": mockup["uuid"], "smart_objects": [slot], "export_options": options, "is_async": true}),
            )
        };
        let request = client.post(format!("{}/sudomock/api/v1{}", server.url, order.0)).header("x-api-key", key);
        let request = request.header("content-type", "application/json").body(order.1.to_string());
        let Ok(response) = request.send().await else { return };
        let status = response.status().as_u16();
        let Ok(text) = response.text().await else { return };
        assert_eq!(status, 202, "{text}");
        let body: Value = serde_json::from_str(&text).unwrap();
        jobs.push(body["job_id"].as_str().unwrap().to_owned());
    }
}

/// The job once it has ended.
async fn ended(client: &reqwest::Client, server: &Server, key: &str, job: &str) -> Value {
    let start = Instant::now();
    loop {
        let (status, body) = ask(client, server, key, "GET", &format!("/jobs/{job}"), None).await;
        assert_eq!(status, 200, "an acknowledged job is gone: {body}");
        if ["succeeded", "failed", "cancelled"].contains(&body["status"].as_str().unwrap()) {
            return body;
        }
        assert!(start.elapsed() < Duration::from_mins(2), "never ended: {body}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

async fn every_mockup_has_its_files(client: &reqwest::Client, server: &Server, key: &str) {
    let (status, body) = ask(client, server, key, "GET", "/psd-mockups?limit=100", None).await;
    assert_eq!(status, 200);
    let mockups = body["data"]["mockups"].as_array().unwrap();
    assert!(!mockups.is_empty());
    for mockup in mockups {
        assert_eq!(mockup["thumbnails"].as_array().unwrap().len(), 3);
        for thumbnail in mockup["thumbnails"].as_array().unwrap() {
            let picture = client.get(thumbnail["url"].as_str().unwrap()).send().await.unwrap();
            assert_eq!(picture.status(), 200);
        }
    }
}
