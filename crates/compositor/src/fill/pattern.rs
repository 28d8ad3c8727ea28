//! A tile, repeated without end.

use std::sync::Arc;

use pixels::geometry::Point;
use pixels::{Samples, Size};

/// A pattern's picture: planes of one size in the document's model.
#[derive(Debug, Clone)]
pub struct Tile {
    size: Size,
    colour: Vec<Samples>,
    alpha: Option<Samples>,
}

impl Tile {
    /// A tile of `colour` planes, opaque without `alpha`; nothing when it has no pixel or a plane is of another size.
    pub fn new(size: Size, colour: Vec<Samples>, alpha: Option<Samples>) -> Option<Self> {
        let fits = |plane: &Samples| plane.len() as u64 == size.pixels();
        let sound = !size.is_empty() && colour.iter().all(fits) && alpha.iter().all(fits);
        sound.then_some(Self { size, colour, alpha })
    }

    /// Width and height.
    pub fn size(&self) -> Size {
        self.size
    }

    /// A tile of one plane: what `of` makes of each pixel's samples, those beyond its planes 0.
    #[must_use]
    pub fn condensed(&self, of: impl Fn([f32; 4]) -> f32) -> Self {
        let pixel = |index: usize| {
            let mut samples = [0.0; 4];
            samples
                .iter_mut()
                .zip(&self.colour)
                .for_each(|(sample, plane)| plane.read(index, std::slice::from_mut(sample)));
            of(samples)
        };
        let plane = Samples::ThirtyTwo((0..self.size.pixels() as usize).map(pixel).collect());
        Self { size: self.size, colour: vec![plane], alpha: None }
    }

    /// One plane's sample at a place, wrapped into the tile.
    fn sample(&self, plane: &Samples, x: i64, y: i64) -> f32 {
        let (x, y) = (x.rem_euclid(i64::from(self.size.width)), y.rem_euclid(i64::from(self.size.height)));
        let mut sample = [0.0];
        plane.read(y as usize * self.size.width as usize + x as usize, &mut sample);
        sample[0]
    }

    /// Bilinear, wrapped; whole numbers are the middles of pixels.
    fn smooth(&self, plane: &Samples, x: f64, y: f64) -> f32 {
        let (left, top) = (x.floor(), y.floor());
        let (u, v) = ((x - left) as f32, (y - top) as f32);
        let (left, top) = (left as i64, top as i64);
        let at = |dx, dy| self.sample(plane, left.saturating_add(dx), top.saturating_add(dy));
        let upper = at(0, 0) * (1.0 - u) + at(1, 0) * u;
        let lower = at(0, 1) * (1.0 - u) + at(1, 1) * u;
        upper * (1.0 - v) + lower * v
    }
}

/// A tile and how it lies.
#[derive(Debug, Clone)]
pub struct PatternFill {
    /// The picture.
    pub tile: Arc<Tile>,
    /// 1 is one pixel for each of the tile's.
    pub scale: f32,
    /// Degrees, counterclockwise.
    pub angle: f32,
    /// Where a tile's top-left corner lies on the canvas.
    pub origin: Point,
}

impl PatternFill {
    /// The tile as it is, from the canvas's corner.
    pub fn new(tile: Arc<Tile>) -> Self {
        Self { tile, scale: 1.0, angle: 0.0, origin: Point::default() }
    }

    /// As [`super::Fill::row`].
    pub fn row(&self, y: i32, left: i32, width: usize, colour: &mut [Vec<f32>], alpha: &mut [f32]) {
        for (plane, out) in self.tile.colour.iter().zip(colour) {
            self.plane_row(plane, y, left, &mut out[..width]);
        }
        match &self.tile.alpha {
            Some(plane) => self.plane_row(plane, y, left, &mut alpha[..width]),
            None => alpha[..width].fill(1.0),
        }
    }

