//! Artboards: groups with a rectangle and a colour.

use psd::build::NewLayer;
use psd::descriptor::Descriptor;

use crate::make::{bytes, drawn, flat, rgb, row};

/// A board over columns and rows 2 to 5.
fn board(background: i32, children: Vec<NewLayer>) -> NewLayer {
    let rect = Descriptor::new("classFloatRect").with("Top ", 2.0).with("Left", 2.0);
    let board = Descriptor::new("artboard").with("artboardRect", rect.with("Btom", 6.0).with("Rght", 6.0));
    let board = board.with("artboardBackgroundType", background).with("Clr ", rgb([30, 60, 90]));
    NewLayer::group("board", children).block(b"artb", bytes(&board))
}

#[test]
fn an_artboard_cuts_what_is_in_it() {
    let picture = drawn([flat(0), board(3, vec![flat(200)])]);
    assert_eq!(row(&picture, 3), [0, 0, 200, 200, 200, 200, 0, 0]);
    assert_eq!(row(&picture, 6), [0; 8]);
}

#[test]
fn an_artboard_has_a_colour_or_none() {
    let middle = |background| drawn([flat(100), board(background, vec![])]).pixel(3, 3);
    assert_eq!(middle(1), [255; 4]);
    assert_eq!(middle(2), [0, 0, 0, 255]);
    assert_eq!(middle(3), [100, 100, 100, 255]);
    assert_eq!(middle(4), [30, 60, 90, 255]);
}
