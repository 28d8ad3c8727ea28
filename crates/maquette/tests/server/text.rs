//! Text layers, nested smart objects and fonts, end to end: over HTTP, with the real renderer, by pixels.

use pixels::{Limits, Picture};
use serde_json::{Value, json};

use crate::support::{Place, Server, Web, ask, client};

struct Desk {
    http: reqwest::Client,
    server: Server,
    key: String,
    mockup: Value,
}

impl Desk {
    async fn ask(&self, method: &str, path: &str, body: &Value) -> (u16, Value) {
        ask(&self.http, &self.server, &self.key, method, path, Some(body).filter(|body| !body.is_null())).await
    }

    /// A picture at the canvas's own size, and the answer.
    async fn draw(&self, name: &str, mut order: Value) -> (Picture, Value) {
        order["mockup_uuid"] = self.mockup["uuid"].clone();
        order["export_options"] = json!({"image_format": "png", "image_size": "original"});
        let (status, answer) = self.ask("POST", "/renders", &order).await;
        assert_eq!(status, 200, "{name}: {answer}");
        let url = answer["data"]["print_files"][0]["export_path"].as_str().unwrap();
        let bytes = self.http.get(url).send().await.unwrap().bytes().await.unwrap();
        // For whoever wants to look.
        if let Some(folder) = std::env::var_os("MAQUETTE_TEST_PICTURES") {
            std::fs::write(std::path::Path::new(&folder).join(format!("{name}.png")), &bytes).unwrap();
        }
        (codec::decode(&bytes, &Limits::default(), None).unwrap(), answer)
    }

    async fn refused(&self, mut order: Value) -> (u16, String) {
        order["mockup_uuid"] = self.mockup["uuid"].clone();
        let (status, answer) = self.ask("POST", "/renders", &order).await;
        let error = &answer["errors"][0];
        (status, format!("{}: {}", error["field"].as_str().unwrap(), error["message"].as_str().unwrap()))
    }

    fn text(&self, name: &str) -> Value {
        let texts = self.mockup["text_layers"].as_array().unwrap();
        texts.iter().find(|text| text["name"] == name).unwrap_or_else(|| panic!("no {name}: {texts:?}")).clone()
    }
}

/// How many pixels of a part (left, top, right, bottom) have about this colour.
fn count(picture: &Picture, [left, top, right, bottom]: [u32; 4], colour: [u8; 3]) -> usize {
    let near = |(x, y): (u32, u32)| {
        let pixel = picture.pixel(x, y);
        (0..3).all(|channel| pixel[channel].abs_diff(colour[channel]) < 40)
    };
    (top..bottom).flat_map(|y| (left..right).map(move |x| (x, y))).filter(|place| near(*place)).count()
}

const TITLE: [u32; 4] = [0, 40, 900, 200];
const LINE: [u32; 4] = [470, 330, 850, 430];
const NAME: [u32; 4] = [41, 475, 439, 539];

async fn desk() -> (Desk, Place, Web) {
    let (place, web) = (Place::new(), Web::start().await);
    let server = place.serve().await;
    let key = place.key("ada").await["sudomock"].as_str().unwrap().to_owned();
    let mut desk = Desk { http: client(), server, key, mockup: Value::Null };
    let (status, answer) = desk.ask("POST", "/psd/upload", &json!({"psd_file_url": web.url("card.psd")})).await;
    assert_eq!(status, 200, "{answer}");
    desk.mockup = answer["data"].clone();
    (desk, place, web)
}

