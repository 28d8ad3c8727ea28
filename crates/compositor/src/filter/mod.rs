//! Filters: what Photoshop's Filter menu does to a smart object after it is placed. Pure functions on pictures.
//!
//! Lengths are canvas pixels. A filter sees the canvas only: what a placed picture shows beyond it is cut off first, and at
//! the canvas's edge the border pixel goes on. Each filter's result is rounded to bytes, as in an 8 bit document.
//!
//! One picture with Photoshop's pixels was at hand, a Gaussian blur; for the others the formula's source is named at its
//! place, and none of them is checked.

mod average;
mod blur;
mod displace;
mod motion_blur;
mod noise;
mod pixel;
mod quads;
mod rank;
mod sharpen;
mod smart;
mod surface_blur;

use std::sync::Arc;

use pixels::{ColourModel, Picture, Rect};
use rayon::prelude::*;

pub use blur::{box_blur, gaussian, gaussian_line, gaussian_reach};
pub use displace::{Displace, DisplacementMap};
pub use noise::{AddNoise, Distribution};
pub use pixel::Beyond;
pub use quads::QuadWarp;
pub use rank::Rank;
pub use smart::{SmartFilter, SmartFilters};

use crate::adjust::Adjustment;

/// What a unit of radius is as a standard deviation: measured on one picture (radius 3.5, within 1/255 everywhere,
/// 99.5 % of it exact).
const GAUSSIAN_RADIUS: f32 = 1.016;

/// One filter with its settings.
#[derive(Debug, Clone)]
pub enum Filter {
    /// Gaussian Blur, by its radius.
    GaussianBlur(f32),
    /// Box Blur, by its radius.
    BoxBlur(f32),
    /// Motion Blur: the mean along a line.
    MotionBlur {
        /// Degrees counter-clockwise from the x axis.
        angle: f32,
        /// The line's length.
        distance: f32,
    },
    /// Surface Blur: blurs what differs by less than the threshold, in levels.
    SurfaceBlur {
        /// How far pixels count.
        radius: u32,
        /// 2 to 255.
        threshold: f32,
    },
    /// Unsharp Mask.
    UnsharpMask {
        /// 1 is 100 %.
        amount: f32,
        /// Of the blur that is compared with.
        radius: f32,
        /// In levels; what differs less is left as it is.
        threshold: f32,
    },
    /// High Pass, by its radius.
    HighPass(f32),
    /// Add Noise.
    AddNoise(AddNoise),
    /// Average.
    Average,
    /// Median, Minimum and Maximum, by their radius.
    Rank(Rank, u32),
    /// An adjustment of each pixel, in RGB.
    Adjust(Arc<Adjustment>),
    /// Displace.
    Displace(Displace),
    /// Perspective Warp.
    PerspectiveWarp(QuadWarp),
}

impl Filter {
    /// The pixels of `canvas` that may show something once a picture within `rect` is filtered.
    pub fn reach(&self, rect: Rect, canvas: Rect) -> Rect {
        let grown = |margin: f32| rect.inflate(margin.ceil().clamp(0.0, 1e6) as i32);
        let reach = match self {
            _ if rect.is_empty() => rect,
            Self::GaussianBlur(radius) => rect.inflate(gaussian_reach(radius * GAUSSIAN_RADIUS)),
            Self::BoxBlur(radius) => grown(*radius),
            Self::MotionBlur { distance, .. } => grown(distance / 2.0 + 1.0),
            Self::SurfaceBlur { radius, .. } => grown(*radius as f32),
            Self::Rank(rank, radius) => grown(if *rank == Rank::Maximum { *radius as f32 } else { 0.0 }),
            Self::Displace(displace) => displace.reach(rect, canvas),
            Self::PerspectiveWarp(_) => canvas,
            Self::UnsharpMask { .. } | Self::HighPass(_) | Self::AddNoise(_) | Self::Average | Self::Adjust(_) => rect,
        };
        reach.intersect(canvas)
    }

    /// Filters a picture that lies at `rect` of `canvas` and holds all that is visible there.
    pub fn apply(&self, picture: &mut Picture, rect: Rect, canvas: Rect) {
        if picture.size().is_empty() {
            return;
        }
        match self {
            Self::GaussianBlur(radius) => gaussian(picture, radius * GAUSSIAN_RADIUS, radius * GAUSSIAN_RADIUS),
            Self::BoxBlur(radius) => box_blur(picture, *radius),
            Self::MotionBlur { angle, distance } => motion_blur::apply(picture, *angle, *distance),
            Self::SurfaceBlur { radius, threshold } => surface_blur::apply(picture, *radius, *threshold),
            Self::UnsharpMask { amount, radius, threshold } => {
                sharpen::unsharp_mask(picture, *amount, radius * GAUSSIAN_RADIUS, *threshold);
            }
            Self::HighPass(radius) => sharpen::high_pass(picture, radius * GAUSSIAN_RADIUS),
            Self::AddNoise(noise) => noise.apply(picture, rect),
            Self::Average => average::apply(picture),
            Self::Rank(rank, radius) => rank.apply(picture, *radius),
            Self::Adjust(adjustment) => adjust(picture, adjustment),
            Self::Displace(displace) => displace.apply(picture, rect, canvas),
            Self::PerspectiveWarp(warp) => warp.apply(picture, rect),
        }
    }
}

/// Changes colours and leaves alpha.
fn adjust(picture: &mut Picture, adjustment: &Adjustment) {
    let width = picture.size().width as usize;
    picture.rgba_mut().par_chunks_exact_mut(width * 4).for_each_init(
        || [(); 3].map(|()| vec![0.0; width]),
        |planes, row| {
            for (channel, plane) in planes.iter_mut().enumerate() {
                plane
                    .iter_mut()
                    .zip(row.chunks_exact(4))
                    .for_each(|(to, pixel)| *to = f32::from(pixel[channel]) / 255.0);
            }
            adjustment.apply_row(ColourModel::Rgb, &mut planes.each_mut().map(Vec::as_mut_slice));
            for (channel, plane) in planes.iter().enumerate() {
                for (pixel, from) in row.chunks_exact_mut(4).zip(plane) {
                    pixel[channel] = pixel::byte(from.clamp(0.0, 1.0) * 255.0);
                }
            }
        },
    );
}

#[cfg(test)]
mod tests;
