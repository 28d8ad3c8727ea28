//! A collection's JSON feed of Dropmark: its items, in order, those of stacks beneath them. Files are not fetched: they
//! become links to where they are.

use std::collections::HashMap;

use serde_json::Value;

use super::{Found, What, date};

/// How deep items may lie in each other in the file.
const DEEPEST: usize = 8;

/// All items, in order.
pub(super) fn read(text: &str) -> Result<Vec<Found>, String> {
    // A feed with a callback is wrapped in a call.
    let bare = text.trim().trim_end_matches([';', ')']);
    let start = bare.find(['{', '[']).ok_or("it is no feed")?;
    let feed: Value = serde_json::from_str(bare.get(start..).unwrap_or_default()).map_err(|error| error.to_string())?;
    let (name, items) = match &feed {
        Value::Object(collection) => (word(&feed, "name"), collection.get("items")),
        _ => (String::new(), Some(&feed)),
    };
    let items = items.and_then(Value::as_array).ok_or("it has no items")?;
    let mut reader = Reader { collection: name, ..Reader::default() };
    for item in items {
        reader.note_stack(item);
    }
    reader.items(items, None, 0);
    Ok(reader.found)
}

#[derive(Default)]
struct Reader {
    collection: String,
    /// Names of stacks, by their ids.
    stacks: HashMap<String, String>,
    number: usize,
    found: Vec<Found>,
}

impl Reader {
    fn note_stack(&mut self, item: &Value) {
        if word(item, "type") == "stack" {
            self.stacks.insert(word(item, "id"), word(item, "name"));
        }
    }

    fn items(&mut self, items: &[Value], stack: Option<&str>, depth: usize) {
        for item in items {
            self.number += 1;
            let parent = self.stacks.get(&word(item, "parent_id")).cloned();
            let stack = stack.map(str::to_owned).or(parent);
            if word(item, "type") == "stack" {
                let inside = item.get("items").and_then(Value::as_array).filter(|_| depth < DEEPEST);
                let name = word(item, "name");
                self.items(inside.map_or(&[][..], Vec::as_slice), Some(&name), depth + 1);
                continue;
            }
            let folders = [Some(self.collection.clone()), stack].into_iter().flatten();
            self.found.push(Found {
                place: format!("item {}", self.number),
                folders: folders.filter(|name| !name.is_empty()).collect(),
                name: word(item, "name"),
                description: word(item, "description"),
                tags: tags(item),
                made_at: date(&word(item, "created_at")),
                what: what(item),
            });
        }
    }
}

fn what(item: &Value) -> What {
    let content = word(item, "content");
    match word(item, "type").as_str() {
        "text" if !content.starts_with("http://") && !content.starts_with("https://") => What::Note(content),
        "color" | "colour" => match library::items::colour("content", &content) {
            Ok(colour) => What::Colour(colour),
            Err(error) => What::Nothing(format!("the colour {error}")),
        },
        _ => {
            let link = [word(item, "link"), content, word(item, "url")].into_iter().find(|word| !word.is_empty());
            link.map_or_else(|| What::Nothing("the item has no address".to_owned()), What::Link)
        }
    }
}

/// Tags are objects with a name, or bare words.
fn tags(item: &Value) -> Vec<String> {
    let tags = item.get("tags").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let name = |tag: &Value| tag.as_str().map_or_else(|| word(tag, "name"), str::to_owned);
    tags.iter().map(name).filter(|tag| !tag.is_empty()).collect()
}

/// A value as text; empty for none.
fn word(value: &Value, name: &str) -> String {
    match value.get(name) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_dates_tags_and_stacks_are_kept() {
        let feed = r##"{"name": "Board", "items": [
            {"id": 1, "type": "link", "name": "A", "link": "https://a.test", "created_at": "2023-11-14T22:13:20Z",
             "tags": [{"name": "red"}, "blue"]},
            {"id": 2, "type": "stack", "name": "Pile", "items": [{"type": "text", "name": "N", "content": "words"}]},
            {"id": 3, "type": "color", "name": "C", "content": "#0a0b0c", "parent_id": 2},
            {"id": 4, "type": "image", "name": "P", "content": "https://files.test/p.png"},
            {"id": 5, "type": "image", "name": "none"}]}"##;
        let found = read(feed).unwrap();
        let folders: Vec<_> = found.iter().map(|found| found.folders.join("/")).collect();
        assert_eq!(folders, ["Board", "Board/Pile", "Board/Pile", "Board", "Board"]);
        assert_eq!(found[0].tags, ["red", "blue"]);
        assert_eq!(found[0].made_at.unwrap().timestamp(), 1_700_000_000);
        assert!(matches!(&found[1].what, What::Note(words) if words == "words"));
        assert!(matches!(found[2].what, What::Colour([10, 11, 12])));
        assert!(matches!(&found[3].what, What::Link(url) if url == "https://files.test/p.png"));
        assert!(matches!(found[4].what, What::Nothing(_)));
        assert_eq!(read(&format!("call({feed});")).unwrap().len(), 5);
        for text in ["", "{", "[1, \"a\", null]", "{\"items\": 5}", &"[".repeat(100_000)] {
            let _ = read(text);
        }
    }
}