#[tokio::test(flavor = "multi_thread")]
async fn words_are_set_anew() {
    let (desk, _place, _web) = desk().await;
    let (title, line) = (desk.text("Title"), desk.text("Line"));
    assert_eq!((&title["has_stroke_effect"], &title["stroke_count"]), (&json!(true), &json!(1)));
    assert_eq!((&line["segment_count"], &line["segments"][1]["text"]), (&json!(2), &json!("at noon")));
    let edit = |uuid: &Value, words: Value| {
        let mut words = words;
        words["uuid"] = uuid.clone();
        json!({"text_layers": [words]})
    };
    let (plain, _) = desk.draw("plain", json!({"hidden_layers": [desk.text("Side")["uuid"]]})).await;
    let (white, blue) = ([255, 255, 255], [20, 60, 160]);
    let green = [0, 160, 0];
    assert!(count(&plain, TITLE, white) > 2000 && count(&plain, TITLE, blue) > 2000);

    let (green_title, answer) =
        desk.draw("title", edit(&title["uuid"], json!({"text": "Hi", "color": "#00a000"}))).await;
    assert!(count(&green_title, TITLE, green) > 500 && count(&green_title, TITLE, white) < 50);
    assert!(count(&green_title, TITLE, blue) < count(&plain, TITLE, blue), "fewer letters, less stroke");
    let set = &answer["data"]["text_layers"][0];
    assert_eq!(set["resolved_font"]["postscript_name"], "LiberationSans-Bold");
    assert_eq!((&set["match_source"], &set["glyph_coverage_ok"]), (&json!("exact"), &json!(true)));

    for (name, colours) in [("stroke-one", json!("#ff8000")), ("stroke-list", json!(["#ff8000", null]))] {
        let (orange, _) = desk.draw(name, edit(&title["uuid"], json!({"text": "Fair", "stroke_color": colours}))).await;
        assert!(count(&orange, TITLE, [255, 128, 0]) > 1000 && count(&orange, TITLE, blue) == 0, "{name}");
    }
    let (large, _) =
        desk.draw("large", edit(&title["uuid"], json!({"text": "Hi", "font_size": 120, "color": "#00a000"}))).await;
    assert!(count(&large, [0, 0, 900, 230], green) > 2 * count(&green_title, TITLE, green));
    let (regular, _) = desk
        .draw("regular", edit(&title["uuid"], json!({"text": "Hi", "font": "LiberationSans", "color": "#00a000"})))
        .await;
    assert!(count(&regular, TITLE, green) < count(&green_title, TITLE, green), "thinner letters");

    let (parts, _) =
        desk.draw("segments", edit(&line["uuid"], json!({"segments": [{"index": 1, "text": "at one"}]}))).await;
    assert!(count(&parts, LINE, [204, 26, 26]) > 200 && count(&parts, LINE, [51, 51, 51]) > 200, "both styles");
    let before = count(&plain, LINE, [51, 51, 51]).abs_diff(count(&parts, LINE, [51, 51, 51]));
    assert!(before < 40, "the other run stays: {before}");
}

