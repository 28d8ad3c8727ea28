//! Bad input: each a refusal in the dialect's words, nothing stored, no job left behind.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::Request;
use library::ids::AccountId;
use library::limits::{Allowance, Limited, Limiter, Permit, Resource};
use library::renderer::DrawError;
use serde_json::{Value, json};

use crate::world::{Part, World};

/// The answer to a render of the mockup's first smart object with this asset.
async fn with_asset(world: &World, mockup: &Value, asset: Value) -> (u16, Value) {
    let fill = json!({"uuid": mockup["smart_objects"][0]["uuid"], "asset": asset});
    render(world, mockup, json!({"smart_objects": [fill]})).await
}

async fn render(world: &World, mockup: &Value, words: Value) -> (u16, Value) {
    let mut body = words;
    body["mockup_uuid"] = mockup["uuid"].clone();
    world.send("POST", "/renders", &body).await
}

/// Refused with this status, and told of this field.
fn refused((status, answer): &(u16, Value), expected: u16, field: &str) {
    assert_eq!(*status, expected, "{answer}");
    assert_eq!((&answer["success"], &answer["data"]), (&json!(false), &json!([])), "{answer}");
    assert!(answer["message"].as_str().is_some_and(|message| !message.is_empty()), "{answer}");
    assert_eq!(answer["errors"].get(field).is_some(), !field.is_empty(), "{field}: {answer}");
}

/// Nothing waits, and nothing but what was there is there.
async fn nothing_left(world: &World, mockups: usize) {
    let found = world.send("GET", "/mockups?include_all_catalogs=true", &Value::Null).await.1;
    assert_eq!(found["data"].as_array().unwrap().len(), mockups);
    let query =
        library::jobs::Query { account: world.ada.account, kinds: vec![], mockup: None, before: None, limit: 100 };
    let jobs = world.library.jobs(&world.ada, &query).await.unwrap();
    assert!(jobs.iter().all(|job| job.state.ended()));
}

#[tokio::test]
async fn bodies_that_are_no_json() {
    let world = World::new().await;
    for path in [
        "renders",
        "renders/batch",
        "renders/bulk",
        "renders/print-files",
        "psd/upload",
        "psd/delete",
        "collections",
        "catalogs",
    ] {
        for body in ["{", "[]", "\"a\"", "7", "null"] {
            let request = Request::builder().method("POST").uri(format!("/api/v1/{path}"));
            let request = request.header("x-api-key", &world.keys[0]).body(Body::from(body)).unwrap();
            let (status, _, answer) = world.ask(request).await;
            assert_eq!((status.as_u16(), &answer["success"]), (400, &json!(false)), "{path} {body}: {answer}");
        }
        let request = Request::builder().method("POST").uri(format!("/api/v1/{path}"));
        let request = request.header("x-api-key", &world.keys[0]).body(Body::empty()).unwrap();
        assert_eq!(world.ask(request).await.0.as_u16(), 422, "{path}");
        let request = Request::builder().method("POST").uri(format!("/api/v1/{path}"));
        let request = request.header("content-type", "multipart/form-data; boundary=x");
        let request = request.header("x-api-key", &world.keys[0]).body(Body::from("--x\r\nbroken")).unwrap();
        assert_eq!(world.ask(request).await.0.as_u16(), 400, "{path}");
    }
    nothing_left(&world, 0).await;
}

