//! Drawing by formula: a colour for every pixel, and soft shapes from small SVG drawings.

use pixels::{Limits, Picture, Size};
use psd::build::NewLayer;
use psd::layers::Rect;
use rayon::prelude::*;

use super::noise;
use crate::Result;

/// Red, green, blue and alpha, 0 to 1.
pub(super) type Rgba = [f32; 4];

/// A picture whose pixel at (`x`, `y`) has the colour that `colour` gives for its centre.
///
/// Half a step of noise goes into every sample, so that wide gradients show no bands.
pub(super) fn picture(size: Size, colour: impl Fn(f32, f32) -> Rgba + Sync) -> Picture {
    let mut picture = Picture::filled(size, [0; 4]);
    let row = (size.width as usize * 4).max(1);
    picture.rgba_mut().par_chunks_exact_mut(row).enumerate().for_each(|(y, out)| {
        for (x, pixel) in out.chunks_exact_mut(4).enumerate() {
            let rgba = colour(x as f32 + 0.5, y as f32 + 0.5);
            let dither = noise::at(x as i32, y as i32, 0x5EED);
            for (sample, value) in pixel.iter_mut().zip(rgba) {
                *sample = (value.clamp(0.0, 1.0) * 254.999 + dither) as u8;
            }
        }
    });
    picture
}

/// A layer whose pixels are drawn by `colour`, in canvas pixels.
pub(super) fn layer(name: &str, rect: Rect, colour: impl Fn(f32, f32) -> Rgba + Sync) -> NewLayer {
    let (left, top) = (rect.left as f32, rect.top as f32);
    let picture = picture(Size::new(rect.width(), rect.height()), |x, y| colour(x + left, y + top));
    NewLayer::raster(name, rect, picture.into_rgba())
}

/// A drawing's picture, as large as it says itself.
pub(super) fn svg(drawing: &str) -> Result<Picture> {
    Ok(codec::decode(drawing.as_bytes(), &Limits::default(), None)?)
}

/// One number a pixel, asked for anywhere in between.
#[derive(Debug, Clone)]
pub(super) struct Field {
    size: Size,
    values: Vec<f32>,
    /// Field pixels a canvas pixel.
    scale: f32,
}

impl Field {
    /// A number for every `1 / scale` canvas pixels: smooth things need few.
    pub(super) fn new(canvas: Size, scale: f32, value: impl Fn(f32, f32) -> f32 + Sync) -> Self {
        let side = |length: u32| ((length as f32 * scale).ceil() as u32).max(1);
        let size = Size::new(side(canvas.width), side(canvas.height));
        let mut values = vec![0.0; size.pixels() as usize];
        values.par_chunks_exact_mut(size.width as usize).enumerate().for_each(|(y, row)| {
            for (x, out) in row.iter_mut().enumerate() {
                *out = value((x as f32 + 0.5) / scale, (y as f32 + 0.5) / scale);
            }
        });
        Self { size, values, scale }
    }

    /// The alpha of a drawing that has the canvas's size.
    pub(super) fn of_svg(drawing: &str) -> Result<Self> {
        let picture = svg(drawing)?;
        let values = picture.rgba().iter().skip(3).step_by(4).map(|alpha| f32::from(*alpha) / 255.0).collect();
        Ok(Self { size: picture.size(), values, scale: 1.0 })
    }

    /// The value at a place on the canvas, between its neighbours in proportion.
    pub(super) fn at(&self, x: f32, y: f32) -> f32 {
        let (x, y) = (x * self.scale - 0.5, y * self.scale - 0.5);
        let (left, top) = (x.floor(), y.floor());
        let (u, v) = (x - left, y - top);
        let get = |column: f32, row: f32| {
            let column = column.clamp(0.0, (self.size.width - 1) as f32) as usize;
            let row = row.clamp(0.0, (self.size.height - 1) as f32) as usize;
            self.values[row * self.size.width as usize + column]
        };
        mix(mix(get(left, top), get(left + 1.0, top), u), mix(get(left, top + 1.0), get(left + 1.0, top + 1.0), u), v)
    }
}

/// From `a` at 0 to `b` at 1, and on beyond.
pub(super) fn mix(a: f32, b: f32, t: f32) -> f32 {
    a + (b - a) * t
}

/// The colour between two.
pub(super) fn blend(a: [f32; 3], b: [f32; 3], t: f32) -> [f32; 3] {
    std::array::from_fn(|channel| mix(a[channel], b[channel], t.clamp(0.0, 1.0)))
}

/// 0 up to `low`, 1 from `high` on, smooth in between.
pub(super) fn ramp(low: f32, high: f32, value: f32) -> f32 {
    let t = ((value - low) / (high - low)).clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}

/// A bell around 0 of this width, 1 at its top.
pub(super) fn bell(distance: f32, width: f32) -> f32 {
    (-(distance * distance) / (width * width)).exp()
}

/// How far a point lies outside a rounded box around the origin; negative inside.
pub(super) fn rounded_box(x: f32, y: f32, half_width: f32, half_height: f32, radius: f32) -> f32 {
    let (dx, dy) = (x.abs() - half_width + radius, y.abs() - half_height + radius);
    dx.max(0.0).hypot(dy.max(0.0)) + dx.max(dy).min(0.0) - radius
}

/// How far a point lies from the line between two others, and how far along it (0 to 1) the nearest place is.
pub(super) fn segment((x, y): (f32, f32), (ax, ay): (f32, f32), (bx, by): (f32, f32)) -> (f32, f32) {
    let (dx, dy) = (bx - ax, by - ay);
    let along = (((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy).max(1e-6)).clamp(0.0, 1.0);
    ((x - ax - along * dx).hypot(y - ay - along * dy), along)
}

/// A colour with an alpha.
pub(super) fn with_alpha([r, g, b]: [f32; 3], alpha: f32) -> Rgba {
    [r, g, b, alpha]
}

/// A gray.
pub(super) fn gray(value: f32) -> [f32; 3] {
    [value; 3]
}

/// The colour of `0xRRGGBB`.
pub(super) fn hex(rgb: u32) -> [f32; 3] {
    [16, 8, 0].map(|shift| ((rgb >> shift) & 255) as f32 / 255.0)
}

/// The same colour, lighter or darker.
pub(super) fn scaled(rgb: [f32; 3], factor: f32) -> [f32; 3] {
    rgb.map(|sample| sample * factor)
}