#[tokio::test(flavor = "multi_thread")]
async fn words_that_need_more_room_and_layers_that_do_not_fit_the_order() {
    let (desk, _place, _web) = desk().await;
    let line = desk.text("Line")["uuid"].clone();
    let long = "Doors open at noon and close when all of it is gone";
    let order = |fit: &str| json!({"text_layers": [{"uuid": line, "text": long, "color": "#00a000", "fit": fit}]});
    let green = [0, 160, 0];
    let beyond = [868, 330, 900, 430];
    let (over, _) = desk.draw("overflow", order("overflow")).await;
    let (small, _) = desk.draw("shrink", order("shrink")).await;
    let (cut, _) = desk.draw("clip", order("clip")).await;
    let all = |picture: &Picture| count(picture, [470, 330, 900, 430], green);
    assert!(count(&over, beyond, green) > 20, "sticks out");
    assert!(count(&small, beyond, green) == 0 && all(&small) > 50 && all(&small) < all(&over) / 2, "made smaller");
    assert!(count(&cut, beyond, green) == 0 && all(&cut) < all(&over), "cut off");

    let title = desk.text("Title")["uuid"].clone();
    let (hidden, _) = desk.draw("hidden", json!({"hidden_layers": [title]})).await;
    assert_eq!(count(&hidden, TITLE, [20, 60, 160]), 0);
    let both = json!({"hidden_layers": [title], "text_layers": [{"uuid": title, "text": "a"}]});
    let words = "body -> hidden_layers -> 0: Cannot be hidden and edited in one picture";
    assert_eq!(desk.refused(both).await, (422, words.to_owned()));
    let side = desk.text("Side");
    assert_eq!(side["is_editable"], json!(false));
    let upright = json!({"text_layers": [{"uuid": side["uuid"], "text": "a"}]});
    assert_eq!(desk.refused(upright).await, (422, "body -> text_layers -> 0 -> uuid: Cannot be edited".to_owned()));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_inside_a_smart_object_is_filled_in_one_render() {
    let (desk, _place, web) = desk().await;
    let badge = desk.mockup["smart_objects"][0].clone();
    let (logo, name) = (&badge["smart_objects"][0]["uuid"], &badge["text_layers"][0]["uuid"]);
    assert_eq!((&badge["name"], &badge["smart_objects"][0]["name"]), (&json!("Badge"), &json!("Logo")));
    let order = json!({
        "smart_objects": [{"uuid": logo, "asset": {"url": web.url("red.png")}}],
        "text_layers": [{"uuid": name, "text": "Ada L.", "color": "#00a000"}],
    });
    let (picture, answer) = desk.draw("nested", order).await;
    assert_eq!(count(&picture, [150, 270, 330, 450], [200, 30, 40]), 180 * 180);
    assert!(count(&picture, NAME, [0, 160, 0]) > 200 && count(&picture, NAME, [26, 26, 77]) < 50);
    assert_eq!(answer["data"]["text_layers"][0]["name"], "Name");
    let (picture, _) = desk.draw("nested-hidden", json!({"hidden_layers": [logo]})).await;
    assert!(count(&picture, [150, 270, 330, 450], [226, 232, 240]) > 30_000);
    let replaced = json!([{"uuid": badge["uuid"], "asset": {"url": web.url("red.png")}}]);
    let (status, words) = desk.refused(json!({"smart_objects": replaced, "hidden_layers": [logo]})).await;
    assert!(status == 422 && words.contains("hidden_layers -> 0: Is inside a smart object"), "{words}");
}

#[tokio::test(flavor = "multi_thread")]
async fn text_is_set_in_a_font_of_the_accounts_own() {
    let (desk, place, web) = desk().await;
    let line = desk.text("Line")["uuid"].clone();
    let order = |font: &str| json!({"text_layers": [{"uuid": line, "text": "Hello", "font": font}]});
    let (before, answer) = desk.draw("font-before", order("Maquette-BlocksText")).await;
    assert_eq!(answer["data"]["text_layers"][0]["match_source"], "fallback");
    let new = json!({"url": web.url("blocks.ttf"), "license_confirmed": true});
    let (status, font) = desk.ask("POST", "/fonts", &new).await;
    assert_eq!(status, 200, "{font}");
    assert_eq!((&font["family"], &font["postscript_name"]), (&json!("Maquette Blocks"), &json!("Maquette-BlocksText")));
    let (by_name, answer) = desk.draw("font-by-name", order("maquette-blockstext")).await;
    assert_eq!(answer["data"]["text_layers"][0]["resolved_font"]["family"], "Maquette Blocks");
    let (by_id, _) = desk.draw("font-by-id", order(font["uuid"].as_str().unwrap())).await;
    assert_ne!(before, by_name, "another picture, though the words of the order are the same");
    assert_eq!(by_name, by_id);

    let eve = place.key("eve").await["sudomock"].as_str().unwrap().to_owned();
    let path = format!("/fonts/{}", font["uuid"].as_str().unwrap());
    assert_eq!(ask(&desk.http, &desk.server, &eve, "GET", &path, None).await.0, 404);
    let (status, _) = desk.ask("DELETE", &path, &Value::Null).await;
    assert_eq!(status, 200);
    let (after, _) = desk.draw("font-after", order("Maquette-BlocksText")).await;
    assert_eq!(after, before);
}
