//! Brightness/contrast, as it is since Photoshop CS3, and the legacy one.

use std::f32::consts::TAU;

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
    /// The function of one sample, 0 to 1.
    pub(super) fn function(self) -> impl Fn(f32) -> f32 {
        let shoulder = Shoulder::new(self.brightness.abs());
        move |sample| match (self.legacy, self.brightness < 0.0) {
            (true, _) => self.legacy_at(sample),
            (false, false) => self.stretch(shoulder.at(sample)),
            (false, true) => self.stretch(shoulder.inverse(sample)),
        }
    }

    /// Contrast adds a whole wave of a sine, a quarter of a byte high for each unit. Fitted: within 1/255 at -50.
    fn stretch(self, sample: f32) -> f32 {
        sample - self.contrast * 0.25 / 255.0 * (TAU * sample).sin()
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

/// What brightness does: a straight line through black, 2 to the power of b / 111.6 steep, up to 0.615, and from there
/// an exponential shoulder that begins as steep and ends at white. Negative brightness is the inverse function.
///
/// Photoshop does not publish its formula. This one was fitted to four settings in RGB and gray: mean error 0.9, worst 4
/// of 255; the straight part is within 1.
struct Shoulder {
    slope: f32,
    /// How fast the shoulder bends.
    rate: f32,
}

/// Where the shoulder begins, as it comes out.
const KNEE: f32 = 0.615;

impl Shoulder {
    fn new(brightness: f32) -> Self {
        let slope = (brightness * 0.00896).exp2();
        // The rate at which the shoulder, from (knee / slope, knee) to (1, 1), begins with that slope: r / (1 - e^-r) is
        // the slope of (1 - e^(-r t)) / (1 - e^-r) at 0, and it grows with r.
        let wanted = slope * (1.0 - KNEE / slope) / (1.0 - KNEE);
        let (mut low, mut high) = (1e-3f32, 1e3f32);
        for _ in 0..40 {
            let middle = low.midpoint(high);
            if middle / (1.0 - (-middle).exp()) < wanted {
                low = middle;
            } else {
                high = middle;
            }
        }
        Self { slope, rate: low }
    }

    fn at(&self, sample: f32) -> f32 {
        let knee = KNEE / self.slope;
        if sample <= knee {
            return sample * self.slope;
        }
        let along = (sample - knee) / (1.0 - knee);
        KNEE + (1.0 - KNEE) * (1.0 - (-self.rate * along).exp()) / (1.0 - (-self.rate).exp())
    }

    fn inverse(&self, sample: f32) -> f32 {
        let knee = KNEE / self.slope;
        if sample <= KNEE {
            return sample / self.slope;
        }
        let up = (sample - KNEE) / (1.0 - KNEE);
        knee - (1.0 - knee) * (1.0 - up * (1.0 - (-self.rate).exp())).ln() / self.rate
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn byte(brightness: f32, contrast: f32, v: u8) -> f32 {
        let settings = BrightnessContrast { brightness, contrast, legacy: false };
        (settings.function()(f32::from(v) / 255.0) * 255.0).round()
    }

    #[test]
    fn zero_changes_nothing() {
        assert!((0..=255).all(|v| byte(0.0, 0.0, v) == f32::from(v)));
        let legacy = BrightnessContrast { brightness: 0.0, contrast: 0.0, legacy: true }.function();
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
        let stored = [(150.0, -21.0, 64, 158.0), (150.0, -21.0, 128, 236.0), (-95.0, -50.0, 128, 82.0)];
        for (brightness, contrast, v, out) in stored {
            assert!((byte(brightness, contrast, v) - out).abs() <= 3.0, "{v}: {}", byte(brightness, contrast, v));
        }
    }

    #[test]
    fn legacy_stretches_and_shifts() {
        let legacy = |brightness, contrast, v: f32| {
            (BrightnessContrast { brightness, contrast, legacy: true }.function()(v / 255.0) * 255.0).round()
        };
        assert_eq!(legacy(51.0, 0.0, 77.0), 128.0);
        assert_eq!(legacy(0.0, 50.0, 137.0), 147.0);
        // As stored in a file that Photoshop wrote.
        for (v, out) in [(5.0, 14.0), (65.0, 58.0), (125.0, 103.0), (219.0, 172.0)] {
            assert_eq!(legacy(-23.0, -26.0, v), out);
        }
    }
}