#[tokio::test]
async fn fields_that_are_missing_or_mistyped() {
    let world = World::new().await;
    let mockup = world.mockup("Mug").await;
    refused(&world.send("POST", "/renders", &json!({"smart_objects": []})).await, 422, "mockup_uuid");
    refused(&render(&world, &mockup, json!({})).await, 422, "smart_objects");
    refused(&render(&world, &mockup, json!({"smart_objects": [{}]})).await, 422, "smart_objects.0.uuid");
    refused(&render(&world, &mockup, json!({"smart_objects": 5})).await, 400, "smart_objects");
    refused(&render(&world, &mockup, json!({"smart_objects": [{"uuid": "x"}]})).await, 400, "smart_objects.0.uuid");
    refused(&with_asset(&world, &mockup, json!({})).await, 422, "smart_objects.0.asset.url");
    refused(&with_asset(&world, &mockup, json!({"url": 5})).await, 400, "smart_objects.0.asset.url");
    refused(
        &with_asset(&world, &mockup, json!({"url": "https://files.test/art.png", "fit": "fill"})).await,
        400,
        "smart_objects.0.asset.fit",
    );
    let strange = json!({"smart_objects": [{"uuid": uuid::Uuid::from_u128(5)}]});
    refused(&render(&world, &mockup, strange).await, 400, "smart_objects.0.uuid");
    let slot = &mockup["smart_objects"][0]["uuid"];
    for (words, field) in [
        (json!({"color": "red"}), "smart_objects.0.color"),
        (json!({"blending_mode": "MIXED"}), "smart_objects.0.blending_mode"),
        (json!({"print_area_preset_uuid": "x"}), "smart_objects.0.print_area_preset_uuid"),
        (json!({"adjustment_layers": {"blur": "much"}}), "smart_objects.0.adjustment_layers.blur"),
    ] {
        let mut fill = words;
        fill["uuid"] = slot.clone();
        refused(&render(&world, &mockup, json!({"smart_objects": [fill]})).await, 400, field);
    }
    nothing_left(&world, 1).await;
}

#[tokio::test]
async fn numbers_out_of_range() {
    let world = World::new().await;
    let mockup = world.mockup("Mug").await;
    let art = "https://files.test/art.png";
    for (words, field) in [
        (json!({"rotate": 361}), "smart_objects.0.asset.rotate"),
        (json!({"size": {"width": 0, "height": 5}}), "smart_objects.0.asset.size.width"),
        (json!({"size": {"width": 5, "height": 1e9}}), "smart_objects.0.asset.size.height"),
        (
            json!({"size": {"width": 5, "height": 5}, "position": {"top": 1e9, "left": 0}}),
            "smart_objects.0.asset.position.top",
        ),
    ] {
        let mut asset = words;
        asset["url"] = json!(art);
        refused(&with_asset(&world, &mockup, asset).await, 400, field);
    }
    let slot = &mockup["smart_objects"][0]["uuid"];
    for (word, value) in [
        ("brightness", 151),
        ("contrast", -101),
        ("saturation", 101),
        ("vibrance", 101),
        ("opacity", -1),
        ("blur", 101),
    ] {
        let fills = json!([{"uuid": slot, "adjustment_layers": {word: value}}]);
        let answer = render(&world, &mockup, json!({"smart_objects": fills})).await;
        refused(&answer, 400, &format!("smart_objects.0.adjustment_layers.{word}"));
    }
    let pattern = json!([{"uuid": slot, "asset": {"url": art}, "pattern": {"enabled": true, "scale_percent": 0}}]);
    refused(
        &render(&world, &mockup, json!({"smart_objects": pattern})).await,
        400,
        "smart_objects.0.pattern.scale_percent",
    );
    for (options, field) in [
        (json!({"image_size": 0}), "image_size"),
        (json!({"image_size": 1e6}), "image_size"),
        (json!({"image_size": "wide"}), "image_size"),
        (json!({"image_format": "pdf"}), "image_format"),
        (json!({"mode": "print"}), "mode"),
        (json!({"image_dpi": 1.5}), "image_dpi"),
    ] {
        let answer = render(&world, &mockup, json!({"smart_objects": [], "export_options": options})).await;
        refused(&answer, 400, &format!("export_options.{field}"));
    }
    nothing_left(&world, 1).await;
}

