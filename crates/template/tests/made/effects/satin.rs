//! Satin: where two copies of the shape, moved apart, do not lie on one another.

use psd::descriptor::{Descriptor, Value};
use psd::layers::Rect;

use super::{colours, red, with_effect};
use crate::make::{ALL, BLACK, RED, WHITE};

fn satin(inverted: bool) -> Descriptor {
    let satin = red().with("lagl", 0.0).with("Dstn", Value::pixels(2.0)).with("blur", Value::pixels(0.0));
    satin.with("Invr", inverted)
}

#[test]
fn hard_satin_is_the_difference_of_two_copies() {
    // Columns 1 to 6: the copies lie on -1 to 4 and on 3 to 8, and agree on 3 and 4.
    let band = Rect { left: 1, right: 7, ..ALL };
    let row = |inverted| colours(&with_effect(band, "ChFX", satin(inverted)), 4);
    assert_eq!(row(false), [WHITE, RED, RED, BLACK, BLACK, RED, RED, WHITE]);
    assert_eq!(row(true), [WHITE, BLACK, BLACK, RED, RED, BLACK, BLACK, WHITE]);
}
