//! `maquette inspect`.

use serde_json::json;

use crate::support::{Bench, CONTENT, FLAT, json};

#[test]
fn the_outline_has_the_shape_that_scripts_rely_on() {
    let bench = Bench::new();
    let outline = json(&bench.run(&["inspect", "template.psd", "--json"]));
    assert_eq!(outline["width"], 300);
    assert_eq!(outline["height"], 240);
    assert_eq!(outline["depth"], 8);
    assert_eq!(outline["mode"], "RGB");
    assert_eq!(outline["text_layers"], json!([]));
    assert_eq!(outline["losses"], json!([]));
    let slots = outline["slots"].as_array().unwrap();
    assert_eq!(slots.len(), 1);
    let slot = &slots[0];
    assert_eq!((&slot["name"], &slot["instance_count"]), (&json!("Design"), &json!(2)));
    assert_eq!(slot["size"], json!({"width": CONTENT.width, "height": CONTENT.height}));
    assert_eq!(slot["position"], json!({"x": 20.0, "y": 30.0, "width": 110.0, "height": 100.0}));
    assert_eq!(slot["quad"], json!(FLAT.map(|(x, y)| [x, y])));
    assert_eq!((&slot["warped"], &slot["nested"]), (&json!(false), &json!([])));
}

#[test]
fn layers_stand_front_most_first_with_their_kinds_and_the_slots_id() {
    let bench = Bench::new();
    let outline = json(&bench.run(&["inspect", "template.psd", "--json"]));
    let layers = outline["layers"].as_array().unwrap();
    let names: Vec<&str> = layers.iter().map(|layer| layer["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Sticker", "Shade", "Design", "Design copy", "Backdrop"]);
    assert_eq!(layers[2]["kind"], "smart_object");
    assert_eq!(layers[2]["uuid"], outline["slots"][0]["uuid"]);
    assert!(layers.iter().all(|layer| layer["visible"] == true && layer["children"] == json!([])));
}

#[test]
fn people_get_the_same_in_words() {
    let bench = Bench::new();
    let output = bench.run(&["inspect", "template.psd"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success());
    for words in ["300 x 240 px, RGB, 8 bit, 72 dpi", "content 120 x 90 px", "placed 2 times", "Sticker (pixel)"] {
        assert!(text.contains(words), "{text}");
    }
}
