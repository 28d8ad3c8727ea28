//! What orders mean, and which values are refused.

use serde_json::{Value, json};

use super::*;

const SLOT: &str = "5f0c1d0e-9c0b-5a5e-8f5e-0123456789ab";

fn read(body: Value) -> Result<Order, Error> {
    order(serde_json::from_value(body).unwrap())
}

/// An order of one fill with these words.
fn one(words: &Value) -> Value {
    let mut fill = json!({"uuid": SLOT});
    fill.as_object_mut().unwrap().extend(words.as_object().unwrap().clone());
    json!({"mockup_uuid": SLOT, "smart_objects": [fill]})
}

fn asset(words: &Value) -> Value {
    let mut asset = json!({"url": "https://a.test/art.png"});
    asset.as_object_mut().unwrap().extend(words.as_object().unwrap().clone());
    one(&json!({"asset": asset}))
}

fn export(words: &Value) -> Value {
    json!({"mockup_uuid": SLOT, "hidden_layers": [SLOT], "export_options": words})
}

fn text(words: &Value) -> Value {
    let mut text = json!({"uuid": SLOT});
    text.as_object_mut().unwrap().extend(words.as_object().unwrap().clone());
    json!({"mockup_uuid": SLOT, "smart_objects": [], "text_layers": [text]})
}

fn fields(body: Value) -> Vec<String> {
    let error = read(body).err().expect("refused");
    error.body.errors.unwrap_or_default().into_iter().map(|error| error.field).collect()
}

/// The order, its pictures by address.
fn accepted(body: Value) -> RenderOrder {
    let order = read(body).unwrap();
    let sources = order.pictures().map(|picture| picture.map(|_| Source::Url("here".to_owned()))).collect();
    order.with_sources(sources)
}

#[test]
fn defaults_are_the_dialects() {
    let order = accepted(asset(&json!({})));
    let artwork = order.fills[0].artwork.clone().unwrap();
    assert_eq!(artwork, Artwork::new(Source::Url("here".to_owned())));
    let output = OutputOrder { format: Format::Webp, width: Some(2048), quality: 90, dpi: None };
    assert_eq!((order.output, order.fills[0].adjustments), (output, Adjustments::default()));
}

#[test]
fn every_word_of_an_asset_is_heeded() {
    let body = asset(&json!({
        "fit": "cover", "rotate": -90, "flip_horizontal": true, "flip_vertical": true, "size": {"width": 30, "height": 20},
        "position": {"top": 5, "left": -7.5}, "tile": true, "tile_spacing": 12.5, "content_type": "image/gif",
    }));
    let artwork = accepted(body).fills[0].artwork.clone().unwrap();
    let expected = Artwork {
        source: Source::Url("here".to_owned()),
        fit: Fit::Cover,
        rotation: -90.0,
        flip_horizontal: true,
        flip_vertical: true,
        size: Some((30.0, 20.0)),
        position: Some((-7.5, 5.0)),
        alignment: None,
        repeat: Repeat::Tile { horizontal_spacing: 12.5, vertical_spacing: 12.5 },
    };
    assert_eq!(artwork, expected);
}

#[test]
fn base64_wins_over_the_url() {
    let given = |base64: &str| {
        let order = read(asset(&json!({"base64": base64}))).unwrap();
        order.pictures().next().unwrap().cloned().unwrap()
    };
    let bytes = Given::Bytes(Bytes::from_static(b"picture"));
    for words in ["cGljdHVyZQ==", "cGljdHVyZQ", "cGlj\r\ndHVy\nZQ==\n", "data:image/png;base64,cGljdHVyZQ=="] {
        assert_eq!(given(words), bytes, "{words}");
    }
    assert_eq!(given(""), Given::Url("https://a.test/art.png".to_owned()));
    assert_eq!(fields(asset(&json!({"base64": "?"}))), ["body -> smart_objects -> 0 -> asset -> base64"]);
}

#[test]
fn colours_and_their_modes_are_read_in_every_spelling() {
    let colour = |hex: &str, mode: &str| {
        accepted(one(&json!({"color": {"hex": hex, "blending_mode": mode}}))).fills[0].colour.unwrap()
    };
    assert_eq!(colour("#1a2B3c", "color-burn"), ColourOverlay { rgb: [26, 43, 60], blend: BlendMode::ColorBurn });
    assert_eq!(colour("f0a", "soft_light"), ColourOverlay { rgb: [255, 0, 170], blend: BlendMode::SoftLight });
    assert_eq!(accepted(one(&json!({"color": {"hex": "#000"}}))).fills[0].colour.unwrap().blend, BlendMode::Normal);
    let body = one(&json!({"color": {"hex": "red", "blending_mode": "hue"}}));
    let at = |word: &str| format!("body -> smart_objects -> 0 -> color -> {word}");
    assert_eq!(fields(body), [at("blending_mode"), at("hex")]);
}

