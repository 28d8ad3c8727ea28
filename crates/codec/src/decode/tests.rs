//! Every format in, upright and in sRGB; and nothing that hostile bytes can do but be refused.

use std::io::{Cursor, Write as _};

use image::{DynamicImage, ImageFormat};
use jpeg_encoder::ColorType;
use moxcms::ColorProfile;
use pixels::{Limits, Picture, Size};
use proptest::prelude::*;

use super::{Info, decode, decode_part, probe};
use crate::{EncodeOptions, Error, Format, InputFormat, encode};

const RED: [u8; 4] = [255, 0, 0, 255];
const BLUE: [u8; 4] = [0, 0, 255, 255];

/// Three by two: the top-left pixel is red, all others are blue.
fn marked() -> Picture {
    let mut picture = Picture::filled(Size::new(3, 2), BLUE);
    picture.set_pixel(0, 0, RED);
    picture
}

fn dynamic(picture: &Picture) -> DynamicImage {
    let size = picture.size();
    image::RgbaImage::from_raw(size.width, size.height, picture.rgba().to_vec()).unwrap().into()
}

fn written(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn read(bytes: &[u8]) -> Result<Picture, Error> {
    decode(bytes, &Limits::default(), None)
}

/// A big-endian EXIF block that holds nothing but an orientation.
fn exif(orientation: u8) -> Vec<u8> {
    [&b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0"[..], &[orientation], b"\0\0\0\0\0\0"].concat()
}

fn jpeg(picture: &Picture, meta: impl FnOnce(&mut jpeg_encoder::Encoder<&mut Vec<u8>>)) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 100);
    meta(&mut encoder);
    let size = picture.size();
    encoder.encode(picture.rgba(), size.width as u16, size.height as u16, ColorType::Rgba).unwrap();
    bytes
}

fn png(picture: &Picture, meta: impl FnOnce(&mut png::Info<'static>)) -> Vec<u8> {
    let mut info = png::Info::with_size(picture.size().width, picture.size().height);
    info.color_type = png::ColorType::Rgba;
    info.bit_depth = png::BitDepth::Eight;
    meta(&mut info);
    let mut bytes = Vec::new();
    let mut writer = png::Encoder::with_info(&mut bytes, info).unwrap().write_header().unwrap();
    writer.write_image_data(picture.rgba()).unwrap();
    writer.finish().unwrap();
    bytes
}

/// One uncompressed RGB strip with an orientation.
fn tiff(picture: &Picture, orientation: u16) -> Vec<u8> {
    let Size { width, height } = picture.size();
    let rgb: Vec<u8> = picture.rgba().chunks_exact(4).flat_map(|pixel| pixel[..3].to_vec()).collect();
    let entries: [(u16, u16, u32, u32); 9] = [
        (256, 3, 1, width),
        (257, 3, 1, height),
        (258, 3, 1, 8),
        (259, 3, 1, 1),
        (262, 3, 1, 2),
        (273, 4, 1, 8 + 2 + 9 * 12 + 4),
        (274, 3, 1, u32::from(orientation)),
        (277, 3, 1, 3),
        (279, 4, 1, rgb.len() as u32),
    ];
    let mut bytes = b"II*\0\x08\0\0\0\x09\0".to_vec();
    for (tag, kind, count, value) in entries {
        bytes.extend_from_slice(&tag.to_le_bytes());
        bytes.extend_from_slice(&kind.to_le_bytes());
        bytes.extend_from_slice(&count.to_le_bytes());
        bytes.extend_from_slice(&value.to_le_bytes());
    }
    bytes.extend_from_slice(&[0; 4]);
    bytes.extend_from_slice(&rgb);
    bytes
}

#[test]
fn lossless_formats_come_back_exactly() {
    for (format, kind) in [
        (ImageFormat::Png, InputFormat::Png),
        (ImageFormat::Tiff, InputFormat::Tiff),
        (ImageFormat::Bmp, InputFormat::Bmp),
        (ImageFormat::Gif, InputFormat::Gif),
        (ImageFormat::WebP, InputFormat::WebP),
    ] {
        let bytes = written(&dynamic(&marked()), format);
        let info = Info { format: kind, size: Size::new(3, 2) };
        assert_eq!(probe(&bytes, &Limits::default()), Ok(info));
        assert_eq!(read(&bytes).unwrap(), marked(), "{kind:?}");
    }
}

#[test]
fn gray_and_sixteen_bits_become_rgba_of_eight() {
    let gray = DynamicImage::ImageLumaA8(image::GrayAlphaImage::from_raw(1, 1, vec![90, 40]).unwrap());
    assert_eq!(read(&written(&gray, ImageFormat::Png)).unwrap().pixel(0, 0), [90, 90, 90, 40]);
    let deep = image::ImageBuffer::from_raw(1, 1, vec![0x8000_u16, 0xFFFF, 0]).unwrap();
    let deep = written(&DynamicImage::ImageRgb16(deep), ImageFormat::Png);
    assert_eq!(read(&deep).unwrap().pixel(0, 0), [128, 255, 0, 255]);
}

#[test]
fn a_palette_is_looked_up_with_its_alpha() {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 2, 1);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_palette(vec![255, 0, 0, 0, 0, 255]);
    encoder.set_trns(vec![255, 9]);
    encoder.write_header().unwrap().write_image_data(&[0, 1]).unwrap();
    assert_eq!(read(&bytes).unwrap().rgba(), [RED, [0, 0, 255, 9]].concat());
}

