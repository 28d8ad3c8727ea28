//! Blend-if: where a layer shows, by its own values and by those below it.

use pixels::ColourModel;

use crate::scene::BlendIf;

/// Scales `alpha` by how far source and backdrop lie in the ranges. Gray is the luma of RGB, the lightness of Lab,
/// the only channel of gray, and the mean of CMYK's inks.
///
/// The ranges end on bytes, and what is compared with them is rounded to bytes, as Photoshop does where it compares lumas
/// (darker colour, threshold).
pub(super) fn apply(ranges: &BlendIf, model: ColourModel, source: &[&[f32]], backdrop: &[&[f32]], alpha: &mut [f32]) {
    for (x, alpha) in alpha.iter_mut().enumerate() {
        let (this, below) = ranges.gray;
        let mut weight = this.weight(byte(gray(model, source, x))) * below.weight(byte(gray(model, backdrop, x)));
        for (channel, (this, below)) in ranges.channels.iter().enumerate().take(source.len()) {
            weight *= this.weight(byte(source[channel][x])) * below.weight(byte(backdrop[channel][x]));
        }
        *alpha *= weight;
    }
}

fn byte(sample: f32) -> f32 {
    (sample * 255.0).round() / 255.0
}

fn gray(model: ColourModel, colour: &[&[f32]], x: usize) -> f32 {
    match model {
        ColourModel::Gray | ColourModel::Lab => colour[0][x],
        ColourModel::Rgb => 0.30 * colour[0][x] + 0.59 * colour[1][x] + 0.11 * colour[2][x],
        ColourModel::Cmyk => colour.iter().map(|plane| plane[x]).sum::<f32>() / colour.len() as f32,
    }
}
