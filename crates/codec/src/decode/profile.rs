//! From a picture's own colours to sRGB by its ICC profile.
//!
//! A profile that cannot be read, or is for another colour model than the pixels, is passed over, as viewers do: the
//! picture is then taken for sRGB.

use std::sync::Arc;

use moxcms::{ColorProfile, DataColorSpace, Layout, RenderingIntent, TransformExecutor, TransformOptions};
use pixels::Picture;
use rayon::prelude::*;

type Transform = Arc<dyn TransformExecutor<u8> + Send + Sync>;

/// Samples that one task converts.
const BLOCK: usize = 1 << 16;

/// Converts RGB or gray pixels.
pub(super) fn to_srgb(picture: &mut Picture, icc: &[u8]) {
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
pub(super) fn cmyk_to_srgb(picture: &mut Picture, icc: Option<&[u8]>) {
    let profile = icc.and_then(|icc| ColorProfile::new_from_slice(icc).ok());
    let transform = profile
        .filter(|profile| profile.color_space == DataColorSpace::Cmyk)
        .and_then(|profile| transform(&profile, Layout::Rgba));
    if let Some(transform) = transform {
        picture.rgba_mut().par_iter_mut().for_each(|sample| *sample = 255 - *sample);
        convert(picture, &transform);
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
    // Photoshop's default intent.
    let options = TransformOptions { rendering_intent: RenderingIntent::RelativeColorimetric, ..Default::default() };
    profile.create_transform_8bit(layout, &ColorProfile::new_srgb(), Layout::Rgba, options).ok()
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
