//! Feathering: a mask's edge, blurred.

use compositor::filter::{gaussian_line, gaussian_reach};
use pixels::{Plane, PlaneSource, Rect, Samples};

use crate::Result;

/// Photoshop's largest feather, in pixels.
const MOST: f64 = 1000.0;

/// How many pixels a feather of this radius spreads.
pub(super) fn feather_reach(radius: f64) -> i32 {
    gaussian_reach(deviation(radius))
}

/// The radius is a standard deviation: fitted to Photoshop's pixels, a painted mask's 6 comes out at 6.0 and its 3 at 3.0.
fn deviation(radius: f64) -> f32 {
    radius.clamp(0.0, MOST) as f32
}

/// `plane`, which is `outside` beyond its rectangle, blurred by `radius`, over its rectangle and as far beyond as the
/// blur reaches, but not beyond `limit`.
pub(super) fn feather(plane: &dyn PlaneSource, outside: f32, radius: f64, limit: Rect) -> Result<Plane> {
    let (deviation, reach) = (deviation(radius), feather_reach(radius));
    let source = plane.rect().intersect(limit.inflate(reach));
    let rect = plane.rect().inflate(reach).intersect(limit);
    if rect.is_empty() {
        return Ok(Plane::new(Rect::default(), Samples::Eight(Vec::new())));
    }
    let mut across = vec![outside; rect.width() * source.height()];
    let mut line = Line::new(source.left..source.right, reach, outside);
    for (y, out) in (source.top..source.bottom).zip(across.chunks_exact_mut(rect.width())) {
        plane.read_row(y, source.left, line.samples()).map_err(compositor::paint::PaintError::from)?;
        out.copy_from_slice(line.blurred(deviation, rect.left..rect.right));
    }
    let mut samples = vec![0; rect.area() as usize];
    let mut line = Line::new(source.top..source.bottom, reach, outside);
    for x in 0..rect.width() {
        let column = across.iter().skip(x).step_by(rect.width());
        line.samples().iter_mut().zip(column).for_each(|(to, from)| *to = *from);
        let to = samples[x..].iter_mut().step_by(rect.width());
        to.zip(line.blurred(deviation, rect.top..rect.bottom)).for_each(|(to, from)| *to = (from * 255.0 + 0.5) as u8);
    }
    Ok(Plane::new(rect, Samples::Eight(samples)))
}

/// A row or a column with as much of its surroundings as its blur reaches.
struct Line {
    /// Where `samples` lie.
    range: std::ops::Range<i32>,
    reach: i32,
    outside: f32,
    samples: Vec<f32>,
    spare: Vec<f32>,
}

impl Line {
    fn new(range: std::ops::Range<i32>, reach: i32, outside: f32) -> Self {
        let samples = vec![outside; range.len() + 2 * reach as usize];
        Self { range, reach, outside, spare: samples.clone(), samples }
    }

    /// The samples to be blurred; around them lies the outside.
    fn samples(&mut self) -> &mut [f32] {
        self.samples.fill(self.outside);
        let reach = self.reach as usize;
        &mut self.samples[reach..reach + self.range.len()]
    }

    /// The part in `range`, which the reach does not leave.
    fn blurred(&mut self, deviation: f32, range: std::ops::Range<i32>) -> &[f32] {
        gaussian_line(&mut self.samples, &mut self.spare, deviation);
        let from = (range.start - self.range.start + self.reach) as usize;
        &self.samples[from..from + range.len()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn samples(plane: &Plane, y: i32) -> Vec<f32> {
        let mut row = vec![0.0; plane.rect().width()];
        plane.read_row(y, plane.rect().left, &mut row).unwrap();
        row
    }

    #[test]
    fn an_edge_becomes_half_and_stays_symmetric() {
        let plane = Plane::new(Rect::new(0, 0, 10, 40), Samples::Eight(vec![255; 400]));
        let blurred = feather(&plane, 0.0, 2.0, Rect::new(-20, 0, 40, 40)).unwrap();
        let reach = feather_reach(2.0);
        assert_eq!(blurred.rect(), Rect::new(-reach, 0, 10 + reach, 40));
        let row = samples(&blurred, 20);
        let edge = reach as usize;
        assert!((row[edge - 1] + row[edge] - 1.0).abs() < 0.01, "{row:?}");
        assert!(row.iter().zip(row.iter().rev()).all(|(a, b)| (a - b).abs() < 0.01));
    }

    #[test]
    fn a_mask_like_its_surroundings_stays() {
        let plane = Plane::new(Rect::new(0, 0, 4, 4), Samples::Eight(vec![255; 16]));
        let blurred = feather(&plane, 1.0, 3.0, Rect::new(0, 0, 9, 9)).unwrap();
        assert!(samples(&blurred, 2).iter().all(|v| *v == 1.0));
    }

    #[test]
    fn an_edge_falls_as_four_boxes_of_the_radius_do() {
        // A standard deviation of the root of 8 is four boxes of 5: the shares are those of (1 + x + .. + x^4)^4.
        let shares = [1.0, 4.0, 10.0, 20.0, 35.0, 52.0, 68.0, 80.0, 85.0, 80.0, 68.0, 52.0, 35.0, 20.0, 10.0, 4.0, 1.0];
        let plane = Plane::new(Rect::new(0, 0, 40, 40), Samples::Eight(vec![255; 1600]));
        let blurred = feather(&plane, 0.0, 8.0_f64.sqrt(), Rect::new(-20, 0, 40, 40)).unwrap();
        let row = samples(&blurred, 20);
        let mut sum = 0.0;
        for (x, share) in (-8..).zip(shares) {
            sum += share / 625.0;
            let found = row[(x - blurred.rect().left) as usize];
            assert!((found - sum).abs() < 0.6 / 255.0, "{x}: {found} for {sum}");
        }
    }
}
