//! Slots and layers by what an agent calls them: an id, or a name that only one of them has.

use library::templates::{Layer, Outline, Slot, TextLayer};
use uuid::Uuid;

use crate::refusal::Refusal;

/// The slot that is meant; without a word, the only one.
pub(crate) fn slot(outline: &Outline, word: Option<&str>, path: &str) -> Result<Uuid, Refusal> {
    fn collect<'a>(slots: &'a [Slot], all: &mut Vec<(Uuid, &'a str)>) {
        for slot in slots {
            all.push((slot.id, &slot.name));
            collect(&slot.slots, all);
        }
    }
    let mut all = Vec::new();
    collect(&outline.slots, &mut all);
    match (word, &all[..]) {
        (Some(word), _) => find(&all, word, "slot", path),
        (None, [(only, _)]) => Ok(*only),
        (None, _) => Err(Refusal::argument(path, &format!("say which slot; there are {}", listed(&all)))),
    }
}

/// The text layer that is meant.
pub(crate) fn text_layer(outline: &Outline, word: &str, path: &str) -> Result<Uuid, Refusal> {
    fn collect<'a>(texts: &'a [TextLayer], slots: &'a [Slot], all: &mut Vec<(Uuid, &'a str)>) {
        all.extend(texts.iter().map(|text| (text.id, text.name.as_str())));
        for slot in slots {
            collect(&slot.text_layers, &slot.slots, all);
        }
    }
    let mut all = Vec::new();
    collect(&outline.text_layers, &outline.slots, &mut all);
    find(&all, word, "text layer", path)
}

/// The layer that is meant.
pub(crate) fn layer(outline: &Outline, word: &str, path: &str) -> Result<Uuid, Refusal> {
    fn collect<'a>(layers: &'a [Layer], all: &mut Vec<(Uuid, &'a str)>) {
        for layer in layers {
            all.push((layer.id, &layer.name));
            collect(&layer.children, all);
        }
    }
    let mut all = Vec::new();
    collect(&outline.layers, &mut all);
    find(&all, word, "layer", path)
}

fn find(all: &[(Uuid, &str)], word: &str, what: &str, path: &str) -> Result<Uuid, Refusal> {
    if let Ok(id) = word.parse::<Uuid>()
        && all.iter().any(|(known, _)| *known == id)
    {
        return Ok(id);
    }
    let mut named = all.iter().filter(|(_, name)| *name == word);
    match (named.next(), named.next()) {
        (Some((id, _)), None) => Ok(*id),
        (Some(_), Some(_)) => {
            Err(Refusal::argument(path, &format!("several {what}s have the name \"{word}\"; use the id")))
        }
        (None, _) => {
            let message = format!("there is no {what} \"{word}\" in this mockup; there are {}", listed(all));
            Err(Refusal::argument(path, &message))
        }
    }
}

/// The first few, by name and id.
fn listed(all: &[(Uuid, &str)]) -> String {
    const FEW: usize = 10;
    let mut words: Vec<String> = all.iter().take(FEW).map(|(id, name)| format!("\"{name}\" ({id})")).collect();
    match all.len() {
        0 => return "none".to_owned(),
        more if more > FEW => words.push(format!("and {} more", more - FEW)),
        _ => {}
    }
    words.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_single_names_are_found_and_the_rest_is_explained() {
        let (a, b, c) = (Uuid::from_u128(1), Uuid::from_u128(2), Uuid::from_u128(3));
        let all = [(a, "Front"), (b, "Back"), (c, "Back")];
        assert_eq!(find(&all, "Front", "slot", "p"), Ok(a));
        assert_eq!(find(&all, &c.to_string(), "slot", "p"), Ok(c));
        assert!(find(&all, "Back", "slot", "p").unwrap_err().0.contains("use the id"));
        let unknown = find(&all, &Uuid::from_u128(9).to_string(), "slot", "fills[0].slot").unwrap_err().0;
        assert!(unknown.starts_with("fills[0].slot: there is no slot") && unknown.contains("\"Front\""), "{unknown}");
        assert_eq!(listed(&[]), "none");
        assert!(listed(&vec![(a, "x"); 12]).ends_with("and 2 more"));
    }
}
