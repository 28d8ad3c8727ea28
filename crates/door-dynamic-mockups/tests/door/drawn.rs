//! What is drawn: how the dialect's words reach the renderer, and what comes back.

use library::entries::{Duplicates, NewEntries, Place};
use library::ids::{CollectionId, ThingId};
use library::inputs::Target;
use library::presets::NewPreset;
use library::renderer::{Drawing, DrawingFill};
use library::renders::{BlendMode, Fit, Format, PrintArea, Repeat};
use serde_json::{Value, json};
use testkit::memory::fake_picture;
use uuid::Uuid;

use crate::world::{Part, World};

const ART: &str = "https://files.test/art.png";

fn id(value: &Value) -> Uuid {
    value.as_str().unwrap().parse().unwrap()
}

/// The drawing of a render with this in the mockup's first smart object.
async fn drawn(world: &World, mockup: &Value, fill: Value) -> Drawing {
    let mut fill = fill;
    fill["uuid"] = mockup["smart_objects"][0]["uuid"].clone();
    let body = json!({"mockup_uuid": mockup["uuid"], "smart_objects": [fill]});
    let (status, answer) = world.send("POST", "/renders", &body).await;
    assert_eq!(status, 200, "{answer}");
    world.renderer.drawings().pop().unwrap()
}

fn only(drawing: &Drawing) -> &DrawingFill {
    let [fill] = drawing.fills.as_slice() else { panic!("one fill") };
    fill
}

#[tokio::test]
async fn placement_words_reach_the_renderer() {
    let world = World::new().await;
    let mockup = world.mockup("Mug").await;
    let asset = async |words: Value| {
        let mut asset = words;
        asset["url"] = json!(ART);
        let drawing = drawn(&world, &mockup, json!({"asset": asset})).await;
        only(&drawing).artwork.clone().unwrap()
    };
    let plain = asset(json!({})).await;
    assert_eq!((plain.fit, plain.size, plain.position), (Fit::Contain, None, None));
    assert_eq!(asset(json!({"fit": "stretch"})).await.fit, Fit::Fill);
    assert_eq!(asset(json!({"fit": "cover", "rotate": 45})).await.rotation, 45.0);
    let sized = asset(json!({"fit": "cover", "size": {"width": 30, "height": 20}})).await;
    assert_eq!((sized.fit, sized.size, sized.position), (Fit::Fill, Some((30.0, 20.0)), None));
    let placed = asset(json!({"size": {"width": 30, "height": 20}, "position": {"top": 1, "left": 2}})).await;
    assert_eq!((placed.size, placed.position), (Some((30.0, 20.0)), Some((2.0, 1.0))));
    // A place alone must not move the whole smart object on the canvas.
    let moved = asset(json!({"fit": "cover", "position": {"top": "1", "left": "2"}})).await;
    assert_eq!((moved.fit, moved.size, moved.position), (Fit::Cover, Some((500.0, 400.0)), Some((2.0, 1.0))));
}

#[tokio::test]
async fn the_rest_of_a_smart_object_reaches_the_renderer() {
    let world = World::new().await;
    let mockup = world.mockup("Mug").await;
    let words = json!({
        "asset": {"url": ART, "color": "ignored"}, "color": "#0080FF", "blending_mode": "MULTIPLY",
        "pattern": {"enabled": "true", "scale_percent": 60}, "output_format": "ignored", "size": {"width": 1},
        "adjustment_layers": {"brightness": 10, "contrast": -20, "opacity": 50, "saturation": 1, "vibrance": 2, "blur": 3},
    });
    let drawing = drawn(&world, &mockup, words).await;
    let fill = only(&drawing);
    assert_eq!(fill.colour.unwrap().rgb, [0, 128, 255]);
    assert_eq!(fill.blend, Some(BlendMode::Multiply));
    assert_eq!(fill.artwork.as_ref().unwrap().repeat, Repeat::Pattern { scale_percent: 60.0 });
    let tone = fill.adjustments;
    assert_eq!((tone.brightness, tone.contrast, tone.opacity), (10.0, -20.0, 50.0));
    assert_eq!((tone.saturation, tone.vibrance, tone.blur), (1.0, 2.0, 3.0));
    let normal = drawn(&world, &mockup, json!({"color": "#fff", "blending_mode": "NORMAL"})).await;
    assert_eq!((only(&normal).blend, only(&normal).artwork.is_none()), (None, true));
    for mode in BlendMode::ALL.into_iter().skip(1) {
        let name = mode.name().to_uppercase();
        assert_eq!(only(&drawn(&world, &mockup, json!({"blending_mode": name})).await).blend, Some(mode));
    }
}

