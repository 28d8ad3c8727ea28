//! Modes that look at a whole colour: hue, saturation, colour, luminosity, and darker and lighter colour.
//!
//! ISO 32000-2, 11.3.5.3: Lum, `ClipColor`, `SetLum`, Sat, `SetSat`, with luma weights 0.3, 0.59, 0.11. The formulas are
//! written once, for both ways to compute them: [`Exact`], and Photoshop's in 8 bits, [`super::whole_bytes`].

/// A colour of three samples.
pub type Colour = [f32; 3];

/// The luminosity of the colour.
#[inline]
pub fn luma([r, g, b]: Colour) -> f32 {
    0.3 * r + 0.59 * g + 0.11 * b
}

/// The numbers that the modes are computed in, and how.
pub trait Arithmetic {
    /// A colour of 0 to 1 in these numbers.
    fn enter(colour: Colour) -> Colour;
    /// Back to 0 to 1.
    fn leave(colour: Colour) -> Colour;
    /// The luminosity of a colour.
    fn luma(colour: Colour) -> f32;
    /// `SetSat`: the three samples stretched so that they span `saturation`, the least at 0.
    fn with_saturation(colour: Colour, saturation: f32) -> Colour;
    /// `SetLum` and `ClipColor`: shifted to `target`, then drawn towards that grey until it fits the range.
    fn with_luma(colour: Colour, target: f32) -> Colour;
}

/// `blend` of colours of 0 to 1, in these numbers.
#[inline]
pub fn computed_in<A: Arithmetic>(blend: impl Fn(Colour, Colour) -> Colour) -> impl Fn(Colour, Colour) -> Colour {
    move |b, s| A::leave(blend(A::enter(b), A::enter(s)))
}

/// The source's hue, the backdrop's saturation and luminosity.
#[inline]
pub fn hue<A: Arithmetic>(b: Colour, s: Colour) -> Colour {
    A::with_luma(A::with_saturation(s, saturation_of(b)), A::luma(b))
}

/// The source's saturation, the backdrop's hue and luminosity.
#[inline]
pub fn saturation<A: Arithmetic>(b: Colour, s: Colour) -> Colour {
    A::with_luma(A::with_saturation(b, saturation_of(s)), A::luma(b))
}

/// The source's hue and saturation, the backdrop's luminosity.
#[inline]
pub fn colour<A: Arithmetic>(b: Colour, s: Colour) -> Colour {
    A::with_luma(s, A::luma(b))
}

/// The source's luminosity, the backdrop's hue and saturation.
#[inline]
pub fn luminosity<A: Arithmetic>(b: Colour, s: Colour) -> Colour {
    A::with_luma(b, A::luma(s))
}

/// Whichever has less luma, whole; the backdrop when equal.
#[inline]
pub fn darker_colour<A: Arithmetic>(b: Colour, s: Colour) -> Colour {
    if A::luma(b) <= A::luma(s) { b } else { s }
}

/// Whichever has more luma, whole; the backdrop when equal.
#[inline]
pub fn lighter_colour<A: Arithmetic>(b: Colour, s: Colour) -> Colour {
    if A::luma(b) >= A::luma(s) { b } else { s }
}

#[inline]
pub(super) fn least([r, g, b]: Colour) -> f32 {
    r.min(g).min(b)
}

#[inline]
pub(super) fn greatest([r, g, b]: Colour) -> f32 {
    r.max(g).max(b)
}

#[inline]
pub(super) fn saturation_of(c: Colour) -> f32 {
    greatest(c) - least(c)
}

/// Numbers of 0 to 1, nothing rounded.
#[derive(Debug)]
pub struct Exact;

impl Arithmetic for Exact {
    #[inline]
    fn enter(colour: Colour) -> Colour {
        colour
    }

    #[inline]
    fn leave(colour: Colour) -> Colour {
        colour
    }

    #[inline]
    fn luma(colour: Colour) -> f32 {
        luma(colour)
    }

    #[inline]
    fn with_saturation(c: Colour, saturation: f32) -> Colour {
        let (low, span) = (least(c), saturation_of(c));
        let scale = if span > 0.0 { saturation / span } else { 0.0 };
        c.map(|sample| (sample - low) * scale)
    }

