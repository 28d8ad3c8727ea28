//! Selective colour.

/// Changes of ink in per cent, −100 to 100: cyan, magenta, yellow, black.
pub type Inks = [f32; 4];

/// Nine ranges of colours, each with its change of inks.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct SelectiveColour {
    /// Reds, yellows, greens, cyans, blues, magentas, whites, neutrals, blacks.
    pub ranges: [Inks; 9],
    /// Per cent of full ink; otherwise of the ink that is there.
    pub absolute: bool,
}

impl SelectiveColour {
    /// Each range weighs in by how far the colour lies in it; the common account of this adjustment (documented with
    /// `FFmpeg`'s filter of that name), with no picture here to check it on.
    pub(super) fn at(&self, rgb: [f32; 3]) -> [f32; 3] {
        let shares = shares(rgb);
        let mut out = rgb;
        for (channel, sample) in out.iter_mut().enumerate() {
            let light = *sample;
            let room = if self.absolute { 1.0 } else { 1.0 - light };
            for (inks, share) in self.ranges.iter().zip(shares) {
                let (ink, black) = (inks[channel] / 100.0, inks[3] / 100.0);
                let change = ((-1.0 - ink) * black - ink) * room;
                *sample += change.clamp(-light, 1.0 - light) * share;
            }
            *sample = sample.clamp(0.0, 1.0);
        }
        out
    }
}

/// How much of a colour lies in each range.
fn shares([r, g, b]: [f32; 3]) -> [f32; 9] {
    let (low, high) = (r.min(g).min(b), r.max(g).max(b));
    let middle = r + g + b - low - high;
    let (primary, secondary) = (high - middle, middle - low);
    let when = |holds: bool, share: f32| if holds { share } else { 0.0 };
    [
        when(r == high, primary),
        when(b == low, secondary),
        when(g == high, primary),
        when(r == low, secondary),
        when(b == high, primary),
        when(g == low, secondary),
        (low - 0.5).max(0.0) * 2.0,
        1.0 - ((high - 0.5).abs() + (low - 0.5).abs()),
        (0.5 - high).max(0.0) * 2.0,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(range: usize, inks: Inks, absolute: bool) -> SelectiveColour {
        let mut settings = SelectiveColour { absolute, ..Default::default() };
        settings.ranges[range] = inks;
        settings
    }

    #[test]
    fn no_ink_no_change() {
        assert_eq!(SelectiveColour::default().at([0.1, 0.6, 0.9]), [0.1, 0.6, 0.9]);
    }

    #[test]
    fn cyan_takes_red_away() {
        let out = one(0, [50.0, 0.0, 0.0, 0.0], true).at([1.0, 0.0, 0.0]);
        assert_eq!(out, [0.5, 0.0, 0.0]);
        let relative = one(0, [50.0, 0.0, 0.0, 0.0], false).at([1.0, 0.0, 0.0]);
        assert_eq!(relative, [1.0, 0.0, 0.0], "half of no cyan is none");
    }

    #[test]
    fn ranges_keep_to_themselves() {
        assert_eq!(one(4, [100.0; 4], true).at([0.8, 0.3, 0.3]), [0.8, 0.3, 0.3]);
        assert_eq!(one(8, [0.0, 0.0, 0.0, 100.0], true).at([0.0, 0.0, 0.0]), [0.0; 3]);
        assert!(one(7, [0.0, 0.0, 0.0, 100.0], true).at([0.5; 3])[0] < 1e-6);
    }
}
