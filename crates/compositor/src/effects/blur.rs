//! The blur of effects: a triangle whose half-width is the effect's size, along both axes.
//!
//! That is two boxes of that width one after the other, and it is the kernel of Photoshop's shadows and soft glows
//! (not a Gaussian): least squares on a stored picture gave the triangle, and with it every shadow and soft glow tried
//! came out within 1/255.

use rayon::prelude::*;

use super::field::{FULL, Field};

/// Blurs by `size` pixels; less than 2 changes nothing. Rows and columns beyond the field count as its outside.
pub(super) fn blur(field: &Field, size: f32) -> Field {
    let half = half_width(size);
    if half < 2 || field.rect.is_empty() {
        return field.clone();
    }
    let kernel = Kernel::new(half);
    columns(&rows(field, kernel), kernel)
}

fn half_width(size: f32) -> usize {
    size.max(0.0).round() as usize
}

/// What the two passes share: the triangle's weighted sums must fit 32 bits, which costs wide blurs some of their
/// samples' lowest bits.
#[derive(Clone, Copy)]
struct Kernel {
    half: usize,
    /// Bits to drop.
    drop: u32,
    /// From a sum to a sample.
    scale: f32,
}

impl Kernel {
    fn new(half: usize) -> Self {
        let square = (half * half) as u64;
        let drop = (0..16).find(|drop| u64::from(FULL >> drop) * square < 1 << 31).unwrap_or(16);
        Self { half, drop, scale: (1u32 << drop) as f32 / square as f32 }
    }

    fn take(self, sample: u16) -> i32 {
        i32::from(sample) >> self.drop
    }

    fn mean(self, total: i32) -> u16 {
        (total as f32 * self.scale + 0.5) as u16
    }

    /// Total, sum ahead and sum behind at the last sample of an endless run of `outside`, with `following` after it.
    fn start(self, outside: u16, following: impl Iterator<Item = u16>) -> (i32, i32, i32) {
        let half = self.half as i32;
        let behind = self.take(outside) * half;
        let (mut total, mut ahead) = ((i64::from(behind) * i64::from(half + 1) / 2) as i32, 0);
        for (sample, nearness) in following.take(self.half).zip((0..half).rev()) {
            ahead += self.take(sample);
            total += self.take(sample) * nearness;
        }
        (total, ahead, behind)
    }
}

// With `f` a line, one step along it adds to the triangle's weighted sum the `half` samples after the present one (ahead)
// and takes away the `half` samples up to it (behind).

fn rows(field: &Field, kernel: Kernel) -> Field {
    let (width, half) = (field.rect.width(), kernel.half);
    let mut samples = vec![0; field.samples.len()];
    let lines = samples.par_chunks_exact_mut(width).zip(field.samples.par_chunks_exact(width));
    lines.for_each_init(
        || vec![kernel.take(field.outside); width + 2 * half],
        |padded, (out, row)| {
            padded[half..half + width].iter_mut().zip(row).for_each(|(to, from)| *to = kernel.take(*from));
            let (mut total, mut ahead, mut behind) = kernel.start(field.outside, following(row, field.outside));
            let (leaving, next, entering) = (&padded[..width], &padded[half..][..width], &padded[2 * half..][..width]);
            for (x, out) in out.iter_mut().enumerate() {
                total += ahead - behind;
                ahead += entering[x] - next[x];
                behind += next[x] - leaving[x];
                *out = kernel.mean(total);
            }
        },
    );
    Field { samples, ..field.clone_empty() }
}

fn following(line: &[u16], outside: u16) -> impl Iterator<Item = u16> {
    line.iter().copied().chain(std::iter::repeat(outside))
}

fn columns(field: &Field, kernel: Kernel) -> Field {
    let width = field.rect.width();
    // Each band begins anew, at the cost of as many rows as the kernel is wide.
    let band = (4 * kernel.half).max(256);
    let mut samples = vec![0; field.samples.len()];
    samples
        .par_chunks_mut(band * width)
        .enumerate()
        .for_each(|(index, out)| column_band(field, kernel, index * band, out));
    Field { samples, ..field.clone_empty() }
}

/// The rows from `top` on, as many as `out` holds.
fn column_band(field: &Field, kernel: Kernel, top: usize, out: &mut [u16]) {
    let (width, half) = (field.rect.width(), kernel.half);
    let beyond = vec![field.outside; width];
    let row = |y: i64| {
        let start = usize::try_from(y).unwrap_or(usize::MAX).saturating_mul(width);
        field.samples.get(start..start.saturating_add(width)).unwrap_or(&beyond)
    };
    let (first, half_wide) = (top as i64 - 1, half as i64);
    let [mut total, mut ahead, mut behind] = [(); 3].map(|()| vec![0; width]);
    for offset in -half_wide..half_wide {
        let line = row(first + 1 + offset);
        let nearness = (half_wide - (offset + 1).abs()) as i32;
        let sum = if offset < 0 { &mut behind } else { &mut ahead };
        for ((total, sum), sample) in total.iter_mut().zip(sum).zip(line) {
            *total += kernel.take(*sample) * nearness;
            *sum += kernel.take(*sample);
        }
    }
    for (y, out) in (top as i64..).zip(out.chunks_exact_mut(width)) {
        let (leaving, next, entering) = (&row(y - half_wide)[..width], &row(y)[..width], &row(y + half_wide)[..width]);
        let (total, ahead, behind) = (&mut total[..width], &mut ahead[..width], &mut behind[..width]);
        for x in 0..width {
            total[x] += ahead[x] - behind[x];
            ahead[x] += kernel.take(entering[x]) - kernel.take(next[x]);
            behind[x] += kernel.take(next[x]) - kernel.take(leaving[x]);
            out[x] = kernel.mean(total[x]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use pixels::Rect;

    fn dot(size: i32) -> Field {
        let mut dot = Field { rect: Rect::new(0, 0, size, size), samples: vec![0; (size * size) as usize], outside: 0 };
        dot.samples[(size / 2 * size + size / 2) as usize] = FULL;
        dot
    }

    #[test]
    fn a_dot_becomes_a_pyramid_whatever_the_parity_of_the_size() {
        for size in [2, 3, 4, 5] {
            let blurred = blur(&dot(15), size as f32);
            for y in -7..8 {
                for x in -7..8 {
                    let side = |offset: i32| (size - offset.abs()).max(0) as f32 / (size * size) as f32;
                    let expected = side(x) * side(y) * f32::from(FULL);
                    let found = f32::from(blurred.samples[((y + 7) * 15 + x + 7) as usize]);
                    assert!((found - expected).abs() <= 1.5, "size {size} at {x},{y}: {found} for {expected}");
                }
            }
        }
    }

    #[test]
    fn what_is_the_same_everywhere_stays_so() {
        let field = Field { rect: Rect::new(3, 4, 10, 6), samples: vec![40_000; 14], outside: 40_000 };
        assert_eq!(blur(&field, 5.0), field);
        assert_eq!(blur(&field, 40.0), field);
    }

    #[test]
    fn less_than_two_pixels_blur_nothing() {
        let field = dot(5);
        assert_eq!(blur(&field, 0.0), field);
        assert_eq!(blur(&field, 1.0), field);
    }
}