#[test]
fn the_exif_orientation_is_applied_in_every_format_that_has_one() {
    // 6: the stored picture has to be turned clockwise, so its top-left pixel comes to the top-right.
    let mut upright = Picture::filled(Size::new(2, 3), BLUE);
    upright.set_pixel(1, 0, RED);
    let png = png(&marked(), |info| info.exif_metadata = Some(exif(6).into()));
    for bytes in [png, tiff(&marked(), 6)] {
        assert_eq!(probe(&bytes, &Limits::default()).unwrap().size, Size::new(2, 3));
        assert_eq!(read(&bytes).unwrap(), upright);
    }
    let blocks = crate::resize(&marked(), Size::new(24, 16), crate::Filter::Box).unwrap();
    let turned = read(&jpeg(&blocks, |encoder| encoder.add_exif_metadata(&exif(6)).unwrap())).unwrap();
    assert_eq!(turned.size(), Size::new(16, 24));
    let [red, _, blue, _] = turned.pixel(12, 4);
    assert!(red > 240 && blue < 15, "the marked block comes to the top-right");
}

#[test]
fn a_profile_that_is_not_srgb_is_converted() {
    let profile = ColorProfile::new_display_p3().encode().unwrap();
    let picture = Picture::filled(Size::new(2, 2), [200, 100, 50, 77]);
    let bytes = png(&picture, |info| info.icc_profile = Some(profile.into()));
    // Display P3 and sRGB share the transfer function; the matrix between their primaries gives 214.9, 92.6, 31.0.
    let [r, g, b, alpha] = read(&bytes).unwrap().pixel(1, 1);
    assert!(r.abs_diff(215) <= 1 && g.abs_diff(93) <= 1 && b.abs_diff(31) <= 1, "{r} {g} {b}");
    assert_eq!(alpha, 77);
}

#[test]
fn a_profile_that_is_srgb_changes_no_sample() {
    let profile = ColorProfile::new_srgb().encode().unwrap();
    let ramp: Vec<u8> = (0..=255).flat_map(|v: u8| [v, v.wrapping_mul(7), 255 - v, 255]).collect();
    let picture = Picture::new(Size::new(256, 1), ramp);
    let bytes = png(&picture, |info| info.icc_profile = Some(profile.into()));
    assert_eq!(read(&bytes).unwrap(), picture);
}

#[test]
fn a_gray_profile_is_converted_too() {
    let profile = ColorProfile::new_gray_with_gamma(1.0).encode().unwrap();
    let bytes =
        png(&Picture::filled(Size::new(1, 1), [55, 55, 55, 255]), |info| info.icc_profile = Some(profile.into()));
    // Linear 55/255 is 128.4 in sRGB.
    assert!(read(&bytes).unwrap().pixel(0, 0)[0].abs_diff(128) <= 1);
}