#[tokio::test]
async fn a_preset_places_what_has_no_place() {
    let world = World::new().await;
    let mockup = world.mockup("Mug").await;
    let slot = &mockup["smart_objects"][0];
    let area = PrintArea { left: 10.0, top: 20.0, width: 100.0, height: 50.0 };
    let new = NewPreset { name: "Pocket".to_owned(), area };
    let made = world.library.create_preset(&world.ada, ThingId(id(&mockup["uuid"])), id(&slot["uuid"]), new).await;
    let preset = made.unwrap();
    let (_, shown) = world.send("GET", &format!("/mockup/{}", mockup["uuid"].as_str().unwrap()), &Value::Null).await;
    let presets = &shown["data"]["smart_objects"][0]["print_area_presets"];
    assert_eq!((&presets[0]["name"], &presets[1]["name"]), (&json!("Default"), &json!("Pocket")));
    assert_eq!(presets[1]["uuid"], json!(preset.id.0));
    let widths: Vec<_> = presets[1]["thumbnails"].as_array().unwrap().iter().map(|one| one["width"].clone()).collect();
    assert_eq!(widths, [720, 480, 240]);
    let fill = |preset: &Value| json!({"asset": {"url": ART}, "print_area_preset_uuid": preset});
    assert_eq!(only(&drawn(&world, &mockup, fill(&presets[1]["uuid"])).await).print_area, Some(area));
    assert_eq!(only(&drawn(&world, &mockup, fill(&presets[0]["uuid"])).await).print_area, None);
    let moved =
        json!({"asset": {"url": ART, "position": {"top": 0, "left": 0}}, "print_area_preset_uuid": preset.id.0});
    let moved = drawn(&world, &mockup, moved).await;
    assert_eq!(only(&moved).artwork.as_ref().unwrap().size, Some((100.0, 50.0)));
    let strange = json!([{"uuid": slot["uuid"], "print_area_preset_uuid": Uuid::from_u128(7)}]);
    let body = json!({"mockup_uuid": mockup["uuid"], "smart_objects": strange});
    let (status, answer) = world.send("POST", "/renders", &body).await;
    assert_eq!(status, 400, "{answer}");
    assert!(answer["errors"]["smart_objects.0.print_area_preset_uuid"].is_array());
}

#[tokio::test]
async fn a_form_brings_its_artwork_and_its_options() {
    let world = World::new().await;
    let mockup = world.mockup("Mug").await;
    let slot = |place: usize| mockup["smart_objects"][place]["uuid"].as_str().unwrap();
    let art = fake_picture(10, 10, "a form's");
    let parts = [
        Part::Words("mockup_uuid", mockup["uuid"].as_str().unwrap()),
        Part::Words("export_label", "Summer sale"),
        Part::Words("export_options[image_format]", "webp"),
        Part::Words("export_options[image_size]", "320"),
        Part::Words("export_options[mode]", "download"),
        Part::Words("smart_objects[1][uuid]", slot(1)),
        Part::Words("smart_objects[1][color]", "#ff0000"),
        Part::Words("smart_objects[0][asset][fit]", "cover"),
        Part::Words("smart_objects[0][asset][rotate]", ""),
        Part::File("smart_objects[0][asset][file]", "art.png", &art),
        Part::Words("smart_objects[0][uuid]", slot(0)),
    ];
    let (status, answer) = world.send_form("/renders/", &parts).await;
    assert_eq!(status, 200, "{answer}");
    let path = answer["data"]["export_path"].as_str().unwrap();
    assert!(ends_in(path, "webp") && !path.contains('?'), "{path}");
    assert!(path.rsplit('/').next().unwrap().starts_with("Summer-sale-") && path.contains("d-"), "{path}");
    let drawing = world.renderer.drawings().pop().unwrap();
    assert_eq!((drawing.output.format, drawing.output.width), (Format::Webp, Some(320)));
    let artwork = drawing.fills[0].artwork.as_ref().unwrap();
    assert_eq!((artwork.bytes.clone(), artwork.fit), (art, Fit::Cover));
    assert_eq!(drawing.fills[1].colour.unwrap().rgb, [255, 0, 0]);
}

