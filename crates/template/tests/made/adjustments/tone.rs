//! Adjustments of tone: each sample for itself.

use psd::descriptor::Descriptor;

use super::{adjusted, grays, words};
use crate::make::{assert_near, bytes};

#[test]
fn invert_counts_from_the_other_end() {
    assert_eq!(grays([0, 200, 255], *b"nvrt", &[]), [255, 55, 0]);
}

#[test]
fn posterise_keeps_as_many_levels() {
    assert_eq!(grays([0, 127, 128, 255], *b"post", &[0, 2, 0, 0]), [0, 0, 255, 255]);
    assert_eq!(grays([0, 100, 255], *b"post", &[0, 3, 0, 0]), [0, 127, 255]);
}

#[test]
fn threshold_is_white_from_its_level_on() {
    assert_eq!(grays([99, 100], *b"thrs", &[0, 100, 0, 0]), [0, 255]);
    // By luma: 0.59 of 255 is 150.
    assert_eq!(adjusted([0, 255, 0], *b"thrs", &[0, 150, 0, 0]), [255; 3]);
    assert_eq!(adjusted([0, 255, 0], *b"thrs", &[0, 152, 0, 0]), [0; 3]);
}

/// Version, then for all channels and for each of 28: black and white in, black and white out, gamma in hundredths.
fn levels(all: [i16; 5], red: [i16; 5]) -> Vec<u8> {
    words(&[vec![2], all.to_vec(), red.to_vec(), [0, 255, 0, 255, 100].repeat(27)].concat())
}

const PLAIN: [i16; 5] = [0, 255, 0, 255, 100];

#[test]
fn levels_stretch_bend_and_stretch_again() {
    let stretched = levels([51, 204, 0, 255, 100], PLAIN);
    assert_eq!(grays([51, 102, 153, 204, 255], *b"levl", &stretched), [0, 85, 170, 255, 255]);
    // The square root of a quarter.
    assert_eq!(grays([0, 64, 255], *b"levl", &levels([0, 255, 0, 255, 200], PLAIN)), [0, 128, 255]);
    assert_eq!(grays([0, 102, 255], *b"levl", &levels([0, 255, 55, 205, 100], PLAIN)), [55, 115, 205]);
}

#[test]
fn levels_of_one_channel_leave_the_others_alone() {
    assert_eq!(adjusted([102, 102, 102], *b"levl", &levels(PLAIN, [51, 204, 0, 255, 100])), [85, 102, 102]);
}

/// Curves through points (each out, then in) for the channels whose bits are set.
fn curves(channels: u8, points: &[[u8; 2]]) -> Vec<u8> {
    let count = [0, points.len() as u8];
    let points = points.iter().flat_map(|[input, output]| [0, *output, 0, *input]).collect();
    [vec![0, 0, 1, 0, 0, 0, channels], count.to_vec(), points].concat()
}

/// The natural spline (Press et al., *Numerical Recipes*, 3.3) through (0, 0), (100, 100), (200, 0) has the second
/// derivative -3/100² · 100 in the middle, so that half-way up it is 11/16 of the height.
#[test]
fn a_curve_is_the_natural_spline_through_its_points() {
    let bow = curves(1, &[[0, 0], [100, 100], [200, 0]]);
    assert_eq!(grays([0, 50, 100, 150, 200], *b"curv", &bow), [0, 69, 100, 69, 0]);
    assert_eq!(grays([0, 100, 255], *b"curv", &curves(1, &[[0, 255], [255, 0]])), [255, 155, 0]);
}

#[test]
fn a_curve_of_one_channel_leaves_the_others_alone() {
    assert_eq!(adjusted([100; 3], *b"curv", &curves(0b100, &[[0, 255], [255, 0]])), [100, 155, 100]);
}

#[test]
fn a_curve_drawn_by_hand_is_a_table() {
    let table: Vec<u8> = (0..=255).map(|v: u8| v / 2).collect();
    let drawn = [vec![1, 0, 1, 0, 0, 0, 1], table].concat();
    assert_eq!(grays([0, 101, 255], *b"curv", &drawn), [0, 50, 127]);
}

/// Stops, offset and gamma; Adobe's manual: exposure multiplies light, offset is added to it, gamma is a power. Light is
/// the power of 2.2.
fn exposure(stops: f32, offset: f32, gamma: f32) -> Vec<u8> {
    [stops, offset, gamma].iter().fold(vec![0, 1], |data, number| [data, number.to_be_bytes().to_vec()].concat())
}

#[test]
fn exposure_works_on_light() {
    let light = |v: u8| (f64::from(v) / 255.0).powf(2.2);
    let sample = |light: f64| 255.0 * light.clamp(0.0, 1.0).powf(1.0 / 2.2);
    let values = [0, 60, 120, 200];
    let stop = grays(values, *b"expA", &exposure(1.0, 0.0, 1.0));
    assert_near(&stop, &values.map(|v| sample(2.0 * light(v))), 1.0);
    let offset = grays(values, *b"expA", &exposure(0.0, 0.1, 1.0));
    assert_near(&offset, &values.map(|v| sample(light(v) + 0.1)), 1.0);
    let bent = grays(values, *b"expA", &exposure(0.0, 0.0, 2.0));
    assert_near(&bent, &values.map(|v| sample(light(v).sqrt())), 1.0);
}

#[test]
fn legacy_brightness_adds() {
    assert_eq!(grays([100], *b"brit", &[0, 20, 0, 0, 0, 127, 0, 0]), [120]);
}

#[test]
fn legacy_contrast_turns_about_127() {
    // Half of the distance goes.
    let flatter = [[0, 0], (-50i16).to_be_bytes(), [0, 127], [0, 0]].concat();
    assert_eq!(grays([27, 127, 227], *b"brit", &flatter), [77, 127, 177]);
}

/// Photoshop publishes no formula for the form of CS3; what its manual promises is kept: black and white stay, order stays,
/// and each slider lightens or spreads.
#[test]
fn brightness_and_contrast_keep_black_white_and_order() {
    let of = |brightness: i32, contrast: i32| {
        let settings = Descriptor::new("null").with("Vrsn", 1).with("Brgh", brightness).with("Cntr", contrast);
        let settings = settings.with("means", 127).with("Lab ", false).with("useLegacy", false);
        grays([0, 60, 120, 180, 255], *b"CgEd", &bytes(&settings))
    };
    assert_eq!(of(0, 0), [0, 60, 120, 180, 255]);
    for (brightness, contrast) in [(60, 0), (-60, 0), (0, 60), (0, -40), (30, 30)] {
        let found = of(brightness, contrast);
        assert!(found.is_sorted() && (found[0], found[4]) == (0, 255), "{found:?}");
    }
    let (light, dark, hard, soft) = (of(60, 0), of(-60, 0), of(0, 60), of(0, -40));
    assert!(light[2] > 130 && dark[2] < 110, "{light:?} {dark:?}");
    assert!(hard[1] < 55 && hard[3] > 185 && soft[1] > 65 && soft[3] < 175, "{hard:?} {soft:?}");
}
