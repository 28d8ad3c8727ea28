//! Photo filter.

use crate::blend::component;

/// A coloured glass before the lens.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PhotoFilter {
    /// The glass, 0 to 1.
    pub colour: [f32; 3],
    /// 0 to 100.
    pub density: f32,
    /// "Preserve luminosity".
    pub preserve_luminosity: bool,
}

impl PhotoFilter {
    /// Multiplied by the glass as far as it is dense; with luminosity preserved, brought back to the luma it had.
    /// Adobe publishes no formula and there was no picture to fit one to.
    pub(super) fn at(&self, rgb: [f32; 3]) -> [f32; 3] {
        let density = (self.density / 100.0).clamp(0.0, 1.0);
        let mut out = rgb;
        for (sample, glass) in out.iter_mut().zip(self.colour) {
            *sample *= 1.0 - density * (1.0 - glass);
        }
        if self.preserve_luminosity { component::colour::<component::Exact>(rgb, out) } else { out }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_density_no_change() {
        let filter = PhotoFilter { colour: [0.9, 0.5, 0.0], density: 0.0, preserve_luminosity: false };
        assert_eq!(filter.at([0.1, 0.5, 0.9]), [0.1, 0.5, 0.9]);
    }

    #[test]
    fn a_warm_glass_warms_and_can_keep_luma() {
        let filter = PhotoFilter { colour: [0.93, 0.54, 0.0], density: 25.0, preserve_luminosity: true };
        let out = filter.at([0.5; 3]);
        assert!(out[0] > out[1] && out[1] > out[2]);
        assert!((component::luma(out) - 0.5).abs() < 1e-5);
        let darker = PhotoFilter { preserve_luminosity: false, ..filter }.at([0.5; 3]);
        assert!(component::luma(darker) < 0.5);
    }
}
