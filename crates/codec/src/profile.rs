//! From a picture's own colours to sRGB by its ICC profile, and back.
//!
//! A profile that cannot be read, or is for another colour model than the pixels, is passed over, as viewers do: the
//! picture is then taken for sRGB.

use std::borrow::Cow;
use std::sync::Arc;

use moxcms::{
    ColorProfile, DataColorSpace, Layout, RenderingIntent, ToneReprCurve, TransformExecutor, TransformOptions,
};
use pixels::Picture;
use pixels::colour::{linear_to_srgb, srgb_to_linear};
use rayon::prelude::*;

type Transform = Arc<dyn TransformExecutor<u8> + Send + Sync>;

/// Samples that one task converts.
const BLOCK: usize = 1 << 16;

/// Whether a profile is sRGB, under whatever name: converting by it would change no sample by more than 1/255.
pub fn is_srgb(icc: &[u8]) -> bool {
    let profile = ColorProfile::new_from_slice(icc).ok().filter(|profile| profile.color_space == DataColorSpace::Rgb);
    profile.and_then(|profile| transform(&profile, Layout::Rgba)).is_some_and(|transform| leaves_srgb_alone(&transform))
}

/// The power that comes nearest to a gray profile's curve: what turns half into its light. `None` for other profiles.
pub fn gray_light(icc: &[u8]) -> Option<f32> {
    let profile =
        ColorProfile::new_from_slice(icc).ok().filter(|profile| profile.color_space == DataColorSpace::Gray)?;
    let half = match profile.gray_trc? {
        ToneReprCurve::Lut(values) if values.is_empty() => 0.5,
        ToneReprCurve::Lut(values) if values.len() == 1 => 0.5f32.powf(f32::from(values[0]) / 256.0),
        ToneReprCurve::Lut(values) => f32::from(values[values.len() / 2]) / 65535.0,
        ToneReprCurve::Parametric(parameters) => 0.5f32.powf(*parameters.first()?),
    };
    let power = half.ln() / 0.5f32.ln();
    (power.is_finite() && (0.2..5.0).contains(&power)).then_some(power)
}

/// Converts RGB or gray pixels.
pub fn to_srgb(picture: &mut Picture, icc: &[u8]) {
    let Ok(profile) = ColorProfile::new_from_slice(icc) else { return };
    match profile.color_space {
        DataColorSpace::Rgb => {
            let Some(transform) = transform(&profile, Layout::Rgba) else { return };
            if !leaves_srgb_alone(&transform) {
                convert(picture, &transform);
            }
        }
        DataColorSpace::Gray => gray_to_srgb(picture, &profile),
        _ => {}
    }
}

/// Converts samples that are still inks, stored the way Adobe stores them in JPEG: 255 for none.
///
/// Without a profile the inks multiply, as in every browser.
pub fn cmyk_to_srgb(picture: &mut Picture, icc: Option<&[u8]>) {
    let profile = icc.and_then(|icc| ColorProfile::new_from_slice(icc).ok());
    let profile = profile.filter(|profile| profile.color_space == DataColorSpace::Cmyk);
    if let Some((profile, transform)) = profile.and_then(|p| transform(&p, Layout::Rgba).map(|t| (p, t))) {
        picture.rgba_mut().par_iter_mut().for_each(|sample| *sample = 255 - *sample);
        convert(picture, &transform);
        let levels = black_to_black(darkest(&profile, &transform).unwrap_or(0.0));
        picture.rgba_mut().par_iter_mut().for_each(|sample| *sample = levels[usize::from(*sample)]);
    } else {
        for pixel in picture.rgba_mut().chunks_exact_mut(4) {
            let black = u32::from(pixel[3]);
            for ink in &mut pixel[..3] {
                *ink = ((u32::from(*ink) * black + 127) / 255) as u8;
            }
        }
    }
    // Inks know no alpha, whatever a transform wrote for it.
    picture.rgba_mut().chunks_exact_mut(4).for_each(|pixel| pixel[3] = 255);
}

/// An sRGB picture in the colours of an RGB profile; the same picture when the profile is sRGB under some name, or can't
/// be read.
pub fn from_srgb<'a>(picture: &'a Picture, icc: &[u8]) -> Cow<'a, Picture> {
    let Ok(profile) = ColorProfile::new_from_slice(icc) else { return Cow::Borrowed(picture) };
    if profile.color_space != DataColorSpace::Rgb {
        return Cow::Borrowed(picture);
    }
    let srgb = ColorProfile::new_srgb();
    match srgb.create_transform_8bit(Layout::Rgba, &profile, Layout::Rgba, relative()) {
        Ok(transform) if !leaves_srgb_alone(&transform) => {
            let mut converted = picture.clone();
            convert(&mut converted, &transform);
            Cow::Owned(converted)
        }
        _ => Cow::Borrowed(picture),
    }
}

