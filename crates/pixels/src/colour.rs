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

/// An encoded sRGB colour in Lab as [`ColourModel::Lab`] stores it: lightness / 100, then (a + 128) / 255 and
/// (b + 128) / 255. CIE 15:2004, white D50 (Photoshop's), sRGB adapted to it by Bradford.
pub fn srgb_to_lab(r: f32, g: f32, b: f32) -> (f32, f32, f32) {
    let [r, g, b] = [r, g, b].map(srgb_to_linear);
    let x = (0.436_074_7 * r + 0.385_064_9 * g + 0.143_080_4 * b) / 0.964_22;
    let y = 0.222_504_5 * r + 0.716_878_6 * g + 0.060_616_9 * b;
    let z = (0.013_932_2 * r + 0.097_104_5 * g + 0.714_173_3 * b) / 0.825_21;
    let f = |t: f32| if t > 216.0 / 24389.0 { t.cbrt() } else { (24389.0 / 27.0 * t + 16.0) / 116.0 };
    let (fx, fy, fz) = (f(x), f(y), f(z));
    ((116.0 * fy - 16.0) / 100.0, (500.0 * (fx - fy) + 128.0) / 255.0, (200.0 * (fy - fz) + 128.0) / 255.0)
}

/// The inverse of [`srgb_to_lab`], each sample cut to 0 to 1 where sRGB has no such colour.
pub fn lab_to_srgb(l: f32, a: f32, b: f32) -> (f32, f32, f32) {
    let fy = (l * 100.0 + 16.0) / 116.0;
    let (fx, fz) = (fy + (a * 255.0 - 128.0) / 500.0, fy - (b * 255.0 - 128.0) / 200.0);
    let f = |t: f32| if t > 6.0 / 29.0 { t * t * t } else { (116.0 * t - 16.0) * 27.0 / 24389.0 };
    let (x, y, z) = (f(fx) * 0.964_22, f(fy), f(fz) * 0.825_21);
    let encode = |linear: f32| linear_to_srgb(linear.clamp(0.0, 1.0));
    (
        encode(3.133_856 * x - 1.616_867 * y - 0.490_614_6 * z),
        encode(-0.978_768_4 * x + 1.916_141_5 * y + 0.033_454 * z),
        encode(0.071_945_3 * x - 0.228_991_4 * y + 1.405_242_7 * z),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lab_comes_back() {
        for (r, g, b) in [(0.0, 0.0, 0.0), (1.0, 0.2, 0.4), (0.1, 0.9, 0.5), (0.02, 0.03, 0.01)] {
            let (l, a, b2) = srgb_to_lab(r, g, b);
            let back = lab_to_srgb(l, a, b2);
            assert!((back.0 - r).abs() < 1e-3 && (back.1 - g).abs() < 1e-3 && (back.2 - b).abs() < 1e-3, "{back:?}");
        }
    }

    #[test]
    fn white_is_lab_100_0_0() {
        let (l, a, b) = srgb_to_lab(1.0, 1.0, 1.0);
        assert!((l - 1.0).abs() < 1e-3 && (a - 128.0 / 255.0).abs() < 1e-3 && (b - 128.0 / 255.0).abs() < 1e-3);
    }

    #[test]
    fn the_transfer_functions_undo_one_another() {
        for step in 0..=255u8 {
            let sample = f32::from(step) / 255.0;
            assert!((linear_to_srgb(srgb_to_linear(sample)) - sample).abs() < 1e-5);
        }
    }
}