#[test]
fn the_inks_of_a_cmyk_jpeg_become_colours() {
    for colour in [ColorType::Cmyk, ColorType::CmykAsYcck] {
        let mut bytes = Vec::new();
        // Full magenta and yellow, then half black on bare paper.
        let inks = [[0, 255, 255, 0].repeat(64), [0, 0, 0, 128].repeat(64)].concat();
        jpeg_encoder::Encoder::new(&mut bytes, 100).encode(&inks, 8, 16, colour).unwrap();
        let picture = read(&bytes).unwrap();
        let near = |at: [u8; 4], want: [u8; 4]| at.iter().zip(want).all(|(a, b)| a.abs_diff(b) <= 3);
        assert!(near(picture.pixel(4, 3), RED), "{colour:?}: {:?}", picture.pixel(4, 3));
        assert!(near(picture.pixel(4, 12), [127, 127, 127, 255]), "{colour:?}: {:?}", picture.pixel(4, 12));
    }
}

#[test]
fn a_header_above_the_limit_is_refused_before_its_pixels() {
    let mut bomb = png(&marked(), |_| {});
    bomb[16..24].copy_from_slice(&[0, 1, 0, 0, 0, 1, 0, 0]);
    let checksum = crc(&bomb[12..29]);
    bomb[29..33].copy_from_slice(&checksum.to_be_bytes());
    assert!(matches!(read(&bomb), Err(Error::Limit(_))), "{:?}", read(&bomb));
    let small = Limits { pixels: 5, ..Limits::default() };
    for format in [ImageFormat::Png, ImageFormat::Tiff, ImageFormat::Bmp, ImageFormat::Gif, ImageFormat::WebP] {
        assert!(matches!(decode(&written(&dynamic(&marked()), format), &small, None), Err(Error::Limit(_))));
    }
    assert!(matches!(decode(&jpeg(&marked(), |_| {}), &small, None), Err(Error::Limit(_))));
    assert!(matches!(decode(&svg("", 3, 2), &small, None), Err(Error::Limit(_))));
}

/// CRC-32 as PNG computes it.
fn crc(bytes: &[u8]) -> u32 {
    let step = |crc: u32| if crc & 1 == 1 { 0xEDB8_8320 ^ (crc >> 1) } else { crc >> 1 };
    !bytes.iter().fold(!0, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), |crc, _| step(crc)))
}

#[test]
fn what_is_no_picture_is_named_so() {
    assert_eq!(read(b"%!PS-Adobe-3.0").unwrap_err(), Error::UnknownFormat);
    assert_eq!(read(b"").unwrap_err().to_string(), "the picture is not PNG, JPEG, WebP, GIF, TIFF, BMP, SVG or PDF");
}

fn svg(inside: &str, width: u32, height: u32) -> Vec<u8> {
    format!("<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}'>{inside}</svg>").into_bytes()
}

#[test]
fn a_drawing_is_drawn_at_the_size_that_it_is_needed() {
    let bytes = svg("<rect width='5' height='10' fill='#f00'/>", 10, 10);
    assert_eq!(read(&bytes).unwrap().size(), Size::new(10, 10));
    let large = decode(&bytes, &Limits::default(), Some(Size::new(300, 200))).unwrap();
    assert_eq!(large.size(), Size::new(300, 300));
    assert_eq!((large.pixel(149, 150), large.pixel(150, 150)), (RED, [0; 4]));
    let limited = decode(&bytes, &Limits { pixels: 10_000, ..Limits::default() }, Some(Size::new(300, 200))).unwrap();
    assert!(limited.size().width >= 99 && limited.size().pixels() <= 10_000, "as large as the limits allow");
}

/// A PDF of one page whose content and further entries are these.
fn pdf(content: &[u8], (width, height): (u32, u32), resources: &str) -> Vec<u8> {
    let page =
        format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width} {height}]/Contents 4 0 R/Resources<<{resources}>>>>");
    let objects =
        [b"<</Type/Catalog/Pages 2 0 R>>".to_vec(), b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(), page.into()];
    let head = format!("<</Length {}>>stream\n", content.len());
    let stream = [head.as_bytes(), content, b"\nendstream"].concat();
    let (mut bytes, mut places) = (b"%PDF-1.4\n".to_vec(), Vec::new());
    for (index, object) in objects.into_iter().chain([stream]).enumerate() {
        places.push(bytes.len());
        bytes.extend([format!("{} 0 obj ", index + 1).as_bytes(), &object, b" endobj\n"].concat());
    }
    let start = bytes.len();
    bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).bytes());
    for place in &places {
        bytes.extend(format!("{place:010} 00000 n \n").bytes());
    }
    bytes.extend(format!("trailer<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF", places.len() + 1).bytes());
    bytes
}

