//! How the editor looks: every key, what it may be, and what it is when nothing is set.

use serde_json::{Map, Value, json};

use crate::error::{Error, Field, Problems};
use crate::translate::order::rgb;

/// What a key may be.
#[derive(Debug, Clone, Copy)]
enum Kind {
    /// `#rrggbb`.
    Colour(&'static str),
    /// Up to 255 characters.
    Words(&'static str),
    /// An https URL, or nothing.
    Url,
    /// On or off.
    Switch(bool),
    /// One of these; the first by default.
    One(&'static [&'static str]),
    /// From, to, and by default.
    Number(f64, f64, f64),
}

use Kind::{Colour, Number, One, Switch, Url, Words};

const KEYS: [(&str, Kind); 32] = [
    ("primaryColor", Colour("#111827")),
    ("accentColor", Colour("#2563eb")),
    ("successColor", Colour("#16a34a")),
    ("backgroundColor", Colour("#ffffff")),
    ("panelBackground", Colour("#f9fafb")),
    ("textColor", Colour("#111827")),
    ("borderColor", Colour("#e5e7eb")),
    ("borderRadius", Number(0.0, 20.0, 8.0)),
    ("logoUrl", Url),
    ("fontFamily", Words("")),
    ("buttonText", Words("Customize")),
    ("renderButtonText", Words("Preview")),
    ("uploadText", Words("Upload your design")),
    ("headerText", Words("")),
    ("addingText", Words("Adding to cart")),
    ("successText", Words("Added to cart")),
    ("showAdjustments", Switch(true)),
    ("showColorOverlay", Switch(true)),
    ("showFitMode", Switch(true)),
    ("showPosition", Switch(true)),
    ("showSize", Switch(true)),
    ("showRotation", Switch(true)),
    ("showFlip", Switch(true)),
    ("showExportOptions", Switch(false)),
    ("showZoomControls", Switch(true)),
    ("showUndoRedo", Switch(true)),
    ("theme", One(&["light", "dark", "auto"])),
    ("layout", One(&["default", "compact", "sidebar", "sidebar-left", "sidebar-right", "stacked"])),
    ("displayMode", One(&["iframe", "popup", "page"])),
    ("autoRender", Switch(true)),
    ("autoRenderDelay", Number(300.0, 3000.0, 800.0)),
    ("maxFileSize", Number(1.0, 50.0, 20.0)),
];

impl Kind {
    fn default(self) -> Value {
        match self {
            Colour(words) | Words(words) => json!(words),
            Url => json!(""),
            Switch(on) => json!(on),
            One(words) => json!(words.first()),
            Number(_, _, number) => json!(number as u64),
        }
    }

    fn check(self, value: &Value, field: &Field, problems: &mut Problems) {
        match (self, value) {
            (Colour(_) | Url | Words(_), Value::String(words)) if words.is_empty() => {}
            (Colour(_), Value::String(hex)) => drop(rgb(hex, field, problems)),
            (Words(_), Value::String(words)) => problems.characters(field, Some(words), 0, 255),
            (Url, Value::String(url)) => {
                problems.characters(field, Some(url), 0, 2000);
                if !url.starts_with("https://") || url.chars().any(|c| c.is_control() || c.is_whitespace()) {
                    problems.add(field, "Must be an https URL");
                }
            }
            (Switch(_), Value::Bool(_)) => {}
            (One(words), Value::String(word)) if words.contains(&word.as_str()) => {}
            (One(words), _) => problems.add(field, format!("Must be one of {}", words.join(", "))),
            (Number(low, high, _), Value::Number(number)) => {
                problems.whole(field, number.as_f64(), low, high);
            }
            (Colour(_), _) => problems.add(field, "Must be a colour such as #1a2b3c"),
            (Words(_) | Url, _) => problems.add(field, "Must be a string"),
            (Switch(_), _) => problems.add(field, "Must be true or false"),
            (Number(..), _) => problems.add(field, "Must be a number"),
        }
    }
}

/// The keys that are known, held to what they may be; null is as good as missing.
pub(crate) fn checked(given: &Map<String, Value>) -> Result<Map<String, Value>, Error> {
    let mut problems = Problems::default();
    let mut kept = Map::new();
    for (name, kind) in KEYS {
        let Some(value) = given.get(name).filter(|value| !value.is_null()) else { continue };
        kind.check(value, &Field::body().at("config").at(name), &mut problems);
        kept.insert(name.to_owned(), value.clone());
    }
    problems.end()?;
    Ok(kept)
}

/// For keeping.
pub(crate) fn words(config: &Map<String, Value>) -> String {
    Value::Object(config.clone()).to_string()
}

/// What was kept, above the defaults.
pub(crate) fn read(words: Option<&str>) -> Map<String, Value> {
    let mut kept: Map<String, Value> = words.and_then(|words| serde_json::from_str(words).ok()).unwrap_or_default();
    KEYS.into_iter()
        .map(|(name, kind)| (name.to_owned(), kept.remove(name).unwrap_or_else(|| kind.default())))
        .collect()
}

/// How the editor is shown.
pub(crate) fn display_mode(config: &Map<String, Value>) -> String {
    config.get("displayMode").and_then(Value::as_str).unwrap_or("iframe").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(value: &Value) -> Map<String, Value> {
        value.as_object().cloned().unwrap_or_default()
    }

    #[test]
    fn defaults_are_what_they_may_be() {
        let defaults = read(None);
        assert_eq!(defaults.len(), KEYS.len());
        assert_eq!(checked(&defaults).unwrap(), defaults);
        assert_eq!(display_mode(&defaults), "iframe");
    }

    #[test]
    fn every_key_is_held_to_what_it_may_be() {
        for (name, _) in KEYS {
            let error = checked(&map(&json!({name: [1]}))).unwrap_err();
            assert_eq!(error.body.errors.unwrap()[0].field, format!("body -> config -> {name}"));
        }
        for bad in [
            json!({"borderRadius": 21}),
            json!({"autoRenderDelay": 299}),
            json!({"maxFileSize": 0.5}),
            json!({"logoUrl": "http://a.test/logo.png"}),
            json!({"primaryColor": "red"}),
            json!({"theme": "blue"}),
        ] {
            assert!(checked(&map(&bad)).is_err(), "{bad}");
        }
        let good = map(&json!({"borderRadius": 20, "logoUrl": "", "theme": "dark", "showFlip": false}));
        let with_more = map(
            &json!({"borderRadius": 20, "logoUrl": "", "theme": "dark", "showFlip": false, "x": 1, "layout": null}),
        );
        assert_eq!(checked(&with_more).unwrap(), good);
        let shown = read(Some(&words(&good)));
        assert_eq!((&shown["showFlip"], &shown["showSize"]), (&json!(false), &json!(true)));
    }
}
