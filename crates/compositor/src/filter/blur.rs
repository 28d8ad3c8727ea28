//! Gaussian and box blur, along rows and then along columns, at a cost that does not grow with the radius.
//!
//! A Gaussian is four box blurs whose ends carry fractional weights, so that any radius is met (Gwosdek, Grewenig, Bruhn,
//! Weickert: "Theoretical Foundations of Gaussian Convolution by Extended Box Filtering", 2011). Colours are weighted by
//! alpha. Beyond the border the border pixel goes on, so that a picture that fills its frame stays opaque.

use pixels::Picture;
use rayon::prelude::*;

use super::pixel::{Pixel, add, premultiplied, straight};

/// Boxes to a Gaussian.
const PASSES: usize = 4;

/// Blurs by the given standard deviations, in pixels, along rows and columns.
pub fn gaussian(picture: &mut Picture, horizontal: f32, vertical: f32) {
    let kernel = |deviation| (deviation > 0.0).then(|| ExtendedBox::of_gaussian(deviation));
    blur(picture, kernel(horizontal), kernel(vertical), PASSES);
}

/// The mean over a square that reaches `radius` pixels to each side of the middle one.
pub fn box_blur(picture: &mut Picture, radius: f32) {
    let kernel = (radius > 0.0).then(|| ExtendedBox::of_radius(radius));
    blur(picture, kernel, kernel, 1);
}

/// Blurs one line of samples by a standard deviation; beyond its ends the last samples go on. `spare` is as long.
pub fn gaussian_line(line: &mut [f32], spare: &mut [f32], deviation: f32) {
    if deviation > 0.0 && !line.is_empty() {
        let (line, spare) = (line.as_chunks_mut::<1>().0, spare.as_chunks_mut::<1>().0);
        ExtendedBox::of_gaussian(deviation).passes(line, spare, PASSES);
    }
}

/// How many pixels a Gaussian of this standard deviation spreads.
pub fn gaussian_reach(deviation: f32) -> i32 {
    if deviation > 0.0 { (ExtendedBox::of_gaussian(deviation).reach as i32 + 1) * PASSES as i32 } else { 0 }
}

fn blur(picture: &mut Picture, horizontal: Option<ExtendedBox>, vertical: Option<ExtendedBox>, passes: usize) {
    let (width, height) = (picture.size().width as usize, picture.size().height as usize);
    if width == 0 || height == 0 || horizontal.or(vertical).is_none() {
        return;
    }
    let mut pixels: Vec<Pixel> = picture.rgba().par_chunks_exact(4).map(premultiplied).collect();
    rows(&mut pixels, width, horizontal, passes);
    let mut columns = transposed(&pixels, width);
    rows(&mut columns, height, vertical, passes);
    let pixels = transposed(&columns, height);
    picture.rgba_mut().par_chunks_exact_mut(4).zip(pixels).for_each(|(out, pixel)| {
        out.copy_from_slice(&straight(pixel));
    });
}

/// The largest radius that is blurred by, in pixels: larger ones look the same on any canvas, and sums stay exact enough.
const MOST: f32 = 30_000.0;

/// A box of `2 reach + 1` whole samples with a part of one more at each end.
#[derive(Clone, Copy)]
struct ExtendedBox {
    reach: usize,
    end: f32,
}

impl ExtendedBox {
    /// The box whose variance is the Gaussian's, shared among the passes.
    fn of_gaussian(deviation: f32) -> Self {
        let variance = deviation.min(MOST) * deviation.min(MOST) / PASSES as f32;
        let reach = (((12.0 * variance + 1.0).sqrt() - 1.0) / 2.0).floor();
        let next = (reach + 1.0) * (reach + 1.0);
        let end = (2.0 * reach + 1.0) * (reach * (reach + 1.0) - 3.0 * variance) / (6.0 * (variance - next));
        Self { reach: reach as usize, end: end.clamp(0.0, 1.0) }
    }

    fn of_radius(radius: f32) -> Self {
        let radius = radius.min(MOST);
        Self { reach: radius.floor() as usize, end: radius.fract() }
    }

    fn passes<const N: usize>(self, line: &mut [[f32; N]], spare: &mut [[f32; N]], passes: usize) {
        for _ in 0..passes {
            self.pass(line, spare);
            line.copy_from_slice(spare);
        }
    }

    /// One pass from `from` to `to`.
    fn pass<const N: usize>(self, from: &[[f32; N]], to: &mut [[f32; N]]) {
        let last = from.len() - 1;
        let reach = self.reach as isize;
        let at = |x: isize| from[x.clamp(0, last as isize) as usize];
        let scale = 1.0 / (2.0 * self.reach as f32 + 1.0 + 2.0 * self.end);
        let mut sum = [0.0; N];
        for x in -reach..=reach {
            sum = add(sum, at(x), 1.0);
        }
        for (x, out) in (0..).zip(to) {
            let ends = add(at(x - reach - 1), at(x + reach + 1), 1.0);
            *out = add(sum, ends, self.end).map(|value| value * scale);
            sum = add(add(sum, at(x + reach + 1), 1.0), at(x - reach), -1.0);
        }
    }
}

