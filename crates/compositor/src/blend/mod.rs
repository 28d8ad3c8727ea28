//! Blend modes: one pure function a mode, run over rows.
//!
//! A blend is B(b, s) of backdrop and source **colour**; mixing by alpha, opacity and mask is the painter's. Samples are
//! straight, 0 to 1, more is lighter in every colour model.

pub mod component;
pub mod contrast;
pub mod darken;
mod dissolve;
mod fill_opacity;
pub mod inversion;
pub mod lighten;
mod mode;
mod rows;
pub mod whole_bytes;

pub use dissolve::dissolve;
pub use fill_opacity::row_with_fill;
pub use mode::BlendMode;

use pixels::{ColourModel, Depth};

use component::{Arithmetic, Exact, computed_in};
use rows::{separable, whole};
use whole_bytes::WholeBytes;

/// Writes B(backdrop, source) to `out`, a row of each channel of `model`, in a document of `depth`: of 8 bits, Photoshop's
/// whole-colour modes are coarser.
///
/// Gray has no hue or saturation: those modes keep the backdrop. In CMYK the whole-colour modes work on C, M, Y, and K
/// comes from the backdrop, in luminosity from the source (ISO 32000-2, 11.3.5.3).
///
/// # Panics
/// When a channel is missing; rows of unequal length are blended up to the shortest.
pub fn row(
    mode: BlendMode,
    model: ColourModel,
    depth: Depth,
    backdrop: &[&[f32]],
    source: &[&[f32]],
    out: &mut [&mut [f32]],
) {
    use BlendMode as M;
    match mode {
        M::Normal | M::Dissolve => separable(backdrop, source, out, |_, s| s),
        M::Darken => separable(backdrop, source, out, darken::darken),
        M::Multiply => separable(backdrop, source, out, darken::multiply),
        M::ColourBurn => separable(backdrop, source, out, darken::colour_burn),
        M::LinearBurn => separable(backdrop, source, out, darken::linear_burn),
        M::Lighten => separable(backdrop, source, out, lighten::lighten),
        M::Screen => separable(backdrop, source, out, lighten::screen),
        M::ColourDodge => separable(backdrop, source, out, lighten::colour_dodge),
        M::LinearDodge => separable(backdrop, source, out, lighten::linear_dodge),
        M::Overlay => separable(backdrop, source, out, contrast::overlay),
        M::SoftLight => separable(backdrop, source, out, contrast::soft_light),
        M::HardLight => separable(backdrop, source, out, contrast::hard_light),
        M::VividLight => separable(backdrop, source, out, contrast::vivid_light),
        M::LinearLight => separable(backdrop, source, out, contrast::linear_light),
        M::PinLight => separable(backdrop, source, out, contrast::pin_light),
        M::HardMix => separable(backdrop, source, out, contrast::hard_mix),
        M::Difference => separable(backdrop, source, out, inversion::difference),
        M::Exclusion => separable(backdrop, source, out, inversion::exclusion),
        M::Subtract => separable(backdrop, source, out, inversion::subtract),
        M::Divide => separable(backdrop, source, out, inversion::divide),
        M::DarkerColour | M::LighterColour | M::Hue | M::Saturation | M::Colour | M::Luminosity => {
            whole_colour(mode, model, depth == Depth::Eight, backdrop, source, out);
        }
    }
}

/// B(backdrop, source) of one RGB colour in 8 bits: for a single colour, not for pictures.
pub fn pixel(mode: BlendMode, backdrop: [f32; 3], source: [f32; 3]) -> [f32; 3] {
    let mut out = [0.0; 3];
    let (b, s) = (backdrop.each_ref().map(std::slice::from_ref), source.each_ref().map(std::slice::from_ref));
    row(mode, ColourModel::Rgb, Depth::Eight, &b, &s, &mut out.each_mut().map(std::slice::from_mut));
    out
}

/// The modes that cannot be blended channel by channel.
fn whole_colour(
    mode: BlendMode,
    model: ColourModel,
    bytes: bool,
    backdrop: &[&[f32]],
    source: &[&[f32]],
    out: &mut [&mut [f32]],
) {
    match model {
        ColourModel::Gray => match mode {
            BlendMode::DarkerColour => separable(backdrop, source, out, darken::darken),
            BlendMode::LighterColour => separable(backdrop, source, out, lighten::lighten),
            BlendMode::Luminosity => separable(backdrop, source, out, |_, s| s),
            _ => separable(backdrop, source, out, |b, _| b),
        },
        ColourModel::Rgb if bytes => three::<WholeBytes>(mode, backdrop, source, out),
        ColourModel::Rgb => three::<Exact>(mode, backdrop, source, out),
        ColourModel::Cmyk if bytes => cmyk::<WholeBytes>(mode, backdrop, source, out),
        ColourModel::Cmyk => cmyk::<Exact>(mode, backdrop, source, out),
        ColourModel::Lab => match mode {
            BlendMode::DarkerColour => whole(backdrop, source, out, component::lab::darker_colour),
            BlendMode::LighterColour => whole(backdrop, source, out, component::lab::lighter_colour),
            BlendMode::Hue => whole(backdrop, source, out, component::lab::hue),
            BlendMode::Saturation => whole(backdrop, source, out, component::lab::saturation),
            BlendMode::Colour => whole(backdrop, source, out, component::lab::colour),
            _ => whole(backdrop, source, out, component::lab::luminosity),
        },
    }
}

fn three<A: Arithmetic>(mode: BlendMode, backdrop: &[&[f32]], source: &[&[f32]], out: &mut [&mut [f32]]) {
    use BlendMode as M;
    match mode {
        M::DarkerColour => whole(backdrop, source, out, computed_in::<A>(component::darker_colour::<A>)),
        M::LighterColour => whole(backdrop, source, out, computed_in::<A>(component::lighter_colour::<A>)),
        M::Hue => whole(backdrop, source, out, computed_in::<A>(component::hue::<A>)),
        M::Saturation => whole(backdrop, source, out, computed_in::<A>(component::saturation::<A>)),
        M::Colour => whole(backdrop, source, out, computed_in::<A>(component::colour::<A>)),
        _ => whole(backdrop, source, out, computed_in::<A>(component::luminosity::<A>)),
    }
}

/// C, M, Y as if they were R, G, B; K of its own.
fn cmyk<A: Arithmetic>(mode: BlendMode, backdrop: &[&[f32]], source: &[&[f32]], out: &mut [&mut [f32]]) {
    match mode {
        BlendMode::DarkerColour => rows::whole_cmyk(backdrop, source, out, |b, s| b < s),
        BlendMode::LighterColour => rows::whole_cmyk(backdrop, source, out, |b, s| b > s),
        _ => {
            three::<A>(mode, backdrop, source, out);
            let black = if mode == BlendMode::Luminosity { source[3] } else { backdrop[3] };
            separable(&[black], &[black], &mut out[3..], |b, _| b);
        }
    }
}

#[cfg(test)]
mod tests;