#[test]
fn numbers_out_of_range_are_refused_one_by_one() {
    let at = |path: &str| format!("body -> smart_objects -> 0 -> {path}");
    let cases = [
        ("rotate", json!({"rotate": 360.5})),
        ("fit", json!({"fit": "stretch"})),
        ("tile_spacing", json!({"tile_spacing": 101})),
        ("size -> width", json!({"size": {"width": 0, "height": 5}})),
        ("size -> height", json!({"size": {"width": 5, "height": 1.5}})),
        ("size", json!({"tile": true})),
        ("remove_background", json!({"remove_background": true})),
    ];
    for (field, words) in cases {
        assert_eq!(fields(asset(&words)), [at(&format!("asset -> {field}"))]);
    }
    let tones = [
        ("brightness", 151),
        ("contrast", -101),
        ("saturation", 101),
        ("vibrance", 101),
        ("opacity", -1),
        ("blur", 101),
    ];
    for (word, value) in tones {
        let body = one(&json!({"color": {"hex": "#fff"}, "adjustment_layers": {word: value}}));
        assert_eq!(fields(body), [at(&format!("adjustment_layers -> {word}"))]);
    }
    assert_eq!(fields(one(&json!({"adjustment_layers": {"blur": 3}}))), ["body -> smart_objects -> 0"]);
    assert_eq!(fields(one(&json!({"asset": {"fit": "fill"}}))), [at("asset -> url")]);
}

#[test]
fn export_options_are_held_to_their_ranges() {
    let output = |words: Value| accepted(export(&words)).output;
    let given = output(json!({"image_format": "jpg", "image_size": 100, "quality": 1, "dpi": 2400}));
    assert_eq!(given, OutputOrder { format: Format::Jpeg, width: Some(100), quality: 1, dpi: Some(2400) });
    assert_eq!(output(json!({"image_size": "original", "image_format": null})).width, None);
    let cases = [
        ("image_format", json!("gif")),
        ("image_size", json!(99)),
        ("image_size", json!(10_001)),
        ("image_size", json!("large")),
        ("quality", json!(0)),
        ("quality", json!(50.5)),
        ("dpi", json!(71)),
    ];
    for (word, value) in cases {
        assert_eq!(fields(export(&json!({word: value}))), [format!("body -> export_options -> {word}")]);
    }
}

#[test]
fn text_is_given_whole_or_in_runs() {
    let fill = |words: Value| accepted(text(&words)).texts[0].clone();
    let whole = fill(json!({"text": "Hello", "font": "Inter-Bold", "font_size": 12.5, "color": "#ff0000",
                            "stroke_color": "#00ff00", "fit": "shrink"}));
    assert_eq!(
        (whole.words, whole.font.as_deref(), whole.size),
        (Words::All("Hello".into()), Some("Inter-Bold"), Some(12.5))
    );
    assert_eq!((whole.colour, whole.strokes, whole.fit), (Some([255, 0, 0]), vec![Some([0, 255, 0])], TextFit::Shrink));
    let runs = fill(json!({"segments": [{"index": 1, "text": "a"}], "stroke_color": [null, "#fff"]}));
    assert_eq!((runs.words, runs.strokes), (Words::Runs(vec![(1, "a".into())]), vec![None, Some([255; 3])]));

    let at = |path: &str| format!("body -> text_layers -> 0 -> {path}");
    let cases = [
        ("text", json!({})),
        ("text", json!({"text": ""})),
        ("text", json!({"text": "é".repeat(501)})),
        ("segments", json!({"text": "a", "segments": []})),
        ("segments", json!({"segments": []})),
        ("segments -> 0 -> index", json!({"segments": [{"index": 32, "text": "a"}]})),
        ("segments -> 0 -> text", json!({"segments": [{"index": 0, "text": "a".repeat(201)}]})),
        ("font_size", json!({"text": "a", "font_size": 0})),
        ("font_size", json!({"text": "a", "font_size": 2001})),
        ("stroke_color", json!({"text": "a", "stroke_color": [null, null, null, null, null, null, null, null, null]})),
        ("fit", json!({"text": "a", "fit": "wrap"})),
    ];
    for (field, words) in cases {
        assert_eq!(fields(text(&words)), [at(field)]);
    }
}

#[test]
fn an_order_needs_something_to_do() {
    assert_eq!(fields(json!({"mockup_uuid": SLOT, "smart_objects": []})), ["body -> smart_objects"]);
    let body = json!({"mockup_uuid": SLOT, "hidden_layers": vec![SLOT; 51]});
    assert_eq!(fields(body), ["body -> hidden_layers"]);
    let body = json!({"mockup_uuid": SLOT, "hidden_layers": [SLOT, "x"], "export_label": "é".repeat(101)});
    assert_eq!(fields(body), ["body -> export_label", "body -> hidden_layers -> 1"]);
}
