//! Looking a frame up between its pixels, bilinearly.
//!
//! Colours are mixed weighted by their alpha (in premultiplied space), so that a transparent neighbour does not bleed
//! its colour; a position exactly on a pixel's centre gives that pixel's bytes. Beyond the border the border pixel
//! goes on: the outline's coverage decides what is seen.
//!
//! Positions are fixed-point numbers with 16 bits of fraction, of which the mix uses the upper 8.

use super::frame::Frame;
use super::inverse::Span;

/// One pixel as a fixed-point number.
const ONE: i64 = 1 << 16;

impl Frame<'_> {
    /// Draws a span of a row of pixels into the row `out`.
    pub(super) fn draw_span(&self, span: &Span, out: &mut [u8]) {
        match *span {
            Span::Smooth { start, length, from, step } => {
                let out = out[start * 4..(start + length) * 4].as_chunks_mut().0;
                self.draw_smooth(self.position(from), [0, 1].map(|k| fixed(step[k] * self.scale[k])), out);
            }
            Span::Spelled { start, texels } => {
                let out = &mut out[start * 4..(start + texels.len()) * 4];
                for (texel, pixel) in texels.iter().zip(out.as_chunks_mut::<4>().0) {
                    if texel.coverage > 0.0 {
                        let [x, y] = self.position([texel.u, texel.v]);
                        *pixel = cover(self.sample_clamped(x, y), texel.coverage);
                    }
                }
            }
        }
    }

    fn draw_smooth(&self, [x, y]: [i64; 2], [dx, dy]: [i64; 2], out: &mut [[u8; 4]]) {
        let last = out.len() as i64 - 1;
        let holds = |from: i64, step: i64, length: usize| {
            let to = from + step * last;
            from.min(to) >= 0 && (from.max(to) >> 16) + 1 < length as i64
        };
        if !holds(x, dx, self.width) || !holds(y, dy, self.height) {
            for (k, pixel) in (0..).zip(out) {
                *pixel = self.sample_clamped(x + dx * k, y + dy * k);
            }
        } else if dx == ONE && dy == 0 && (x | y) & (ONE - 1) == 0 {
            let first = (y >> 16) as usize * self.width + (x >> 16) as usize;
            out.copy_from_slice(&self.pixels[first..first + out.len()]);
        } else {
            for (k, pixel) in (0..).zip(out) {
                let (x, y) = (x + dx * k, y + dy * k);
                let first = (y >> 16) as usize * self.width + (x >> 16) as usize;
                let (top, bottom) = (&self.pixels[first..first + 2], &self.pixels[first + self.width..][..2]);
                *pixel = self.mix([top[0], top[1], bottom[0], bottom[1]], x, y);
            }
        }
    }

    /// Positions count from the first pixel's centre.
    fn position(&self, [u, v]: [f32; 2]) -> [i64; 2] {
        [fixed(u * self.scale[0] + self.offset[0]), fixed(v * self.scale[1] + self.offset[1])]
    }

    /// The colour at (`x`, `y`), wherever that is.
    fn sample_clamped(&self, x: i64, y: i64) -> [u8; 4] {
        let near = |position: i64, length: usize| {
            let last = length as i64 - 1;
            [position >> 16, (position >> 16) + 1].map(|k| k.clamp(0, last) as usize)
        };
        let ([left, right], [top, bottom]) = (near(x, self.width), near(y, self.height));
        let tap = |column: usize, row: usize| self.pixels[row * self.width + column];
        self.mix([tap(left, top), tap(right, top), tap(left, bottom), tap(right, bottom)], x, y)
    }

    /// The mean of four neighbours, by the fractions of `x` and `y`.
    #[inline]
    fn mix(&self, taps: [[u8; 4]; 4], x: i64, y: i64) -> [u8; 4] {
        let (fx, fy) = ((x >> 8) as u32 & 255, (y >> 8) as u32 & 255);
        let weights = [(256 - fx) * (256 - fy), fx * (256 - fy), (256 - fx) * fy, fx * fy];
        if self.opaque || taps.iter().all(|tap| tap[3] == 255) {
            mix_opaque(taps, weights)
        } else if weights[0] == 1 << 16 {
            taps[0]
        } else {
            mix_alpha(taps, weights)
        }
    }
}

fn fixed(value: f32) -> i64 {
    (f64::from(value) * ONE as f64).round() as i64
}

/// The mean of `taps` by `weights`, which add up to 65536, all four samples alike: two samples at a time ride in one
/// 64-bit number.
#[inline]
fn mix_opaque(taps: [[u8; 4]; 4], weights: [u32; 4]) -> [u8; 4] {
    const HALF: u64 = 0x8000_0000_8000;
    let (mut even, mut odd) = (HALF, HALF);
    for (tap, weight) in taps.iter().zip(weights) {
        let pixel = u64::from(u32::from_le_bytes(*tap));
        let weight = u64::from(weight);
        even += ((pixel & 0xff) | (pixel & 0xff_0000) << 16) * weight;
        odd += ((pixel >> 8 & 0xff) | (pixel & 0xff00_0000) << 8) * weight;
    }
    [(even >> 16) as u8, (odd >> 16) as u8, (even >> 48) as u8, (odd >> 48) as u8]
}

/// The mean of `taps` by `weights`, which add up to 65536, colours weighted by their alpha too.
fn mix_alpha(taps: [[u8; 4]; 4], weights: [u32; 4]) -> [u8; 4] {
    let mut sums = [0u32; 4];
    for (tap, weight) in taps.iter().zip(weights) {
        // 65536 * 255 together, so times a colour they stay below 2^32.
        let alpha = weight * u32::from(tap[3]);
        for channel in 0..3 {
            sums[channel] += alpha * u32::from(tap[channel]);
        }
        sums[3] += alpha;
    }
    let [r, g, b, alpha] = sums;
    if alpha < 0x8000 {
        return [0; 4];
    }
    let scale = 1.0 / alpha as f32;
    let colour = |sum: u32| (sum as f32 * scale + 0.5) as u8;
    [colour(r), colour(g), colour(b), ((alpha + 0x8000) >> 16) as u8]
}

/// What is left of a pixel that is covered in part.
fn cover([r, g, b, a]: [u8; 4], coverage: f32) -> [u8; 4] {
    if coverage >= 1.0 {
        return [r, g, b, a];
    }
    match (f32::from(a) * coverage + 0.5) as u8 {
        0 => [0; 4],
        a => [r, g, b, a],
    }
}
