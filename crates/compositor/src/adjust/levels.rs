//! Levels.

/// One channel's sliders.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Levels {
    /// What becomes the darkest, 0 to 253.
    pub input_black: u8,
    /// What becomes the lightest, 2 to 255.
    pub input_white: u8,
    /// The darkest that comes out.
    pub output_black: u8,
    /// The lightest that comes out.
    pub output_white: u8,
    /// 0.1 to 9.99; above 1 lightens the middle.
    pub gamma: f32,
}

impl Default for Levels {
    fn default() -> Self {
        Self { input_black: 0, input_white: 255, output_black: 0, output_white: 255, gamma: 1.0 }
    }
}

impl Levels {
    /// Stretched, bent by 1 / gamma, and stretched again; exact on the fixtures.
    pub(super) fn at(self, sample: f32) -> f32 {
        let [black, white, low, high] =
            [self.input_black, self.input_white, self.output_black, self.output_white].map(|v| f32::from(v) / 255.0);
        let share = ((sample - black) / (white - black).max(1.0 / 255.0)).clamp(0.0, 1.0);
        low + (high - low) * share.powf(1.0 / self.gamma.max(0.01))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_changes_nothing() {
        assert!((0..=255).all(|v| (Levels::default().at(v as f32 / 255.0) * 255.0).round() == v as f32));
    }

    #[test]
    fn each_slider_does_its_part() {
        let levels = Levels { input_black: 51, input_white: 204, output_black: 51, gamma: 2.0, ..Levels::default() };
        assert_eq!(levels.at(0.1), 0.2);
        assert_eq!(levels.at(0.9), 1.0);
        assert!((levels.at(0.2 + 0.6 * 0.25) - (0.2 + 0.8 * 0.5)).abs() < 1e-5);
    }
}