    #[inline]
    fn with_luma(c: Colour, target: f32) -> Colour {
        let shift = target - luma(c);
        let c = c.map(|sample| sample + shift);
        let (low, high) = (least(c), greatest(c));
        // Both divisors are positive when their branch is taken; the floor keeps the other branch a number.
        let under = if low < 0.0 { target / (target - low).max(f32::MIN_POSITIVE) } else { 1.0 };
        let over = if high > 1.0 { (1.0 - target) / (high - target).max(f32::MIN_POSITIVE) } else { 1.0 };
        let scale = under.min(over);
        c.map(|sample| (target + (sample - target) * scale).clamp(0.0, 1.0))
    }
}

/// The same modes in Lab, where they need no luma: lightness is a sample, hue and saturation are the angle and the
/// length of (a, b). Written from the definitions; there was no Photoshop picture to check it on.
pub mod lab {
    use super::Colour;

    /// Where a and b are neutral.
    const NEUTRAL: f32 = 0.5;

    /// The source's angle at the backdrop's length and lightness.
    #[inline]
    pub fn hue(b: Colour, s: Colour) -> Colour {
        with_chroma(b[0], s, chroma(b))
    }

    /// The backdrop's angle and lightness at the source's length.
    #[inline]
    pub fn saturation(b: Colour, s: Colour) -> Colour {
        with_chroma(b[0], b, chroma(s))
    }

    /// The source's a and b at the backdrop's lightness.
    #[inline]
    pub fn colour(b: Colour, s: Colour) -> Colour {
        [b[0], s[1], s[2]]
    }

    /// The backdrop's a and b at the source's lightness.
    #[inline]
    pub fn luminosity(b: Colour, s: Colour) -> Colour {
        [s[0], b[1], b[2]]
    }

    /// Whichever has less lightness.
    #[inline]
    pub fn darker_colour(b: Colour, s: Colour) -> Colour {
        if b[0] < s[0] { b } else { s }
    }

    /// Whichever has more lightness.
    #[inline]
    pub fn lighter_colour(b: Colour, s: Colour) -> Colour {
        if b[0] > s[0] { b } else { s }
    }

    #[inline]
    fn chroma([_, a, b]: Colour) -> f32 {
        let (a, b) = (a - NEUTRAL, b - NEUTRAL);
        (a * a + b * b).sqrt()
    }

    #[inline]
    fn with_chroma(lightness: f32, direction: Colour, length: f32) -> Colour {
        let own = chroma(direction);
        let scale = if own > 0.0 { length / own } else { 0.0 };
        let sample = |v: f32| (NEUTRAL + (v - NEUTRAL) * scale).clamp(0.0, 1.0);
        [lightness, sample(direction[1]), sample(direction[2])]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn luminosity_is_colour_with_the_operands_swapped() {
        let (b, s) = ([0.2, 0.4, 0.9], [0.8, 0.3, 0.1]);
        assert_eq!(luminosity::<Exact>(b, s), colour::<Exact>(s, b));
    }

    #[test]
    fn colour_keeps_luma_where_the_range_allows() {
        let (b, s) = ([0.4, 0.5, 0.6], [0.5, 0.3, 0.4]);
        assert!((luma(colour::<Exact>(b, s)) - luma(b)).abs() < 1e-6);
    }

    #[test]
    fn clipping_keeps_luma_too() {
        let (b, s) = ([0.9, 0.9, 0.9], [1.0, 0.0, 0.0]);
        let out = colour::<Exact>(b, s);
        assert!((luma(out) - 0.9).abs() < 1e-5);
        assert!((out[0] - 1.0).abs() < 1e-6);
    }

    #[test]
    fn a_grey_source_takes_the_hue_away() {
        let out = hue::<Exact>([0.1, 0.5, 0.9], [0.3, 0.3, 0.3]);
        assert!(out.iter().all(|v| (v - out[0]).abs() < 1e-6));
    }

    #[test]
    fn lab_saturation_keeps_the_angle() {
        let out = lab::saturation([0.4, 0.6, 0.5], [0.9, 0.5, 0.8]);
        assert!((out[1] - 0.8).abs() < 1e-6 && (out[2] - 0.5).abs() < 1e-6 && out[0] == 0.4);
    }
}
