//! Uploads in parts and by URL, from their beginning to what becomes of them.

use axum::body::Body;
use axum::http::Request;
use library::fetch::FetchError;
use serde_json::{Value, json};
use testkit::memory::fake_picture;

use crate::world::{PUBLIC_URL, World};

/// What uploads of pictures begin with: the fake renderer's pictures are words, so bytes that say what they are not.
const TEXT: &[u8] = b"Words and more words.";

fn text_of(parts: u32, size: usize) -> Value {
    json!({"kind": "text", "fileName": "words.txt", "contentType": "text/plain", "fileSize": size, "parts": parts})
}

impl World {
    /// Begins an upload as Ada; its id and the addresses of its parts.
    async fn begin(&self, body: &Value) -> (String, Vec<String>) {
        let (status, answer) = self.send("POST", "/uploads", body).await;
        assert_eq!(status, 200, "{answer}");
        let upload = &answer["upload"];
        let parts = upload["parts"].as_array().unwrap().iter();
        let urls = parts.map(|part| part["url"].as_str().unwrap().to_owned()).collect();
        (upload["id"].as_str().unwrap().to_owned(), urls)
    }

    /// Puts a part's bytes at its address, without any credential.
    async fn put(&self, url: &str, bytes: &[u8]) -> (u16, Option<String>, Value) {
        let path = url.strip_prefix(PUBLIC_URL).and_then(|path| path.strip_prefix("/scenario")).unwrap();
        let request = Request::builder().method("PUT").uri(path).body(Body::from(bytes.to_vec())).unwrap();
        let (status, headers, body) = self.ask(request).await;
        let etag = headers.get("etag").map(|etag| etag.to_str().unwrap().to_owned());
        (status.as_u16(), etag, body)
    }

    async fn complete(&self, id: &str) -> (u16, Value) {
        self.send("POST", &format!("/uploads/{id}/action"), &json!({"action": "complete"})).await
    }
}

#[tokio::test]
async fn parts_come_in_any_order_and_again_and_become_an_asset() {
    let world = World::new().await;
    let (collection, parent) = (world.make("collection", "Set").await, world.make("asset", "Mug").await);
    let mut body = text_of(3, TEXT.len());
    body["assetOptions"] = json!({"collectionIds": [collection], "hide": true, "parentId": parent});
    let (id, urls) = world.begin(&body).await;
    assert_eq!((urls.len(), urls[0].starts_with(PUBLIC_URL)), (3, true));
    for (place, bytes) in [(2, &TEXT[12..]), (0, &TEXT[..5]), (0, b"xxxxx"), (1, &TEXT[5..12])] {
        let (status, etag, body) = world.put(&urls[place], bytes).await;
        assert!(status == 200 && etag.unwrap().len() == 66, "{body}");
    }
    let (_, first) = world.complete(&id).await;
    assert_eq!(first["upload"]["status"], "imported", "{first}");
    let (_, again) = world.complete(&id).await;
    let (_, read) = world.send("GET", &format!("/uploads/{id}"), &Value::Null).await;
    assert_eq!((&again, &read), (&first, &first), "asking again changes nothing");
    let asset = first["upload"]["entityId"].as_str().unwrap();
    let (_, made) = world.send("GET", &format!("/assets/{asset}"), &Value::Null).await;
    let made = &made["asset"];
    assert_eq!(made["collectionIds"], json!([collection]));
    assert_eq!(
        (&made["kind"], &made["isHidden"], &made["mimeType"]),
        (&json!("text"), &json!(true), &json!("text/plain"))
    );
    assert_eq!((&made["metadata"]["parentId"], &made["properties"]["size"]), (&json!(parent), &json!(TEXT.len())));
    let (status, _, refused) = world.put(&urls[0], b"late").await;
    assert_eq!((status, &refused["name"]), (409, &json!("ConflictError")));
}

#[tokio::test]
async fn missing_and_changed_parts_are_refused_and_may_be_mended() {
    let world = World::new().await;
    let (id, urls) = world.begin(&text_of(2, 10)).await;
    assert_eq!(world.put(&urls[0], b"12345").await.0, 200);
    let (status, answer) = world.complete(&id).await;
    assert_eq!((status, &answer["reason"]), (400, &json!("Parts are missing: 2.")));
    assert_eq!(world.put(&urls[1], b"1234").await.0, 200);
    let (status, answer) = world.complete(&id).await;
    assert_eq!((status, &answer["reason"]), (400, &json!("fileSize says 10 bytes, and the parts have 9.")));
    assert_eq!(world.put(&urls[1], b"12345678901").await.0, 400, "more than the whole file");
    assert_eq!(world.send("GET", &format!("/uploads/{id}"), &Value::Null).await.1["upload"]["status"], "pending");
    assert_eq!(world.put(&urls[1], b"67890").await.0, 200);
    assert_eq!(world.complete(&id).await.1["upload"]["status"], "imported");
}

