//! Replays `tests/transcripts/*.json`: lists of steps, each a request and its answer.
//!
//! `send`: method and path; `as`: whose credential (`ada`, `eve`, `session`, `nobody`, or the words of a key); `body`,
//! `raw` or neither; `answer`: the status; `is`: the body; `headers` of the request and `told` in the answer (null: not
//! told); `keep`: names for values of the answer, by JSON pointer, which later steps write `{name}`; `later`: seconds
//! that pass before.
//!
//! In `is`, an object with the key `...` may have others; `{any}`, `{uuid}`, `{whole secret}`, `{masked secret}` and
//! `{link LABEL .EXT}` are what they say.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::Request;
use base64::Engine;
use library::limits::Unlimited;
use serde_json::Value;
use testkit::memory::fake_picture;
use testkit::transcript::{Names, difference, files, filled, is_link};

use crate::texts::hidden_by;
use crate::world::{PUBLIC_URL, World};

#[tokio::test]
async fn every_transcript_is_answered_as_written() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/transcripts");
    let mut count = 0;
    for (name, steps) in files(&folder) {
        replay(&name, &steps).await;
        count += steps.len();
    }
    assert!(count > 50, "{count} steps");
}

async fn replay(file: &str, steps: &[Value]) {
    let world = World::new(Arc::new(Unlimited)).await;
    let inline = base64::engine::general_purpose::STANDARD.encode(fake_picture(10, 10, "inline"));
    let photo = base64::engine::general_purpose::STANDARD.encode(fake_picture(64, 48, "inline photo"));
    let mut names = Names::from([
        ("inline".to_owned(), inline),
        ("inline photo".to_owned(), format!("data:image/png;base64,{photo}")),
        ("256 letters".to_owned(), "é".repeat(256)),
        ("255 letters".to_owned(), "é".repeat(255)),
    ]);
    for step in steps {
        let sent = filled(step["send"].as_str().unwrap(), &names);
        let place = format!("{file}: {sent}");
        world.clock.advance(Duration::from_secs(step["later"].as_u64().unwrap_or(0)));
        let (status, headers, body) = world.ask(request(&world, step, &sent, &names)).await;
        assert_eq!(u64::from(status.as_u16()), step["answer"].as_u64().unwrap(), "{place}: {body}");
        if !status.is_success() {
            assert_eq!(hidden_text(&body), None, "{place}: {body}");
        }
        for (name, value) in step["told"].as_object().into_iter().flatten() {
            let told = headers.get(name).map(|value| value.to_str().unwrap());
            assert_eq!(told, value.as_str().map(|value| filled(value, &names)).as_deref(), "{place}: {name}");
        }
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

/// A text of a refusal that the dialect's own client would hide.
fn hidden_text(body: &Value) -> Option<String> {
    let messages = body["errors"].as_array().into_iter().flatten().map(|error| &error["message"]);
    let texts = messages.chain([&body["detail"], &body["error_code"]]).filter_map(Value::as_str);
    texts.filter(|text| hidden_by(text).is_some()).map(str::to_owned).next()
}

fn request(world: &World, step: &Value, sent: &str, names: &Names) -> Request<Body> {
    let (method, path) = sent.split_once(' ').unwrap();
    let mut request = Request::builder().method(method).uri(format!("/api/v1{path}"));
    request = match step["as"].as_str().unwrap_or("ada") {
        "ada" => request.header("X-API-KEY", &world.keys[0]),
        "eve" => request.header("authorization", format!("Bearer {}", world.keys[1])),
        "session" => request.header("authorization", format!("Bearer {}", world.session)),
        "nobody" => request,
        key => request.header("x-api-key", filled(key, names)),
    };
    for (name, value) in step["headers"].as_object().into_iter().flatten() {
        request = request.header(name, filled(value.as_str().unwrap(), names));
    }
    let body = match (step.get("body"), step.get("raw")) {
        (Some(body), _) => filled(&body.to_string(), names),
        (None, Some(raw)) => raw.as_str().unwrap().to_owned(),
        (None, None) => String::new(),
    };
    request.body(Body::from(body)).unwrap()
}

/// The text with every `{name}` replaced.
fn fits(pattern: &str, actual: &Value) -> bool {
    let text = actual.as_str();
    match pattern {
        "{any}" => true,
        "{whole secret}" => text.is_some_and(|text| text.starts_with("whsec_") && text.len() == 70),
        "{masked secret}" => text.is_some_and(|text| text.starts_with("whsec_****") && text.len() == 14),
        "{uuid}" => text.is_some_and(|text| text.parse::<uuid::Uuid>().is_ok()),
        pattern => match pattern.strip_prefix("{link ").and_then(|rest| rest.strip_suffix('}')) {
            None => text == Some(pattern),
            Some(rest) => text.is_some_and(|text| is_link(text, PUBLIC_URL, rest)),
        },
    }
}
