//! Transcripts of doors: files of steps, each a request and its answer, and how an answer is compared with what is
//! written. What the steps' words mean is the door's test to say.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

/// Values that later steps write `{name}`.
pub type Names = BTreeMap<String, String>;

/// The files of a folder: the name of each, and its steps.
pub fn files(folder: &Path) -> Vec<(String, Vec<Value>)> {
    let read = |path: &Path| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let steps = serde_json::from_slice(&std::fs::read(path).unwrap());
        let steps = steps.unwrap_or_else(|error| panic!("{name}: {error}"));
        (name, steps)
    };
    std::fs::read_dir(folder).unwrap().map(|file| read(&file.unwrap().path())).collect()
}

/// A text with its names replaced by their values.
pub fn filled(text: &str, names: &Names) -> String {
    names.iter().fold(text.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
}

/// Where the answer is another than expected. An object with the key `...` may have others; `fits` says whether a value
/// is what a text, its names replaced, says.
pub fn difference(expected: &Value, actual: &Value, names: &Names, fits: fn(&str, &Value) -> bool) -> Option<String> {
    differs(expected, actual, names, fits, "")
}

fn differs(
    expected: &Value,
    actual: &Value,
    names: &Names,
    fits: fn(&str, &Value) -> bool,
    at: &str,
) -> Option<String> {
    match (expected, actual) {
        (Value::String(pattern), actual) if fits(&filled(pattern, names), actual) => None,
        (Value::Array(expected), Value::Array(actual)) if expected.len() == actual.len() => {
            let mut pairs = expected.iter().zip(actual).enumerate();
            pairs.find_map(|(place, (expected, actual))| {
                differs(expected, actual, names, fits, &format!("{at}/{place}"))
            })
        }
        (Value::Object(expected), Value::Object(actual)) => {
            let open = expected.contains_key("...");
            if let Some(unknown) = actual.keys().find(|key| !open && !expected.contains_key(*key)) {
                return Some(format!("at {at}/{unknown}: not expected"));
            }
            expected.iter().filter(|(key, _)| *key != "...").find_map(|(key, expected)| match actual.get(key) {
                None => Some(format!("at {at}/{key}: missing")),
                Some(actual) => differs(expected, actual, names, fits, &format!("{at}/{key}")),
            })
        }
        (expected, actual) if !expected.is_string() && expected == actual => None,
        _ => Some(format!("at {at}/: expected {expected}, got {actual}")),
    }
}

/// Whether a URL is a signed link of a server to a file whose name begins and ends so. `pattern`: `LABEL .EXT`, and a
/// label may be empty.
pub fn is_link(url: &str, public_url: &str, pattern: &str) -> bool {
    let (label, extension) = pattern.split_once(' ').unwrap();
    let name = url.rsplit('/').next().unwrap_or_default();
    url.starts_with(&format!("{public_url}/files/")) && name.starts_with(label) && name.ends_with(extension)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn fits(pattern: &str, actual: &Value) -> bool {
        pattern == "{any}" || actual == pattern
    }

    #[test]
    fn an_answer_is_compared_place_by_place() {
        let names = Names::from([("id".to_owned(), "7".to_owned())]);
        let of = |expected: Value, actual: Value| difference(&expected, &actual, &names, fits);
        assert_eq!(of(json!({"a": ["x-{id}", "{any}"]}), json!({"a": ["x-7", null]})), None);
        assert_eq!(of(json!({"...": 0, "a": 1}), json!({"a": 1, "b": 2})), None);
        assert_eq!(of(json!({"a": 1}), json!({"a": 1, "b": 2})).unwrap(), "at /b: not expected");
        assert_eq!(of(json!({"a": {"b": 1}}), json!({"a": {}})).unwrap(), "at /a/b: missing");
        assert_eq!(of(json!([1, 2]), json!([1])).unwrap(), "at /: expected [1,2], got [1]");
        assert_eq!(of(json!([1, "y"]), json!([1, "z"])).unwrap(), "at /1/: expected \"y\", got \"z\"");
    }

    #[test]
    fn links_have_a_place_a_label_and_an_extension() {
        let url = "https://a.test/files/1-2/mug-3.png";
        assert!(is_link(url, "https://a.test", "mug- .png") && is_link(url, "https://a.test", " .png"));
        assert!(!is_link(url, "https://b.test", " .png") && !is_link(url, "https://a.test", "tea- .png"));
    }
}