fn rows(pixels: &mut [Pixel], width: usize, kernel: Option<ExtendedBox>, passes: usize) {
    let Some(kernel) = kernel else { return };
    pixels
        .par_chunks_exact_mut(width)
        .for_each_init(|| vec![[0.0; 4]; width], |spare, row| kernel.passes(row, spare, passes));
}

fn transposed(pixels: &[Pixel], width: usize) -> Vec<Pixel> {
    let height = pixels.len() / width;
    let mut out = vec![[0.0; 4]; pixels.len()];
    out.par_chunks_exact_mut(height).enumerate().for_each(|(x, column)| {
        for (y, pixel) in column.iter_mut().enumerate() {
            *pixel = pixels[y * width + x];
        }
    });
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use pixels::Size;

    #[test]
    fn a_point_spreads_like_a_gaussian() {
        let mut line = vec![[0.0; 4]; 101];
        line[50] = [1.0; 4];
        for deviation in [0.5, 2.0, 7.3] {
            let mut blurred = line.clone();
            rows(&mut blurred, 101, Some(ExtendedBox::of_gaussian(deviation)), PASSES);
            let weights = blurred.iter().map(|pixel| pixel[0]);
            let total: f32 = weights.clone().sum();
            let variance: f32 = (-50..=50).zip(weights).map(|(x, weight)| (x * x) as f32 * weight).sum();
            assert!((total - 1.0).abs() < 1e-4);
            assert!((variance.sqrt() / deviation - 1.0).abs() < 1e-3, "{deviation}: {}", variance.sqrt());
            let peak = 1.0 / (deviation * (2.0 * std::f32::consts::PI).sqrt());
            assert!(deviation < 1.0 || (blurred[50][0] / peak - 1.0).abs() < 0.04, "{deviation}: {}", blurred[50][0]);
        }
    }

    #[test]
    fn a_line_is_blurred_as_a_picture_is() {
        let mut picture = Picture::filled(Size::new(40, 1), [0, 0, 0, 255]);
        (7..19).for_each(|x| picture.set_pixel(x, 0, [255; 4]));
        let mut line: Vec<f32> = (0..40).map(|x| f32::from(picture.pixel(x, 0)[0])).collect();
        gaussian(&mut picture, 2.5, 0.0);
        gaussian_line(&mut line, &mut [0.0; 40], 2.5);
        assert!((0..40).zip(line).all(|(x, sample)| (sample - f32::from(picture.pixel(x, 0)[0])).abs() <= 0.51));
    }

    #[test]
    fn one_colour_stays_that_colour_up_to_the_border() {
        let picture = Picture::filled(Size::new(9, 5), [10, 200, 30, 255]);
        let mut blurred = picture.clone();
        gaussian(&mut blurred, 20.0, 3.0);
        assert_eq!(blurred, picture);
    }

    #[test]
    fn the_colour_of_invisible_pixels_does_not_bleed() {
        let mut picture = Picture::filled(Size::new(9, 1), [0, 255, 0, 0]);
        picture.set_pixel(4, 0, [255, 0, 0, 255]);
        gaussian(&mut picture, 1.0, 1.0);
        let [r, g, b, alpha] = picture.pixel(5, 0);
        assert_eq!([r, g, b], [255, 0, 0]);
        assert!(alpha > 40 && alpha < 80);
    }

    #[test]
    fn a_box_is_the_mean_of_a_square() {
        let mut picture = Picture::filled(Size::new(9, 9), [0, 0, 0, 255]);
        picture.set_pixel(4, 4, [250, 250, 250, 255]);
        let mut blurred = picture.clone();
        box_blur(&mut blurred, 2.0);
        for (x, y, expected) in [(4, 4, 10), (2, 6, 10), (1, 4, 0), (6, 7, 0)] {
            assert_eq!(blurred.pixel(x, y)[0], expected, "at {x},{y}");
        }
        box_blur(&mut picture, 0.0);
        assert_eq!(picture.pixel(4, 4)[0], 250);
    }

    #[test]
    fn nothing_is_blurred_farther_than_the_reach() {
        for deviation in [0.3, 1.0, 3.5, 8.0] {
            let reach = gaussian_reach(deviation);
            let size = 2 * reach as u32 + 5;
            let mut picture = Picture::filled(Size::new(size, 1), [0; 4]);
            picture.set_pixel(size / 2, 0, [255; 4]);
            gaussian(&mut picture, deviation, 0.0);
            assert_eq!(picture.pixel(1, 0)[3], 0);
        }
    }
}