/// How light the deepest black of the inks is, in linear light: what the profile makes of black, seen on paper.
fn darkest(profile: &ColorProfile, to_srgb: &Transform) -> Option<f32> {
    let options = TransformOptions { rendering_intent: RenderingIntent::Perceptual, ..Default::default() };
    let to_inks = ColorProfile::new_srgb().create_transform_8bit(Layout::Rgb, profile, Layout::Rgba, options).ok()?;
    let (mut inks, mut seen) = ([0; 4], [0; 4]);
    to_inks.transform(&[0; 3], &mut inks).ok()?;
    to_srgb.transform(&inks, &mut seen).ok()?;
    let [r, g, b, _] = seen.map(|sample| srgb_to_linear(f32::from(sample) / 255.0));
    // Above L* 50 it is no black (ISO 18619).
    Some((0.2126 * r + 0.7152 * g + 0.0722 * b).min(0.184))
}

/// Black point compensation (ISO 18619), which Photoshop has on: a scale about white in linear light that makes `darkest`
/// black, as a table of encoded samples.
fn black_to_black(darkest: f32) -> [u8; 256] {
    std::array::from_fn(|level| {
        let light = srgb_to_linear(level as f32 / 255.0);
        let scaled = ((light - darkest) / (1.0 - darkest)).max(0.0);
        (linear_to_srgb(scaled) * 255.0 + 0.5) as u8
    })
}

fn gray_to_srgb(picture: &mut Picture, profile: &ColorProfile) {
    let Some(transform) = transform(profile, Layout::Gray) else { return };
    let levels: Vec<u8> = (0..=255).collect();
    let mut colours = vec![0; 256 * 4];
    if transform.transform(&levels, &mut colours).is_err() {
        return;
    }
    // Only pixels that are gray were stored as gray; a profile that does not fit its file is not applied to others.
    for pixel in picture.rgba_mut().chunks_exact_mut(4).filter(|p| p[0] == p[1] && p[1] == p[2]) {
        let at = usize::from(pixel[0]) * 4;
        pixel[..3].copy_from_slice(&colours[at..at + 3]);
    }
}

fn transform(profile: &ColorProfile, layout: Layout) -> Option<Transform> {
    profile.create_transform_8bit(layout, &ColorProfile::new_srgb(), Layout::Rgba, relative()).ok()
}

/// Photoshop's default intent.
fn relative() -> TransformOptions {
    TransformOptions { rendering_intent: RenderingIntent::RelativeColorimetric, ..Default::default() }
}

/// Whether no colour of a coarse grid moves by more than 1/255: then the profile is sRGB under some name, and converting
/// would only add rounding.
fn leaves_srgb_alone(transform: &Transform) -> bool {
    let steps = (0..6u8).map(|step| step * 51);
    let grid: Vec<u8> = steps
        .clone()
        .flat_map(|r| steps.clone().flat_map(move |g| (0..6u8).flat_map(move |b| [r, g, b * 51, 255])))
        .collect();
    let mut out = vec![0; grid.len()];
    transform.transform(&grid, &mut out).is_ok() && grid.iter().zip(&out).all(|(a, b)| a.abs_diff(*b) <= 1)
}

fn convert(picture: &mut Picture, transform: &Transform) {
    picture.rgba_mut().par_chunks_mut(BLOCK).for_each(|block| {
        let source = block.to_vec();
        // Both sides hold whole pixels of four samples, the only thing a transform checks.
        let _ = transform.transform(&source, block);
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use pixels::Size;

    #[test]
    fn colours_go_to_another_profile_and_come_back() {
        let icc = ColorProfile::new_adobe_rgb().encode().unwrap();
        let picture = Picture::new(Size::new(2, 1), vec![200, 40, 90, 255, 10, 180, 60, 128]);
        let there = from_srgb(&picture, &icc);
        assert_ne!(there.rgba()[..3], picture.rgba()[..3]);
        let mut back = there.into_owned();
        to_srgb(&mut back, &icc);
        assert!(back.rgba().iter().zip(picture.rgba()).all(|(a, b)| a.abs_diff(*b) <= 2), "{back:?}");
    }

    #[test]
    fn the_light_of_a_gray_profile_is_its_curve() {
        let gray = |power| ColorProfile::new_gray_with_gamma(power).encode().unwrap();
        assert!(gray_light(&gray(1.8)).is_some_and(|light| (light - 1.8).abs() < 0.02));
        assert_eq!(gray_light(&ColorProfile::new_srgb().encode().unwrap()), None);
        assert_eq!(gray_light(b"no profile"), None);
    }

    #[test]
    fn srgb_under_its_own_name_copies_nothing() {
        let icc = ColorProfile::new_srgb().encode().unwrap();
        let picture = Picture::filled(Size::new(1, 1), [1, 2, 3, 4]);
        assert!(matches!(from_srgb(&picture, &icc), Cow::Borrowed(_)));
    }

    #[test]
    fn compensation_brings_the_deepest_black_to_black_and_leaves_white() {
        let levels = black_to_black(srgb_to_linear(40.0 / 255.0));
        assert_eq!([levels[0], levels[40], levels[255]], [0, 0, 255]);
        // What Little CMS makes of these levels of a SWOP profile whose black is seen as 40.
        assert!(levels[55].abs_diff(35) <= 1 && levels[173].abs_diff(170) <= 1, "{} {}", levels[55], levels[173]);
        assert!((0..=255).all(|level| black_to_black(0.0)[level] == level as u8));
    }
}