#[tokio::test]
async fn a_batch_counts_and_one_bad_order_fails_alone() {
    let world = World::new().await;
    let mockup = world.mockup("Mug").await;
    let slot = &mockup["smart_objects"][0]["uuid"];
    let good = |label: &str| {
        let asset = json!({"url": ART});
        json!({"mockup_uuid": mockup["uuid"], "export_label": label, "smart_objects": [{"uuid": slot, "asset": asset}]})
    };
    let unknown = json!({"mockup_uuid": Uuid::from_u128(1), "smart_objects": [], "export_label": "b"});
    let page = json!([{"uuid": slot, "asset": {"url": "https://files.test/page.png"}}]);
    let broken = json!({"mockup_uuid": mockup["uuid"], "smart_objects": page});
    let mistyped = json!({"mockup_uuid": mockup["uuid"], "smart_objects": 5});
    let options = json!({"image_format": "jpg", "image_size": 200});
    let renders = json!([good("a"), unknown, broken, mistyped, "nonsense", good("c")]);
    let (status, answer) =
        world.send("POST", "/renders/batch", &json!({"export_options": options, "renders": renders})).await;
    assert_eq!(status, 200, "{answer}");
    let data = &answer["data"];
    assert_eq!((&data["total_renders"], &data["successful_renders"]), (&json!(6), &json!(2)));
    assert_eq!(data["failed_renders"], json!(4));
    let list = data["renders"].as_array().unwrap();
    let statuses: Vec<&str> = list.iter().map(|item| item["status"].as_str().unwrap()).collect();
    assert_eq!(statuses, ["success", "failed", "failed", "failed", "failed", "success"]);
    assert_eq!((&list[0]["export_label"], &list[1]["export_label"]), (&json!("a"), &json!("b")));
    assert!(ends_in(list[5]["export_path"].as_str().unwrap(), "jpg") && list[1]["export_path"].is_null());
    assert_eq!(list[1]["message"], json!("Mockup not found."));
    assert_eq!(list[0]["mockup_uuid"], mockup["uuid"]);
}

#[tokio::test]
async fn print_files_are_designs_of_each_smart_object() {
    let world = World::new().await;
    let mockup = world.mockup("Mug").await;
    let slot = |place: usize| mockup["smart_objects"][place]["uuid"].clone();
    let fills = json!([
        {"uuid": slot(0), "asset": {"url": ART}}, {"uuid": slot(1), "color": "#00ff00"},
    ]);
    let options = json!({"image_format": "png", "image_dpi": 150});
    let body = json!({
        "mockup_uuid": mockup["uuid"], "smart_objects": fills, "export_options": options, "export_label": "order 7",
    });
    let (status, answer) = world.send("POST", "/renders/print-files", &body).await;
    assert_eq!(status, 200, "{answer}");
    let files = answer["data"]["print_files"].as_array().unwrap();
    assert_eq!((files.len(), &answer["data"]["export_label"]), (2, &json!("order 7")));
    assert_eq!((&files[0]["smart_object_uuid"], &files[0]["smart_object_name"]), (&slot(0), &json!("Front")));
    assert_eq!(files[1]["smart_object_name"], json!("Back"));
    let name = files[0]["export_path"].as_str().unwrap().rsplit('/').next().unwrap();
    assert!(name.starts_with("order-7-front-") && ends_in(name, "png"), "{name}");
    let mut drawings = world.renderer.drawings();
    drawings.sort_by_key(|drawing| drawing.design.map(|design| design != id(&slot(0))));
    assert_eq!(drawings.iter().map(|drawing| drawing.design).collect::<Vec<_>>(), [0, 1].map(|at| Some(id(&slot(at)))));
    assert!(drawings.iter().all(|drawing| drawing.fills.len() == 1 && drawing.output.dpi == Some(150)));
}

/// A collection with mockups of these names, one more each time it is asked.
async fn collection(world: &World, names: &[&str]) -> (Value, Vec<Value>) {
    let (_, made) = world.send("POST", "/collections", &json!({"name": "Drinkware"})).await;
    let mut mockups = Vec::new();
    for name in names {
        mockups.push(world.mockup(name).await);
    }
    let things = mockups.iter().map(|mockup| ThingId(id(&mockup["uuid"]))).collect();
    let new = NewEntries { things, place: Place::Last, duplicates: Duplicates::Skip };
    world.library.add_entries(&world.ada, CollectionId(id(&made["data"]["uuid"])), new).await.unwrap();
    (made["data"]["uuid"].clone(), mockups)
}

