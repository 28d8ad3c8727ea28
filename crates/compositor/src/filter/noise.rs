//! Add noise. Photoshop's generator is not published: the noise has its strength, but not its grain for grain. The same
//! seed gives the same noise at each canvas pixel, on every machine.

use pixels::{Picture, Rect};
use rayon::prelude::*;

use super::pixel::byte;

/// How noise is spread about nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Distribution {
    /// All strengths up to the amount equally.
    Uniform,
    /// Mostly weak: the amount is the standard deviation.
    Gaussian,
}

/// The settings of Add Noise.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AddNoise {
    /// 1 is 100 %: all of the range.
    pub amount: f32,
    /// How it is spread.
    pub distribution: Distribution,
    /// The same for all three channels.
    pub monochromatic: bool,
    /// What the noise is made from.
    pub seed: u32,
}

impl AddNoise {
    /// Changes colours and leaves alpha.
    pub(super) fn apply(&self, picture: &mut Picture, rect: Rect) {
        let row = rect.width() * 4;
        picture.rgba_mut().par_chunks_exact_mut(row).zip(rect.top..rect.bottom).for_each(|(row, y)| {
            for (pixel, x) in row.chunks_exact_mut(4).zip(rect.left..) {
                for (channel, sample) in (0..3).zip(pixel) {
                    let noise = self.at(x, y, if self.monochromatic { 0 } else { channel });
                    *sample = byte((f32::from(*sample) + noise * self.amount * 255.0).clamp(0.0, 255.0));
                }
            }
        });
    }

    fn at(&self, x: i32, y: i32, channel: u64) -> f32 {
        let place = u64::from(x.cast_unsigned()) | u64::from(y.cast_unsigned()) << 32;
        let bits = scrambled(scrambled(place) ^ (u64::from(self.seed) << 2 | channel));
        match self.distribution {
            Distribution::Uniform => unit(bits) * 2.0 - 1.0,
            // The sum of twelve even spreads has a variance of 1, and no function of it differs among machines.
            Distribution::Gaussian => (0..12).map(|turn| unit(scrambled(bits.wrapping_add(turn)))).sum::<f32>() - 6.0,
        }
    }
}

/// 0 to 1.
fn unit(bits: u64) -> f32 {
    (bits >> 40) as f32 / (1 << 24) as f32
}

/// The finaliser of `SplitMix64` (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", 2014).
fn scrambled(value: u64) -> u64 {
    let value = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let value = (value ^ value >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ value >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ value >> 31
}
