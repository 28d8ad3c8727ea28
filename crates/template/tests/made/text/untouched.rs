//! Text that nobody edits.

use template::{Edits, Output};

use super::{Line, PLAIN};
use crate::make::{RED, WHITE};

#[test]
fn type_that_is_not_edited_keeps_its_pixels() {
    let template = PLAIN.template();
    let compiled = template.compile(&Edits::default()).expect("it can be compiled");
    let picture = compiled.render(&[], Output { width: None }).expect("and drawn").picture;
    assert_eq!([(19, 35), (20, 35), (29, 39), (30, 39)].map(|(x, y)| picture.pixel(x, y)), [WHITE, RED, RED, WHITE]);
    assert!(template.outline().losses.is_empty() && compiled.losses().is_empty());
}

#[test]
fn even_where_its_font_is_missing_or_it_is_bent() {
    let odd = Line { font: "Bauhaus93", warp: "warpArc", ..PLAIN };
    assert!(odd.template().outline().losses.is_empty());
}

#[test]
fn the_outline_tells_what_a_layer_says_and_how() {
    let template = PLAIN.template();
    let text = &template.outline().text_layers[0];
    assert_eq!((text.name.as_str(), text.text.as_str(), text.editable), ("Title", "Hill", true));
    let segment = &text.segments[0];
    assert_eq!((segment.font.as_str(), segment.size, segment.colour), ("LiberationSans", 20.0, [0, 0, 0]));
}
