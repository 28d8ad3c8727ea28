//! The document's colours as sRGB, and artwork's colours as the document's.

use std::borrow::Cow;

use codec::profile;
use compositor::paint::Surface;
use pixels::colour::lab_to_srgb;
use pixels::{ColourModel, Picture};
use psd::resources::id;
use psd::{Bytes, Document};

/// What the document says its colour samples mean.
#[derive(Debug, Clone)]
pub(crate) struct ColourSpace {
    model: ColourModel,
    /// The ICC profile; without one RGB is sRGB.
    profile: Option<Bytes>,
}

impl ColourSpace {
    /// The colour space of `document`. Samples of 32 bits are linear light whatever profile names them, and are
    /// taken for sRGB's primaries.
    pub(crate) fn of(document: &Document, model: ColourModel) -> Self {
        let linear = document.header.depth == psd::header::Depth::ThirtyTwo;
        let profile = document.resource(id::ICC_PROFILE).map(|resource| resource.data.clone());
        // Most documents are sRGB, and then nothing is to be done, for any picture.
        Self { model, profile: profile.filter(|icc| !linear && !profile::is_srgb(icc)) }
    }

    /// sRGB.
    pub(crate) const fn srgb() -> Self {
        Self { model: ColourModel::Rgb, profile: None }
    }

    /// A painted surface as an sRGB picture.
    pub(crate) fn to_srgb(&self, surface: &Surface) -> Picture {
        match self.model {
            ColourModel::Rgb | ColourModel::Gray => self.light_to_srgb(surface.to_picture()),
            ColourModel::Cmyk => {
                let mut picture = surface.interleave([0, 1, 2], 3);
                profile::cmyk_to_srgb(&mut picture, self.profile.as_deref());
                with_alpha(picture, surface)
            }
            ColourModel::Lab => {
                let mut picture = surface.interleave([0, 1, 2], 3);
                for pixel in picture.rgba_mut().chunks_exact_mut(4) {
                    let [l, a, b] = [0, 1, 2].map(|channel| f32::from(pixel[channel]) / 255.0);
                    let (r, g, b) = lab_to_srgb(l, a, b);
                    pixel[..3].copy_from_slice(&[r, g, b].map(|sample| (sample * 255.0 + 0.5) as u8));
                }
                picture
            }
        }
    }

    /// A picture in the document's RGB or gray as an sRGB picture.
    pub(crate) fn light_to_srgb(&self, mut picture: Picture) -> Picture {
        if let Some(icc) = &self.profile {
            profile::to_srgb(&mut picture, icc);
        }
        picture
    }

    /// Artwork, which is sRGB, in the colours of an RGB document; the painter converts for other models itself.
    pub(crate) fn artwork<'a>(&self, picture: &'a Picture) -> Cow<'a, Picture> {
        match &self.profile {
            Some(icc) if self.model == ColourModel::Rgb => profile::from_srgb(picture, icc),
            _ => Cow::Borrowed(picture),
        }
    }
}

/// Takes alpha from the surface, where the fourth channel held ink.
fn with_alpha(mut picture: Picture, surface: &Surface) -> Picture {
    let (rect, width) = (surface.rect(), surface.rect().width());
    let mut alpha = vec![0.0; width];
    for (y, row) in (rect.top..).zip(picture.rgba_mut().chunks_exact_mut(width.max(1) * 4)) {
        surface.read_row(surface.model().channels(), y, rect.left, &mut alpha);
        row.chunks_exact_mut(4).zip(&alpha).for_each(|(pixel, alpha)| pixel[3] = (alpha * 255.0 + 0.5) as u8);
    }
    picture
}
