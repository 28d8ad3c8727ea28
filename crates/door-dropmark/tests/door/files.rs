//! Files: direct uploads, several at once, replaced ones, pictures from afar, pages that are looked at.

use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};
use testkit::memory::fake_picture;

use crate::world::{PUBLIC_URL, World};

/// A form of names and words, files with their names.
fn form(fields: &[(&str, &str)], files: &[(&str, &str, &str)]) -> String {
    let mut body = String::new();
    let mut part = |head: String, content: &str| {
        body.extend(["--x\r\nContent-Disposition: form-data; ", &head, "\r\n\r\n", content, "\r\n"]);
    };
    for (name, value) in fields {
        part(format!("name=\"{name}\""), value);
    }
    for (name, file, content) in files {
        part(format!("name=\"{name}\"; filename=\"{file}\""), content);
    }
    body + "--x--\r\n"
}

async fn post(world: &World, path: &str, body: String, known: bool) -> (u16, axum::http::HeaderMap, Vec<u8>) {
    use http_body_util::BodyExt;
    use tower::ServiceExt;
    let request = Request::post(path).header("content-type", "multipart/form-data; boundary=x");
    let request = if known {
        request.header("x-api-key", &world.app).header("authorization", &world.people[0].1)
    } else {
        request
    };
    let response = world.door.clone().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
    let (parts, body) = response.into_parts();
    (parts.status.as_u16(), parts.headers, body.collect().await.unwrap().to_bytes().to_vec())
}

fn parsed(body: &[u8]) -> Value {
    serde_json::from_slice(body).unwrap()
}

async fn shelf(world: &World) -> i64 {
    world.send_as(0, "POST", "/collections", &json!({"name": "Files"})).await.1["id"].as_i64().unwrap()
}

fn picture(words: &str) -> String {
    String::from_utf8(fake_picture(800, 600, words).to_vec()).unwrap()
}

#[tokio::test]
async fn a_file_is_posted_with_a_signed_form_and_becomes_an_item() {
    let world = World::new().await;
    let shelf = shelf(&world).await;
    let (status, upload) = world.send_as(0, "POST", "/uploads", &json!({"name": "photo.png"})).await;
    assert_eq!(status, 201, "{upload}");
    let path = upload["url"].as_str().unwrap().strip_prefix(PUBLIC_URL).unwrap();
    let words = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let params: Vec<(String, String)> =
        upload["params"].as_object().unwrap().iter().map(|(name, value)| (name.clone(), words(value))).collect();
    let with = |name: &str, value: &str| {
        let changed = params.iter().map(|(own, old)| (own.as_str(), if own == name { value } else { old.as_str() }));
        form(&changed.collect::<Vec<_>>(), &[("file", "a b.png", &picture("posted"))])
    };
    let key = words(&upload["params"]["key"]);
    for (name, value) in [
        ("signature", "AAAA"),
        ("policy", "e30="),
        ("acl", "public-read"),
        ("Content-Type", "text/html"),
        ("key", "other"),
        ("success_action_status", "200"),
        ("key", &key.replace("uploads/", "uploads/9")),
    ] {
        let (status, _, body) = post(&world, path, with(name, value), false).await;
        assert_eq!((status, parsed(&body)["code"].as_str().unwrap()), (403, "policy_invalid"), "{name}");
    }
    let content = |content: &str| json!({"content": content, "name": "Posted"});
    let items = format!("/collections/{shelf}/items");
    let early = world.send_as(0, "POST", &items, &json!({"upload_id": upload["id"], "content": ""})).await;
    assert_eq!((early.0, early.1["code"].as_str()), (400, Some("content_invalid")), "it has not arrived");
    let (status, headers, body) = post(&world, path, with("", ""), false).await;
    assert_eq!(status, 201, "{}", String::from_utf8_lossy(&body));
    let location = headers["location"].to_str().unwrap();
    assert!(String::from_utf8(body).unwrap().contains(&format!("<Location>{location}</Location>")));
    assert_eq!(post(&world, path, with("", ""), false).await.0, 409, "it came already");
    assert_eq!(world.send_as(1, "POST", &items, &content(location)).await.0, 404);
    let (status, item) = world.send_as(0, "POST", &items, &content(location)).await;
    assert_eq!(
        (status, item["type"].as_str(), item["mime"].as_str()),
        (201, Some("image"), Some("image/png")),
        "{item}"
    );
    assert_eq!((item["name"].as_str(), item["metadata"]["width"].as_i64()), (Some("Posted"), Some(800)));
    assert_eq!(world.send_as(0, "POST", &items, &content(location)).await.0, 404, "it was used");
    let (_, upload) = world.send_as(0, "POST", "/uploads", &json!({"name": "large"})).await;
    let params: Vec<(String, String)> =
        upload["params"].as_object().unwrap().iter().map(|(name, value)| (name.clone(), words(value))).collect();
    let params: Vec<(&str, &str)> = params.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let large = "8".repeat(1001);
    assert_eq!(post(&world, path, form(&params, &[("file", "large", &large)]), false).await.0, 413);
    let by_number = json!({"upload_id": upload["id"]});
    assert_eq!(post(&world, path, form(&params, &[("file", "../../small.txt", "words")]), false).await.0, 201);
    let (status, item) = world.send_as(0, "POST", &items, &by_number).await;
    assert_eq!((status, item["name"].as_str(), item["size"].as_i64()), (201, Some("large"), Some(5)), "{item}");
}

