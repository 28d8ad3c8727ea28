//! JPEG, through `zune-jpeg`: gray, YCbCr and RGB straight to RGBA, CMYK through its profile.

use std::io::Cursor;

use image::metadata::Orientation;
use pixels::{Limits, Picture, Size};
use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;
use zune_jpeg::JpegDecoder;

use super::{check_size, upright, upright_size};
use crate::profile;
use crate::{Error, InputFormat};

/// A picture whose header has been read and found to be within the limits.
pub(super) struct Opened<'a> {
    decoder: JpegDecoder<Cursor<&'a [u8]>>,
    size: Size,
    orientation: Orientation,
}

/// Reads the header.
pub(super) fn open<'a>(bytes: &'a [u8], limits: &Limits) -> Result<Opened<'a>, Error> {
    let options = DecoderOptions::default().set_strict_mode(false).set_max_width(65_535).set_max_height(65_535);
    // Named before the headers are read: the decoder chooses its conversion then.
    let options = options.jpeg_set_out_colorspace(ColorSpace::RGBA);
    let mut decoder = JpegDecoder::new_with_options(Cursor::new(bytes), options);
    decoder.decode_headers().map_err(unreadable)?;
    let (width, height) = decoder.dimensions().ok_or_else(|| unreadable("it has no frame header"))?;
    let size = check_size(InputFormat::Jpeg, width as u32, height as u32, limits)?;
    let orientation =
        decoder.exif().and_then(|chunk| Orientation::from_exif_chunk(chunk)).unwrap_or(Orientation::NoTransforms);
    if let Some(space) = ink_space(&decoder) {
        decoder.set_options(options.jpeg_set_out_colorspace(space));
    }
    Ok(Opened { decoder, size, orientation })
}

impl Opened<'_> {
    pub(super) fn upright_size(&self) -> Size {
        upright_size(self.size, self.orientation)
    }

    pub(super) fn read(mut self) -> Result<Picture, Error> {
        let samples = self.decoder.decode().map_err(unreadable)?;
        if samples.len() as u64 != self.size.pixels() * 4 {
            return Err(unreadable("its pixels do not fill its frame"));
        }
        let mut picture = Picture::new(self.size, samples);
        let icc = self.decoder.icc_profile();
        if let Some(space) = ink_space(&self.decoder) {
            if space == ColorSpace::YCCK {
                ycck_to_cmyk(picture.rgba_mut());
            }
            profile::cmyk_to_srgb(&mut picture, icc.as_deref());
        } else if let Some(icc) = icc {
            profile::to_srgb(&mut picture, &icc);
        }
        Ok(upright(picture, self.orientation))
    }
}

/// The stored colour space when it has four inks.
fn ink_space(decoder: &JpegDecoder<Cursor<&[u8]>>) -> Option<ColorSpace> {
    decoder.input_colorspace().filter(|space| matches!(space, ColorSpace::CMYK | ColorSpace::YCCK))
}

/// Undoes Adobe's YCCK: the first three samples are the YCbCr (ITU-T T.871) of the inks, 255 for full, while the fourth is
/// stored as in Adobe's CMYK, 255 for none; here all four become the latter.
fn ycck_to_cmyk(samples: &mut [u8]) {
    for pixel in samples.chunks_exact_mut(4) {
        let [y, cb, cr] = [f32::from(pixel[0]), f32::from(pixel[1]) - 128.0, f32::from(pixel[2]) - 128.0];
        let inks = [y + 1.402 * cr, y - 0.344_136 * cb - 0.714_136 * cr, y + 1.772 * cb];
        for (sample, ink) in pixel.iter_mut().zip(inks) {
            // A float cast saturates at 0 and 255.
            *sample = 255 - (ink + 0.5) as u8;
        }
    }
}

fn unreadable(reason: impl ToString) -> Error {
    Error::unreadable(InputFormat::Jpeg, reason)
}
