//! A colour over a picture.

use compositor::blend;
use pixels::{ColourModel, Depth, Picture};
use rayon::prelude::*;

use super::ColourOverlay;

/// Pixels that are blended at a time.
const RUN: usize = 1024;

/// How far the colour reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// Where there is something, which keeps its alpha.
    Opaque,
    /// Everywhere.
    Everything,
}

/// Lays the colour over the picture.
pub(super) fn overlay(picture: &mut Picture, colour: ColourOverlay, reach: Reach) {
    let opacity = if colour.opacity.is_nan() { 1.0 } else { colour.opacity.clamp(0.0, 1.0) };
    let source = colour.rgb.map(|sample| f32::from(sample) / 255.0);
    picture.rgba_mut().par_chunks_mut(RUN * 4).for_each(|run| {
        let length = run.len() / 4;
        let mut below = [[0.0; RUN]; 3];
        for (x, pixel) in run.chunks_exact(4).enumerate() {
            for channel in 0..3 {
                below[channel][x] = f32::from(pixel[channel]) / 255.0;
            }
        }
        let above = source.map(|sample| [sample; RUN]);
        let mut blended = [[0.0; RUN]; 3];
        blend::row(
            colour.blend,
            ColourModel::Rgb,
            Depth::Eight,
            &below.each_ref().map(|row| &row[..length]),
            &above.each_ref().map(|row| &row[..length]),
            &mut blended.each_mut().map(|row| &mut row[..length]),
        );
        for (x, pixel) in run.chunks_exact_mut(4).enumerate() {
            let backdrop = [below[0][x], below[1][x], below[2][x], f32::from(pixel[3]) / 255.0];
            let result = [blended[0][x], blended[1][x], blended[2][x]];
            pixel.copy_from_slice(&mixed(backdrop, source, result, opacity, reach));
        }
    });
}

/// Mixes by alpha: ISO 32000-2, 11.3.6, with the colour's alpha kept to the backdrop's where it does not reach further.
fn mixed([r, g, b, alpha]: [f32; 4], source: [f32; 3], blended: [f32; 3], opacity: f32, reach: Reach) -> [u8; 4] {
    let (over, out) = match reach {
        Reach::Opaque => (opacity, alpha),
        Reach::Everything => (opacity, opacity + alpha * (1.0 - opacity)),
    };
    if out <= 0.0 {
        return [0; 4];
    }
    let backdrop = [r, g, b];
    let mix = |channel: usize| {
        let value = match reach {
            Reach::Opaque => backdrop[channel] + (blended[channel] - backdrop[channel]) * over,
            Reach::Everything => {
                let laid = (1.0 - alpha) * source[channel] + alpha * blended[channel];
                ((1.0 - over) * alpha * backdrop[channel] + over * laid) / out
            }
        };
        (value * 255.0 + 0.5) as u8
    };
    [mix(0), mix(1), mix(2), (out * 255.0 + 0.5) as u8]
}
