//! Hue, saturation, colour and luminosity, darker and lighter colour in whole bytes, as Photoshop computes them in
//! documents of 8 bits.
//!
//! The formulas are those of [`super::component`], every step of them rounded. What Photoshop's pixels gave, exact on all
//! 32,768 pixels of a gradient in hue and in colour: luma is rounded, its weights are 0.3, 0.59 and 0.11 in 14 bits, and
//! divisions are C's with half of the divisor added, which cuts towards 0: what lies below the luma comes out up to 1.5
//! too high. Numbers are floats, in which all of this is exact.

use super::component::{Arithmetic, Colour, greatest, least, saturation_of};

/// Parts of [`WHOLE`].
const WEIGHTS: [f32; 3] = [4915.0, 9667.0, 1802.0];
const WHOLE: f32 = 16384.0;

/// Samples of 0 to 1 as bytes.
#[inline]
fn bytes(colour: Colour) -> Colour {
    colour.map(|sample| (sample.clamp(0.0, 1.0) * 255.0 + 0.5).floor())
}

/// The luminosity of a colour of 0 to 1, 0 to 1 in whole bytes.
#[inline]
pub fn rounded_luma(colour: Colour) -> f32 {
    luma(bytes(colour)) / 255.0
}

#[inline]
fn luma([r, g, b]: Colour) -> f32 {
    ((WEIGHTS[0] * r + WEIGHTS[1] * g + WEIGHTS[2] * b + WHOLE / 2.0) / WHOLE).floor()
}

/// An integer division with half of the divisor added.
#[inline]
fn divided(number: f32, by: f32) -> f32 {
    ((number + (by / 2.0).floor()) / by).trunc()
}

/// Whole numbers of 0 to 255.
#[derive(Debug)]
pub struct WholeBytes;

impl Arithmetic for WholeBytes {
    #[inline]
    fn enter(colour: Colour) -> Colour {
        bytes(colour)
    }

    #[inline]
    fn leave(colour: Colour) -> Colour {
        colour.map(|byte| byte / 255.0)
    }

    #[inline]
    fn luma(colour: Colour) -> f32 {
        luma(colour)
    }

    #[inline]
    fn with_saturation(c: Colour, saturation: f32) -> Colour {
        let low = least(c);
        // Without a span every sample is the least; the floor keeps the division a number.
        let span = saturation_of(c).max(1.0);
        c.map(|sample| divided((sample - low) * saturation, span))
    }

    #[inline]
    fn with_luma(c: Colour, target: f32) -> Colour {
        let shift = target - luma(c);
        let c = c.map(|sample| sample + shift);
        let low = least(c);
        // Both divisors are positive when their branch is taken.
        let drawn =
            |c: Colour, room: f32, span: f32| c.map(|sample| target + divided((sample - target) * room, span.max(1.0)));
        let c = if low < 0.0 { drawn(c, target, target - low) } else { c };
        let high = greatest(c);
        let c = if high > 255.0 { drawn(c, 255.0 - target, high - target) } else { c };
        c.map(|sample| sample.clamp(0.0, 255.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blend::component::{colour, computed_in, hue, luminosity, saturation};

    /// Backdrop, source and what Photoshop drew.
    type Pixels = [[f32; 3]; 3];

    #[test]
    fn colour_is_photoshops() {
        let pixels: [Pixels; 6] = [
            [[124.0, 99.0, 174.0], [252.0, 176.0, 121.0], [174.0, 98.0, 43.0]],
            [[204.0, 110.0, 139.0], [120.0, 63.0, 131.0], [173.0, 116.0, 184.0]],
            // Cut at the top,
            [[237.0, 166.0, 125.0], [255.0, 150.0, 102.0], [255.0, 160.0, 117.0]],
            [[242.0, 181.0, 120.0], [255.0, 150.0, 102.0], [255.0, 174.0, 136.0]],
            // and at the bottom, where the least sample stays above 0.
            [[66.0, 80.0, 177.0], [255.0, 159.0, 94.0], [159.0, 65.0, 1.0]],
            [[65.0, 80.0, 177.0], [252.0, 166.0, 94.0], [151.0, 70.0, 1.0]],
        ];
        for [b, s, expected] in pixels {
            assert_eq!(colour::<WholeBytes>(b, s), expected, "{b:?}, {s:?}");
            assert_eq!(luminosity::<WholeBytes>(s, b), expected);
        }
    }

    #[test]
    fn hue_is_photoshops() {
        let pixels: [Pixels; 5] = [
            [[124.0, 99.0, 174.0], [252.0, 176.0, 121.0], [149.0, 105.0, 74.0]],
            [[204.0, 110.0, 139.0], [255.0, 148.0, 105.0], [191.0, 124.0, 97.0]],
            [[243.0, 184.0, 119.0], [168.0, 82.0, 131.0], [255.0, 162.0, 215.0]],
            // The stretched source's luma is a half, of which the weights' last bits decide.
            [[67.0, 81.0, 177.0], [252.0, 166.0, 94.0], [134.0, 74.0, 24.0]],
            [[175.0, 109.0, 154.0], [252.0, 165.0, 94.0], [162.0, 126.0, 96.0]],
        ];
        for [b, s, expected] in pixels {
            assert_eq!(hue::<WholeBytes>(b, s), expected, "{b:?}, {s:?}");
        }
    }

    #[test]
    fn a_grey_has_no_hue_to_give() {
        assert_eq!(hue::<WholeBytes>([20.0, 120.0, 220.0], [90.0; 3]), [luma([20.0, 120.0, 220.0]); 3]);
        assert_eq!(saturation::<WholeBytes>([90.0; 3], [20.0, 120.0, 220.0]), [90.0; 3]);
    }

    #[test]
    fn samples_between_bytes_count_as_the_nearer_one() {
        let blend = computed_in::<WholeBytes>(colour::<WholeBytes>);
        let near = |sample: f32| (sample + 0.4) / 255.0;
        let found = blend([237.0, 166.0, 125.0].map(near), [255.0, 150.0, 102.0].map(near));
        assert_eq!(found.map(|sample| (sample * 255.0).round()), [255.0, 160.0, 117.0]);
    }
}
