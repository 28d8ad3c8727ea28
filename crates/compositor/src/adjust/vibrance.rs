//! Vibrance.

/// The two sliders, each −100 to 100.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Vibrance {
    /// Works on dull colours more than on strong ones.
    pub vibrance: f32,
    /// Works on all alike.
    pub saturation: f32,
}

impl Vibrance {
    /// Stretches the colour about its mean. Adobe publishes no formula and there was no picture to fit one to: this is
    /// the plain reading of the manual (less for colours that are strong already).
    pub(super) fn at(self, rgb: [f32; 3]) -> [f32; 3] {
        let [r, g, b] = rgb;
        let strength = r.max(g).max(b) - r.min(g).min(b);
        let dull = 1.0 + self.vibrance / 100.0 * (1.0 - strength) * 0.5;
        let factor = (dull * (1.0 + self.saturation / 100.0)).max(0.0);
        let grey = (r + g + b) / 3.0;
        rgb.map(|sample| (grey + (sample - grey) * factor).clamp(0.0, 1.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spread(vibrance: f32, saturation: f32, rgb: [f32; 3]) -> f32 {
        let [r, g, b] = Vibrance { vibrance, saturation }.at(rgb);
        r.max(g).max(b) - r.min(g).min(b)
    }

    #[test]
    fn zero_and_greys_do_not_change() {
        let near = |a: [f32; 3], b: [f32; 3]| a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1e-6);
        assert!(near(Vibrance::default().at([0.2, 0.5, 0.7]), [0.2, 0.5, 0.7]));
        assert!(near(Vibrance { vibrance: 80.0, saturation: 40.0 }.at([0.4; 3]), [0.4; 3]));
    }

    #[test]
    fn dull_colours_gain_more() {
        let (dull, strong) = ([0.5, 0.55, 0.6], [0.2, 0.5, 0.8]);
        assert!(spread(100.0, 0.0, dull) / 0.1 > spread(100.0, 0.0, strong) / 0.6);
        assert!(spread(0.0, -100.0, strong) < 1e-6);
    }
}