#[tokio::test]
async fn a_collection_without_inputs_fills_each_largest_smart_object() {
    let world = World::new().await;
    let (collection, mockups) = collection(&world, &["Tea mug", "Coffee Mug!"]).await;
    let artworks = json!({"artwork_main": ART});
    let body = json!({"collection_uuid": collection, "artworks": artworks, "export_label": "sale"});
    let (status, answer) = world.send("POST", "/renders/bulk", &body).await;
    assert_eq!(status, 200, "{answer}");
    let exports = answer["data"]["exports"].as_array().unwrap();
    let labels: Vec<&str> = exports.iter().map(|export| export["label"].as_str().unwrap()).collect();
    assert_eq!((labels, &answer["data"]["export_label"]), (vec!["tea-mug", "coffee-mug"], &json!("sale")));
    let largest = id(&mockups[0]["smart_objects"][1]["uuid"]);
    assert!(world.renderer.drawings().iter().all(|drawing| only(drawing).slot == largest));
    let name = exports[0]["url"].as_str().unwrap().rsplit('/').next().unwrap();
    assert!(name.starts_with("sale-tea-mug-") && ends_in(name, "png"), "{name}");
    let art = fake_picture(5, 5, "a form's");
    let parts = [
        Part::Words("collection_uuid", collection.as_str().unwrap()),
        Part::File("artworks[artwork_main]", "art.png", &art),
    ];
    let (status, answer) = world.send_form("/renders/bulk", &parts).await;
    assert_eq!((status, answer["data"]["exports"].as_array().unwrap().len()), (200, 2), "{answer}");
    assert_eq!(only(world.renderer.drawings().last().unwrap()).artwork.as_ref().unwrap().bytes, art);
}

#[tokio::test]
async fn named_inputs_fill_what_they_name() {
    let world = World::new().await;
    let (collection, mockups) = collection(&world, &["Tea mug", "Coffee mug"]).await;
    let target = |mockup: usize, slot: usize| Target {
        mockup: ThingId(id(&mockups[mockup]["uuid"])),
        slot: id(&mockups[mockup]["smart_objects"][slot]["uuid"]),
    };
    let own = CollectionId(id(&collection));
    for (name, targets) in [("logo", vec![target(0, 0), target(1, 0)]), ("body", vec![target(0, 1)])] {
        world.library.set_input(&world.ada, own, name, targets).await.unwrap();
    }
    let body = json!({"collection_uuid": collection, "artworks": {"logo": ART}, "colors": {"body": "#123456"}});
    let (status, answer) = world.send("POST", "/renders/bulk", &body).await;
    assert_eq!(status, 200, "{answer}");
    let mut filled: Vec<usize> = world.renderer.drawings().iter().map(|drawing| drawing.fills.len()).collect();
    filled.sort_unstable();
    assert_eq!(filled, [1, 2]);
    for (artworks, field) in
        [(json!({"artwork_main": ART}), "artworks.artwork_main"), (json!({"logo": 5}), "artworks.logo")]
    {
        let body = json!({"collection_uuid": collection, "artworks": artworks});
        let (status, answer) = world.send("POST", "/renders/bulk", &body).await;
        assert_eq!(status, 400, "{answer}");
        assert!(answer["errors"][field].is_array(), "{answer}");
    }
    for body in [json!({"collection_uuid": collection}), json!({"artworks": {"logo": ART}}), json!({})] {
        assert_eq!(world.send("POST", "/renders/bulk", &body).await.0, 422);
    }
}

#[tokio::test]
async fn what_takes_too_long_is_asked_for_again() {
    let world = World::new().await;
    let mockup = world.mockup("Mug").await;
    world.renderer.hold();
    let body = json!({"mockup_uuid": mockup["uuid"], "smart_objects": []});
    let (status, answer) = world.send("POST", "/renders", &body).await;
    assert_eq!(status, 408, "{answer}");
    world.renderer.release();
    assert_eq!(world.send("POST", "/renders", &body).await.0, 200);
}

/// Whether a URL ends in exactly this extension.
fn ends_in(url: &str, extension: &str) -> bool {
    url.rsplit_once('.').is_some_and(|(_, last)| last == extension)
}
