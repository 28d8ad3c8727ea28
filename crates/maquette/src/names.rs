//! From the names and ids in an order to the slots and layers of a template.

use template::{LayerKind, LayerOutline, Outline, SlotOutline, TextOutline};
use uuid::Uuid;

use crate::{Error, Result};

/// Something that an order can name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Named {
    pub(crate) uuid: Uuid,
    pub(crate) name: String,
    /// 0 for the template itself, 1 for a document inside a slot, and so on.
    depth: usize,
}

/// All that can be named of one kind.
#[derive(Debug)]
pub(crate) struct Names {
    /// "slot", "layer", "text layer".
    what: &'static str,
    all: Vec<Named>,
}

impl Names {
    /// The slots, nested ones too.
    pub(crate) fn slots(outline: &Outline) -> Self {
        let mut all = Vec::new();
        add_slots(&outline.slots, 0, &mut all);
        Self { what: "slot", all }
    }

    /// The text layers, nested ones too.
    pub(crate) fn texts(outline: &Outline) -> Self {
        let mut all = Vec::new();
        add_texts(&outline.text_layers, &outline.slots, 0, &mut all);
        Self { what: "text layer", all }
    }

    /// Every layer, those of nested documents too.
    pub(crate) fn layers(outline: &Outline) -> Self {
        let mut all = Vec::new();
        add_layers(&outline.layers, 0, &mut all);
        Self { what: "layer", all }
    }

    /// The one of this id, or of this name. Of equal names, the one that is nested least deep is meant.
    pub(crate) fn find(&self, word: &str) -> Result<&Named> {
        if let Ok(uuid) = word.parse::<Uuid>()
            && let Some(found) = self.all.iter().find(|named| named.uuid == uuid)
        {
            return Ok(found);
        }
        let of_name: Vec<&Named> = self.all.iter().filter(|named| named.name == word).collect();
        let outermost = of_name.iter().map(|named| named.depth).min();
        let mut found = of_name.into_iter().filter(|named| Some(named.depth) == outermost);
        let what = self.what;
        match (found.next(), found.next()) {
            (Some(only), None) => Ok(only),
            (Some(first), Some(second)) => {
                let ids: Vec<String> =
                    [first, second].into_iter().chain(found).map(|named| named.uuid.to_string()).collect();
                let ids = ids.join(", ");
                Err(Error::Order(format!("there is more than one {what} \"{word}\"; name one by its id: {ids}")))
            }
            (None, _) => Err(Error::Order(format!("there is no {what} \"{word}\"; {}", self.list()))),
        }
    }

    /// Splits `NAME=rest` so that the name is one of these; names and file names may contain `=` themselves.
    pub(crate) fn split<'a>(&self, flag: &str, word: &'a str) -> Result<(&Named, &'a str)> {
        let mut first = None;
        for (at, _) in word.match_indices('=') {
            match self.find(&word[..at]) {
                Ok(named) => return Ok((named, &word[at + 1..])),
                Err(error) => first = first.or(Some(error)),
            }
        }
        Err(first.unwrap_or_else(|| Error::Usage(format!("{flag} needs a name, `=`, and a value, not \"{word}\""))))
    }

    fn list(&self) -> String {
        /// More names than this fill nobody's line.
        const MOST: usize = 20;
        let what = self.what;
        if self.all.is_empty() {
            return format!("the template has no {what}s");
        }
        let names: Vec<String> = self.all.iter().take(MOST).map(|named| format!("\"{}\"", named.name)).collect();
        let rest = self.all.len().saturating_sub(MOST);
        let more = if rest > 0 { format!(" and {rest} more") } else { String::new() };
        format!("its {what}s are {}{more}", names.join(", "))
    }
}

fn add_slots(slots: &[SlotOutline], depth: usize, all: &mut Vec<Named>) {
    for slot in slots {
        all.push(Named { uuid: slot.uuid, name: slot.name.clone(), depth });
        add_slots(&slot.nested, depth + 1, all);
    }
}

fn add_texts(texts: &[TextOutline], slots: &[SlotOutline], depth: usize, all: &mut Vec<Named>) {
    all.extend(texts.iter().map(|text| Named { uuid: text.uuid, name: text.name.clone(), depth }));
    for slot in slots {
        add_texts(&slot.nested_text, &slot.nested, depth + 1, all);
    }
}

fn add_layers(layers: &[LayerOutline], depth: usize, all: &mut Vec<Named>) {
    for layer in layers {
        all.push(Named { uuid: layer.uuid, name: layer.name.clone(), depth });
        let inside = usize::from(layer.kind == LayerKind::SmartObject);
        add_layers(&layer.children, depth + inside, all);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(of: &[(&str, u128, usize)]) -> Names {
        let named = |&(name, id, depth): &(&str, u128, usize)| Named {
            uuid: Uuid::from_u128(id),
            name: name.to_owned(),
            depth,
        };
        Names { what: "slot", all: of.iter().map(named).collect() }
    }

    #[test]
    fn a_slot_is_found_by_name_or_id_and_the_outermost_wins() {
        let names = names(&[("front", 1, 0), ("logo", 2, 1), ("logo", 3, 0)]);
        assert_eq!(names.find("front").unwrap().uuid, Uuid::from_u128(1));
        assert_eq!(names.find("logo").unwrap().uuid, Uuid::from_u128(3));
        assert_eq!(names.find(&Uuid::from_u128(2).to_string()).unwrap().name, "logo");
    }

    #[test]
    fn unknown_and_ambiguous_names_list_what_there_is() {
        let names = names(&[("front", 1, 0), ("front", 2, 0), ("back", 3, 0)]);
        let unknown = names.find("side").unwrap_err().to_string();
        assert_eq!(unknown, "there is no slot \"side\"; its slots are \"front\", \"front\", \"back\"");
        let two = names.find("front").unwrap_err().to_string();
        assert!(two.contains(&Uuid::from_u128(1).to_string()) && two.contains(&Uuid::from_u128(2).to_string()));
    }

    #[test]
    fn a_template_without_any_says_so() {
        assert!(names(&[]).find("x").unwrap_err().to_string().ends_with("the template has no slots"));
    }

    #[test]
    fn names_and_values_may_hold_equals_signs() {
        let names = names(&[("a=b", 1, 0)]);
        let (found, value) = names.split("--slot", "a=b=c=d.png").unwrap();
        assert_eq!((found.name.as_str(), value), ("a=b", "c=d.png"));
        assert!(names.split("--slot", "a").is_err());
    }
}