#[test]
fn the_first_page_of_a_pdf_is_drawn_upright_and_as_large_as_it_is_needed() {
    // A PDF counts from the lower left: red is the upper left quarter.
    let bytes = pdf(b"1 0 0 rg 0 10 5 10 re f", (10, 20), "");
    assert_eq!(probe(&bytes, &Limits::default()).unwrap(), Info { format: InputFormat::Pdf, size: Size::new(10, 20) });
    let large = decode(&bytes, &Limits::default(), Some(Size::new(100, 10))).unwrap();
    assert_eq!(large.size(), Size::new(100, 200));
    assert_eq!([large.pixel(25, 50), large.pixel(75, 50), large.pixel(25, 150)], [RED, [0; 4], [0; 4]]);
}

#[test]
fn the_part_around_a_drawing_is_taken_from_its_page() {
    let part = |bytes: &[u8]| decode_part(bytes, &Limits::default(), (4.0, 4.0), Size::new(8, 8)).unwrap();
    let drawings = [
        pdf(b"1 0 0 rg 4 16 2 2 re f", (10, 20), ""),
        svg("<rect x='4' y='2' width='2' height='2' fill='#f00'/>", 10, 20),
        svg(
            "<clipPath id='c'><path d='M4 2h2v2h-2z'/></clipPath><g clip-path='url(#c)'><path d='M0 2H9V9H0Z' fill='red'/></g>",
            10,
            20,
        ),
    ];
    for bytes in drawings {
        let picture = part(&bytes);
        assert_eq!(
            [picture.pixel(1, 4), picture.pixel(2, 2), picture.pixel(5, 5), picture.pixel(6, 5)],
            [[0; 4], RED, RED, [0; 4]]
        );
    }
}

#[test]
fn a_pdf_that_asks_for_too_much_is_refused() {
    let bytes = pdf(b"1 0 0 rg 0 0 5 5 re f", (10, 20), "");
    assert!(matches!(decode(&bytes, &Limits { pixels: 100, ..Limits::default() }, None), Err(Error::Limit(_))));
    let groups = b"/g Do ".repeat(2);
    for broken in [&bytes[..bytes.len() / 2], b"%PDF-1.7", &pdf(&groups, (10, 20), "/XObject<</g 4 0 R>>")] {
        let _ = read(broken);
    }
    let mut bomb = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    let zeros = vec![0; 1 << 24];
    (0..65).for_each(|_| bomb.write_all(&zeros).unwrap());
    let bomb = pdf(&bomb.finish().unwrap(), (10, 20), "");
    assert!(read(&bomb).unwrap_err().to_string().contains("unpacks to too much"));
}

#[test]
fn a_pattern_whose_cells_overlap_without_end_is_refused() {
    // Readers find their way in a file without a table of places.
    let page = |cell: &str| {
        let stream = |content: &str, entries: &str| {
            format!("<<{entries}/Length {}>>stream\n{content}\nendstream endobj\n", content.len())
        };
        let cell = format!("/PatternType 1/PaintType 1/TilingType 1/BBox[{cell}]/XStep 2/YStep 2/Resources<<>>");
        let text = [
            "%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n",
            "3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 8 8]/Contents 4 0 R/Resources<</Pattern<</P 5 0 R>>>>>> endobj\n",
            "4 0 obj ",
            &stream("/Pattern cs /P scn 0 0 8 8 re f", ""),
            "5 0 obj ",
            &stream("1 0 0 rg 0 0 1 2 re f", &cell),
            "trailer <</Size 6/Root 1 0 R>>\n%%EOF",
        ];
        text.concat().into_bytes()
    };
    let stripes = read(&page("0 0 2 2")).unwrap();
    assert_eq!([0, 1, 4, 5].map(|x| stripes.pixel(x, 3)), [RED, [0; 4], RED, [0; 4]]);
    assert!(read(&page("0 0 3000000000 2")).unwrap_err().to_string().contains("too laborious"));
}

#[test]
fn a_drawing_reaches_nothing_outside_itself() {
    let folder = std::env::temp_dir().join(format!("codec-{}.png", std::process::id()));
    std::fs::write(&folder, png(&Picture::filled(Size::new(4, 4), RED), |_| {})).unwrap();
    let bytes = svg(&format!("<image href='{}' width='4' height='4'/>", folder.display()), 4, 4);
    let drawn = read(&bytes);
    std::fs::remove_file(&folder).unwrap();
    assert_eq!(drawn.unwrap(), Picture::filled(Size::new(4, 4), [0; 4]));
}

