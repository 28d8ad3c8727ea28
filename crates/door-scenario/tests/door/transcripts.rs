//! Replays `tests/transcripts/*.json`: lists of steps, each a request and its answer.
//!
//! `send`: method and path; `as`: whose key (`ada`, `eve`, `nobody`); `body`, `raw` or none; `answer`: the status; `is`:
//! the body; `keep`: names for values of the answer, by JSON pointer, which later steps write `{name}`.
//!
//! In `is`, an object with the key `...` may have others; `{any}`, `{date}`, `{PREFIX id}` and `{link LABEL .EXT}` are
//! what they say.

use std::path::Path;

use axum::body::Body;
use axum::http::Request;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use testkit::memory::fake_picture;
use testkit::transcript::{Names, difference, files, filled, is_link};

use crate::world::{PUBLIC_URL, World};

#[tokio::test]
async fn every_transcript_is_answered_as_written() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/transcripts");
    let mut count = 0;
    for (name, steps) in files(&folder) {
        replay(&name, &steps).await;
        count += steps.len();
    }
    assert!(count > 80, "{count} steps");
}

async fn replay(file: &str, steps: &[Value]) {
    let world = World::new().await;
    let mut names = Names::from([
        ("picture".to_owned(), STANDARD.encode(fake_picture(10, 20, "one"))),
        ("another picture".to_owned(), STANDARD.encode(fake_picture(30, 30, "two"))),
        ("256 letters".to_owned(), "é".repeat(256)),
    ]);
    for step in steps {
        let sent = filled(step["send"].as_str().unwrap(), &names);
        let place = format!("{file}: {sent}");
        let (status, _, body) = world.ask(request(&world, step, &sent, &names)).await;
        assert_eq!(u64::from(status.as_u16()), step["answer"].as_u64().unwrap(), "{place}: {body}");
        if let Some(expected) = step.get("is") {
            let difference = difference(expected, &body, &names, fits);
            assert!(difference.is_none(), "{place}: {}\n{body:#}", difference.unwrap_or_default());
        } else if status.as_u16() >= 400 {
            assert!(body["reason"].is_string() && body["name"].is_string() && body["details"].is_object(), "{place}");
        }
        for (name, pointer) in step["keep"].as_object().into_iter().flatten() {
            let kept = body.pointer(pointer.as_str().unwrap()).and_then(Value::as_str);
            names.insert(name.clone(), kept.unwrap_or_else(|| panic!("{place}: no {pointer}")).to_owned());
        }
    }
}

fn request(world: &World, step: &Value, sent: &str, names: &Names) -> Request<Body> {
    let (method, path) = sent.split_once(' ').unwrap();
    // As the dialect's clients do, whether there is a body or not.
    let mut request = Request::builder().method(method).uri(format!("/v1{path}")).header("accept", "application/json");
    if method != "GET" {
        request = request.header("content-type", "application/json");
    }
    request = match step["as"].as_str().unwrap_or("ada") {
        "ada" => request.header("authorization", &world.keys[0]),
        "eve" => request.header("authorization", &world.keys[1]),
        _ => request,
    };
    let body = match (step.get("body"), step.get("raw")) {
        (Some(body), _) => filled(&body.to_string(), names).into_bytes(),
        (None, Some(raw)) => raw.as_str().unwrap().as_bytes().to_vec(),
        (None, None) => Vec::new(),
    };
    request.body(Body::from(body)).unwrap()
}

/// The text with every `{name}` replaced.
fn fits(pattern: &str, actual: &Value) -> bool {
    let text = actual.as_str();
    let inside = pattern.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
    match (inside, text) {
        (Some("any"), _) => true,
        (Some("date"), Some(text)) => text.len() == 24 && text.ends_with('Z') && text.as_bytes()[19] == b'.',
        (Some(inside), Some(text)) => {
            let id = |prefix: &str| text.strip_prefix(prefix).is_some_and(|digits| digits.len() == 22);
            let link = inside.strip_prefix("link ").is_some_and(|rest| is_link(text, PUBLIC_URL, rest));
            link || inside.strip_suffix(" id").is_some_and(id) || text == pattern
        }
        _ => text == Some(pattern),
    }
}
