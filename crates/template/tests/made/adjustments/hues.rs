//! Adjustments that turn, weigh or dull hues.

use psd::build::{DocumentBuilder, NewLayer};
use psd::descriptor::Descriptor;
use psd::header::{ColorMode, Depth};

use super::{adjusted, words};
use crate::make::{ALL, assert_near, built, bytes, losses_of, rgb};

/// The six ranges as Photoshop's dialogue begins them.
const RANGES: [[i16; 4]; 6] = [
    [315, 345, 15, 45],
    [15, 45, 75, 105],
    [75, 105, 135, 165],
    [135, 165, 195, 225],
    [195, 225, 255, 285],
    [255, 285, 315, 345],
];

/// Version, colourise or not, its colour, all hues, then each range and its change.
fn hue_saturation(colourise: Option<[i16; 3]>, master: [i16; 3], reds: [i16; 3]) -> Vec<u8> {
    let change = |index: usize| if index == 0 { reds } else { [0; 3] };
    let ranges = RANGES.iter().enumerate().flat_map(|(index, range)| [range.to_vec(), change(index).to_vec()].concat());
    let flag = vec![i16::from(colourise.is_some()) << 8];
    words(&[vec![2], flag, colourise.unwrap_or_default().to_vec(), master.to_vec(), ranges.collect()].concat())
}

fn all([hue, saturation, lightness]: [i16; 3], colour: [u8; 3]) -> [u8; 3] {
    adjusted(colour, *b"hue2", &hue_saturation(None, [hue, saturation, lightness], [0; 3]))
}

/// Smith, "Color gamut transform pairs" (1978): a hexagon of hues.
#[test]
fn a_turn_of_the_hexagon_turns_every_hue() {
    assert_eq!(all([180, 0, 0], [255, 0, 0]), [0, 255, 255]);
    assert_eq!(all([120, 0, 0], [255, 0, 0]), [0, 255, 0]);
    assert_near(&all([-120, 0, 0], [200, 100, 50]), &[100.0, 50.0, 200.0], 1.0);
    assert_eq!(all([77, 0, 0], [90; 3]), [90; 3]);
}

#[test]
fn without_saturation_a_colour_is_the_middle_of_its_ends() {
    assert_near(&all([0, -100, 0], [200, 40, 90]), &[120.0; 3], 1.0);
    // Half of the distance from there goes.
    assert_near(&all([0, -50, 0], [200, 40, 120]), &[160.0, 80.0, 120.0], 2.0);
}

#[test]
fn lightness_goes_towards_white_and_black() {
    assert_near(&all([0, 0, 50], [100, 0, 255]), &[177.5, 127.5, 255.0], 1.0);
    assert_near(&all([0, 0, -50], [100, 0, 255]), &[50.0, 0.0, 127.5], 1.0);
}

#[test]
fn a_range_changes_its_own_hues() {
    let reds = |colour| adjusted(colour, *b"hue2", &hue_saturation(None, [0; 3], [0, -100, 0]));
    assert_near(&reds([200, 100, 100]), &[150.0; 3], 1.0);
    assert_eq!(reds([100, 100, 200]), [100, 100, 200]);
}

#[test]
fn colourise_leaves_one_hue() {
    let green = |colour| adjusted(colour, *b"hue2", &hue_saturation(Some([120, 100, 0]), [0; 3], [0; 3]));
    assert_near(&green([128; 3]), &[0.0, 255.0, 0.0], 2.0);
    // Lightness of a quarter: half of full green.
    assert_near(&green([64; 3]), &[0.0, 128.0, 0.0], 2.0);
}

#[test]
fn in_lab_an_adjustment_of_hues_is_told() {
    let turn = super::adjustment(*b"hue2", hue_saturation(None, [90, 0, 0], [0; 3]));
    let below = NewLayer::raster("below", ALL, [200, 128, 128, 255].repeat(64));
    let builder = DocumentBuilder::new(8, 8).color(ColorMode::Lab, Depth::Eight).layer(below).layer(turn);
    assert_eq!(losses_of(&built(builder)), ["adjustment: adjustment of hues in Lab"]);
}

/// Adobe's manual: how light each pure hue becomes, in percent.
#[test]
fn black_and_white_weighs_pure_hues_by_their_sliders() {
    let settings = Descriptor::new("null").with("Rd  ", 40).with("Yllw", 60).with("Grn ", 50).with("Cyn ", 70);
    let settings = bytes(&settings.with("Bl  ", 20).with("Mgnt", 80).with("useTint", false));
    let of = |colour| adjusted(colour, *b"blwh", &settings);
    let hues = [[255, 0, 0], [255, 255, 0], [0, 255, 0], [0, 255, 255], [0, 0, 255], [255, 0, 255]];
    for (hue, percent) in hues.into_iter().zip([40.0, 60.0, 50.0, 70.0, 20.0, 80.0]) {
        assert_near(&of(hue), &[percent * 2.55; 3], 1.0);
    }
    assert_eq!(of([77; 3]), [77; 3]);
}

#[test]
fn a_tint_keeps_the_luma_of_black_and_white() {
    let settings =
        Descriptor::new("null").with("Rd  ", 40).with("useTint", true).with("tintColor", rgb([224, 212, 179]));
    let [r, g, b] = adjusted([100; 3], *b"blwh", &bytes(&settings)).map(f64::from);
    assert!((0.3 * r + 0.59 * g + 0.11 * b - 100.0).abs() <= 1.0 && r > g && g > b, "{r} {g} {b}");
}

/// Adobe publishes no formula for vibrance; its manual says that dull colours gain more than strong ones, and grays
/// nothing.
#[test]
fn vibrance_favours_dull_colours() {
    let of = |vibrance: i32, saturation: i32, colour| {
        let settings = Descriptor::new("null").with("vibrance", vibrance).with("Strt", saturation);
        adjusted(colour, *b"vibA", &bytes(&settings))
    };
    let spread = |[r, g, b]: [u8; 3]| f64::from(r.max(g).max(b) - r.min(g).min(b));
    let (dull, strong) = ([120, 130, 140], [60, 130, 200]);
    let gain = |colour| spread(of(80, 0, colour)) / spread(colour);
    assert!(gain(dull) > gain(strong) && gain(strong) >= 1.0, "{} {}", gain(dull), gain(strong));
    assert_eq!(of(80, 60, [77; 3]), [77; 3]);
    assert!(spread(of(0, -100, strong)) < 1.0);
}

/// Version, absolute or not, four reserved words, then cyan, magenta, yellow and black for each of nine ranges.
fn selective(absolute: bool, range: usize, inks: [i16; 4]) -> Vec<u8> {
    let ranges = (0..9).flat_map(|index| if index == range { inks } else { [0; 4] });
    words(&[vec![1, i16::from(absolute), 0, 0, 0, 0], ranges.collect()].concat())
}

/// Adobe's manual: absolute percents are added to the ink, relative ones multiply the ink that is there.
#[test]
fn selective_colour_changes_the_inks_of_one_range() {
    let reds = |absolute, colour| adjusted(colour, *b"selc", &selective(absolute, 0, [40, 0, 0, 0]));
    assert_near(&reds(true, [255, 0, 0]), &[153.0, 0.0, 0.0], 1.0);
    assert_eq!(reds(false, [255, 0, 0]), [255, 0, 0], "there is no cyan to have more of");
    assert_eq!(reds(true, [0, 0, 255]), [0, 0, 255]);
    let whites = selective(true, 6, [0, 0, 0, 20]);
    assert_near(&adjusted([255; 3], *b"selc", &whites), &[204.0; 3], 1.0);
}
