//! The blur of effects: a triangle whose half-width is the effect's size, along both axes.
//!
//! That is two boxes of that width one after the other, and it is the kernel of Photoshop's shadows and soft glows
//! (not a Gaussian): least squares on a stored picture gave the triangle, and with it every shadow and soft glow tried
//! came out within 1/255.

use super::field::Field;

/// Blurs by `size` pixels; less than 2 changes nothing. Rows and columns beyond the field count as its outside.
pub(super) fn blur(field: &Field, size: f32) -> Field {
    let half = half_width(size);
    if half < 2 || field.rect.is_empty() {
        return field.clone();
    }
    columns(&rows(field, half), half)
}

fn half_width(size: f32) -> usize {
    size.max(0.0).round() as usize
}

/// The triangle's weighted sum, moved along a line. With `f` the line, one step to the right adds `ahead`, the sum of
/// the `half` samples after the present one, and takes away `behind`, the sum of the `half` samples up to it.
#[derive(Clone, Copy)]
struct Triangle {
    total: i64,
    ahead: i64,
    behind: i64,
}

impl Triangle {
    /// At the last sample of a run of at least `half` equal to `outside`, with `following` after it.
    fn start(outside: u16, half: usize, following: impl Iterator<Item = u16>) -> Self {
        let (outside, half_wide) = (i64::from(outside), half as i64);
        let mut triangle = Self { total: 0, ahead: 0, behind: outside * half_wide };
        triangle.total = outside * half_wide * (half_wide + 1) / 2;
        for (sample, nearness) in following.take(half).zip((0..half_wide).rev()) {
            triangle.ahead += i64::from(sample);
            triangle.total += i64::from(sample) * nearness;
        }
        triangle
    }

    /// Moves to `next`, when `entering` is `half` samples beyond it and `leaving` is `half` samples before it.
    fn step(&mut self, leaving: u16, next: u16, entering: u16) {
        self.total += self.ahead - self.behind;
        self.ahead += i64::from(entering) - i64::from(next);
        self.behind += i64::from(next) - i64::from(leaving);
    }

    fn mean(&self, scale: f32) -> u16 {
        (self.total as f32 * scale + 0.5) as u16
    }
}

fn scale(half: usize) -> f32 {
    1.0 / (half * half) as f32
}

fn rows(field: &Field, half: usize) -> Field {
    let width = field.rect.width();
    let mut samples = Vec::with_capacity(field.samples.len());
    let mut padded = vec![field.outside; width + 2 * half];
    for row in field.samples.chunks_exact(width) {
        padded[half..half + width].copy_from_slice(row);
        let mut triangle = Triangle::start(field.outside, half, padded[half..].iter().copied());
        for ((leaving, next), entering) in padded.iter().zip(row).zip(&padded[2 * half..]) {
            triangle.step(*leaving, *next, *entering);
            samples.push(triangle.mean(scale(half)));
        }
    }
    Field { samples, ..field.clone_empty() }
}

fn columns(field: &Field, half: usize) -> Field {
    let (width, height) = (field.rect.width(), field.rect.height());
    let outside = vec![field.outside; width];
    let row = |y: usize| field.samples.get(y * width..(y + 1) * width).unwrap_or(&outside);
    let mut triangles: Vec<Triangle> =
        (0..width).map(|x| Triangle::start(field.outside, half, (0..half).map(|y| row(y)[x]))).collect();
    let mut samples = Vec::with_capacity(field.samples.len());
    for y in 0..height {
        let leaving = if y >= half { row(y - half) } else { &outside };
        let lines = leaving.iter().zip(row(y)).zip(row(y + half));
        for (triangle, ((leaving, next), entering)) in triangles.iter_mut().zip(lines) {
            triangle.step(*leaving, *next, *entering);
            samples.push(triangle.mean(scale(half)));
        }
    }
    Field { samples, ..field.clone_empty() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::effects::field::FULL;
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
