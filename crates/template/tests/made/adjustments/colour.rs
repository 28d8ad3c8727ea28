//! Adjustments that mix or weigh channels.

use super::{adjusted, grays, words};
use crate::make::assert_near;

/// Three ranges of tone, each cyan to red, magenta to green, yellow to blue; then whether luminosity is kept.
fn balance(shadows: [i16; 3], midtones: [i16; 3], highlights: [i16; 3], preserve: bool) -> Vec<u8> {
    [words(&[shadows, midtones, highlights].concat()), vec![u8::from(preserve), 0]].concat()
}

/// Photoshop publishes no formula; what its manual says is that each slider moves one channel within a range of tone.
#[test]
fn colour_balance_moves_its_channel_in_its_range() {
    let red = |data: Vec<u8>| grays([0, 128, 255], *b"blnc", &data);
    let [black, middle, white] = red(balance([0; 3], [60, 0, 0], [0; 3], false));
    assert!(black == 0 && middle > 140 && white == 255);
    let [black, middle, white] = red(balance([0; 3], [-60, 0, 0], [0; 3], false));
    assert!(black == 0 && middle < 116 && white == 255);
    let [black, _, white] = red(balance([40, 0, 0], [0; 3], [0; 3], false));
    assert!(black > 20 && white == 255);
    let [black, _, white] = red(balance([0; 3], [0; 3], [-40, 0, 0], false));
    assert!(black == 0 && white < 235);
    let blue = adjusted([128; 3], *b"blnc", &balance([0; 3], [0, 0, 60], [0; 3], false));
    assert!(blue[0] == 128 && blue[1] == 128 && blue[2] > 140, "{blue:?}");
}

#[test]
fn with_luminosity_kept_equal_sliders_change_nothing() {
    let equal = balance([50; 3], [-70; 3], [30; 3], true);
    assert_eq!(adjusted([30, 120, 220], *b"blnc", &equal), [30, 120, 220]);
}

/// Version, monochrome or not, and for each output percents of four inputs and a constant (Adobe's manual: their sum).
#[test]
fn a_channel_mixer_adds_shares_of_channels() {
    let rows = [[50, 50, 0, 0, 0], [0, 0, 100, 0, 0], [100, 0, 0, 0, 20], [0, 0, 0, 0, 0]].concat();
    let mixed = words(&[vec![1, 0], rows.clone()].concat());
    assert_near(&adjusted([100, 200, 50], *b"mixr", &mixed), &[150.0, 50.0, 151.0], 1.0);
    let monochrome = words(&[vec![1, 1], rows].concat());
    assert_near(&adjusted([100, 200, 50], *b"mixr", &monochrome), &[150.0; 3], 1.0);
}

/// Version 2: a colour, the density in hundredths of a percent of 100, and whether luminosity is kept.
fn photo_filter(rgb: [u16; 3], density: u32, preserve: bool) -> Vec<u8> {
    let colour = [0, rgb[0], rgb[1], rgb[2], 0].iter().flat_map(|word| word.to_be_bytes()).collect();
    [vec![0, 2], colour, density.to_be_bytes().to_vec(), vec![u8::from(preserve), 0]].concat()
}

/// A filter before the lens multiplies.
#[test]
fn a_photo_filter_takes_away_what_its_glass_does() {
    let orange =
        |density, preserve, colour| adjusted(colour, *b"phfl", &photo_filter([65535, 32896, 0], density, preserve));
    assert_near(&orange(100, false, [255; 3]), &[255.0, 128.0, 0.0], 1.0);
    assert_near(&orange(25, false, [200; 3]), &[200.0, 175.1, 150.0], 1.0);
    let [r, g, b] = orange(25, true, [120; 3]).map(f64::from);
    assert!((0.3 * r + 0.59 * g + 0.11 * b - 120.0).abs() <= 1.0 && r > g && g > b, "{r} {g} {b}");
}

/// Version, reversed and dithered or not, a name, colour stops, opacity stops, the number of fields behind, smoothness.
fn gradient_map(reversed: bool, stops: &[(u32, [u16; 3])]) -> Vec<u8> {
    let stop = |(location, [r, g, b]): &(u32, [u16; 3])| {
        let colour: Vec<u8> = [0, *r, *g, *b, 0, 0].iter().flat_map(|word: &u16| word.to_be_bytes()).collect();
        [location.to_be_bytes().to_vec(), 50u32.to_be_bytes().to_vec(), colour].concat()
    };
    let count = (stops.len() as u16).to_be_bytes().to_vec();
    let stops: Vec<u8> = stops.iter().flat_map(stop).collect();
    [vec![0, 1, u8::from(reversed), 0, 0, 0, 0, 0], count, stops, vec![0, 0, 0, 2, 0, 0]].concat()
}

#[test]
fn a_gradient_map_is_the_gradient_at_the_luma() {
    let stops = [(0, [65535, 0, 0]), (4096, [0, 0, 65535])];
    let of = |reversed, colour| adjusted(colour, *b"grdm", &gradient_map(reversed, &stops));
    assert_near(&of(false, [0; 3]), &[255.0, 0.0, 0.0], 1.0);
    assert_near(&of(false, [51; 3]), &[204.0, 0.0, 51.0], 1.0);
    // 0.3, 0.59 and 0.11 of full.
    assert_near(&of(false, [0, 255, 0]), &[0.41 * 255.0, 0.0, 0.59 * 255.0], 1.0);
    assert_near(&of(true, [51; 3]), &[51.0, 0.0, 204.0], 1.0);
}
