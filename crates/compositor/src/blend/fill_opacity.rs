//! The eight modes in which fill opacity changes the blend itself.
//!
//! Elsewhere fill opacity is one more factor of the mix. In these eight Photoshop weakens the **source** before the
//! blend, towards the mode's neutral colour, so that a fill of 0 leaves the backdrop as it is. Hard mix alone has no
//! neutral colour: there fill opens the threshold into a ramp of slope 1 / (1 − fill).

use super::contrast::MIDDLE;
use super::{BlendMode, contrast, darken, inversion, lighten};

impl BlendMode {
    /// Whether fill opacity goes into the blend ([`row_with_fill`]) and must be left out of the mix.
    pub fn fill_is_special(self) -> bool {
        matches!(
            self,
            Self::ColourBurn
                | Self::LinearBurn
                | Self::ColourDodge
                | Self::LinearDodge
                | Self::VividLight
                | Self::LinearLight
                | Self::HardMix
                | Self::Difference
        )
    }
}

/// As [`super::row`], each pixel at its own fill opacity, 0 to 1. Modes that are not special ignore it: there it belongs
/// to the mix, and they keep the backdrop here.
pub fn row_with_fill(mode: BlendMode, backdrop: &[&[f32]], source: &[&[f32]], fill: &[f32], out: &mut [&mut [f32]]) {
    use BlendMode as M;
    match mode {
        M::ColourBurn => towards(1.0, darken::colour_burn, backdrop, source, fill, out),
        M::LinearBurn => towards(1.0, darken::linear_burn, backdrop, source, fill, out),
        M::ColourDodge => towards(0.0, lighten::colour_dodge, backdrop, source, fill, out),
        M::LinearDodge => towards(0.0, lighten::linear_dodge, backdrop, source, fill, out),
        M::Difference => towards(0.0, inversion::difference, backdrop, source, fill, out),
        M::VividLight => towards(MIDDLE, contrast::vivid_light, backdrop, source, fill, out),
        M::LinearLight => towards(MIDDLE, contrast::linear_light, backdrop, source, fill, out),
        M::HardMix => at_fill(backdrop, source, fill, out, contrast::hard_mix_at),
        _ => at_fill(backdrop, source, fill, out, |b, _, _| b),
    }
}

/// A blend whose source is weakened towards `neutral`.
#[inline]
fn towards(
    neutral: f32,
    blend: impl Fn(f32, f32) -> f32,
    backdrop: &[&[f32]],
    source: &[&[f32]],
    fill: &[f32],
    out: &mut [&mut [f32]],
) {
    at_fill(backdrop, source, fill, out, |b, s, fill| blend(b, neutral + (s - neutral) * fill));
}

#[inline]
fn at_fill(
    backdrop: &[&[f32]],
    source: &[&[f32]],
    fill: &[f32],
    out: &mut [&mut [f32]],
    blend: impl Fn(f32, f32, f32) -> f32,
) {
    for ((out, b), s) in out.iter_mut().zip(backdrop).zip(source) {
        for (((out, b), s), fill) in out.iter_mut().zip(*b).zip(*s).zip(fill) {
            *out = blend(*b, *s, *fill);
        }
    }
}