#[tokio::test]
async fn ids_that_lead_nowhere() {
    let world = World::new().await;
    for id in ["nonsense", "00000000-0000-0000-0000-000000000007", "%00", "é"] {
        let path = id.replace('é', "%C3%A9");
        for route in [format!("/mockup/{path}"), format!("/mockups/{path}/smartObjects")] {
            refused(&world.send("GET", &route, &Value::Null).await, 404, "");
        }
        let order = json!({"mockup_uuid": id, "smart_objects": [{"uuid": id}]});
        refused(&world.send("POST", "/renders", &order).await, 404, "");
        refused(&world.send("POST", "/renders/print-files", &order).await, 404, "");
        let bulk = json!({"collection_uuid": id, "artworks": {"artwork_main": "https://files.test/art.png"}});
        refused(&world.send("POST", "/renders/bulk", &bulk).await, 404, "");
        refused(&world.send("POST", "/psd/delete", &json!({"psd_uuid": id})).await, 404, "");
    }
    nothing_left(&world, 0).await;
}

#[tokio::test]
async fn urls_that_give_no_artwork() {
    let world = World::new().await;
    let mockup = world.mockup("Mug").await;
    for (url, status) in [
        ("https://files.test/missing.png", 400),
        ("https://files.test/page.png", 400),
        ("https://files.test/endless.png", 413),
        ("https://files.test/huge.png", 413),
        ("https://inside.test/art.png", 400),
        ("ftp://files.test/art.png", 400),
        ("nonsense", 400),
    ] {
        let answer = with_asset(&world, &mockup, json!({"url": url})).await;
        refused(&answer, status, "");
    }
    let words = &with_asset(&world, &mockup, json!({"url": "https://files.test/huge.png"})).await.1["message"];
    assert!(words.as_str().unwrap().contains("limits.artwork_bytes"), "{words}");
    world.renderer.fail(DrawError::TooLarge("the picture has more pixels than limits.pixels".to_owned()));
    let bomb = with_asset(&world, &mockup, json!({"url": "https://files.test/art.png"})).await;
    refused(&bomb, 413, "");
    nothing_left(&world, 1).await;
}

#[tokio::test]
async fn files_that_are_no_artwork() {
    let world = World::new().await;
    let mockup = world.mockup("Mug").await;
    let send = async |bytes: &[u8]| {
        let parts = [
            Part::Words("mockup_uuid", mockup["uuid"].as_str().unwrap()),
            Part::Words("smart_objects[0][uuid]", mockup["smart_objects"][0]["uuid"].as_str().unwrap()),
            Part::File("smart_objects[0][asset][file]", "art.png", bytes),
        ];
        world.send_form("/renders", &parts).await
    };
    refused(&send(b"<html>").await, 400, "");
    let huge = send(&[b'8'; 1001]).await;
    refused(&huge, 413, "");
    assert!(huge.1["message"].as_str().unwrap().contains("limits.artwork_bytes"), "{}", huge.1);
    // A number in JSON names no file.
    refused(&with_asset(&world, &mockup, json!({"file": 0})).await, 422, "smart_objects.0.asset.url");
    nothing_left(&world, 1).await;
}

#[tokio::test]
async fn photoshop_files_that_are_none() {
    let world = World::new().await;
    let upload = async |url: &str| {
        let body = json!({"psd_file_url": url, "mockup_template": {"create_after_upload": true}});
        world.send("POST", "/psd/upload", &body).await
    };
    for (url, status) in [
        ("https://files.test/missing.psd", 400),
        ("https://files.test/page.psd", 400),
        ("https://files.test/huge.psd", 413),
        ("https://inside.test/art.png", 400),
        ("nonsense", 400),
    ] {
        refused(&upload(url).await, status, "");
    }
    let words = &upload("https://files.test/huge.psd").await.1["message"];
    assert!(words.as_str().unwrap().contains("limits.psd_bytes"), "{words}");
    refused(&world.send("POST", "/psd/upload", &json!({})).await, 422, "psd_file_url");
    let named = json!({"psd_file_url": "https://files.test/Mug.psd", "psd_name": "é".repeat(256)});
    refused(&world.send("POST", "/psd/upload", &named).await, 400, "psd_name");
    let huge = world.send_form("/psd/upload", &[Part::File("file", "a.psd", &[b'8'; 5001])]).await;
    refused(&huge, 413, "");
    nothing_left(&world, 0).await;
    // No smart objects: taken, without slots.
    let (status, answer) = upload("https://files.test/plain.psd").await;
    assert_eq!((status, &answer["data"]["smart_objects"]), (200, &json!([])), "{answer}");
}

