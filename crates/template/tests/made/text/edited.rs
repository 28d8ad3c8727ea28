//! Text set anew. Expected: the font's own measures (Liberation Sans has 2048 units: an H is 1409 high and 1479 wide, its
//! left stem begins at 168 and its right one ends at 1311).

use pixels::Picture;
use template::TextEdit;

use super::PLAIN;

/// Left, top, right and bottom of what is not white.
fn ink(picture: &Picture) -> [u32; 4] {
    let places = (0..60).flat_map(|y| (0..100).map(move |x| (x, y)));
    let dark: Vec<(u32, u32)> = places.filter(|(x, y)| picture.pixel(*x, *y)[1] < 200).collect();
    let along = |of: fn(&(u32, u32)) -> u32| (dark.iter().map(of).min(), dark.iter().map(of).max());
    let ((left, right), (top, bottom)) = (along(|place| place.0), along(|place| place.1));
    [left, top, right, bottom].map(|edge| edge.expect("there is ink"))
}

#[test]
fn letters_stand_on_the_layers_origin_as_large_as_it_says() {
    let (picture, losses) = PLAIN.set(TextEdit::words("H"));
    let unit = 20.0 / 2048.0;
    let wanted = [20.0 + 168.0 * unit, 40.0 - 1409.0 * unit, 20.0 + 1311.0 * unit - 1.0, 39.0];
    for (found, wanted) in ink(&picture).into_iter().zip(wanted) {
        assert!((f64::from(found) - wanted).abs() <= 1.0, "{found} for {wanted}");
    }
    assert_eq!(picture.pixel(21, 35)[0], picture.pixel(21, 35)[1], "the stored red is gone");
    assert!(losses.is_empty(), "{losses:?}");
}

#[test]
fn letters_follow_one_another_by_their_advance() {
    let ends = |words: &str| ink(&PLAIN.set(TextEdit::words(words)).0)[2];
    let advance = f64::from(ends("HHH") - ends("H")) / 2.0;
    assert!((advance - 1479.0 * 20.0 / 2048.0).abs() <= 0.5, "{advance}");
}

#[test]
fn size_and_colour_are_those_of_the_edit() {
    let edit = TextEdit { size: Some(40.0), colour: Some([0, 0, 255]), ..TextEdit::words("H") };
    let picture = PLAIN.set(edit).0;
    let top = ink(&picture)[1];
    assert!((f64::from(top) - (40.0 - 1409.0 * 40.0 / 2048.0)).abs() <= 1.0, "{top}");
    assert_eq!(picture.pixel(25, 30), [0, 0, 255, 255]);
}
