//! Resizing with proper filters, for output widths and for artwork. Runs on all cores.

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use pixels::{Picture, Size};

use crate::Error;

/// How a pixel's new value is made of the old ones around it. All widen with the factor when shrinking, so that every
/// old pixel counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Filter {
    /// The plain mean of what a new pixel covers; blocks when enlarging.
    Box,
    /// Cubic through the old pixels: smooth, hardly any ringing.
    CatmullRom,
    /// Sharpest; rings a little beside hard edges.
    #[default]
    Lanczos3,
}

impl From<Filter> for FilterType {
    fn from(filter: Filter) -> Self {
        match filter {
            Filter::Box => Self::Box,
            Filter::CatmullRom => Self::CatmullRom,
            Filter::Lanczos3 => Self::Lanczos3,
        }
    }
}

/// The picture at another size. Colours are weighted by their alpha, so that invisible pixels do not bleed.
pub fn resize(picture: &Picture, size: Size, filter: Filter) -> Result<Picture, Error> {
    let Size { width, height } = picture.size();
    resize_part(picture, [0.0, 0.0, f64::from(width), f64::from(height)], size, filter)
}

/// The part of the picture at `[left, top, width, height]`, in fractions of its pixels if need be, at another size.
/// A part that reaches beyond the picture is cut to it.
pub fn resize_part(picture: &Picture, part: [f64; 4], size: Size, filter: Filter) -> Result<Picture, Error> {
    let from = picture.size();
    let [left, top, width, height] = within(part, from);
    if from.is_empty() || size.is_empty() || width <= 0.0 || height <= 0.0 {
        return Err(Error::Empty);
    }
    if left.fract() == 0.0 && top.fract() == 0.0 && [width, height] == [f64::from(size.width), f64::from(size.height)] {
        return Ok(cut_out(picture, left as usize, top as usize, size));
    }
    let source = ImageRef::new(from.width, from.height, picture.rgba(), PixelType::U8x4).map_err(|_| Error::Empty)?;
    let mut target = Image::new(size.width, size.height, PixelType::U8x4);
    let options = ResizeOptions::new()
        .resize_alg(ResizeAlg::Convolution(filter.into()))
        .crop(left, top, width, height)
        .use_alpha(!picture.is_opaque());
    Resizer::new().resize(&source, &mut target, &options).map_err(|_| Error::Empty)?;
    Ok(Picture::new(size, target.into_vec()))
}

/// The pixels of a part, as they are.
fn cut_out(picture: &Picture, left: usize, top: usize, size: Size) -> Picture {
    if size == picture.size() {
        return picture.clone();
    }
    let mut rgba = Vec::with_capacity(size.pixels() as usize * 4);
    for row in picture.rgba().chunks_exact(picture.size().width as usize * 4).skip(top).take(size.height as usize) {
        rgba.extend_from_slice(&row[left * 4..][..size.width as usize * 4]);
    }
    Picture::new(size, rgba)
}

fn within([left, top, width, height]: [f64; 4], size: Size) -> [f64; 4] {
    let cut = |start: f64, length: f64, side: u32| {
        let first = start.clamp(0.0, f64::from(side));
        (first, (start + length).clamp(first, f64::from(side)) - first)
    };
    let (left, width) = cut(left, width, size.width);
    let (top, height) = cut(top, height, size.height);
    [left, top, width, height]
}

#[cfg(test)]
mod tests {
    use super::*;

    const RED: [u8; 4] = [255, 0, 0, 255];

    #[test]
    fn one_colour_stays_that_colour_under_every_filter() {
        for filter in [Filter::Box, Filter::CatmullRom, Filter::Lanczos3] {
            let resized =
                resize(&Picture::filled(Size::new(7, 5), [10, 200, 30, 255]), Size::new(13, 3), filter).unwrap();
            assert_eq!(resized, Picture::filled(Size::new(13, 3), [10, 200, 30, 255]));
        }
    }

    #[test]
    fn the_box_filter_takes_the_mean() {
        let picture = Picture::new(Size::new(2, 1), [[0, 0, 0, 255], [200, 100, 50, 255]].concat());
        assert_eq!(resize(&picture, Size::new(1, 1), Filter::Box).unwrap().pixel(0, 0), [100, 50, 25, 255]);
    }

    #[test]
    fn the_colour_of_invisible_pixels_does_not_bleed() {
        let picture = Picture::new(Size::new(2, 1), [RED, [0, 255, 0, 0]].concat());
        assert_eq!(resize(&picture, Size::new(1, 1), Filter::Box).unwrap().pixel(0, 0), [255, 0, 0, 128]);
    }

    #[test]
    fn a_part_is_taken_from_where_it_lies() {
        let mut picture = Picture::filled(Size::new(4, 4), [0, 0, 0, 255]);
        for (x, y) in [(2, 1), (3, 1), (2, 2), (3, 2)] {
            picture.set_pixel(x, y, RED);
        }
        let part = resize_part(&picture, [2.0, 1.0, 2.0, 2.0], Size::new(6, 6), Filter::Box).unwrap();
        assert_eq!(part, Picture::filled(Size::new(6, 6), RED));
    }

    #[test]
    fn a_part_of_the_same_size_is_cut_out_to_the_bit() {
        let faint = |x: u8, y: u8| [x * 40, y * 40, 201, x + y];
        let picture = Picture::new(Size::new(5, 4), (0..20).flat_map(|i| faint(i % 5, i / 5)).collect());
        let part = resize_part(&picture, [1.0, 2.0, 3.0, 2.0], Size::new(3, 2), Filter::Lanczos3).unwrap();
        assert_eq!((part.pixel(0, 0), part.pixel(2, 1)), (faint(1, 2), faint(3, 3)));
    }

    #[test]
    fn nothing_cannot_be_resized() {
        let picture = Picture::filled(Size::new(2, 2), RED);
        assert_eq!(resize(&picture, Size::new(0, 9), Filter::Box), Err(Error::Empty));
        assert_eq!(resize_part(&picture, [5.0, 0.0, 1.0, 1.0], Size::new(1, 1), Filter::Box), Err(Error::Empty));
    }
}
