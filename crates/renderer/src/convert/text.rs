//! Edits of text layers, and what became of them.

use library::renders as order;
use library::renders::SetText;
use template::TextEdit;
use template::text::{FontMatch, TextFit, Words};

/// An edit of a text layer.
pub(crate) fn text_edit(fill: order::TextFill) -> TextEdit {
    let order::TextFill { layer: _, words, font, size, colour, strokes, fit } = fill;
    TextEdit {
        words: match words {
            order::Words::All(words) => Words::All(words),
            order::Words::Runs(runs) => {
                Words::Segments(runs.into_iter().map(|(index, words)| (index as usize, words)).collect())
            }
        },
        font,
        size,
        colour,
        strokes,
        fit: match fit {
            order::TextFit::Overflow => TextFit::Overflow,
            order::TextFit::Shrink => TextFit::Shrink,
            order::TextFit::Clip => TextFit::Clip,
        },
    }
}

/// Text layers as they were set. A layer in several fonts is told by the one of its first letters.
pub(crate) fn set_texts(texts: &[template::text::SetText]) -> Vec<SetText> {
    let set = |text: &template::text::SetText| {
        let template::text::SetText { uuid, name, fonts, covers, scale: _ } = text;
        let font = fonts.first();
        SetText {
            layer: *uuid,
            name: name.clone(),
            requested_font: font.map(|font| font.requested.clone()).unwrap_or_default(),
            family: font.map(|font| font.family.clone()).unwrap_or_default(),
            postscript_name: font.map(|font| font.postscript_name.clone()).unwrap_or_default(),
            match_source: font.map(|font| match_source(font.found)).unwrap_or_default().to_owned(),
            complete: *covers,
        }
    };
    texts.iter().map(set).collect()
}

fn match_source(found: FontMatch) -> &'static str {
    match found {
        FontMatch::PostScriptName | FontMatch::FullName => "exact",
        FontMatch::Family => "family",
        FontMatch::EqualWidths => "metrics",
        FontMatch::Fallback => "fallback",
    }
}
