//! PNG, WebP, GIF, TIFF and BMP, through the `image` crate.

use std::io::Cursor;

use image::codecs::{bmp::BmpDecoder, gif::GifDecoder, png::PngDecoder, tiff::TiffDecoder, webp::WebPDecoder};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageResult};
use pixels::{Limits, Picture, Size};

use super::{check_size, upright, upright_size};
use crate::profile;
use crate::{Error, InputFormat};

/// A picture whose header has been read and found to be within the limits.
pub(super) struct Opened<'a> {
    format: InputFormat,
    decoder: Box<dyn ImageDecoder + 'a>,
    size: Size,
    orientation: Orientation,
}

/// Reads the header.
pub(super) fn open<'a>(format: InputFormat, bytes: &'a [u8], limits: &Limits) -> Result<Opened<'a>, Error> {
    let unreadable = |error| Error::unreadable(format, error);
    let mut decoder = decoder(format, bytes, limits).map_err(unreadable)?;
    let (width, height) = decoder.dimensions();
    let size = check_size(format, width, height, limits)?;
    decoder.set_limits(allocation(limits)).map_err(unreadable)?;
    // An orientation that cannot be read is no reason to refuse the picture.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    Ok(Opened { format, decoder, size, orientation })
}

impl Opened<'_> {
    pub(super) fn upright_size(&self) -> Size {
        upright_size(self.size, self.orientation)
    }

    pub(super) fn read(mut self) -> Result<Picture, Error> {
        let profile = self.decoder.icc_profile().ok().flatten();
        let decoded = DynamicImage::from_decoder(self.decoder).map_err(|e| Error::unreadable(self.format, e))?;
        let mut picture = Picture::new(self.size, decoded.into_rgba8().into_raw());
        if let Some(profile) = profile {
            profile::to_srgb(&mut picture, &profile);
        }
        Ok(upright(picture, self.orientation))
    }
}

fn decoder<'a>(format: InputFormat, bytes: &'a [u8], limits: &Limits) -> ImageResult<Box<dyn ImageDecoder + 'a>> {
    let reader = Cursor::new(bytes);
    Ok(match format {
        InputFormat::WebP => Box::new(WebPDecoder::new(reader)?),
        InputFormat::Gif => Box::new(GifDecoder::new(reader)?),
        InputFormat::Tiff => Box::new(TiffDecoder::new(reader)?),
        InputFormat::Bmp => Box::new(BmpDecoder::new(reader)?),
        InputFormat::Png | InputFormat::Jpeg | InputFormat::Svg | InputFormat::Pdf => {
            Box::new(PngDecoder::with_limits(reader, allocation(limits))?)
        }
    })
}

/// What a decoder may allocate: the widest samples (32-bit RGBA) of the largest picture, and room for metadata.
fn allocation(limits: &Limits) -> image::Limits {
    let mut allocation = image::Limits::no_limits();
    allocation.max_alloc = Some(limits.pixels.saturating_mul(16).saturating_add(64 << 20));
    allocation
}
