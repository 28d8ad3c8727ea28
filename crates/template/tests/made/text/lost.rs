//! What editing a text can cost, each told by the layer's name.

use template::TextEdit;

use super::{Line, PLAIN};

#[test]
fn a_missing_font_is_told_by_its_name() {
    let odd = Line { font: "Bauhaus93", ..PLAIN };
    assert_eq!(odd.set(TextEdit::words("H")).1, ["Title: font: Bauhaus93"]);
}

#[test]
fn characters_that_no_font_has_are_told() {
    assert_eq!(PLAIN.set(TextEdit::words("H\u{1F600}")).1, ["Title: characters: \u{1F600}"]);
}

#[test]
fn the_warp_of_a_bent_text_is_told() {
    let bent = Line { warp: "warpArc", ..PLAIN };
    assert_eq!(bent.set(TextEdit::words("H")).1, ["Title: text warp: warpArc"]);
}
