//! One pixel in float, and pictures read between pixels.

use pixels::Picture;
use pixels::geometry::Point;

/// Colour times alpha, and alpha; 0 to 255.
pub(super) type Pixel = [f32; 4];

pub(super) fn add<const N: usize>(a: [f32; N], b: [f32; N], weight: f32) -> [f32; N] {
    std::array::from_fn(|channel| a[channel] + b[channel] * weight)
}

pub(super) fn premultiplied(pixel: &[u8]) -> Pixel {
    let alpha = f32::from(pixel[3]) / 255.0;
    [f32::from(pixel[0]) * alpha, f32::from(pixel[1]) * alpha, f32::from(pixel[2]) * alpha, f32::from(pixel[3])]
}

pub(super) fn straight([r, g, b, alpha]: Pixel) -> [u8; 4] {
    match byte(alpha) {
        0 => [0; 4],
        whole => [byte(r * 255.0 / alpha), byte(g * 255.0 / alpha), byte(b * 255.0 / alpha), whole],
    }
}

/// Rounded to the nearest byte.
pub(super) fn byte(value: f32) -> u8 {
    (value + 0.5) as u8
}

/// What lies beyond a picture's border.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beyond {
    /// The border pixel goes on.
    Repeat,
    /// The picture begins anew.
    Wrap,
    /// Nothing.
    Transparent,
}

/// The picture at a point of its own, by the four pixels around it; pixel centres lie at halves.
pub(super) fn bilinear(picture: &Picture, at: Point, beyond: Beyond) -> Pixel {
    let (x, y) = (at.x - 0.5, at.y - 0.5);
    if !(x.is_finite() && y.is_finite()) {
        return [0.0; 4];
    }
    let (left, top) = (x.floor(), y.floor());
    let (u, v) = ((x - left) as f32, (y - top) as f32);
    let corners =
        [(0.0, 0.0, (1.0 - u) * (1.0 - v)), (1.0, 0.0, u * (1.0 - v)), (0.0, 1.0, (1.0 - u) * v), (1.0, 1.0, u * v)];
    corners.into_iter().filter(|(.., weight)| *weight > 0.0).fold([0.0; 4], |sum, (dx, dy, weight)| {
        add(sum, pixel(picture, (left + dx) as i64, (top + dy) as i64, beyond), weight)
    })
}

fn pixel(picture: &Picture, x: i64, y: i64, beyond: Beyond) -> Pixel {
    let (width, height) = (i64::from(picture.size().width), i64::from(picture.size().height));
    let (x, y) = match beyond {
        Beyond::Repeat => (x.clamp(0, width - 1), y.clamp(0, height - 1)),
        Beyond::Wrap => (x.rem_euclid(width), y.rem_euclid(height)),
        Beyond::Transparent if x < 0 || y < 0 || x >= width || y >= height => return [0.0; 4],
        Beyond::Transparent => (x, y),
    };
    premultiplied(&picture.pixel(x as u32, y as u32))
}
