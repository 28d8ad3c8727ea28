//! Flips and turns: to the bit for quarter turns, through the warp's resampler for others.

use std::borrow::Cow;
use std::sync::Arc;

use pixels::geometry::{Affine, Point, Quad};
use pixels::{Picture, Size};
use rayon::prelude::*;

use super::{Area, Artwork, layout};

/// A picture with all exact turns done, and the angle that is left.
pub(super) struct Turned {
    pub(super) picture: Arc<Picture>,
    /// Degrees clockwise; 0 once the picture stands as it should.
    pub(super) angle: f64,
    /// Width and height that the picture is given before that angle; its own in pixels, mostly.
    sides: (f64, f64),
}

impl Turned {
    pub(super) fn new(artwork: &Artwork) -> Self {
        let degrees = if artwork.rotation.is_finite() { artwork.rotation.rem_euclid(360.0) } else { 0.0 };
        let quarters = if degrees % 90.0 == 0.0 { (degrees / 90.0) as u8 % 4 } else { 0 };
        let angle = degrees % 90.0;
        let angle = if angle == 0.0 { 0.0 } else { degrees };
        let flips = (artwork.flip_horizontal, artwork.flip_vertical);
        let picture = match exactly(&artwork.picture, flips, quarters) {
            Cow::Borrowed(_) => artwork.picture.clone(),
            Cow::Owned(picture) => Arc::new(picture),
        };
        let Size { width, height } = picture.size();
        let sides = match (artwork.size, artwork.alignment) {
            (Some(size), Some(_)) => {
                let (width, height) = layout::positive(size);
                if quarters % 2 == 1 { (height, width) } else { (width, height) }
            }
            _ => (f64::from(width), f64::from(height)),
        };
        Self { picture, angle, sides }
    }

    /// Width and height of the upright box around it.
    pub(super) fn size(&self) -> (f64, f64) {
        let (width, height) = self.sides;
        if self.angle == 0.0 {
            return (width, height);
        }
        let (sin, cos) = self.angle.to_radians().sin_cos();
        (width * cos.abs() + height * sin.abs(), width * sin.abs() + height * cos.abs())
    }

    /// Where the corners of the picture lie when the box around it fills `target`.
    pub(super) fn corners(&self, target: Area) -> Quad {
        let (width, height) = self.sides;
        let own = self.size();
        let map = Affine::translate(-width / 2.0, -height / 2.0)
            .then(Affine::rotate(self.angle))
            .then(Affine::scale(target.width / own.0, target.height / own.1))
            .then(Affine::translate(target.left + target.width / 2.0, target.top + target.height / 2.0));
        let corners = [(0.0, 0.0), (width, 0.0), (width, height), (0.0, height)];
        Quad(corners.map(|(x, y)| map.apply(Point::new(x, y))))
    }
}

/// Flips, then turns clockwise by `quarters`.
fn exactly(picture: &Picture, (horizontal, vertical): (bool, bool), quarters: u8) -> Cow<'_, Picture> {
    if !horizontal && !vertical && quarters == 0 {
        return Cow::Borrowed(picture);
    }
    let Size { width, height } = picture.size();
    let size = if quarters % 2 == 1 { Size::new(height, width) } else { Size::new(width, height) };
    if size.is_empty() {
        return Cow::Borrowed(picture);
    }
    let from = |x: u32, y: u32| {
        let (x, y) = match quarters {
            1 => (y, height - 1 - x),
            2 => (width - 1 - x, height - 1 - y),
            3 => (width - 1 - y, x),
            _ => (x, y),
        };
        picture.pixel(if horizontal { width - 1 - x } else { x }, if vertical { height - 1 - y } else { y })
    };
    let mut turned = Picture::filled(size, [0; 4]);
    turned.rgba_mut().par_chunks_exact_mut(size.width as usize * 4).enumerate().for_each(|(y, row)| {
        for (x, pixel) in row.chunks_exact_mut(4).enumerate() {
            pixel.copy_from_slice(&from(x as u32, y as u32));
        }
    });
    Cow::Owned(turned)
}
