//! How far each pixel is from a shape, and shapes grown by a distance.
//!
//! Distances are Photoshop's own: not Euclidean but a 5 x 5 chamfer (G. Borgefors, *Distance transformations in digital
//! images*, 1986) with steps of 1, the root of 2 and the root of 5. A pixel that is partly covered lies
//! `1 - coverage` beyond the shape's full part, which keeps a grown edge exactly as soft as it was.

use rayon::prelude::*;

use super::field::{FULL, Field, quantise, unit};

/// Further away than any pixel.
const FAR: f32 = 1e9;

/// The chamfer's three steps: straight, diagonal, and a knight's move.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Steps {
    straight: f32,
    diagonal: f32,
    knight: f32,
}

const EXACT: Steps = Steps { straight: 1.0, diagonal: std::f32::consts::SQRT_2, knight: 2.236_068 };

/// Grown by `radius` pixels: strokes. Photoshop counts in 256ths of a byte and rounds the coverage up to bytes: with that,
/// all but two of 5,700 pixels on the edges of four strokes of 8 to 38 pixels are Photoshop's. 0 changes nothing.
pub(super) fn grow(shape: &Field, radius: f32) -> Field {
    let bytes_up = |share: f32| (share * 255.0).ceil().min(255.0) as u16 * 257;
    grown(shape, radius, 255.0 * 256.0, f64::floor, bytes_up)
}

/// Grown by `radius` pixels: the spread of shadows and glows, which Photoshop counts in bytes. The coarse steps only show
/// where no blur follows.
pub(super) fn spread(shape: &Field, radius: f32) -> Field {
    if 255.0 / (radius + 1.0) < 4.0 {
        return grow(shape, radius);
    }
    // Photoshop's reciprocals are a hair low, so that a pixel's own share never comes to a whole byte.
    grown(shape, radius, 255.0, |share| (share.ceil() - 1.0).max(0.0), quantise)
}

/// Grown by `radius` pixels, in whole numbers, of which `full` make `radius + 1` pixels. A step is cut off to a whole number,
/// the part of a pixel that is not covered by `cut`; what is left of `full` is the coverage, as a share of a step.
fn grown(
    shape: &Field,
    radius: f32,
    full: f64,
    cut: impl Fn(f64) -> f64 + Sync,
    coverage: impl Fn(f32) -> u16 + Sync,
) -> Field {
    if radius <= 0.0 {
        return shape.clone();
    }
    let pixels = f64::from(radius) + 1.0;
    let step = |length: f64| (full / pixels * length).floor() as f32;
    let steps = Steps { straight: step(1.0), diagonal: step(2.0_f64.sqrt()), knight: step(5.0_f64.sqrt()) };
    let chamfer = Chamfer { steps, reach: radius.ceil() as usize + 3 };
    let first = |sample: u16| cut(f64::from(FULL - sample) * full / (f64::from(FULL) * pixels)) as f32;
    let left = |distance: f32| coverage((full as f32 - distance).max(0.0) / steps.straight);
    Field { samples: chamfer.measure(shape, first, left), ..shape.clone_empty() }
}

/// For each pixel what `of` makes of how far its centre lies beyond the shape's full part, in pixels: 0 within it, and
/// exact up to `limit`.
pub(super) fn by_distance<T: Copy + Default + Send>(shape: &Field, limit: f32, of: impl Fn(f32) -> T + Sync) -> Vec<T> {
    let chamfer = Chamfer { steps: EXACT, reach: limit.max(0.0).ceil() as usize + 1 };
    chamfer.measure(shape, |sample| 1.0 - unit(sample), of)
}

/// A chamfer that is asked no further than `reach` pixels.
struct Chamfer {
    steps: Steps,
    reach: usize,
}

impl Chamfer {
    /// In bands of rows, each with `reach` more rows on both sides.
    fn measure<T: Copy + Default + Send>(
        &self,
        shape: &Field,
        first: impl Fn(u16) -> f32 + Sync,
        of: impl Fn(f32) -> T + Sync,
    ) -> Vec<T> {
        let (width, height) = (shape.rect.width(), shape.rect.height());
        let mut out = vec![T::default(); shape.samples.len()];
        if out.is_empty() {
            return out;
        }
        let band = (4 * self.reach).max(128);
        let start = |sample: &u16| if *sample == 0 { FAR } else { first(*sample) };
        out.par_chunks_mut(band * width).enumerate().for_each(|(index, out)| {
            let top = index * band;
            let above = self.reach.min(top);
            let rows = top - above..(top + out.len() / width + self.reach).min(height);
            let mut distances: Vec<f32> =
                shape.samples[rows.start * width..rows.end * width].iter().map(start).collect();
            relax(&mut distances, width, self.steps);
            out.iter_mut().zip(&distances[above * width..]).for_each(|(out, distance)| *out = of(*distance));
        });
        out
    }
}

/// Two sweeps, which suffice for any chamfer: down and rightwards, then up and leftwards.
fn relax(distances: &mut [f32], width: usize, steps: Steps) {
    let height = distances.len() / width;
    for y in 0..height {
        sweep(distances, width, steps, y, |back| y.checked_sub(back));
        along(distances[y * width..][..width].iter_mut(), steps.straight);
    }
    for y in (0..height).rev() {
        sweep(distances, width, steps, y, |back| (y + back < height).then_some(y + back));
        along(distances[y * width..][..width].iter_mut().rev(), steps.straight);
    }
}

