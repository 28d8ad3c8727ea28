//! Hue, saturation, colour and luminosity, darker and lighter colour in whole bytes, as Photoshop computes them in
//! documents of 8 bits.
//!
//! The formulas are those of [`super::component`], but every step is rounded. What Photoshop's pixels gave, exact on all
//! 32,768 pixels of a gradient in hue and in colour: luma is rounded, its weights are 0.3, 0.59 and 0.11 in 14 bits, and
//! divisions are C's with half of the divisor added, which cuts towards 0: what lies below the luma comes out up to 1.5
//! too high. Numbers are floats, in which all of this is exact.

use super::component::Colour;

/// Parts of [`WHOLE`].
const WEIGHTS: [f32; 3] = [4915.0, 9667.0, 1802.0];
const WHOLE: f32 = 16384.0;

/// `blend` of colours of 0 to 1, in bytes.
#[inline]
pub fn in_bytes(blend: impl Fn(Colour, Colour) -> Colour) -> impl Fn(Colour, Colour) -> Colour {
    move |b, s| blend(bytes(b), bytes(s)).map(|byte| byte / 255.0)
}

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

/// The source's hue, the backdrop's saturation and luminosity.
#[inline]
pub fn hue(b: Colour, s: Colour) -> Colour {
    with_luma(with_saturation(s, saturation_of(b)), luma(b))
}

/// The source's saturation, the backdrop's hue and luminosity.
#[inline]
pub fn saturation(b: Colour, s: Colour) -> Colour {
    with_luma(with_saturation(b, saturation_of(s)), luma(b))
}

/// The source's hue and saturation, the backdrop's luminosity.
#[inline]
pub fn colour(b: Colour, s: Colour) -> Colour {
    with_luma(s, luma(b))
}

/// The source's luminosity, the backdrop's hue and saturation.
#[inline]
pub fn luminosity(b: Colour, s: Colour) -> Colour {
    with_luma(b, luma(s))
}

/// Whichever has less luma, whole; the backdrop when equal.
#[inline]
pub fn darker_colour(b: Colour, s: Colour) -> Colour {
    if luma(b) <= luma(s) { b } else { s }
}

/// Whichever has more luma, whole; the backdrop when equal.
#[inline]
pub fn lighter_colour(b: Colour, s: Colour) -> Colour {
    if luma(b) >= luma(s) { b } else { s }
}

#[inline]
fn luma([r, g, b]: Colour) -> f32 {
    ((WEIGHTS[0] * r + WEIGHTS[1] * g + WEIGHTS[2] * b + WHOLE / 2.0) / WHOLE).floor()
}

#[inline]
fn saturation_of([r, g, b]: Colour) -> f32 {
    r.max(g).max(b) - r.min(g).min(b)
}

/// An integer division with half of the divisor added.
#[inline]
fn divided(number: f32, by: f32) -> f32 {
    ((number + (by / 2.0).floor()) / by).trunc()
}

/// `SetSat`.
#[inline]
fn with_saturation(c: Colour, saturation: f32) -> Colour {
    let low = c[0].min(c[1]).min(c[2]);
    // Without a span every sample is the least; the floor keeps the division a number.
    let span = saturation_of(c).max(1.0);
    c.map(|sample| divided((sample - low) * saturation, span))
}

/// `SetLum` and `ClipColor`.
#[inline]
fn with_luma(c: Colour, target: f32) -> Colour {
    let shift = target - luma(c);
    let [r, g, b] = c.map(|sample| sample + shift);
    let low = r.min(g).min(b);
    // Both divisors are positive when their branch is taken.
    let drawn =
        |c: Colour, room: f32, span: f32| c.map(|sample| target + divided((sample - target) * room, span.max(1.0)));
    let [r, g, b] = if low < 0.0 { drawn([r, g, b], target, target - low) } else { [r, g, b] };
    let high = r.max(g).max(b);
    let c = if high > 255.0 { drawn([r, g, b], 255.0 - target, high - target) } else { [r, g, b] };
    c.map(|sample| sample.clamp(0.0, 255.0))
}

#[cfg(test)]
mod tests {
    use super::*;

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
            assert_eq!(colour(b, s), expected, "{b:?}, {s:?}");
            assert_eq!(luminosity(s, b), expected);
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
            assert_eq!(hue(b, s), expected, "{b:?}, {s:?}");
        }
    }

    #[test]
    fn a_grey_has_no_hue_to_give() {
        assert_eq!(hue([20.0, 120.0, 220.0], [90.0; 3]), [luma([20.0, 120.0, 220.0]); 3]);
        assert_eq!(saturation([90.0; 3], [20.0, 120.0, 220.0]), [90.0; 3]);
    }

    #[test]
    fn samples_between_bytes_count_as_the_nearer_one() {
        let blend = in_bytes(colour);
        let near = |sample: f32| (sample + 0.4) / 255.0;
        let found = blend([237.0, 166.0, 125.0].map(near), [255.0, 150.0, 102.0].map(near));
        assert_eq!(found.map(|sample| (sample * 255.0).round()), [255.0, 160.0, 117.0]);
    }
}
