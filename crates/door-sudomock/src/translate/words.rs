//! Sentences and codes for the dialect's clients.

use door_kit::words::capitalised;
use library::jobs::Reason;
use library::templates::Loss;

use crate::wire::Warning;

/// Words at which the dialect's own client hides a whole text behind a general one, and what to say instead.
const HIDDEN: [(&str, &str); 21] = [
    ("gemini", "generator"),
    ("advanced model", "generator"),
    ("prompt", "words"),
    ("mask", "matte"),
    ("segment", "run"),
    ("region index", "region number"),
    ("depth", "level"),
    ("displacement", "shift"),
    ("grid", "mesh"),
    ("warp", "bend"),
    ("shading", "shadow"),
    ("provider", "supplier"),
    ("pipeline", "sequence"),
    ("engine", "processor"),
    ("internal", "inner"),
    ("private", "closed"),
    ("storage", "disk"),
    ("bucket", "store"),
    ("phase", "stage"),
    ("model", "kind"),
    ("state machine", "state"),
];

/// A sentence of ours, begun with a capital and without the words at which clients hide it.
pub(crate) fn public(sentence: &str) -> String {
    let mut shown = sentence.to_owned();
    for (word, instead) in HIDDEN {
        while let Some(start) = shown.to_ascii_lowercase().find(word) {
            shown.replace_range(start..start + word.len(), instead);
        }
    }
    capitalised(&shown)
}

/// A reason for programs.
pub(crate) const fn failure_code(reason: Reason) -> &'static str {
    match reason {
        Reason::Source => "SOURCE_UNAVAILABLE",
        Reason::TooLarge => "FILE_TOO_LARGE",
        Reason::Unreadable => "UNREADABLE_FILE",
        Reason::Order => "INVALID_REQUEST",
        Reason::Gone => "MOCKUP_NOT_FOUND",
        Reason::Internal => "PROCESSING_FAILED",
    }
}

/// Losses as warnings, each once.
pub(crate) fn warnings<'a>(losses: impl IntoIterator<Item = &'a Loss>) -> Vec<Warning> {
    let mut warnings: Vec<Warning> = Vec::new();
    for loss in losses {
        let warning = warning(loss);
        if !warnings.contains(&warning) {
            warnings.push(warning);
        }
    }
    warnings
}

fn warning(loss: &Loss) -> Warning {
    let lower = loss.layer.to_lowercase();
    let hidden = HIDDEN.iter().any(|(word, _)| lower.contains(word));
    // A layer's name is its author's: where it would hide the sentence, the layer's number stands for it.
    let layer = match (hidden, loss.layer_id) {
        (false, _) if !loss.layer.is_empty() => format!("\"{}\"", loss.layer),
        (_, Some(id)) => format!("number {id}"),
        (_, None) => "without a name".to_owned(),
    };
    let message = format!("Layer {layer}: {} ({})", lower_public(&loss.effect), lower_public(&loss.feature));
    Warning { code: "UNSUPPORTED_FEATURE", message }
}

/// Like [`public`], for the middle of a sentence.
fn lower_public(words: &str) -> String {
    let shown = public(words);
    if words.chars().next().is_some_and(char::is_lowercase) {
        let mut characters = shown.chars();
        return characters.next().map_or_else(String::new, |first| first.to_lowercase().chain(characters).collect());
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_have_none_of_the_words_that_clients_hide() {
        for (word, instead) in HIDDEN {
            assert!(HIDDEN.iter().all(|(hidden, _)| !instead.contains(hidden)), "{instead} is hidden itself");
            assert_eq!(public(&format!("a {} b {word}", word.to_uppercase())), format!("A {instead} b {instead}"));
        }
        assert_eq!(public("é"), "É");
    }

    #[test]
    fn a_warning_names_the_layer_unless_that_hides_it() {
        let loss = |layer: &str| Loss {
            layer: layer.into(),
            layer_id: Some(7),
            feature: "warp style Fan".into(),
            effect: "the layer is drawn without it".into(),
        };
        let told = warnings([&loss("Mug"), &loss("Mug"), &loss("Depth map")]);
        let messages: Vec<&str> = told.iter().map(|warning| warning.message.as_str()).collect();
        let effect = "the layer is drawn without it (bend style Fan)";
        assert_eq!(messages, [format!("Layer \"Mug\": {effect}"), format!("Layer number 7: {effect}")]);
    }
}
