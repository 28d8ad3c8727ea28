//! Replays `tests/transcripts/*.json`: lists of steps, each a request and its answer.
//!
//! `send`: method and path; `as`: who (`ada`, `eve`, `zoe`, `nobody` with the application's key alone); the body: `body`
//! as JSON, `form` as `application/x-www-form-urlencoded` (one string), `parts` as `multipart/form-data` (names and
//! words, or files as `{"file": name, "words": …}`), or none; `answer`: the status; `total`: `X-Total-Count`; `is`: the
//! body; `keep`: names for values of the answer, by JSON pointer, which later steps write `{name}`.
//!
//! In `is`, an object with the key `...` may have others; `{any}`, `{date}`, `{number}` and `{link .EXT}` are what they
//! say, and a word that is all a kept number stands for the number.

use std::path::Path;

use axum::body::Body;
use axum::http::Request;
use serde_json::Value;
use testkit::memory::fake_picture;
use testkit::transcript::{Names, difference, files, filled};

use crate::world::{PEOPLE, PUBLIC_URL, World};

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
    let mut names = Names::from([
        ("picture".to_owned(), String::from_utf8(fake_picture(10, 10, "inline").to_vec()).unwrap()),
        ("256 letters".to_owned(), "é".repeat(256)),
        ("too many bytes".to_owned(), "8".repeat(1001)),
        ("team".to_owned(), world.team.to_string()),
    ]);
    for (person, (serial, _)) in PEOPLE.iter().zip(&world.people) {
        names.insert((*person).to_owned(), serial.to_string());
    }
    for step in steps {
        let sent = filled(step["send"].as_str().unwrap(), &names);
        let place = format!("{file}: {sent}");
        let (status, headers, body) = world.ask(request(&world, step, &sent, &names)).await;
        assert_eq!(u64::from(status.as_u16()), step["answer"].as_u64().unwrap(), "{place}: {body}");
        if let Some(total) = step["total"].as_u64() {
            assert_eq!(headers["x-total-count"], total.to_string(), "{place}");
        }
        if let Some(expected) = step.get("is") {
            let difference = difference(expected, &body, &names, fits);
            assert!(difference.is_none(), "{place}: {}\n{body:#}", difference.unwrap_or_default());
        }
        for (name, pointer) in step["keep"].as_object().into_iter().flatten() {
            let kept = body.pointer(pointer.as_str().unwrap()).map(|value| match value {
                Value::String(words) => words.clone(),
                other => other.to_string(),
            });
            names.insert(name.clone(), kept.unwrap_or_else(|| panic!("{place}: no {pointer}")));
        }
    }
}

fn request(world: &World, step: &Value, sent: &str, names: &Names) -> Request<Body> {
    let (method, path) = sent.split_once(' ').unwrap();
    let mut request = Request::builder().method(method).uri(format!("/v1{path}")).header("X-API-Key", &world.app);
    let who = step["as"].as_str().unwrap_or("ada");
    if let Some(place) = PEOPLE.iter().position(|person| *person == who) {
        request = request.header("authorization", &world.people[place].1);
    } else {
        assert_eq!(who, "nobody");
    }
    let body = if let Some(fields) = step["parts"].as_object() {
        request = request.header("content-type", "multipart/form-data; boundary=between");
        parts(fields, names)
    } else if let Some(form) = step["form"].as_str() {
        request = request.header("content-type", "application/x-www-form-urlencoded; charset=utf-8");
        filled(form, names)
    } else if let Some(body) = step.get("body") {
        request = request.header("content-type", "application/json");
        numbered(&filled(&body.to_string(), names))
    } else {
        String::new()
    };
    request.body(Body::from(body)).unwrap()
}

/// Numbers that a name stood for lose their quotes where they stand behind `#`.
fn numbered(json: &str) -> String {
    let mut parts = json.split("\"#");
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once('"').filter(|(digits, _)| digits.parse::<i64>().is_ok()) {
            Some((digits, rest)) => whole.extend([digits, rest]),
            None => whole.extend(["\"#", part]),
        }
    }
    whole
}

fn parts(fields: &serde_json::Map<String, Value>, names: &Names) -> String {
    let mut body = String::new();
    for (name, value) in fields {
        let (head, content) = match value.get("file") {
            Some(file) => {
                let file = file.as_str().unwrap();
                (format!("name=\"{name}\"; filename=\"{file}\""), value["words"].as_str().unwrap())
            }
            None => (format!("name=\"{name}\""), value.as_str().unwrap()),
        };
        let content = filled(content, names);
        body.extend(["--between\r\nContent-Disposition: form-data; ", &head, "\r\n\r\n", &content, "\r\n"]);
    }
    body + "--between--\r\n"
}

/// The text with every `{name}` replaced.
fn fits(pattern: &str, actual: &Value) -> bool {
    let text = actual.as_str();
    match pattern {
        "{any}" => true,
        "{date}" => text.is_some_and(|text| text.len() == 20 && text.ends_with('Z')),
        "{number}" => actual.is_i64(),
        pattern => match pattern.strip_prefix("{link .").and_then(|rest| rest.strip_suffix('}')) {
            Some(extension) => text.is_some_and(|text| {
                text.starts_with(&format!("{PUBLIC_URL}/files/")) && text.ends_with(&format!(".{extension}"))
            }),
            None => text == Some(pattern) || actual.as_i64().is_some_and(|number| pattern.parse() == Ok(number)),
        },
    }
}
