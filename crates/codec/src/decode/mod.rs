//! Bytes to pixels. The header is held against the limits before anything as large as the picture is allocated.

mod jpeg;
mod pdf;
mod raster;
mod svg;
mod vector;

use image::DynamicImage;
use image::metadata::Orientation;
use pixels::{Limits, Picture, Size};

use crate::{Error, InputFormat};
use vector::View;

/// What a picture's header tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Info {
    /// What its first bytes say that it is.
    pub format: InputFormat,
    /// Its size once it stands upright; a vector picture's own size, rounded up to whole pixels.
    pub size: Size,
}

/// Reads the header alone. What passes here can still turn out to be broken further in.
pub fn probe(bytes: &[u8], limits: &Limits) -> Result<Info, Error> {
    limits.check_bytes(bytes.len() as u64)?;
    let format = InputFormat::sniff(bytes).ok_or(Error::UnknownFormat)?;
    let size = match format {
        InputFormat::Jpeg => jpeg::open(bytes, limits)?.upright_size(),
        InputFormat::Svg => svg::own_size(bytes, limits)?,
        InputFormat::Pdf => pdf::own_size(bytes, limits)?,
        other => raster::open(other, bytes, limits)?.upright_size(),
    };
    Ok(Info { format, size })
}

/// Reads a picture.
///
/// `cover` is for vector pictures only: they are drawn at the smallest size of their own proportions that covers it, as
/// far as the limits reach, and at their own size without it.
pub fn decode(bytes: &[u8], limits: &Limits, cover: Option<Size>) -> Result<Picture, Error> {
    decode_view(bytes, limits, View::Cover(cover))
}

/// Reads a picture; of a vector picture only what is `part` units wide and high around the middle of its drawing, at
/// `size` pixels. So Photoshop places a drawing that is smaller than its page.
pub fn decode_part(bytes: &[u8], limits: &Limits, part: (f64, f64), size: Size) -> Result<Picture, Error> {
    let is_a_part = part.0 > 0.0 && part.1 > 0.0;
    decode_view(bytes, limits, if is_a_part { View::Part(part, size) } else { View::Cover(Some(size)) })
}

fn decode_view(bytes: &[u8], limits: &Limits, view: View) -> Result<Picture, Error> {
    limits.check_bytes(bytes.len() as u64)?;
    match InputFormat::sniff(bytes).ok_or(Error::UnknownFormat)? {
        InputFormat::Jpeg => jpeg::open(bytes, limits)?.read(),
        InputFormat::Svg => svg::read(bytes, limits, view),
        InputFormat::Pdf => pdf::read(bytes, limits, view),
        other => raster::open(other, bytes, limits)?.read(),
    }
}

/// Refuses an empty picture and one above the limits.
fn check_size(format: InputFormat, width: u32, height: u32, limits: &Limits) -> Result<Size, Error> {
    let size = Size::new(width, height);
    if size.is_empty() {
        return Err(Error::unreadable(format, "it has no pixels"));
    }
    limits.check_pixels(size)?;
    Ok(size)
}

/// The size that a stored picture has once `orientation` is applied.
fn upright_size(size: Size, orientation: Orientation) -> Size {
    match orientation {
        Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH => {
            Size::new(size.height, size.width)
        }
        _ => size,
    }
}

/// Turns a picture as its EXIF orientation says.
fn upright(picture: Picture, orientation: Orientation) -> Picture {
    if orientation == Orientation::NoTransforms {
        return picture;
    }
    let Size { width, height } = picture.size();
    let Some(buffer) = image::RgbaImage::from_raw(width, height, picture.into_rgba()) else {
        unreachable!("a picture has four samples a pixel")
    };
    let mut turned = DynamicImage::ImageRgba8(buffer);
    turned.apply_orientation(orientation);
    Picture::new(Size::new(turned.width(), turned.height()), turned.into_rgba8().into_raw())
}

#[cfg(test)]
mod tests;
