//! The eight modes in which fill opacity changes the blend itself.
//!
//! Elsewhere fill opacity is one more factor of the mix. In these eight Photoshop weakens the **source** before the
//! blend, towards the mode's neutral colour, so that a fill of 0 leaves the backdrop as it is. Hard mix alone has no
//! neutral colour: there fill opens the threshold into a ramp of slope 1 / (1 − fill).

use pixels::ColourModel;

use super::contrast::{self, MIDDLE};
use super::{BlendMode, row, rows::separable};

impl BlendMode {
    /// Whether fill opacity goes into the blend ([`row_with_fill`]) and must be left out of the mix.
    pub fn fill_is_special(self) -> bool {
        self == Self::HardMix || self.neutral().is_some()
    }

    /// The source that changes nothing, for the special modes that have one.
    fn neutral(self) -> Option<f32> {
        match self {
            Self::ColourBurn | Self::LinearBurn => Some(1.0),
            Self::ColourDodge | Self::LinearDodge | Self::Difference => Some(0.0),
            Self::VividLight | Self::LinearLight => Some(MIDDLE),
            _ => None,
        }
    }
}

/// As [`row`], at a fill opacity from 0 to 1. Modes that are not special ignore `fill`: there it belongs to the mix.
///
/// # Panics
/// As [`row`].
pub fn row_with_fill(
    mode: BlendMode,
    model: ColourModel,
    backdrop: &[&[f32]],
    source: &[&[f32]],
    fill: f32,
    out: &mut [&mut [f32]],
) {
    if fill >= 1.0 || !mode.fill_is_special() {
        return row(mode, model, backdrop, source, out);
    }
    let Some(neutral) = mode.neutral() else {
        return separable(backdrop, source, out, |b, s| contrast::hard_mix_ramp(b, s, fill));
    };
    let weakened: Vec<Vec<f32>> =
        source.iter().map(|channel| channel.iter().map(|s| neutral + (s - neutral) * fill).collect()).collect();
    let weakened: Vec<&[f32]> = weakened.iter().map(Vec::as_slice).collect();
    row(mode, model, backdrop, &weakened, out);
}
