//! Archives: asked for, made by a worker, and had by whoever has the link.

use std::sync::Arc;

use futures_util::TryStreamExt;
use library::blobs::Blobs;
use serde_json::{Value, json};
use testkit::memory::fake_picture;
use testkit::unpacked;
use tokio::sync::watch;

use crate::world::World;

impl World {
    /// Lets a worker do all that is to be done.
    async fn work(&self) {
        let (stop, stopped) = watch::channel(false);
        let worker = tokio::spawn(library::worker::run(Arc::clone(&self.library), 2, stopped));
        for _ in 0..500 {
            let (_, jobs) = self.send("GET", "/jobs?hideResults=true", &Value::Null).await;
            let ended = |job: &Value| !["queued", "in-progress"].contains(&job["status"].as_str().unwrap());
            if jobs["jobs"].as_array().unwrap().iter().all(ended) {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        stop.send_replace(true);
        worker.await.unwrap();
    }

    /// The files of the archive that a job made.
    async fn archive(&self, job: &str) -> Vec<(String, Vec<u8>)> {
        let (_, status) = self.send("GET", &format!("/assets/download/{job}"), &Value::Null).await;
        assert_eq!(status["jobStatus"], "success", "{status}");
        let url = status["downloadUrl"].as_str().unwrap();
        assert!(url.rsplit_once('.').is_some_and(|(_, extension)| extension == "zip"), "{url}");
        let bytes = self.blobs.open(self.links.hash_in(url).unwrap(), None).await.unwrap().unwrap();
        unpacked(&bytes.try_collect::<Vec<_>>().await.unwrap().concat())
    }
}

#[tokio::test]
async fn assets_are_had_in_one_archive() {
    let world = World::new().await;
    let (mug, cup) = (world.make("asset", "Mug.png").await, world.make("asset", "Cup.png").await);
    let described = json!({"description": "The red mug"});
    assert_eq!(world.send("PUT", &format!("/assets/{mug}"), &described).await.0, 200);
    let body = json!({
        "query": {"assetIds": [mug, cup, mug], "inferenceIds": [], "modelIds": []},
        "options": {"fileNameTemplate": "all/<description>-<num>", "archiveName": "Spring"},
    });
    let (status, begun) = world.send("POST", "/assets/download", &body).await;
    assert_eq!(status, 200, "{begun}");
    let job = begun["jobId"].as_str().unwrap();
    let (_, waiting) = world.send("GET", &format!("/assets/download/{job}"), &Value::Null).await;
    assert_eq!((&waiting["jobStatus"], waiting.get("downloadUrl")), (&json!("queued"), None));
    world.work().await;
    let picture = |name: &str| fake_picture(10, 20, name).to_vec();
    let wanted = [("all/red_mug-1.png", picture("Mug.png")), ("all/2.png", picture("Cup.png"))];
    let wanted = wanted.map(|(path, content)| (path.to_owned(), content));
    assert_eq!(world.archive(job).await, wanted);
    let (_, shown) = world.send("GET", &format!("/jobs/{job}"), &Value::Null).await;
    let shown = &shown["job"];
    assert_eq!((&shown["jobType"], &shown["status"]), (&json!("assets-download"), &json!("success")));
    assert_eq!(shown["metadata"]["assetIds"], json!([mug, cup, mug]));
    let (status, refused) = world.send("POST", &format!("/jobs/{job}/action"), &json!({"action": "cancel"})).await;
    assert_eq!((status, &refused["name"]), (400, &json!("BadRequestError")));
}

#[tokio::test]
async fn a_model_is_had_with_its_pictures() {
    let world = World::new().await;
    let (model, mug) = (world.make("model", "Ink/1").await, world.make("asset", "Mug.png").await);
    let named = json!({"assetIds": [mug]});
    assert_eq!(world.send("PUT", &format!("/models/{model}/examples"), &named).await.0, 200);
    let added = json!({"assetId": mug});
    assert_eq!(world.send("POST", &format!("/models/{model}/training-images"), &added).await.0, 200);
    let (status, begun) = world.send("POST", &format!("/models/{model}/download"), &json!({})).await;
    assert_eq!(status, 200, "{begun}");
    world.work().await;
    let files = world.archive(begun["jobId"].as_str().unwrap()).await;
    let paths: Vec<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(paths, ["model.json", "examples/Mug.png", "training-images/Mug.png"]);
    let described: Value = serde_json::from_slice(&files[0].1).unwrap();
    assert_eq!(described["model"]["id"], json!(model));
}

#[tokio::test]
async fn a_job_that_waits_is_cancelled_and_lists_are_filtered() {
    let world = World::new().await;
    let (model, mug) = (world.make("model", "Ink").await, world.make("asset", "Mug.png").await);
    let body = json!({
        "query": {"assetIds": [mug], "inferenceIds": [], "modelIds": []},
        "options": {"fileNameTemplate": "<id>"},
    });
    let (_, first) = world.send("POST", "/assets/download", &body).await;
    let (_, second) = world.send("POST", &format!("/models/{model}/download"), &Value::Null).await;
    let (first, second) = (first["jobId"].as_str().unwrap(), second["jobId"].as_str().unwrap());
    let cancel = json!({"action": "cancel"});
    let (_, cancelled) = world.send("POST", &format!("/jobs/{first}/action"), &cancel).await;
    assert_eq!(cancelled["job"]["status"], "canceled", "{cancelled}");
    for (query, ids) in [
        ("", vec![second, first]),
        ("?type=model-download", vec![second]),
        ("?types=assets-download,model-download&pageSize=1", vec![second]),
        ("?status=canceled", vec![first]),
        ("?type=custom", vec![]),
        ("?authorId=user_x", vec![]),
        ("?workflowId=x", vec![]),
        ("?createdAfter=2100-01-01T00:00:00Z", vec![]),
    ] {
        let (status, found) = world.send("GET", &format!("/jobs{query}"), &Value::Null).await;
        assert_eq!(status, 200, "{query}: {found}");
        let found: Vec<&str> =
            found["jobs"].as_array().unwrap().iter().map(|job| job["jobId"].as_str().unwrap()).collect();
        assert_eq!(found, ids, "{query}");
    }
    let (_, page) = world.send("GET", "/jobs?pageSize=1", &Value::Null).await;
    let token = page["nextPaginationToken"].as_str().unwrap();
    let (_, rest) = world.send("GET", &format!("/jobs?pageSize=1&paginationToken={token}"), &Value::Null).await;
    assert_eq!((&rest["jobs"][0]["jobId"], rest.get("nextPaginationToken")), (&json!(first), None));
    assert_eq!(world.send("GET", &format!("/collections?paginationToken={token}"), &Value::Null).await.0, 400);
}
