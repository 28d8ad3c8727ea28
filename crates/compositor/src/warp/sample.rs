//! Looking a frame up between its pixels.
//!
//! Colours are mixed weighted by their alpha (in premultiplied space), so that a transparent neighbour does not bleed
//! its colour; a position exactly on a pixel's centre gives that pixel's bytes. Beyond the border the border pixel
//! goes on: the outline's coverage decides what is seen.

use super::frame::Frame;
use super::inverse::Span;

impl Frame<'_> {
    /// Draws a span of a row of pixels into the row `out`.
    pub(super) fn draw_span(&self, span: &Span, out: &mut [u8]) {
        match *span {
            Span::Smooth { start, length, from, step } => {
                let out = &mut out[start * 4..(start + length) * 4];
                let [mut x, mut y] = self.position(from);
                let (dx, dy) = (step[0] * self.scale[0], step[1] * self.scale[1]);
                for pixel in out.as_chunks_mut::<4>().0 {
                    *pixel = self.sample(x, y);
                    x += dx;
                    y += dy;
                }
            }
            Span::Spelled { start, texels } => {
                let out = &mut out[start * 4..(start + texels.len()) * 4];
                for (texel, pixel) in texels.iter().zip(out.as_chunks_mut::<4>().0) {
                    if texel.coverage > 0.0 {
                        let [x, y] = self.position([texel.u, texel.v]);
                        *pixel = cover(self.sample(x, y), texel.coverage);
                    }
                }
            }
        }
    }

    fn position(&self, [u, v]: [f32; 2]) -> [f32; 2] {
        [u * self.scale[0] + self.offset[0], v * self.scale[1] + self.offset[1]]
    }

    /// The colour at (`x`, `y`), counted from the first pixel's centre: between the four pixels around it.
    fn sample(&self, x: f32, y: f32) -> [u8; 4] {
        let (x0, y0) = (x.floor(), y.floor());
        let (fx, fy) = (x - x0, y - y0);
        let row = |y: f32| (y.max(0.0) as usize).min(self.height - 1) * self.width;
        let column = |x: f32| (x.max(0.0) as usize).min(self.width - 1);
        let (top, bottom) = (row(y0), row(y0 + 1.0));
        let (left, right) = (column(x0), column(x0 + 1.0));
        let taps = [
            self.pixels[top + left],
            self.pixels[top + right],
            self.pixels[bottom + left],
            self.pixels[bottom + right],
        ];
        if fx == 0.0 && fy == 0.0 {
            return taps[0];
        }
        blend(taps, [(1.0 - fx) * (1.0 - fy), fx * (1.0 - fy), (1.0 - fx) * fy, fx * fy])
    }
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

/// The mean of `taps` by `weights`, which add up to 1.
fn blend(taps: [[u8; 4]; 4], weights: [f32; 4]) -> [u8; 4] {
    let opaque = taps.iter().all(|tap| tap[3] == 255);
    let mut sums = [0.0f32; 4];
    for (tap, weight) in taps.iter().zip(weights) {
        let alpha = if opaque { weight } else { weight * f32::from(tap[3]) / 255.0 };
        for channel in 0..3 {
            sums[channel] += alpha * f32::from(tap[channel]);
        }
        sums[3] += alpha;
    }
    if sums[3] <= 0.0 {
        return [0; 4];
    }
    let round = |value: f32| (value + 0.5) as u8;
    let [r, g, b, a] = sums;
    if opaque {
        [round(r), round(g), round(b), 255]
    } else {
        [round(r / a), round(g / a), round(b / a), round(a * 255.0)]
    }
}
