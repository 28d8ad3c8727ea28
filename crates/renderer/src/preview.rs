//! Small pictures of pictures, as WebP.

use bytes::Bytes;
use codec::{EncodeOptions, Filter, Format};
use library::renderer::{DrawError, File, Shrunk};
use library::renders;
use pixels::{Picture, Size};

use crate::{Engine, error, look};

/// Enough for a small picture in a list.
const QUALITY: u8 = 85;

/// The longest side of a WebP.
const LONGEST: u32 = 16_383;

impl Engine {
    pub(crate) async fn shrink_picture(&self, picture: Bytes, widths: &[u32]) -> Result<Shrunk, DrawError> {
        let (limits, widths) = (self.limits, widths.to_vec());
        let shrink = move || {
            let picture = codec::decode(&picture, &limits, None).map_err(error::of_codec)?;
            let Size { width, height } = picture.size();
            let narrower: Vec<u32> = widths.into_iter().filter(|wanted| *wanted < width).collect();
            let look = look::of(&picture);
            Ok(Shrunk { width, height, look, previews: files(&picture, &capped(&narrower, picture.size()))? })
        };
        self.pool.run("shrink", shrink).await
    }

    /// The middle of a picture as a square.
    pub(crate) async fn cut_square(&self, picture: Bytes, side: u32) -> Result<File, DrawError> {
        let limits = self.limits;
        let cut = move || {
            let picture = codec::decode(&picture, &limits, None).map_err(error::of_codec)?;
            let square = square(&picture, side).map_err(error::of_codec)?;
            files(&square, &[square.size()])?.pop().ok_or_else(|| DrawError::Internal("no square was made".into()))
        };
        self.pool.run("square", cut).await
    }
}

fn square(picture: &Picture, side: u32) -> Result<Picture, codec::Error> {
    let Size { width, height } = picture.size();
    let shorter = width.min(height);
    let start = |length: u32| f64::from((length - shorter) / 2);
    let part = [start(width), start(height), f64::from(shorter), f64::from(shorter)];
    let side = side.clamp(1, shorter.max(1));
    codec::resize_part(picture, part, Size::new(side, side), Filter::Lanczos3)
}

impl Engine {
    pub(crate) async fn convert_picture(&self, picture: Bytes, format: renders::Format) -> Result<File, DrawError> {
        let limits = self.limits;
        let format = match format {
            renders::Format::Png => Format::Png,
            renders::Format::Jpeg => Format::Jpeg,
            renders::Format::Webp => Format::WebP,
        };
        let convert = move || {
            let picture = codec::decode(&picture, &limits, None).map_err(error::of_codec)?;
            let Size { width, height } = picture.size();
            let bytes = codec::encode(&picture, &EncodeOptions::new(format)).map_err(error::of_codec)?;
            Ok(File { bytes: bytes.into(), media_type: format.content_type().to_owned(), width, height })
        };
        self.pool.run("convert", convert).await
    }
}

/// Sizes of pictures in these widths, widest first, none wider than `own` nor longer than a WebP can be.
pub(crate) fn capped(widths: &[u32], own: Size) -> Vec<Size> {
    let mut widths = widths.to_vec();
    widths.sort_unstable_by(|a, b| b.cmp(a));
    let scaled = |side: u32, by: u32, of: u32| {
        let scaled = (u64::from(side) * u64::from(by) + u64::from(of) / 2) / u64::from(of.max(1));
        u32::try_from(scaled).unwrap_or(u32::MAX).max(1)
    };
    let size = |width: u32| {
        let width = width.clamp(1, own.width.clamp(1, LONGEST));
        let height = scaled(own.height, width, own.width);
        if height <= LONGEST { Size::new(width, height) } else { Size::new(scaled(width, LONGEST, height), LONGEST) }
    };
    let mut sizes: Vec<Size> = widths.into_iter().map(size).collect();
    // A picture narrower than several of them is made once.
    sizes.dedup();
    sizes
}

/// The picture in these sizes. Each is made from the whole picture, so that none is blurred twice.
pub(crate) fn files(picture: &Picture, sizes: &[Size]) -> Result<Vec<File>, DrawError> {
    let options = EncodeOptions { quality: QUALITY, ..EncodeOptions::new(Format::WebP) };
    let file = |size: &Size| {
        let small = codec::resize(picture, *size, Filter::Lanczos3)?;
        let bytes = codec::encode(&small, &options)?;
        let Size { width, height } = *size;
        let media_type = Format::WebP.content_type().to_owned();
        Ok(File { bytes: bytes.into(), media_type, width, height })
    };
    sizes.iter().map(file).collect::<Result<_, codec::Error>>().map_err(error::of_codec)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_square_is_the_middle() {
        let mut picture = Picture::filled(Size::new(40, 10), [255, 0, 0, 255]);
        (15..25).for_each(|x| (0..10).for_each(|y| picture.set_pixel(x, y, [0, 255, 0, 255])));
        let middle = square(&picture, 480).unwrap();
        assert_eq!((middle.size(), middle.rgba()), (Size::new(10, 10), &[0, 255, 0, 255].repeat(100)[..]));
        assert_eq!(square(&picture, 4).unwrap().size(), Size::new(4, 4));
    }

    #[test]
    fn previews_are_never_wider_than_the_picture_nor_longer_than_a_webp() {
        let sizes = |widths: &[u32], width, height| capped(widths, Size::new(width, height));
        assert_eq!(sizes(&[240, 720], 1000, 500), [Size::new(720, 360), Size::new(240, 120)]);
        assert_eq!(sizes(&[720, 240], 300, 301), [Size::new(300, 301), Size::new(240, 241)]);
        assert_eq!(sizes(&[720, 480, 240], 200, 100), [Size::new(200, 100)]);
        assert_eq!(sizes(&[720], 1000, 1), [Size::new(720, 1)]);
        assert_eq!(sizes(&[720], 720, 163_830), [Size::new(72, 16_383)]);
    }
}
