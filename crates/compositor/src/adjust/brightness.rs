//! Brightness/contrast, as it is since Photoshop CS3, and the legacy one.

use pixels::Depth;

use super::curve::Spline;
use super::table::Table;

/// The two sliders.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BrightnessContrast {
    /// −150 to 150, legacy −100 to 100.
    pub brightness: f32,
    /// −50 to 100, legacy −100 to 100.
    pub contrast: f32,
    /// "Use legacy".
    pub legacy: bool,
}

impl BrightnessContrast {
    /// The function of one sample, 0 to 1: first brightness, rounded to a level of `depth`, then contrast.
    pub(super) fn function(self, depth: Depth) -> impl Fn(f32) -> f32 {
        let (shoulder, stretch) = (shoulder(self.brightness.abs()), stretch(self.contrast));
        let is_darker = self.brightness < 0.0;
        let brightened =
            Table::new(depth, |sample| if is_darker { inverse(&shoulder, sample) } else { shoulder.at(sample) });
        move |sample| if self.legacy { self.legacy_at(sample) } else { stretch.at(brightened.at(sample)) }
    }

    /// A stretch about the byte 127, and a shift: after the stretch where that flattens (exact on the fixture), before it
    /// where it steepens (the usual description, not checked on a picture).
    fn legacy_at(self, sample: f32) -> f32 {
        let contrast = (self.contrast / 100.0).clamp(-1.0, 1.0);
        let (middle, shift) = (127.0 / 255.0, self.brightness / 255.0);
        if contrast > 0.0 {
            let shifted = (sample + shift).clamp(0.0, 1.0);
            return middle + (shifted - middle) / (1.0 - contrast).max(1e-3);
        }
        (middle + (sample - middle) * (1.0 + contrast) + shift).clamp(0.0, 1.0)
    }
}

/// What contrast does: a natural spline whose points at the bytes 63 and 191 go a quarter of a byte apart for each unit, as
/// psd-tools found.
fn stretch(contrast: f32) -> Spline {
    let apart = contrast / 4.0;
    Spline::through(vec![(0.0, 0.0), (63.0, 63.0 - apart), (191.0, 191.0 + apart), (255.0, 255.0)])
}

/// What brightness does: a straight line through black, nearly twice as steep for each 110 units, up to the byte 124, and a
/// spline from there over one point to white. Negative brightness is the inverse function.
///
/// Photoshop does not publish its formula. This one was fitted to four settings in RGB, with the contrast above: no level is off
/// by more than 2 of 255.
fn shoulder(brightness: f32) -> Spline {
    const KNEE: f32 = 124.05;
    const BEND: f32 = 251.51;
    let b = brightness / 100.0;
    let steep = (b * (0.6264 + 0.0077 * b)).exp();
    let bend = BEND * (-b * (0.0665 + 0.0488 * b)).exp();
    // Two points side by side hold the slope, so that the line stays straight and the spline bends at once.
    let line = [KNEE - 1.0, KNEE + 1.0].map(|out| (out / steep, out));
    Spline::through(vec![(0.0, 0.0), line[0], line[1], (bend, BEND), (255.0, 255.0)])
}

/// Where a rising spline has this value.
fn inverse(spline: &Spline, value: f32) -> f32 {
    let (mut low, mut high) = (0.0f32, 1.0f32);
    for _ in 0..24 {
        let middle = low.midpoint(high);
        if spline.at(middle) < value { low = middle } else { high = middle }
    }
    if value >= 1.0 { 1.0 } else { low.midpoint(high) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn byte(brightness: f32, contrast: f32, v: u8) -> f32 {
        let settings = BrightnessContrast { brightness, contrast, legacy: false };
        (settings.function(Depth::Eight)(f32::from(v) / 255.0) * 255.0).round()
    }

    #[test]
    fn zero_changes_nothing() {
        assert!((0..=255).all(|v| byte(0.0, 0.0, v) == f32::from(v)));
        let legacy = BrightnessContrast { brightness: 0.0, contrast: 0.0, legacy: true }.function(Depth::Eight);
        assert!((0..=255).all(|v| (legacy(v as f32 / 255.0) * 255.0).round() == v as f32));
    }

    #[test]
    fn black_and_white_stay_and_order_is_kept() {
        for (brightness, contrast) in [(150.0, -50.0), (-150.0, 0.0), (40.0, 60.0), (-95.0, -50.0)] {
            assert_eq!(byte(brightness, contrast, 0), 0.0);
            assert_eq!(byte(brightness, contrast, 255), 255.0);
            assert!((1..=255).all(|v| byte(brightness, contrast, v) >= byte(brightness, contrast, v - 1)));
        }
    }

    #[test]
    fn near_what_photoshop_stored() {
        // (brightness, contrast, in, out): bytes of files that Photoshop wrote.
        let stored = [
            (150.0, -21.0, 64, 158.0),
            (150.0, -21.0, 128, 236.0),
            (-95.0, -50.0, 128, 82.0),
            (-95.0, -50.0, 224, 144.0),
            (-31.0, 47.0, 160, 134.0),
            (23.0, 70.0, 80, 79.0),
            (23.0, 70.0, 208, 239.0),
        ];
        for (brightness, contrast, v, out) in stored {
            assert!((byte(brightness, contrast, v) - out).abs() <= 2.0, "{v}: {}", byte(brightness, contrast, v));
        }
    }

    #[test]
    fn legacy_stretches_and_shifts() {
        let legacy = |brightness, contrast, v: f32| {
            (BrightnessContrast { brightness, contrast, legacy: true }.function(Depth::Eight)(v / 255.0) * 255.0)
                .round()
        };
        assert_eq!(legacy(51.0, 0.0, 77.0), 128.0);
        assert_eq!(legacy(0.0, 50.0, 137.0), 147.0);
        // As stored in a file that Photoshop wrote.
        for (v, out) in [(5.0, 14.0), (65.0, 58.0), (125.0, 103.0), (219.0, 172.0)] {
            assert_eq!(legacy(-23.0, -26.0, v), out);
        }
    }
}