    fn plane_row(&self, plane: &Samples, y: i32, left: i32, out: &mut [f32]) {
        if self.scale == 1.0 && self.angle == 0.0 {
            return self.copied(plane, y, left, out);
        }
        let (sin, cos) = f64::from(self.angle).to_radians().sin_cos();
        let shrink = 1.0 / f64::from(self.scale).max(1e-3);
        // Enough samples a pixel that no pixel of the tile is passed over, up to a shrink of eight.
        let grid = shrink.ceil().clamp(1.0, 8.0) as usize;
        let step = 1.0 / grid as f64;
        for (x, out) in (left..).zip(out) {
            let mut sum = 0.0;
            for cell in 0..grid * grid {
                let dx = f64::from(x) + ((cell % grid) as f64 + 0.5) * step - self.origin.x;
                let dy = f64::from(y) + ((cell / grid) as f64 + 0.5) * step - self.origin.y;
                let (u, v) = ((dx * cos - dy * sin) * shrink, (dx * sin + dy * cos) * shrink);
                sum += self.tile.smooth(plane, u - 0.5, v - 0.5);
            }
            *out = sum / (grid * grid) as f32;
        }
    }

    /// Runs of the tile's own samples; the origin is rounded to whole pixels.
    fn copied(&self, plane: &Samples, y: i32, left: i32, mut out: &mut [f32]) {
        let Size { width, height } = self.tile.size;
        let from = |at: i32, origin: f64, length: u32| {
            i64::from(at).saturating_sub(origin.round() as i64).rem_euclid(length.into())
        };
        let row = from(y, self.origin.y, height) as usize * width as usize;
        let mut x = from(left, self.origin.x, width) as usize;
        while !out.is_empty() {
            let run = out.len().min(width as usize - x);
            let (now, later) = out.split_at_mut(run);
            plane.read(row + x, now);
            (out, x) = (later, 0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 0 1 2 / 3 4 5, over 255.
    fn tile() -> Arc<Tile> {
        let plane = Samples::Eight((0..6).collect());
        Arc::new(Tile::new(Size::new(3, 2), vec![plane], None).unwrap())
    }

    fn row(fill: &PatternFill, y: i32, left: i32, width: usize) -> Vec<f32> {
        let (mut colour, mut alpha) = (vec![vec![0.0; width]], vec![0.0; width]);
        fill.row(y, left, width, &mut colour, &mut alpha);
        assert!(alpha.iter().all(|a| *a == 1.0));
        colour[0].iter().map(|v| v * 255.0).collect()
    }

    #[test]
    fn the_tile_repeats_from_its_origin() {
        let mut fill = PatternFill::new(tile());
        assert_eq!(row(&fill, 0, -1, 6), [2.0, 0.0, 1.0, 2.0, 0.0, 1.0]);
        assert_eq!(row(&fill, -1, 0, 3), [3.0, 4.0, 5.0]);
        fill.origin = Point::new(1.0, 1.0);
        assert_eq!(row(&fill, 0, 0, 4), [5.0, 3.0, 4.0, 5.0]);
    }

    #[test]
    fn shrinking_averages_and_turning_turns() {
        let shrunk = PatternFill { scale: 1.0 / 6.0, ..PatternFill::new(tile()) };
        assert!(row(&shrunk, 0, 0, 2).iter().all(|v| (v - 2.5).abs() < 0.1));
        let turned = PatternFill { angle: 180.0, ..PatternFill::new(tile()) };
        let found = row(&turned, 0, 0, 3);
        assert!(found.iter().zip([5.0, 4.0, 3.0]).all(|(a, b)| (a - b).abs() < 1e-3), "{found:?}");
    }

    #[test]
    fn places_out_of_any_range_are_no_reason_to_fail() {
        for origin in [f64::MAX, f64::MIN, f64::NAN, f64::INFINITY] {
            for scale in [1.0, 0.0, f32::NAN, 2.5] {
                let fill = PatternFill { origin: Point::new(origin, origin), scale, ..PatternFill::new(tile()) };
                assert_eq!(row(&fill, i32::MAX, i32::MIN, 2).len(), 2);
            }
        }
    }

    #[test]
    fn a_tile_without_pixels_is_none() {
        assert!(Tile::new(Size::new(0, 2), vec![], None).is_none());
        assert!(Tile::new(Size::new(2, 2), vec![Samples::Eight(vec![0; 3])], None).is_none());
    }
}
