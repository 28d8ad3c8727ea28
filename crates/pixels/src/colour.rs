//! Colour models, and the formulas that more than one crate needs.

/// How a pixel's colour samples are to be read. Alpha always comes apart from them.
///
/// Samples run from 0 to 1 and **more is lighter** in every model: CMYK is kept the way PSD stores it, with 1 for
/// no ink, so that one set of blend formulas serves all models.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ColourModel {
    /// One sample: lightness.
    Gray,
    /// Red, green, blue.
    Rgb,
    /// Cyan, magenta, yellow, black; 1 is no ink.
    Cmyk,
    /// Lightness, then a and b with 0.5 for neutral.
    Lab,
}

impl ColourModel {
    /// Colour samples a pixel has, alpha not counted.
    pub const fn channels(self) -> usize {
        match self {
            Self::Gray => 1,
            Self::Rgb | Self::Lab => 3,
            Self::Cmyk => 4,
        }
    }
}

/// The sRGB transfer function from an encoded sample to linear light, both 0 to 1 (IEC 61966-2-1).
pub fn srgb_to_linear(encoded: f32) -> f32 {
    if encoded <= 0.04045 { encoded / 12.92 } else { ((encoded + 0.055) / 1.055).powf(2.4) }
}

/// The inverse of [`srgb_to_linear`].
pub fn linear_to_srgb(linear: f32) -> f32 {
    if linear <= 0.003_130_8 { linear * 12.92 } else { 1.055 * linear.powf(1.0 / 2.4) - 0.055 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_transfer_functions_undo_one_another() {
        for step in 0..=255u8 {
            let sample = f32::from(step) / 255.0;
            assert!((linear_to_srgb(srgb_to_linear(sample)) - sample).abs() < 1e-5);
        }
    }
}
