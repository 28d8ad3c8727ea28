//! What a picture looks like, in 64 bits: whether each of the 64 slowest waves of its lightness (a cosine transform of 32 x
//! 32 points) is stronger than the middle one. Size, format and slight changes turn few of them.

use std::f64::consts::PI;

use codec::Filter;
use pixels::{Picture, Size};

/// Points along a side.
const SIDE: usize = 32;
/// Waves along a side; the one that is the same everywhere is left out.
const WAVES: usize = 8;
/// The least that the strongest wave must have: below, there is nothing to be seen.
const FAINT: f64 = 100.0;

/// The picture's look; `None` when it is all but one colour.
pub(crate) fn of(picture: &Picture) -> Option<u64> {
    let small = codec::resize(picture, Size::new(SIDE as u32, SIDE as u32), Filter::Lanczos3).ok()?;
    let lightness: Vec<f64> = small.rgba().chunks_exact(4).map(lightness).collect();
    let mut waves = Vec::with_capacity(WAVES * WAVES);
    for down in 1..=WAVES {
        for across in 1..=WAVES {
            waves.push(strength(&lightness, across, down));
        }
    }
    let strongest = waves.iter().fold(0.0_f64, |most, wave| most.max(wave.abs()));
    let mut sorted = waves.clone();
    sorted.sort_unstable_by(f64::total_cmp);
    let middle = f64::midpoint(sorted[WAVES * WAVES / 2 - 1], sorted[WAVES * WAVES / 2]);
    let bits = waves.iter().fold(0, |bits, wave| bits << 1 | u64::from(*wave > middle));
    (strongest >= FAINT).then_some(bits)
}

/// On white, as Rec. 601 weighs the colours.
fn lightness(pixel: &[u8]) -> f64 {
    let alpha = f64::from(pixel[3]) / 255.0;
    let on_white = |channel: u8| f64::from(channel) * alpha + 255.0 * (1.0 - alpha);
    0.299 * on_white(pixel[0]) + 0.587 * on_white(pixel[1]) + 0.114 * on_white(pixel[2])
}

/// How strong a wave is.
fn strength(lightness: &[f64], across: usize, down: usize) -> f64 {
    let cosine = |at: usize, wave: usize| (PI * (2 * at + 1) as f64 * wave as f64 / (2 * SIDE) as f64).cos();
    let point = |(place, light): (usize, &f64)| light * cosine(place % SIDE, across) * cosine(place / SIDE, down);
    lightness.iter().enumerate().map(point).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Discs and bars, scattered by a seed.
    fn drawn(seed: u32, size: u32) -> Picture {
        let mut picture = Picture::filled(Size::new(size, size), [250, 250, 248, 255]);
        let number = |at: u32| f64::from((seed * 7919 + at * 104_729) % 997) / 997.0;
        let shapes: Vec<[f64; 4]> = (0..5).map(|k| [0, 1, 2, 3].map(|n| number(4 * k + n))).collect();
        for y in 0..size {
            for x in 0..size {
                let (fx, fy) = (f64::from(x) / f64::from(size), f64::from(y) / f64::from(size));
                for [cx, cy, radius, light] in &shapes {
                    if (fx - cx).hypot(fy - cy) < 0.1 + radius / 5.0 {
                        picture.set_pixel(x, y, [(light * 200.0) as u8, 90, (radius * 255.0) as u8, 255]);
                    }
                }
            }
        }
        picture
    }

    #[test]
    fn copies_look_alike_and_others_do_not() {
        let looks: Vec<u64> = (1..12).map(|seed| of(&drawn(seed, 300)).unwrap()).collect();
        for (place, look) in looks.iter().enumerate() {
            let other_size = of(&drawn(place as u32 + 1, 777)).unwrap();
            assert!((look ^ other_size).count_ones() <= 3, "{place}");
            for other in &looks[place + 1..] {
                assert!((look ^ other).count_ones() > library::duplicates::MOST_APART, "{place}");
            }
        }
    }

    #[test]
    fn one_colour_looks_like_nothing() {
        assert_eq!(of(&Picture::filled(Size::new(50, 40), [200, 30, 40, 255])), None);
        assert_eq!(of(&Picture::filled(Size::new(1, 1), [0, 0, 0, 0])), None);
    }
}
