//! The modes that look at a whole colour: ISO 32000-2, 11.3.5.3, with luma 0.3, 0.59, 0.11.

use psd::layers::BlendMode::{self, Color, DarkerColor, Hue, LighterColor, Luminosity, Saturation};

use crate::make::{assert_near, drawn, filled};

const BELOW: [u8; 3] = [150, 120, 90];
const ABOVE: [u8; 3] = [60, 100, 180];

fn blended(mode: BlendMode, below: [u8; 3], above: [u8; 3]) -> [u8; 3] {
    let [r, g, b, _] = drawn([filled("below", below), filled("above", above).blend(mode)]).pixel(3, 3);
    [r, g, b]
}

#[test]
fn hue_saturation_and_luma_come_from_either() {
    // Lumas 125.7 and 96.8, saturations 60 and 120.
    assert_near(&blended(Hue, BELOW, ABOVE), &[107.3, 127.3, 167.3], 1.0);
    assert_near(&blended(Saturation, BELOW, ABOVE), &[174.3, 114.3, 54.3], 1.0);
    assert_near(&blended(Color, BELOW, ABOVE), &[88.9, 128.9, 208.9], 1.0);
    assert_near(&blended(Luminosity, BELOW, ABOVE), &[121.1, 91.1, 61.1], 1.0);
}

#[test]
fn what_leaves_the_range_is_drawn_towards_its_luma() {
    // Red shifted to the luma of 204, then cut so that its own red is 255.
    let luma = 204.0;
    let shift = luma - 0.3 * 255.0;
    let scale = (255.0 - luma) / (255.0 + shift - luma);
    let other = luma + (shift - luma) * scale;
    assert_near(&blended(Color, [204; 3], [255, 0, 0]), &[255.0, other, other], 3.0);
}

#[test]
fn the_darker_or_the_lighter_colour_is_taken_whole() {
    assert_eq!(blended(DarkerColor, BELOW, ABOVE), ABOVE);
    assert_eq!(blended(LighterColor, BELOW, ABOVE), BELOW);
}