#[tokio::test]
async fn several_files_become_several_items_or_none() {
    let world = World::new().await;
    let shelf = shelf(&world).await;
    let path = format!("/v1/collections/{shelf}/items");
    let files = [("content[]", "a.png", &*picture("a")), ("content[]", "b.txt", "words")];
    let (status, _, body) = post(&world, &path, form(&[("shareable", "true"), ("parent_id", "")], &files), true).await;
    let rows = parsed(&body);
    assert_eq!((status, rows.as_array().map(Vec::len)), (201, Some(2)), "{rows}");
    assert_eq!((rows[0]["name"].as_str(), rows[1]["type"].as_str()), (Some("a.png"), Some("text")));
    let files = [("content[]", "a.png", &*picture("c")), ("content[]", "b.png", "no picture")];
    let (status, ..) = post(&world, &path, form(&[("type", "image")], &files), true).await;
    assert_eq!(status, 400);
    let (_, count) = world.send_as(0, "GET", &format!("/collections/{shelf}/count"), &Value::Null).await;
    assert_eq!(count["count"], 2, "nothing half done");
}

#[tokio::test]
async fn bytes_and_pictures_of_items_are_replaced() {
    let world = World::new().await;
    let shelf = shelf(&world).await;
    let items = format!("/collections/{shelf}/items");
    let (_, _, body) =
        post(&world, &format!("/v1{items}"), form(&[], &[("content", "a.png", &picture("a"))]), true).await;
    let item = parsed(&body);
    let path = format!("/v1/items/{}", item["id"]);
    let (status, _, body) = post(&world, &path, form(&[("name", "New")], &[("content", "b.txt", "words")]), true).await;
    let changed = parsed(&body);
    assert_eq!(
        (status, changed["size"].as_i64(), changed["mime"].as_str()),
        (200, Some(5), Some("text/plain")),
        "{changed}"
    );
    assert_eq!(
        (changed["name"].as_str(), changed["thumbnails"].as_object().map(serde_json::Map::len)),
        (Some("New"), Some(0))
    );
    let (_, note) = world.send_as(0, "POST", &items, &json!({"content": "a note"})).await;
    let refused =
        post(&world, &format!("/v1/items/{}", note["id"]), form(&[("name", "B")], &[("content", "b", "b")]), true)
            .await;
    assert_eq!(refused.0, 400, "a note has no file");
    let put = async |body: Value| world.send_as(0, "PUT", &format!("/items/{}", note["id"]), &body).await;
    let (status, row) = put(json!({"thumbnail": "https://pictures.test/a.png"})).await;
    assert_eq!(status, 200, "{row}");
    let thumbnail = row["thumbnail"].as_str().unwrap();
    assert!(thumbnail.starts_with(&format!("{PUBLIC_URL}/files/")) && row["thumbnails"]["mini"].is_string(), "{row}");
    assert_eq!(
        (row["name"].as_str(), world.web.calls().len()),
        (Some("a note"), 1),
        "what was refused changed nothing"
    );
    assert_eq!(put(json!({"thumbnail": thumbnail})).await.1["thumbnails"], row["thumbnails"]);
    assert_eq!(world.web.calls().len(), 1, "what is sent back is not fetched");
    let (status, refused) = put(json!({"thumbnail": "https://nowhere.test/a.png", "name": "D"})).await;
    assert_eq!((status, refused["code"].as_str()), (400, Some("location_invalid")));
    world.web.serve("https://pages.test/", "text/html", "<p>words</p>");
    assert_eq!(put(json!({"thumbnail": "https://pages.test/", "name": "D"})).await.1["code"], "thumbnail_invalid");
    let (_, row) = put(json!({"thumbnail": ""})).await;
    assert_eq!(
        (row["name"].as_str(), &row["thumbnail"], &row["thumbnails"]),
        (Some("a note"), &Value::Null, &json!({}))
    );
}

