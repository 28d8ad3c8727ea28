//! Colour balance.

/// Three sliders for each of three ranges of tone: cyan to red, magenta to green, yellow to blue, each −100 to 100.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct ColourBalance {
    /// For shadows.
    pub shadows: [f32; 3],
    /// For midtones.
    pub midtones: [f32; 3],
    /// For highlights.
    pub highlights: [f32; 3],
    /// "Preserve luminosity": only what sets the sliders of a range apart counts.
    pub preserve_luminosity: bool,
}

impl ColourBalance {
    /// One channel's sample, changed the way levels are: shadows move the black end, midtones bend by 2^(−m/100),
    /// highlights move the white end. With luminosity preserved, the middle one of a range's sliders is taken from all
    /// three.
    ///
    /// Fitted to Photoshop's pixels, within 1/255, for midtones and positive highlights with luminosity preserved;
    /// shadows and negative highlights follow by symmetry, unchecked.
    pub(super) fn at(&self, channel: usize, sample: f32) -> f32 {
        let [shadow, middle, light] =
            [self.shadows, self.midtones, self.highlights].map(|range| self.effective(range)[channel]);
        let (black_in, black_out) = ends(-shadow);
        let (white_in, white_out) = ends(light);
        let share = ((sample - black_in) / (1.0 - white_in - black_in).max(1.0 / 255.0)).clamp(0.0, 1.0);
        let bent = share.powf((-middle / 100.0).exp2());
        black_out + (1.0 - white_out - black_out) * bent
    }

    fn effective(&self, range: [f32; 3]) -> [f32; 3] {
        if !self.preserve_luminosity {
            return range;
        }
        let [a, b, c] = range;
        let middle = a.min(b).max(a.max(b).min(c));
        range.map(|slider| slider - middle)
    }
}

/// How far an end is moved: on the way in when `slider` is positive, on the way out when negative.
fn ends(slider: f32) -> (f32, f32) {
    let moved = slider.abs().min(100.0) / 255.0;
    if slider > 0.0 { (moved, 0.0) } else { (0.0, moved) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn byte(balance: &ColourBalance, channel: usize, v: u8) -> f32 {
        (balance.at(channel, f32::from(v) / 255.0) * 255.0).round()
    }

    #[test]
    fn nothing_and_equal_sliders_change_nothing() {
        let equal = ColourBalance {
            shadows: [100.0; 3],
            midtones: [-100.0; 3],
            highlights: [40.0; 3],
            preserve_luminosity: true,
        };
        for v in 0..=255 {
            assert_eq!(byte(&ColourBalance::default(), 1, v), f32::from(v));
            assert_eq!(byte(&equal, 1, v), f32::from(v));
        }
    }

    #[test]
    fn bytes_that_photoshop_stored() {
        let mid = ColourBalance { midtones: [-50.0, 0.0, 50.0], preserve_luminosity: true, ..Default::default() };
        for (v, out) in [(11, 3.0), (65, 37.0), (104, 72.0), (160, 132.0), (235, 227.0)] {
            assert!((byte(&mid, 0, v) - out).abs() <= 1.0);
        }
        assert_eq!((byte(&mid, 1, 96), byte(&mid, 2, 133)), (96.0, 161.0));
        let high = ColourBalance { highlights: [0.0, -50.0, -50.0], preserve_luminosity: true, ..Default::default() };
        for (v, out) in [(11, 14.0), (65, 81.0), (104, 129.0), (160, 199.0), (211, 255.0)] {
            assert!((byte(&high, 0, v) - out).abs() <= 1.0);
        }
        assert_eq!(byte(&high, 1, 60), 60.0);
    }

    #[test]
    fn shadows_lift_and_sink_black() {
        let lifted = ColourBalance { shadows: [51.0, 0.0, 0.0], ..Default::default() };
        assert_eq!((byte(&lifted, 0, 0), byte(&lifted, 0, 255)), (51.0, 255.0));
        let sunk = ColourBalance { shadows: [-51.0, 0.0, 0.0], ..Default::default() };
        assert_eq!((byte(&sunk, 0, 51), byte(&sunk, 0, 255)), (0.0, 255.0));
    }
}
