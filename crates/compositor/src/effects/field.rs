//! The working plane of effects: 16-bit samples over a rectangle, with one value for everywhere else.

use pixels::{Plane, PlaneSource, Rect, Samples};

/// A full sample.
pub(super) const FULL: u16 = u16::MAX;

/// Samples over `rect`, and `outside` beyond it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Field {
    pub(super) rect: Rect,
    pub(super) samples: Vec<u16>,
    pub(super) outside: u16,
}

impl Field {
    /// The part of `plane` within `bounds`.
    pub(super) fn from_plane(plane: &Plane, bounds: Rect) -> Self {
        let rect = plane.rect().intersect(bounds);
        let mut samples = Vec::with_capacity(rect.area() as usize);
        let mut row = vec![0.0; rect.width()];
        for y in rect.top..rect.bottom {
            // A decoded plane's rows can always be read.
            if plane.read_row(y, rect.left, &mut row).is_ok() {
                samples.extend(row.iter().map(|sample| quantise(*sample)));
            }
        }
        samples.resize(rect.area() as usize, 0);
        Self { rect, samples, outside: 0 }
    }

    /// The rectangle and the outside, without the samples.
    pub(super) fn clone_empty(&self) -> Self {
        Self { rect: self.rect, samples: Vec::new(), outside: self.outside }
    }

    /// The same over another rectangle.
    pub(super) fn over(&self, rect: Rect) -> Self {
        let mut samples = vec![self.outside; rect.area() as usize];
        let common = self.rect.intersect(rect);
        for y in common.top..common.bottom {
            let from = self.row(y);
            let to = (y - rect.top) as usize * rect.width();
            let source = (common.left - self.rect.left) as usize..(common.right - self.rect.left) as usize;
            let target = to + (common.left - rect.left) as usize..to + (common.right - rect.left) as usize;
            samples[target].copy_from_slice(&from[source]);
        }
        Self { rect, samples, outside: self.outside }
    }

    /// What is missing to [`FULL`].
    pub(super) fn inverse(mut self) -> Self {
        self.samples.iter_mut().for_each(|sample| *sample = FULL - *sample);
        self.outside = FULL - self.outside;
        self
    }

    /// Moved by whole pixels.
    pub(super) fn translate(mut self, (dx, dy): (i32, i32)) -> Self {
        self.rect = self.rect.translate(dx, dy);
        self
    }

    /// Every sample, and what is outside, through `change`.
    pub(super) fn map(mut self, change: impl Fn(u16) -> u16) -> Self {
        self.samples.iter_mut().for_each(|sample| *sample = change(*sample));
        self.outside = change(self.outside);
        self
    }

    /// Row `y`, which must lie in the rectangle.
    pub(super) fn row(&self, y: i32) -> &[u16] {
        let width = self.rect.width();
        let start = (y - self.rect.top) as usize * width;
        &self.samples[start..start + width]
    }

    /// As coverage for an overlay.
    pub(super) fn into_plane(self) -> Plane {
        Plane::new(self.rect, Samples::Sixteen(self.samples))
    }
}

/// A sample of 0 to 1 in 16 bits.
pub(super) fn quantise(sample: f32) -> u16 {
    (sample.clamp(0.0, 1.0) * f32::from(FULL) + 0.5) as u16
}

/// A 16-bit sample as 0 to 1.
pub(super) fn unit(sample: u16) -> f32 {
    f32::from(sample) / f32::from(FULL)
}

/// Effects of chance: speckles and jitter. The same pixel always draws the same lot.
impl Field {
    /// `share` of the coverage turns into pixels that are wholly covered or not at all.
    pub(super) fn speckled(self, share: f32) -> Self {
        self.chance(share, |sample, lot| if lot < sample { 1.0 } else { 0.0 })
    }

    /// `share` of each sample is drawn at random from what lies below it.
    pub(super) fn jittered(self, share: f32) -> Self {
        self.chance(share, |sample, lot| sample * lot)
    }

    fn chance(mut self, share: f32, draw: impl Fn(f32, f32) -> f32) -> Self {
        if share > 0.0 && !self.rect.is_empty() {
            let (rect, share) = (self.rect, share.min(1.0));
            for (y, row) in (rect.top..).zip(self.samples.chunks_exact_mut(rect.width())) {
                for (x, sample) in (rect.left..).zip(row) {
                    let strength = unit(*sample);
                    *sample = quantise(strength + share * (draw(strength, lot(x, y)) - strength));
                }
            }
        }
        self
    }
}

/// A number from 0 up to 1 that a pixel's place decides: the mixing steps of `splitmix64`.
fn lot(x: i32, y: i32) -> f32 {
    let mut bits = ((x as u32 as u64) << 32 | y as u32 as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((bits ^ (bits >> 31)) >> 40) as f32 / (1u64 << 24) as f32
}
