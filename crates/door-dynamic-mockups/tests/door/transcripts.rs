//! Replays `tests/transcripts/*.json`: lists of steps, each a request and its answer.
//!
//! `send`: method and path; `as`: whose key (`ada`, `eve`, `nobody`, or the words of a key); `body`, `raw`, `form` (names
//! and words, or files as `{"file": name, "words": …}`) or none; `answer`: the status; `is`: the body; `keep`: names for
//! values of the answer, by JSON pointer, which later steps write `{name}`.
//!
//! In `is`, an object with the key `...` may have others; `{any}`, `{uuid}`, `{date}`, `{iso date}`, `{number}` and
//! `{link LABEL .EXT}` are what they say.

use std::path::Path;

use axum::body::Body;
use axum::http::Request;
use serde_json::Value;
use testkit::memory::{FakePsd, fake_picture};
use testkit::transcript::{Names, difference, files, filled, is_link};

use crate::world::{PUBLIC_URL, Part, World, form};

#[tokio::test]
async fn every_transcript_is_answered_as_written() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/transcripts");
    let mut count = 0;
    for (name, steps) in files(&folder) {
        replay(&name, &steps).await;
        count += steps.len();
    }
    assert!(count > 40, "{count} steps");
}

async fn replay(file: &str, steps: &[Value]) {
    let world = World::new().await;
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let mut names = Names::from([
        ("picture".to_owned(), text(&fake_picture(10, 10, "inline"))),
        ("photoshop file".to_owned(), text(&FakePsd::with_slots(&["Inside"]).bytes())),
        ("256 letters".to_owned(), "é".repeat(256)),
        ("255 letters".to_owned(), "é".repeat(255)),
    ]);
    for step in steps {
        let sent = filled(step["send"].as_str().unwrap(), &names);
        let place = format!("{file}: {sent}");
        let (status, _, body) = world.ask(request(&world, step, &sent, &names)).await;
        assert_eq!(u64::from(status.as_u16()), step["answer"].as_u64().unwrap(), "{place}: {body}");
        if let Some(expected) = step.get("is") {
            let difference = difference(expected, &body, &names, fits);
            assert!(difference.is_none(), "{place}: {}\n{body:#}", difference.unwrap_or_default());
        }
        for (name, pointer) in step["keep"].as_object().into_iter().flatten() {
            let kept = body.pointer(pointer.as_str().unwrap()).and_then(Value::as_str);
            names.insert(name.clone(), kept.unwrap_or_else(|| panic!("{place}: no {pointer}")).to_owned());
        }
    }
}

fn request(world: &World, step: &Value, sent: &str, names: &Names) -> Request<Body> {
    let (method, path) = sent.split_once(' ').unwrap();
    let mut request = Request::builder().method(method).uri(format!("/api/v1{path}"));
    request = match step["as"].as_str().unwrap_or("ada") {
        "ada" => request.header("X-API-KEY", &world.keys[0]),
        "eve" => request.header("x-api-key", &world.keys[1]),
        "nobody" => request,
        key => request.header("x-api-key", key),
    };
    let body = if let Some(fields) = step["form"].as_object() {
        request = request.header("content-type", "multipart/form-data; boundary=between");
        form_of(fields, names)
    } else {
        match (step.get("body"), step.get("raw")) {
            (Some(body), _) => filled(&body.to_string(), names).into_bytes(),
            (None, Some(raw)) => raw.as_str().unwrap().as_bytes().to_vec(),
            (None, None) => Vec::new(),
        }
    };
    request.body(Body::from(body)).unwrap()
}

fn form_of(fields: &serde_json::Map<String, Value>, names: &Names) -> Vec<u8> {
    let text = |value: &Value| filled(value.as_str().unwrap(), names);
    let owned: Vec<(String, Option<String>, String)> = fields
        .iter()
        .map(|(name, value)| match value.get("file") {
            Some(file) => (name.clone(), Some(text(file)), text(&value["words"])),
            None => (name.clone(), None, text(value)),
        })
        .collect();
    let part = |(name, file, words): &'_ (String, Option<String>, String)| match file {
        Some(file) => form(&[Part::File(name, file, words.as_bytes())]),
        None => form(&[Part::Words(name, words)]),
    };
    // Each part is written as a form of its own; what ends them all but the last is cut off.
    let mut body = Vec::new();
    for (place, field) in owned.iter().enumerate() {
        let written = part(field);
        let end = if place + 1 == owned.len() { written.len() } else { written.len() - b"--between--\r\n".len() };
        body.extend_from_slice(&written[..end]);
    }
    body
}

/// The text with every `{name}` replaced.
fn fits(pattern: &str, actual: &Value) -> bool {
    let text = actual.as_str();
    match pattern {
        "{any}" => true,
        "{date}" => text.is_some_and(|text| text.len() == 23 && text.ends_with(" UTC")),
        "{iso date}" => text.is_some_and(|text| text.len() == 27 && text.ends_with('Z') && text.contains('.')),
        "{number}" => actual.is_i64(),
        "{uuid}" => text.is_some_and(|text| text.parse::<uuid::Uuid>().is_ok()),
        pattern => match pattern.strip_prefix("{link ").and_then(|rest| rest.strip_suffix('}')) {
            None => text == Some(pattern),
            Some(rest) => text.is_some_and(|text| is_link(text, PUBLIC_URL, rest)),
        },
    }
}