#[tokio::test]
async fn pages_are_looked_at_and_files_brought_here() {
    let world = World::new().await;
    let shelf = shelf(&world).await;
    world.web.serve(
        "https://pages.test/a",
        "text/html",
        "<title>A &amp; B</title><meta property=og:image content=/c.png>",
    );
    let (_, found) = world.send_as(0, "GET", "/extract?url=https://pages.test/a", &Value::Null).await;
    let images = json!(["https://pages.test/c.png"]);
    assert_eq!(found, json!({"url": "https://pages.test/a", "title": "A & B", "description": null, "images": images}));
    let (_, found) = world.send_as(0, "GET", "/expand?url=https://pages.test/a", &Value::Null).await;
    assert_eq!(found, json!({"url": "https://pages.test/a"}));
    for path in ["/extract", "/expand", "/extract?url=file:///etc/passwd", "/expand?url=https://nowhere.test/"] {
        assert_eq!(world.send_as(0, "GET", path, &Value::Null).await.0, 400, "{path}");
    }
    let items = format!("/collections/{shelf}/items");
    let far = json!({"type": "image", "content": "https://pictures.test/a.png"});
    let (status, item) = world.send_as(0, "POST", &items, &far).await;
    assert_eq!(
        (status, item["type"].as_str(), item["name"].as_str(), item["is_url"].as_bool()),
        (201, Some("image"), Some("a.png"), Some(false))
    );
    let (status, refused) =
        world.send_as(0, "POST", &items, &json!({"type": "image", "content": "https://nowhere.test/"})).await;
    assert_eq!((status, refused["code"].as_str()), (400, Some("location_invalid")));
    let (_, link) = world.send_as(0, "POST", &items, &json!({"content": "https://pictures.test/a.png"})).await;
    assert_eq!((link["type"].as_str(), link["is_url"].as_bool()), (Some("link"), Some(true)));
}

#[tokio::test]
async fn small_pictures_are_square_where_they_are_called_cropped() {
    use http_body_util::BodyExt;
    use tower::ServiceExt;
    let world = World::new().await;
    let shelf = shelf(&world).await;
    let path = format!("/v1/collections/{shelf}/items");
    let get = async |url: &str| {
        let request = Request::get(url.strip_prefix(PUBLIC_URL).unwrap()).body(Body::empty()).unwrap();
        let response = world.pages.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        (parts.status.as_u16(), body.collect().await.unwrap().to_bytes())
    };
    let (_, _, body) = post(&world, &path, form(&[], &[("content", "a.png", &picture("a"))]), true).await;
    let item = parsed(&body);
    let square = item["thumbnails"]["cropped"].as_str().unwrap();
    assert!(
        square.contains("/s/square/") && item["thumbnails"]["uncropped"].as_str().unwrap().contains("/files/"),
        "{item}"
    );
    assert_eq!(get(square).await, (200, fake_picture(480, 480, "squared")));
    assert_eq!(get(&square.replace('-', "-0")).await.0, 404, "it is signed");
    let (_, _, body) = post(&world, &path, form(&[], &[("content", "a.mp4", "no film")]), true).await;
    let film = parsed(&body);
    assert!(
        ["mini", "large"].iter().all(|name| film["thumbnails"][name] == format!("{PUBLIC_URL}/s/tile/video.webp")),
        "{film}"
    );
}
