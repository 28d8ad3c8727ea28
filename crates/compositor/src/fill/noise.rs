//! Noise gradients: colours at random within ranges, the same for the same seed.
//!
//! Photoshop's generator is not published; this one has its settings and its look, not its colours.

/// The settings of a noise gradient.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NoiseGradient {
    /// Which of all gradients with these settings.
    pub seed: u32,
    /// 0 (soft waves) to 1 (as much detail as there is).
    pub roughness: f32,
    /// The least of each of three colour samples and of opacity, 0 to 1.
    pub low: [f32; 4],
    /// The greatest.
    pub high: [f32; 4],
}

/// Waves of this many pieces, then twice as many, and so on.
const PIECES: u32 = 4;
const OCTAVES: i32 = 6;

impl NoiseGradient {
    /// Three colour samples and opacity at `t`, 0 to 1.
    pub fn at(&self, t: f32) -> [f32; 4] {
        let (mut sum, mut most) = ([0.0f32; 4], 0.0);
        for octave in 0..OCTAVES {
            let height = self.roughness.clamp(0.0, 1.0).powi(octave);
            let place = t.clamp(0.0, 1.0) * (PIECES << octave) as f32;
            let (index, along) = (place.floor(), place.fract());
            let mix = along * along * (3.0 - 2.0 * along);
            for (channel, sum) in sum.iter_mut().enumerate() {
                let value = |index: u32| random([self.seed, octave as u32, channel as u32, index]);
                let (from, to) = (value(index as u32), value(index as u32 + 1));
                *sum += height * (from + (to - from) * mix);
            }
            most += height;
        }
        let within = |channel: usize| {
            // Sums of many are seldom near the ends; stretched, they reach them.
            let share = ((sum[channel] / most - 0.5) * 1.5 + 0.5).clamp(0.0, 1.0);
            self.low[channel] + (self.high[channel] - self.low[channel]) * share
        };
        [within(0), within(1), within(2), within(3)]
    }
}

/// 0 to 1, spread evenly over its four arguments (the finaliser of `MurmurHash3` after each).
fn random(words: [u32; 4]) -> f32 {
    let mixed = words.iter().fold(0x9E37_79B9u32, |hash, word| {
        let hash = (hash ^ word).wrapping_mul(0x85EB_CA6B);
        let hash = (hash ^ (hash >> 13)).wrapping_mul(0xC2B2_AE35);
        hash ^ (hash >> 16)
    });
    mixed as f32 / u32::MAX as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOISE: NoiseGradient =
        NoiseGradient { seed: 7, roughness: 0.5, low: [0.2, 0.0, 0.5, 1.0], high: [0.4, 1.0, 0.5, 1.0] };

    fn samples(noise: NoiseGradient) -> Vec<[f32; 4]> {
        (0..=1000).map(|step| noise.at(step as f32 / 1000.0)).collect()
    }

    #[test]
    fn it_stays_within_its_ranges_and_uses_them() {
        let samples = samples(NOISE);
        assert!(samples.iter().all(|[r, g, b, alpha]| {
            (0.2..=0.4).contains(r) && (0.0..=1.0).contains(g) && (*b, *alpha) == (0.5, 1.0)
        }));
        let green = || samples.iter().map(|sample| sample[1]);
        assert!(green().fold(1.0, f32::min) < 0.3 && green().fold(0.0, f32::max) > 0.7);
    }

    #[test]
    fn one_seed_is_one_gradient() {
        assert_eq!(samples(NOISE), samples(NOISE));
        assert_ne!(samples(NOISE), samples(NoiseGradient { seed: 8, ..NOISE }));
    }

    #[test]
    fn roughness_is_detail() {
        let turns = |roughness| {
            let samples = samples(NoiseGradient { roughness, ..NOISE });
            samples.windows(3).filter(|w| (w[1][1] - w[0][1]) * (w[2][1] - w[1][1]) < 0.0).count()
        };
        assert!(turns(1.0) > 4 * turns(0.0).max(1));
    }
}
