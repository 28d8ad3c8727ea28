//! How far two pictures lie apart, in steps of 1/255.

/// Differences between two pictures of one size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference {
    /// The mean over all samples of all channels.
    pub mean: f64,
    /// Of each pixel's worst channel: the value that 99 % of pixels do not exceed.
    pub p99: f64,
    /// The worst channel of the worst pixel.
    pub max: f64,
    /// Share of pixels, 0 to 1, whose worst channel differs by at most 2.
    pub within2: f64,
    /// Share of pixels, 0 to 1, whose worst channel differs by at most 8.
    pub within8: f64,
}

/// Gathers differences pixel by pixel.
#[derive(Debug)]
pub struct Differences {
    sum: f64,
    samples: u64,
    /// Pixels by their worst channel, in hundredths of a step.
    worst: Vec<u64>,
    max: f64,
}

/// Bins a step: fine enough for every figure printed.
const BINS: usize = 100;

impl Default for Differences {
    fn default() -> Self {
        Self { sum: 0.0, samples: 0, worst: vec![0; 256 * BINS], max: 0.0 }
    }
}

impl Differences {
    /// Adds one pixel: the differences of its channels, on a scale where 1 is full.
    pub fn add(&mut self, channels: impl Iterator<Item = f32>) {
        let mut worst = 0.0f64;
        for difference in channels {
            let difference = f64::from(difference.abs()) * 255.0;
            self.sum += difference;
            self.samples += 1;
            worst = worst.max(difference);
        }
        let bin = ((worst * BINS as f64).round() as usize).min(self.worst.len() - 1);
        self.worst[bin] += 1;
        self.max = self.max.max(worst);
    }

    /// The figures; `None` when no pixel was added.
    pub fn figures(&self) -> Option<Difference> {
        let pixels: u64 = self.worst.iter().sum();
        if pixels == 0 || self.samples == 0 {
            return None;
        }
        // A hair of tolerance: 2/255 as a float difference must still count as 2.
        let within = |steps: usize| {
            let up_to = steps * BINS + BINS / 20;
            self.worst[..=up_to].iter().sum::<u64>() as f64 / pixels as f64
        };
        let mut left = (pixels * 99).div_ceil(100);
        let mut p99 = 0;
        for (bin, count) in self.worst.iter().enumerate() {
            p99 = bin;
            if left <= *count {
                break;
            }
            left -= count;
        }
        Some(Difference {
            mean: self.sum / self.samples as f64,
            p99: p99 as f64 / BINS as f64,
            max: self.max,
            within2: within(2),
            within8: within(8),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_of_a_known_spread() {
        let mut differences = Differences::default();
        for step in 0..100 {
            differences.add([if step < 90 { 0.0 } else { 5.0 / 255.0 }, 0.0].into_iter());
        }
        let figures = differences.figures().unwrap();
        assert!((figures.mean - 0.25).abs() < 1e-4);
        assert!((figures.within2 - 0.9).abs() < 1e-9 && (figures.within8 - 1.0).abs() < 1e-9);
        assert!((figures.p99 - 5.0).abs() < 0.02 && (figures.max - 5.0).abs() < 1e-4);
    }

    #[test]
    fn a_difference_of_two_steps_is_within_two() {
        let mut differences = Differences::default();
        differences.add([f32::from(200u8) / 255.0 - f32::from(198u8) / 255.0].into_iter());
        assert_eq!(differences.figures().unwrap().within2, 1.0);
    }

    #[test]
    fn no_pixel_has_no_figures() {
        assert!(Differences::default().figures().is_none());
    }
}
