//! Channel mixer.

/// Weights in per cent, −200 to 200, for up to four channels.
#[derive(Debug, Clone, PartialEq)]
pub struct ChannelMixer {
    /// For each channel that comes out, the weight of each that goes in, and the constant (the last).
    pub rows: Vec<Mix>,
    /// All channels come out as the first row says.
    pub monochrome: bool,
}

/// What one channel is mixed from.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Mix {
    /// Per cent of each channel.
    pub weights: [f32; 4],
    /// Per cent of full.
    pub constant: f32,
}

impl ChannelMixer {
    /// The weighted sum on encoded samples, cut to the range (Adobe's manual).
    pub(super) fn apply(&self, planes: &mut [&mut [f32]]) {
        let channels = planes.len().min(4);
        let width = planes.iter().map(|plane| plane.len()).min().unwrap_or(0);
        for x in 0..width {
            let mut before = [0.0; 4];
            before.iter_mut().zip(planes.iter()).for_each(|(sample, plane)| *sample = plane[x]);
            for (channel, plane) in planes.iter_mut().enumerate().take(channels) {
                let row = if self.monochrome { 0 } else { channel };
                let Some(mix) = self.rows.get(row) else { continue };
                let sum: f32 = mix.weights.iter().zip(before).map(|(weight, sample)| weight * sample).sum();
                plane[x] = ((sum + mix.constant) / 100.0).clamp(0.0, 1.0);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(mixer: &ChannelMixer, rgb: [f32; 3]) -> [f32; 3] {
        let mut out = rgb;
        mixer.apply(&mut out.each_mut().map(std::slice::from_mut));
        out
    }

    #[test]
    fn swaps_and_constants() {
        let weigh = |weights: [f32; 3], constant| Mix { weights: [weights[0], weights[1], weights[2], 0.0], constant };
        let rows = vec![weigh([0.0, 100.0, 0.0], 0.0), weigh([100.0, 0.0, 0.0], 0.0), weigh([0.0, 0.0, 50.0], 10.0)];
        let mixer = ChannelMixer { rows, monochrome: false };
        assert_eq!(run(&mixer, [0.2, 0.6, 0.4]), [0.6, 0.2, 0.3]);
        assert_eq!(run(&ChannelMixer { monochrome: true, ..mixer }, [0.2, 0.6, 0.4]), [0.6; 3]);
    }
}
