//! Renders and jobs.

use ::library::renderer::DrawError;
use axum::body::Body;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use testkit::memory::fake_picture;

use crate::world::{Answer, World, world};

async fn order(world: &World, key: Option<&str>, order: &Value) -> Answer {
    let request = world.request("POST", "/api/renders").header("content-type", "application/json");
    let request = key.into_iter().fold(request, |request, key| request.header("idempotency-key", key));
    world.send(request.body(Body::from(order.to_string())).unwrap()).await
}

#[tokio::test]
async fn a_picture_is_drawn_of_artwork_from_anywhere() {
    let world = world().await;
    let mockup = world.mockup().await;
    world.fetcher.serve("https://a.test/art.png", "image/png", fake_picture(10, 10, "url"));
    let asset = world.bytes("POST", "/api/assets", fake_picture(10, 10, "asset")).await.id().to_owned();
    let data = STANDARD.encode(fake_picture(10, 10, "base64"));
    for source in [
        json!({"url": "https://a.test/art.png"}),
        json!({"base64": data}),
        json!({"base64": format!("data:image/png;base64,{data}")}),
        json!({"asset": asset}),
    ] {
        let artwork = json!({"source": source, "fit": "cover", "rotation": 90, "size": {"width": 5, "height": 6},
            "repeat": {"tile": {"horizontal_spacing": 10}}});
        let new = json!({"mockup": mockup["id"], "label": "Sale", "output": {"format": "png", "width": 500},
            "fills": [{"slot": mockup["slots"][0]["id"], "artwork": artwork, "blend": "multiply",
                "colour": {"colour": "#ff8000"}, "adjustments": {"opacity": 50}}]});
        let made = order(&world, None, &new).await;
        assert_eq!(made.status, 201, "{}", made.text);
        let url = made.json["picture"]["url"].as_str().unwrap();
        assert!(url.starts_with("https://studio.test/files/") && url.contains("/Sale-"), "{url}");
        assert_eq!(world.get(made.headers["location"].to_str().unwrap()).await.json, made.json);
    }
    let drawn = world.renderer.drawings().pop().unwrap();
    let artwork = drawn.fills[0].artwork.as_ref().unwrap();
    assert_eq!((artwork.rotation, artwork.size), (90.0, Some((5.0, 6.0))));
    assert_eq!(drawn.fills[0].colour.unwrap().rgb, [255, 128, 0]);
    assert_eq!(drawn.output.width, Some(500));
}

#[tokio::test]
async fn what_an_order_gets_wrong_is_told_with_its_place() {
    let world = world().await;
    let mockup = world.mockup().await;
    let refused = async |fill: Value, field: &str| {
        let new = json!({"mockup": mockup["id"], "fills": [fill]});
        order(&world, None, &new).await.refused(422, Some(field));
    };
    let slot = &mockup["slots"][0]["id"];
    refused(json!({"slot": uuid::Uuid::nil()}), "fills[0].slot").await;
    refused(json!({"slot": slot, "blend": "soft"}), "fills[0].blend").await;
    refused(json!({"slot": slot, "colour": {"colour": "red"}}), "fills[0].colour.colour").await;
    refused(json!({"slot": slot, "adjustments": {"opacity": 101}}), "fills[0].adjustments.opacity").await;
    let bad = json!({"slot": slot, "artwork": {"source": {"base64": "%"}}});
    refused(bad, "fills[0].artwork.source.base64").await;
    refused(json!({"slot": slot, "artwork": {}}), "fills[0].artwork.source").await;
    let large = STANDARD.encode([0; 301]);
    let fill = json!({"slot": slot, "artwork": {"source": {"base64": large}}});
    order(&world, None, &json!({"mockup": mockup["id"], "fills": [fill]})).await.refused(413, None);
    order(&world, None, &json!({"mockup": uuid::Uuid::nil()})).await.refused(404, None);
    world.renderer.fail(DrawError::Unreadable("this is no picture".into()));
    order(&world, None, &json!({"mockup": mockup["id"]})).await.refused(422, None);
}

#[tokio::test]
async fn the_same_key_gives_the_same_render() {
    let world = world().await;
    let new = json!({"mockup": world.mockup().await["id"]});
    let first = order(&world, Some("k"), &new).await;
    assert_eq!(order(&world, Some("k"), &new).await.id(), first.id());
    assert_ne!(order(&world, None, &new).await.id(), first.id());
    let mut other = new;
    other["label"] = json!("other");
    order(&world, Some("k"), &other).await.refused(409, None);
}

#[tokio::test]
async fn who_does_not_wait_long_enough_is_told_of_the_job() {
    let world = world().await;
    let new = json!({"mockup": world.mockup().await["id"]});
    world.renderer.hold();
    let slow = order(&world, None, &new).await;
    assert_eq!((slow.status.as_u16(), &slow.json["picture"]), (202, &Value::Null), "{}", slow.text);
    let path = format!("/api/jobs/{}", slow.json["job"].as_str().unwrap());
    assert_eq!(world.get(&path).await.json["state"], "running");
    let cancelled = world.json("POST", &format!("{path}/cancel"), json!({})).await;
    assert_eq!((cancelled.status.as_u16(), &cancelled.json["state"]), (200, &json!("cancelled")));
    world.json("POST", &format!("{path}/cancel"), json!({})).await.refused(409, None);
    world.renderer.release();

    let page = world.get("/api/jobs?kind=render&limit=1").await.json;
    assert_eq!(page["next"], page["items"][0]["id"]);
    let next = format!("/api/jobs?kind=render&before={}", page["next"].as_str().unwrap());
    assert_eq!(world.get(&next).await.json, json!({"items": [], "next": null}));
}