#[tokio::test]
async fn addresses_of_parts_hold_for_their_part_alone() {
    let world = World::new().await;
    let (_, urls) = world.begin(&text_of(2, 10)).await;
    let (_, others) = world.begin(&text_of(2, 10)).await;
    let (id, other) = (urls[0].split('/').nth(6).unwrap(), others[0].split('/').nth(6).unwrap());
    let third = urls[0].replace("/parts/1/", "/parts/3/");
    for forged in [urls[0].replace("/parts/1/", "/parts/2/"), urls[0].replace(id, other), third] {
        assert_ne!(forged, urls[0]);
        let (status, _, body) = world.put(&forged, b"12345").await;
        assert_eq!((status, &body["name"]), (403, &json!("ForbiddenError")), "{forged}");
    }
}

#[tokio::test]
async fn a_file_that_is_not_what_it_says_fails_and_leaves_nothing() {
    let world = World::new().await;
    for kind in ["image", "avatar", "video", "audio", "3d", "model"] {
        let png = b"\x89PNG\r\n\x1a\n broken";
        let bytes: &[u8] = if kind == "3d" { png } else { TEXT };
        let bytes = if kind == "image" { png } else { bytes };
        let body = json!({"kind": kind, "fileName": "a", "contentType": "x/y", "fileSize": bytes.len(), "parts": 1});
        let (id, urls) = world.begin(&body).await;
        assert_eq!(world.put(&urls[0], bytes).await.0, 200);
        let (status, answer) = world.complete(&id).await;
        assert_eq!((status, &answer["upload"]["status"]), (200, &json!("failed")), "{kind}: {answer}");
        assert!(answer["upload"]["errorMessage"].as_str().unwrap().starts_with("the file is no "), "{answer}");
        assert!(answer["upload"].get("entityId").is_none());
    }
    for path in ["/assets", "/models"] {
        let (_, answer) = world.send("GET", path, &Value::Null).await;
        assert_eq!(answer.as_object().unwrap().values().next(), Some(&json!([])), "{answer}");
    }
}

#[tokio::test]
async fn weights_become_a_model() {
    let world = World::new().await;
    let weights = b"\x02\0\0\0\0\0\0\0{}weights";
    let body = json!({"kind": "model", "fileName": "ink.safetensors", "contentType": "application/safetensors", "fileSize": weights.len(), "parts": 1});
    let (id, urls) = world.begin(&body).await;
    world.put(&urls[0], weights).await;
    let (_, answer) = world.complete(&id).await;
    let model = answer["upload"]["entityId"].as_str().unwrap();
    let (_, made) = world.send("GET", &format!("/models/{model}"), &Value::Null).await;
    assert_eq!((&made["model"]["status"], &made["model"]["name"]), (&json!("trained"), &json!("ink.safetensors")));
}

#[tokio::test]
async fn a_file_comes_from_its_url() {
    let world = World::new().await;
    world.fetcher.serve("https://a.test/pictures/mug.txt?x=1", "text/plain", TEXT);
    world.fetcher.serve("https://a.test/mug.png", "image/png", fake_picture(3, 4, "mug"));
    world.fetcher.fail("https://inside.test/", FetchError::Forbidden);
    let begin = async |kind: &str, url: &str| world.send("POST", "/uploads", &json!({"kind": kind, "url": url})).await;
    let (_, answer) = begin("text", "https://a.test/pictures/mug.txt?x=1").await;
    let upload = &answer["upload"];
    assert_eq!((&upload["status"], &upload["fileName"]), (&json!("imported"), &json!("mug.txt")), "{answer}");
    assert_eq!((&upload["source"], upload.get("parts")), (&json!("url"), None));
    let (_, answer) = begin("image", "https://a.test/mug.png").await;
    assert_eq!(answer["upload"]["errorMessage"], "the file is no image", "{answer}");
    let (_, answer) = begin("image", "https://a.test/none").await;
    assert_eq!(answer["upload"]["errorMessage"], "the URL answered with status 404", "{answer}");
    for url in ["https://inside.test/", "file:///etc/passwd", "words"] {
        assert_eq!(begin("image", url).await.0, 400, "{url}");
    }
}