#[test]
fn a_picture_inside_a_drawing_counts_against_the_limits() {
    // A red GIF of one pixel.
    let inside = "<image width='4' height='4' href='data:image/gif;base64,\
                  R0lGODdhAQABAIAAAP8AAAAAACwAAAAAAQABAAACAkQBADs='/>";
    let bytes = svg(inside, 4, 4);
    assert_eq!(read(&bytes).unwrap().pixel(2, 2), RED);
    let twice = svg(&inside.repeat(20), 4, 4);
    let few = Limits { pixels: 16, ..Limits::default() };
    assert_eq!(decode(&bytes, &few, None).unwrap().pixel(2, 2), RED);
    assert!(decode(&twice, &few, None).is_ok(), "those above the limit are left out");
}

#[test]
fn a_drawing_nested_without_end_is_refused_and_takes_no_stack() {
    let deep = svg(&format!("{}{}", "<g opacity='.5'>".repeat(50_000), "</g>".repeat(50_000)), 4, 4);
    let _ = read(&deep);
    let shapes = format!("{}<rect width='4' height='4'/>{}", "<g opacity='.5'>".repeat(500), "</g>".repeat(500));
    assert!(matches!(read(&svg(&shapes, 4, 4)), Err(Error::Limit(_))));
}

#[test]
fn references_that_multiply_or_run_deep_are_survived() {
    let doubled = |n: u32| format!("<g id='a{}'><use href='#a{n}'/><use href='#a{n}'/></g>", n + 1);
    let laughs: String = (0..40).map(doubled).collect();
    let _ = read(&svg(&format!("<defs><rect id='a0' width='1' height='1'/>{laughs}</defs><use href='#a40'/>"), 4, 4));
    let once = |n: u32| format!("<g id='a{}' opacity='.9'><use href='#a{n}'/></g>", n + 1);
    let chain: String = (0..20_000).map(once).collect();
    let _ = read(&svg(&format!("<defs><rect id='a0' width='1' height='1'/>{chain}</defs><use href='#a20000'/>"), 4, 4));
}

/// A small file of each format.
fn seeds() -> Vec<Vec<u8>> {
    let picture = crate::resize(&marked(), Size::new(19, 17), crate::Filter::CatmullRom).unwrap();
    let profile = ColorProfile::new_display_p3().encode().unwrap();
    let mut cmyk = Vec::new();
    jpeg_encoder::Encoder::new(&mut cmyk, 80).encode(&[90; 16 * 16 * 4], 16, 16, ColorType::CmykAsYcck).unwrap();
    let mut seeds = vec![
        png(&picture, |info| {
            info.icc_profile = Some(profile.into());
            info.exif_metadata = Some(exif(5).into());
        }),
        jpeg(&picture, |encoder| encoder.add_exif_metadata(&exif(8)).unwrap()),
        jpeg(&picture, |encoder| encoder.set_progressive(true)),
        cmyk,
        tiff(&picture, 3),
        encode(&picture, &EncodeOptions { dpi: Some(300.0), ..EncodeOptions::new(Format::WebP) }).unwrap(),
        svg("<g opacity='.5'><path d='M1 1L9 9Z' stroke='red'/></g>", 19, 17),
    ];
    for format in [ImageFormat::Tiff, ImageFormat::Bmp, ImageFormat::Gif, ImageFormat::WebP] {
        seeds.push(written(&dynamic(&picture), format));
    }
    seeds
}

fn survives(bytes: &[u8]) {
    let limits = Limits { pixels: 100_000, ..Limits::default() };
    if let Ok(picture) = decode(bytes, &limits, Some(Size::new(64, 64))) {
        assert!(picture.size().pixels() <= limits.pixels);
    }
}

#[test]
fn a_file_that_ends_early_never_panics() {
    for seed in seeds() {
        assert!(read(&seed).is_ok());
        let step = (seed.len() / 150).max(1);
        (0..seed.len()).step_by(step).for_each(|length| survives(&seed[..length]));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn flipped_bits_never_panic(which in 0..11_usize, flips in prop::collection::vec((0.0..1.0_f64, 0..8_u8), 1..12)) {
        let mut bytes = seeds().swap_remove(which);
        for (place, bit) in flips {
            let at = (place * bytes.len() as f64) as usize;
            bytes[at] ^= 1 << bit;
        }
        survives(&bytes);
    }
}
