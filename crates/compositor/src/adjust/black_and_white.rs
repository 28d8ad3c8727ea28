//! Black & white.

use crate::blend::component;

/// How light each hue becomes, in per cent, −200 to 300.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BlackAndWhite {
    /// Of reds.
    pub reds: f32,
    /// Of yellows.
    pub yellows: f32,
    /// Of greens.
    pub greens: f32,
    /// Of cyans.
    pub cyans: f32,
    /// Of blues.
    pub blues: f32,
    /// Of magentas.
    pub magentas: f32,
    /// The tint's colour, 0 to 1, if it is tinted.
    pub tint: Option<[f32; 3]>,
}

impl Default for BlackAndWhite {
    /// Photoshop's own default.
    fn default() -> Self {
        Self { reds: 40.0, yellows: 60.0, greens: 40.0, cyans: 60.0, blues: 20.0, magentas: 80.0, tint: None }
    }
}

impl BlackAndWhite {
    /// A colour is so much grey, so much of a secondary and so much of a primary: min + (mid − min) · secondary +
    /// (max − mid) · primary. The common account of this adjustment; no picture to check it on. The tint lends its hue
    /// and saturation as the colour blend mode does.
    pub(super) fn at(&self, rgb: [f32; 3]) -> [f32; 3] {
        let grey = self.grey(rgb).clamp(0.0, 1.0);
        self.tint.map_or([grey; 3], |tint| component::colour::<component::Exact>([grey; 3], tint))
    }

    fn grey(&self, [r, g, b]: [f32; 3]) -> f32 {
        let (low, high) = (r.min(g).min(b), r.max(g).max(b));
        let middle = r + g + b - low - high;
        let primary = if high == r {
            self.reds
        } else if high == g {
            self.greens
        } else {
            self.blues
        };
        let secondary = if low == b {
            self.yellows
        } else if low == r {
            self.cyans
        } else {
            self.magentas
        };
        low + (high - middle) * primary / 100.0 + (middle - low) * secondary / 100.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pure_hues_take_their_slider() {
        let settings = BlackAndWhite::default();
        let grey = |rgb| settings.at(rgb)[0];
        for (rgb, percent) in
            [([1.0, 0.0, 0.0], 0.4), ([1.0, 1.0, 0.0], 0.6), ([0.0, 0.0, 1.0], 0.2), ([1.0, 0.0, 1.0], 0.8)]
        {
            assert!((grey(rgb) - percent).abs() < 1e-6);
        }
        assert_eq!(grey([0.3; 3]), 0.3);
    }

    #[test]
    fn a_tint_keeps_the_luma() {
        let tinted = BlackAndWhite { tint: Some([0.88, 0.83, 0.7]), ..Default::default() }.at([0.5; 3]);
        assert!((component::luma(tinted) - 0.5).abs() < 1e-5);
        assert!(tinted[0] > tinted[2]);
    }
}
