//! Filters that are not drawn: each is told by its name, and the others are.

use psd::descriptor::Descriptor;

use super::{entry, filtered_object, grays, placed};
use crate::make::{built, losses_of, opened};
use crate::smart_objects::{artwork, paper, with};

#[test]
fn a_filter_that_is_not_drawn_is_told_by_its_name_and_left_out() {
    let liquify = entry("Liquify...", Descriptor::new("LqFy"));
    let invert = entry("Invert", Descriptor::new("Invr"));
    let document = built(paper([filtered_object(&placed(vec![liquify, invert]))]));
    assert_eq!(losses_of(&document), ["object: smart filter: Liquify"]);
    assert_eq!(with(&opened(&document), &artwork(grays(|_, _| 200))).pixel(9, 9)[0], 55);
}
