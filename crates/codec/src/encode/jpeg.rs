//! JPEG: full colour resolution from quality 90 up, half below, as encoders usually choose.

use std::borrow::Cow;

use jpeg_encoder::{ColorType, Encoder, PixelDensity, PixelDensityUnit, SamplingFactor};
use pixels::Picture;

use crate::{Error, Format};

pub(super) fn encode(picture: &Picture, quality: u8, background: [u8; 3], dpi: Option<f64>) -> Result<Vec<u8>, Error> {
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, quality);
    encoder.set_sampling_factor(if quality >= 90 { SamplingFactor::F_1_1 } else { SamplingFactor::F_2_2 });
    if let Some(dpi) = dpi {
        // A float cast saturates at what the header can hold.
        let density = dpi.round() as u16;
        encoder.set_density(PixelDensity { density: (density, density), unit: PixelDensityUnit::Inches });
    }
    let rgba = over(picture, background);
    // The sides were held against the format's 65,535.
    let (width, height) = (picture.size().width as u16, picture.size().height as u16);
    encoder.encode(&rgba, width, height, ColorType::Rgba).map_err(|e| Error::unwritable(Format::Jpeg, e))?;
    Ok(out)
}

/// The picture laid on a colour; the alpha samples stay and are not read.
fn over(picture: &Picture, background: [u8; 3]) -> Cow<'_, [u8]> {
    if picture.is_opaque() {
        return Cow::Borrowed(picture.rgba());
    }
    let mut rgba = picture.rgba().to_vec();
    for pixel in rgba.chunks_exact_mut(4) {
        let alpha = u32::from(pixel[3]);
        for (sample, below) in pixel.iter_mut().zip(background) {
            *sample = ((u32::from(*sample) * alpha + u32::from(below) * (255 - alpha) + 127) / 255) as u8;
        }
    }
    Cow::Owned(rgba)
}
