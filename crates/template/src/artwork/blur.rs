//! Gaussian blur, as four box blurs whose ends carry fractional weights, so that any radius is met and the cost does not
//! grow with it (Gwosdek, Grewenig, Bruhn, Weickert: "Theoretical Foundations of Gaussian Convolution by Extended Box
//! Filtering", 2011).
//!
//! Colours are weighted by alpha. Beyond the border the border pixel goes on, so that a picture that fills its frame stays
//! opaque.

use pixels::Picture;
use rayon::prelude::*;

const PASSES: usize = 4;

type Pixel = [f32; 4];

/// Blurs by the given standard deviations, in pixels, along rows and columns.
pub(super) fn blur(picture: &mut Picture, horizontal: f32, vertical: f32) {
    let (width, height) = (picture.size().width as usize, picture.size().height as usize);
    if width == 0 || height == 0 {
        return;
    }
    let mut pixels: Vec<Pixel> = picture.rgba().par_chunks_exact(4).map(premultiplied).collect();
    rows(&mut pixels, width, horizontal);
    let mut columns = transposed(&pixels, width);
    rows(&mut columns, height, vertical);
    let pixels = transposed(&columns, height);
    picture.rgba_mut().par_chunks_exact_mut(4).zip(pixels).for_each(|(out, pixel)| {
        out.copy_from_slice(&straight(pixel));
    });
}

/// A box of `2 reach + 1` whole samples with a part of one more at each end.
#[derive(Clone, Copy)]
struct ExtendedBox {
    reach: usize,
    end: f32,
}

impl ExtendedBox {
    /// The box whose variance is a fourth of the Gaussian's.
    fn new(deviation: f32) -> Self {
        let variance = deviation * deviation / PASSES as f32;
        let reach = (((12.0 * variance + 1.0).sqrt() - 1.0) / 2.0).floor();
        let next = (reach + 1.0) * (reach + 1.0);
        let end = (2.0 * reach + 1.0) * (reach * (reach + 1.0) - 3.0 * variance) / (6.0 * (variance - next));
        Self { reach: reach as usize, end: end.clamp(0.0, 1.0) }
    }

    /// One pass from `from` to `to`.
    fn pass(self, from: &[Pixel], to: &mut [Pixel]) {
        let last = from.len() - 1;
        let reach = self.reach as isize;
        let at = |x: isize| from[x.clamp(0, last as isize) as usize];
        let scale = 1.0 / (2.0 * self.reach as f32 + 1.0 + 2.0 * self.end);
        let mut sum = [0.0; 4];
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

fn rows(pixels: &mut [Pixel], width: usize, deviation: f32) {
    if deviation <= 0.0 {
        return;
    }
    let kernel = ExtendedBox::new(deviation);
    pixels.par_chunks_exact_mut(width).for_each_init(
        || vec![[0.0; 4]; width],
        |spare, row| {
            for _ in 0..PASSES {
                kernel.pass(row, spare);
                row.copy_from_slice(spare);
            }
        },
    );
}

fn add(a: Pixel, b: Pixel, weight: f32) -> Pixel {
    std::array::from_fn(|channel| a[channel] + b[channel] * weight)
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

fn premultiplied(pixel: &[u8]) -> Pixel {
    let alpha = f32::from(pixel[3]) / 255.0;
    [f32::from(pixel[0]) * alpha, f32::from(pixel[1]) * alpha, f32::from(pixel[2]) * alpha, f32::from(pixel[3])]
}

fn straight([r, g, b, alpha]: Pixel) -> [u8; 4] {
    let byte = |value: f32| (value + 0.5) as u8;
    match byte(alpha) {
        0 => [0; 4],
        whole => [byte(r * 255.0 / alpha), byte(g * 255.0 / alpha), byte(b * 255.0 / alpha), whole],
    }
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
            rows(&mut blurred, 101, deviation);
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
    fn one_colour_stays_that_colour_up_to_the_border() {
        let picture = Picture::filled(Size::new(9, 5), [10, 200, 30, 255]);
        let mut blurred = picture.clone();
        blur(&mut blurred, 20.0, 3.0);
        assert_eq!(blurred, picture);
    }

    #[test]
    fn the_colour_of_invisible_pixels_does_not_bleed() {
        let mut picture = Picture::filled(Size::new(9, 1), [0, 255, 0, 0]);
        picture.set_pixel(4, 0, [255, 0, 0, 255]);
        blur(&mut picture, 1.0, 1.0);
        let [r, g, b, alpha] = picture.pixel(5, 0);
        assert_eq!([r, g, b], [255, 0, 0]);
        assert!(alpha > 40 && alpha < 80);
    }
}
