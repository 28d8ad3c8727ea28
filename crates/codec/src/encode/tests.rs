//! What is written can be read back, by our own decoder and by the letter of each format.

use pixels::{Limits, Picture, Size};

use super::{EncodeOptions, encode};
use crate::{Error, Format, InputFormat, decode};

fn gradient(alpha: impl Fn(u32) -> u8) -> Picture {
    let size = Size::new(40, 30);
    let samples = (0..size.height).flat_map(|y| (0..size.width).map(move |x| (x, y)));
    Picture::new(size, samples.flat_map(|(x, y)| [(x * 6) as u8, (y * 8) as u8, 128, alpha(x)]).collect())
}

fn options(format: Format) -> EncodeOptions {
    EncodeOptions { dpi: Some(300.0), ..EncodeOptions::new(format) }
}

fn position(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

fn worst(a: &Picture, b: &Picture) -> u8 {
    a.rgba().iter().zip(b.rgba()).map(|(a, b)| a.abs_diff(*b)).max().unwrap()
}

#[test]
fn every_format_is_read_back_as_what_was_written() {
    for (format, input, tolerance) in [
        (Format::Png, InputFormat::Png, 0),
        (Format::Jpeg, InputFormat::Jpeg, 8),
        (Format::WebP, InputFormat::WebP, 16),
    ] {
        let picture = gradient(|_| 255);
        let bytes = encode(&picture, &EncodeOptions { quality: 100, ..options(format) }).unwrap();
        assert_eq!(InputFormat::sniff(&bytes), Some(input));
        let back = decode(&bytes, &Limits::default(), None).unwrap();
        assert!(worst(&picture, &back) <= tolerance, "{format:?}: {}", worst(&picture, &back));
    }
}

#[test]
fn an_opaque_png_has_three_samples_a_pixel_and_a_transparent_one_four() {
    let colour_type = |bytes: &[u8]| bytes[25];
    assert_eq!(colour_type(&encode(&gradient(|_| 255), &options(Format::Png)).unwrap()), 2);
    let transparent = gradient(|x| x as u8);
    let bytes = encode(&transparent, &options(Format::Png)).unwrap();
    assert_eq!(colour_type(&bytes), 6);
    assert_eq!(decode(&bytes, &Limits::default(), None).unwrap(), transparent);
}

#[test]
fn a_png_says_that_it_is_srgb_and_how_many_pixels_a_metre_has() {
    let bytes = encode(&gradient(|_| 255), &options(Format::Png)).unwrap();
    assert!(position(&bytes, b"sRGB").is_some());
    let at = position(&bytes, b"pHYs").unwrap() + 4;
    // 300 pixels an inch are 11,811 a metre.
    assert_eq!(bytes[at..at + 9], [0, 0, 0x2E, 0x23, 0, 0, 0x2E, 0x23, 1]);
}

#[test]
fn a_jpeg_holds_its_resolution_in_the_jfif_header() {
    let bytes = encode(&gradient(|_| 255), &options(Format::Jpeg)).unwrap();
    let at = position(&bytes, b"JFIF\0").unwrap() + 7;
    assert_eq!(bytes[at..at + 5], [1, 0x01, 0x2C, 0x01, 0x2C]);
}

#[test]
fn a_jpeg_halves_its_colour_resolution_below_quality_90() {
    let sampling = |quality| {
        let bytes = encode(&gradient(|_| 255), &EncodeOptions { quality, ..options(Format::Jpeg) }).unwrap();
        bytes[position(&bytes, &[0xFF, 0xC0]).unwrap() + 11]
    };
    assert_eq!((sampling(90), sampling(89)), (0x11, 0x22));
}

#[test]
fn a_jpeg_of_a_transparent_picture_lies_on_the_background() {
    let picture = Picture::filled(Size::new(16, 16), [255, 0, 0, 0]);
    let on = |background| {
        let bytes = encode(&picture, &EncodeOptions { background, ..options(Format::Jpeg) }).unwrap();
        decode(&bytes, &Limits::default(), None).unwrap().pixel(8, 8)
    };
    assert_eq!(on([255; 3]), [255; 4]);
    assert!(on([0, 80, 160]).iter().zip([0, 80, 160, 255]).all(|(a, b)| a.abs_diff(b) <= 2));
}

#[test]
fn a_webp_keeps_alpha_exactly_and_holds_its_resolution() {
    let picture = gradient(|x| if x < 20 { 0 } else { 200 });
    let bytes = encode(&picture, &options(Format::WebP)).unwrap();
    let back = decode(&bytes, &Limits::default(), None).unwrap();
    assert!(picture.rgba().chunks_exact(4).zip(back.rgba().chunks_exact(4)).all(|(a, b)| a[3] == b[3]));
    assert_eq!(bytes.len(), 8 + u32::from_le_bytes(bytes[4..8].try_into().unwrap()) as usize);
    let exif = position(&bytes, b"EXIF").unwrap() + 8;
    let rational = exif + 8 + 2 + 3 * 12 + 4;
    let number = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap());
    assert_eq!((number(rational), number(rational + 4)), (300_000, 1000));
}

#[test]
fn an_opaque_webp_with_a_resolution_is_still_opaque() {
    let bytes = encode(&gradient(|_| 255), &options(Format::WebP)).unwrap();
    assert_eq!((&bytes[12..16], bytes[20]), (&b"VP8X"[..], 0x08));
    assert!(decode(&bytes, &Limits::default(), None).unwrap().is_opaque());
}

#[test]
fn a_side_that_the_format_cannot_hold_is_refused_by_name() {
    let long = Picture::filled(Size::new(16_384, 1), [0; 4]);
    assert_eq!(
        encode(&long, &options(Format::WebP)).unwrap_err().to_string(),
        "a WebP picture has at most 16383 pixels a side, this one is 16384x1"
    );
    assert_eq!(encode(&Picture::filled(Size::new(0, 4), [0; 4]), &options(Format::Png)), Err(Error::Empty));
}
