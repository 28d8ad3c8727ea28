//! Adjustments of one sample at a time, as tables.
//!
//! Photoshop runs these as tables of bytes in 8 bit documents; equal to its pixels only when each stage is rounded, so
//! the tables have an entry for each level of the depth: 256, or the 32769 of 16 bits. 32 bit documents share the latter.

use pixels::{ColourModel, Depth};

/// One function of a sample.
#[derive(Debug, Clone)]
pub(super) struct Table(Vec<f32>);

impl Table {
    /// `f` at each level of `depth`, 0 to 1; its result is cut to the range and rounded to a level.
    pub(super) fn new(depth: Depth, f: impl Fn(f32) -> f32) -> Self {
        let top = match depth {
            Depth::Eight => 255,
            Depth::Sixteen | Depth::ThirtyTwo => 32768,
        };
        let level = |at: u32| {
            let steps = top as f32;
            (f(at as f32 / steps).clamp(0.0, 1.0) * steps + 0.5).floor() / steps
        };
        Self((0..=top).map(level).collect())
    }

    /// `self`, then `next`.
    fn then(&self, next: &Self) -> Self {
        Self(self.0.iter().map(|sample| next.at(*sample)).collect())
    }

    #[inline]
    pub(super) fn at(&self, sample: f32) -> f32 {
        let top = self.0.len() - 1;
        // A float cast saturates, and takes what is not a number for 0.
        self.0[((sample * top as f32 + 0.5) as usize).min(top)]
    }
}

/// A table for each channel.
#[derive(Debug, Clone)]
pub(super) struct Tables {
    /// Each channel's own function, then the one for all.
    full: Vec<Table>,
    /// Each channel's own function: what a and b of Lab take.
    own: Vec<Table>,
}

impl Tables {
    /// `channel` of each channel from 0 to 3, then `all`.
    pub(super) fn new(depth: Depth, channel: impl Fn(usize, f32) -> f32, all: impl Fn(f32) -> f32) -> Self {
        let own: Vec<_> = (0..4).map(|index| Table::new(depth, |sample| channel(index, sample))).collect();
        let all = Table::new(depth, all);
        Self { full: own.iter().map(|own| own.then(&all)).collect(), own }
    }

    /// The same function for every channel, a and b of Lab included.
    pub(super) fn every(depth: Depth, f: impl Fn(f32) -> f32) -> Self {
        Self::new(depth, |_, sample| f(sample), |sample| sample)
    }

    /// Changes a row.
    pub(super) fn apply(&self, model: ColourModel, planes: &mut [&mut [f32]]) {
        for (channel, plane) in planes.iter_mut().enumerate().take(4) {
            let tables = if model == ColourModel::Lab && channel > 0 { &self.own } else { &self.full };
            let table = &tables[channel];
            plane.iter_mut().for_each(|sample| *sample = table.at(*sample));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_rounded_between_the_stages() {
        let tables = Tables::new(Depth::Eight, |_, v| v * 0.501, |v| v * 2.0);
        let mut row = [1.0f32];
        tables.apply(ColourModel::Rgb, &mut [&mut row]);
        assert_eq!((row[0] * 255.0).round(), 255.0, "127.755 is 128 before it is doubled");
    }

    #[test]
    fn a_and_b_of_lab_keep_away_from_the_function_for_all() {
        let tables = Tables::new(Depth::Sixteen, |_, v| v, |_| 0.0);
        let (mut l, mut a) = ([0.5f32], [0.5f32]);
        tables.apply(ColourModel::Lab, &mut [&mut l, &mut a]);
        assert_eq!((l[0], a[0]), (0.0, 0.5));
    }
}