#[tokio::test]
async fn text_layers_that_cannot_be_edited() {
    let world = World::new().await;
    let mockup = world.mockup("Mug").await;
    let layer = &mockup["text_layers"][0]["uuid"];
    let edit = async |words: Value| render(&world, &mockup, json!({"smart_objects": [], "text_layers": [words]})).await;
    refused(&edit(json!({"uuid": uuid::Uuid::from_u128(3), "text": "a"})).await, 400, "text_layers.0.uuid");
    refused(&edit(json!({"uuid": layer})).await, 422, "text_layers.0.text");
    refused(&edit(json!({"text": "a"})).await, 422, "text_layers.0.uuid");
    refused(&edit(json!({"uuid": layer, "text": "a", "font_color": "red"})).await, 400, "text_layers.0.font_color");
    refused(&edit(json!({"uuid": layer, "text": "a", "font_size": 0})).await, 400, "text_layers.0.font_size");
    refused(&edit(json!({"uuid": layer, "text": "a\u{0}b"})).await, 400, "text_layers.0.text");
    let twice = json!([{"uuid": layer, "text": "a"}, {"uuid": layer, "text": "b"}]);
    let twice = render(&world, &mockup, json!({"smart_objects": [], "text_layers": twice})).await;
    refused(&twice, 400, "text_layers.1.uuid");
    assert_eq!(edit(json!({"uuid": layer, "text": 7, "font_family": "Inter", "font_color": "#ff0000"})).await.0, 200);
    nothing_left(&world, 1).await;
}

/// Refuses everything.
struct Strict(Resource);

impl Limiter for Strict {
    fn take(&self, _: &str) -> Result<Option<Allowance>, Limited> {
        if self.0 == Resource::Requests {
            let retry_after = Duration::from_millis(29_500);
            return Err(Limited { resource: self.0, limit: 300, current: 0, retry_after });
        }
        Ok(Some(Allowance { limit: 300, remaining: 298, reset: Duration::from_secs(7) }))
    }

    fn enter(&self, _: AccountId, resource: Resource) -> Result<Permit, Limited> {
        let retry_after = Duration::from_secs(1);
        if self.0 == resource { Err(Limited { resource, limit: 1, current: 2, retry_after }) } else { Ok(Permit(None)) }
    }
}

#[tokio::test]
async fn too_often_and_too_much_at_once() {
    let ask = async |world: &World, path: &str, body: Value| {
        let method = if body.is_null() { "GET" } else { "POST" };
        let request = Request::builder().method(method).uri(format!("/api/v1{path}"));
        let request = request.header("x-api-key", &world.keys[0]);
        world.ask(request.body(Body::from(body.to_string())).unwrap()).await
    };
    let world = World::with(Arc::new(Strict(Resource::Requests))).await;
    let (status, headers, answer) = ask(&world, "/catalogs", Value::Null).await;
    assert_eq!((status.as_u16(), &headers["retry-after"]), (429, &"30".parse().unwrap()));
    assert_eq!(answer["message"], json!("Too Many Attempts: more than 300 requests a minute."));
    let world = World::with(Arc::new(Strict(Resource::Uploads))).await;
    let (status, headers, _) = ask(&world, "/psd/upload", json!({"psd_file_url": "https://files.test/Mug.psd"})).await;
    assert_eq!((status.as_u16(), &headers["retry-after"]), (429, &"1".parse().unwrap()));
    let (_, headers, _) = ask(&world, "/catalogs", Value::Null).await;
    assert_eq!(
        (&headers["x-ratelimit-limit"], &headers["x-ratelimit-remaining"]),
        (&"300".parse().unwrap(), &"298".parse().unwrap())
    );
}
