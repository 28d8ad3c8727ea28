//! One row of one draw: blend, then mix into the canvas.
//!
//! The mix is ISO 32000-1, 11.3.6, with straight colour: the result's alpha is `a = ab + as - ab as`, and its colour
//! `(1 - as/a) Cb + as/a ((1 - ab) Cs + ab B(Cb, Cs))`.

use pixels::{ColourModel, Depth};

use super::{blend_if, gamma};
use crate::blend::{self, BlendMode};
use crate::plan::{Draw, Target};

/// A row of source pixels, and room for the blend's result.
pub(crate) struct Row {
    pub(crate) colour: Vec<Vec<f32>>,
    pub(crate) alpha: Vec<f32>,
    blended: Vec<Vec<f32>>,
    fill: Vec<f32>,
}

impl Row {
    pub(crate) fn new(width: usize, channels: usize) -> Self {
        let planes = || vec![vec![0.0; width]; channels];
        Self { colour: planes(), alpha: vec![0.0; width], blended: planes(), fill: vec![1.0; width] }
    }

    /// Draws the row's first `width` pixels on the canvas row. `x` and `y` are the first pixel's place.
    pub(super) fn compose(
        &mut self,
        draw: &Draw,
        model: ColourModel,
        depth: Depth,
        place: (i32, i32),
        canvas: &mut [&mut [f32]],
        canvas_alpha: &mut [f32],
    ) {
        let width = canvas_alpha.len();
        let alpha = &mut self.alpha[..width];
        if draw.target == Target::Mix {
            return mix_whole(&self.colour, alpha, draw, canvas, canvas_alpha, &self.blended[0][..width]);
        }
        let special = (draw.fill_opacity < 1.0 || draw.weakens) && draw.blend.fill_is_special();
        let strength = if special && !draw.weakens { draw.opacity } else { draw.opacity * draw.fill_opacity };
        if strength != 1.0 {
            for sample in alpha.iter_mut() {
                *sample *= strength;
            }
        }
        let source: Vec<&[f32]> = self.colour.iter().map(|plane| &plane[..width]).collect();
        if let Some(ranges) = &draw.blend_if {
            let backdrop: Vec<&[f32]> = canvas.iter().map(|plane| &**plane).collect();
            blend_if::apply(ranges, model, &source, &backdrop, alpha);
        }
        if draw.blend == BlendMode::Dissolve {
            blend::dissolve(place.0, place.1, alpha);
        }
        let plain = matches!(draw.blend, BlendMode::Normal | BlendMode::Dissolve);
        if !plain {
            let backdrop: Vec<&[f32]> = canvas.iter().map(|plane| &**plane).collect();
            let mut out: Vec<&mut [f32]> = self.blended.iter_mut().map(|plane| &mut plane[..width]).collect();
            if special {
                let fill = &mut self.fill[..width];
                if draw.weakens {
                    fill.copy_from_slice(alpha);
                } else {
                    fill.fill(draw.fill_opacity);
                }
                blend::row_with_fill(draw.blend, &backdrop, &source, fill, &mut out);
            } else {
                blend::row(draw.blend, model, depth, &backdrop, &source, &mut out);
            }
        }
        for (channel, plane) in canvas.iter_mut().enumerate() {
            if !draw.channels[channel] {
                continue;
            }
            let source = &self.colour[channel][..width];
            let blended = if plain { source } else { &self.blended[channel][..width] };
            mix_channel(draw, plane, canvas_alpha, source, blended, alpha);
        }
        if draw.target == Target::Over {
            for (below, above) in canvas_alpha.iter_mut().zip(alpha) {
                *below = *below + *above - *below * *above;
            }
        }
    }
}

fn mix_channel(draw: &Draw, canvas: &mut [f32], canvas_alpha: &[f32], source: &[f32], blended: &[f32], alpha: &[f32]) {
    let pixels = canvas.iter_mut().zip(canvas_alpha).zip(source.iter().zip(blended)).zip(alpha);
    if draw.weakens {
        // The blend has the alpha in it; only where the canvas is transparent is there something left to mix.
        for (((below, below_alpha), (source, blended)), alpha) in pixels {
            let over = if draw.target == Target::Over { *alpha * (1.0 - below_alpha) } else { 0.0 };
            let total = below_alpha + over;
            if *alpha > 0.0 && total > 0.0 {
                *below = (below_alpha * blended + over * source) / total;
            }
        }
        return;
    }
    match (draw.text_gamma, draw.target) {
        (true, _) => {
            for (((below, below_alpha), (source, blended)), alpha) in pixels {
                if *alpha > 0.0 {
                    let over = draw.target == Target::Over;
                    let (colour, weight) = weigh(over, *below_alpha, *source, *blended, *alpha);
                    *below = gamma::mix(*below, colour, weight);
                }
            }
        }
        (false, Target::Over) => {
            for (((below, below_alpha), (source, blended)), alpha) in pixels {
                let (colour, weight) = weigh(true, *below_alpha, *source, *blended, *alpha);
                *below += weight * (colour - *below);
            }
        }
        (false, _) => {
            for (((below, _), (_, blended)), alpha) in pixels {
                *below += *alpha * (*blended - *below);
            }
        }
    }
}

/// The colour to mix in, and its weight.
#[inline(always)]
fn weigh(over: bool, below_alpha: f32, source: f32, blended: f32, alpha: f32) -> (f32, f32) {
    if !over {
        return (blended, alpha);
    }
    let result_alpha = below_alpha + alpha - below_alpha * alpha;
    let weight = if result_alpha > 0.0 { alpha / result_alpha } else { 0.0 };
    (source + below_alpha * (blended - source), weight)
}

/// Replaces canvas and its alpha by the row's, in proportion to `weight` (the coverage, in the spare plane): premultiplied colours are
/// mixed, so that what is transparent on one side brings no colour.
fn mix_whole(
    colour: &[Vec<f32>],
    alpha: &[f32],
    draw: &Draw,
    canvas: &mut [&mut [f32]],
    canvas_alpha: &mut [f32],
    coverage: &[f32],
) {
    for (channel, plane) in canvas.iter_mut().enumerate().filter(|(channel, _)| draw.channels[*channel]) {
        for (x, below) in plane.iter_mut().enumerate() {
            let weight = coverage[x] * draw.opacity;
            let (kept, new) = (canvas_alpha[x] * (1.0 - weight), alpha[x] * weight);
            let total = kept + new;
            if total > 0.0 {
                *below = if draw.text_gamma {
                    gamma::mix(*below, colour[channel][x], new / total)
                } else {
                    *below + (new / total) * (colour[channel][x] - *below)
                };
            }
        }
    }
    for (x, below) in canvas_alpha.iter_mut().enumerate() {
        let weight = coverage[x] * draw.opacity;
        *below += weight * (alpha[x] - *below);
    }
}

impl Row {
    /// Room for the coverage of a [`Target::Mix`], which must not be multiplied into the alpha.
    pub(super) fn coverage_mut(&mut self, width: usize) -> &mut [f32] {
        &mut self.blended[0][..width]
    }
}