fn along<'a>(line: impl Iterator<Item = &'a mut f32>, step: f32) {
    let mut before = FAR;
    for distance in line {
        before = distance.min(before + step);
        *distance = before;
    }
}

/// Row `y` from the two rows before it in the sweep's direction.
fn sweep(distances: &mut [f32], width: usize, steps: Steps, y: usize, before: impl Fn(usize) -> Option<usize>) {
    for (back, reaches) in [
        (1, [(0, steps.straight), (1, steps.diagonal), (2, steps.knight)].as_slice()),
        (2, [(1, steps.knight)].as_slice()),
    ] {
        let Some(other) = before(back) else { continue };
        let (low, high) = distances.split_at_mut(y.max(other) * width);
        let (near, far) = if other < y {
            (&mut high[..width], &low[other * width..][..width])
        } else {
            (&mut low[y * width..][..width], &high[..width])
        };
        for &(offset, step) in reaches {
            if offset >= width {
                continue;
            }
            let lower = |target: &mut [f32], source: &[f32]| {
                target.iter_mut().zip(source).for_each(|(t, s)| *t = t.min(*s + step));
            };
            lower(&mut near[offset..], &far[..width - offset]);
            lower(&mut near[..width - offset], &far[offset..]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use pixels::Rect;

    fn square(margin: i32, side: i32) -> Field {
        let all = Field { rect: Rect::new(0, 0, side, side), samples: vec![FULL; (side * side) as usize], outside: 0 };
        all.over(Rect::new(-margin, -margin, side + margin, side + margin))
    }

    #[test]
    fn distances_count_straight_diagonal_and_knight_steps() {
        let found = by_distance(&square(10, 1), 20.0, |distance| distance);
        let at = |x: i32, y: i32| found[((y + 10) * 21 + x + 10) as usize];
        assert_eq!(at(0, 0), 0.0);
        for (x, y, expected) in [
            (7, 0, 7.0),
            (0, -7, 7.0),
            (3, 3, 3.0 * 2.0_f32.sqrt()),
            (-1, 2, 5.0_f32.sqrt()),
            (4, -2, 2.0 * 5.0_f32.sqrt()),
            (5, 1, 3.0 + 5.0_f32.sqrt()),
        ] {
            assert!((at(x, y) - expected).abs() < 1e-5, "{x},{y}: {}", at(x, y));
        }
    }

    #[test]
    fn bands_change_nothing() {
        let tall = square(300, 2);
        let (near, all) = (by_distance(&tall, 40.0, |d| d), by_distance(&tall, 1000.0, |d| d));
        assert!(near.iter().zip(&all).all(|(near, all)| near == all || *all > 40.0));
    }

    #[test]
    fn a_square_grown_by_two_has_two_more_full_rows_on_each_side_and_cut_corners() {
        let grown = grow(&square(4, 10), 2.0);
        let at = |x: i32, y: i32| grown.samples[((y + 4) * 18 + x + 4) as usize];
        assert_eq!((at(5, -2), at(5, -3), at(11, 5), at(12, 5)), (FULL, 0, FULL, 0));
        // Two diagonal steps are 2 x 30,773 of the 65,280 that make three pixels; 3,734 are left, 43.8 255ths of a pixel.
        assert_eq!(at(-2, -2), 44 * 257);
        // A knight's move is 48,656: 194.8 255ths are left.
        assert_eq!(at(-1, -2), 195 * 257);
    }

    #[test]
    fn a_grown_soft_edge_stays_as_soft() {
        let mut shape = square(6, 8);
        let rect = shape.rect;
        for sample in &mut shape.samples[6 * 20 + 6..6 * 20 + 14] {
            *sample = 80 * 257;
        }
        let grown = grow(&shape, 3.0);
        let column = |field: &Field, y: i32| field.samples[((y - rect.top) * 20 + 10) as usize];
        assert_eq!(column(&grown, -3), 80 * 257);
        assert_eq!((column(&grown, -2), column(&grown, -4)), (FULL, 0));
    }

    #[test]
    fn wide_strokes_are_as_much_wider_as_photoshops() {
        // A column of 1 and of 23 bytes beside the shape, 38 pixels off: Photoshop's 6 and 29.
        for (edge, expected) in [(1, 6), (23, 29)] {
            let side = 1;
            let all = Field { rect: Rect::new(0, 0, side, 1), samples: vec![edge * 257], outside: 0 };
            let all = all.over(Rect::new(-40, 0, 2, 1));
            let mut shape = all.clone();
            *shape.samples.last_mut().unwrap() = FULL;
            assert_eq!(grow(&shape, 38.0).samples[2], expected * 257);
        }
    }

    #[test]
    fn a_spread_covers_at_least_what_growing_does() {
        let shape = square(12, 6);
        for radius in [1.0, 4.0, 8.0] {
            let (spread, grown) = (spread(&shape, radius), grow(&shape, radius));
            assert!(spread.samples.iter().zip(&grown.samples).all(|(s, g)| *s as i32 >= *g as i32 - 3000));
        }
        assert_eq!(spread(&shape, 0.0), shape);
    }
}
