//! Pixels to bytes. What comes out says that it is sRGB (or says nothing, which means the same on the web) and how
//! large it should be printed.

mod jpeg;
mod png;
mod webp;

use pixels::Picture;

use crate::{Error, Format};

/// How a picture is to be written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EncodeOptions {
    /// The format.
    pub format: Format,
    /// 1 (small) to 100 (good), for the lossy formats. Values outside are taken for the nearest. Default 90.
    pub quality: u8,
    /// Pixels per inch, written as metadata only.
    pub dpi: Option<f64>,
    /// What shows through where a format without alpha gets a transparent picture. Default white.
    pub background: [u8; 3],
}

impl EncodeOptions {
    /// Writes `format` with the defaults.
    pub const fn new(format: Format) -> Self {
        Self { format, quality: 90, dpi: None, background: [255; 3] }
    }
}

/// Writes a picture.
pub fn encode(picture: &Picture, options: &EncodeOptions) -> Result<Vec<u8>, Error> {
    let size = picture.size();
    if size.is_empty() {
        return Err(Error::Empty);
    }
    let limit = options.format.longest_side();
    if size.width > limit || size.height > limit {
        return Err(Error::TooLargeFor { format: options.format, limit, width: size.width, height: size.height });
    }
    let quality = options.quality.clamp(1, 100);
    let dpi = options.dpi.filter(|dpi| dpi.is_finite() && *dpi > 0.0);
    match options.format {
        Format::Png => png::encode(picture, dpi),
        Format::Jpeg => jpeg::encode(picture, quality, options.background, dpi),
        Format::WebP => webp::encode(picture, quality, dpi),
    }
}

#[cfg(test)]
mod tests;
