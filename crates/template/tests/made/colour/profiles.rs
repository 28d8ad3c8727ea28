//! ICC profiles: pictures are sRGB when they leave.

use psd::build::{DocumentBuilder, NewLayer};
use psd::header::{ColorMode, Depth};
use psd::resources::{Resource, id};

use crate::make::{ALL, assert_near, built, shown};

/// A display profile (ICC.1:2010) with these tags; every value is one that the tag's type begins.
fn profile(space: [u8; 4], tags: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut header = vec![0; 128];
    header[8..12].copy_from_slice(&[2, 0x40, 0, 0]);
    header[12..16].copy_from_slice(b"mntr");
    header[16..20].copy_from_slice(&space);
    header[20..24].copy_from_slice(b"XYZ ");
    header[36..40].copy_from_slice(b"acsp");
    header[68..80].copy_from_slice(&fixed([0.9642, 1.0, 0.8249]));
    let mut table = (tags.len() as u32).to_be_bytes().to_vec();
    let mut data = Vec::new();
    for (name, value) in tags {
        let offset = 128 + 4 + 12 * tags.len() + data.len();
        table.extend([name.to_vec(), (offset as u32).to_be_bytes().to_vec()].concat());
        table.extend((value.len() as u32).to_be_bytes());
        data.extend(value);
        data.resize(data.len().next_multiple_of(4), 0);
    }
    let mut profile = [header, table, data].concat();
    let length = profile.len() as u32;
    profile[..4].copy_from_slice(&length.to_be_bytes());
    profile
}

fn fixed(numbers: [f64; 3]) -> Vec<u8> {
    numbers.iter().flat_map(|number| ((number * 65536.0).round() as i32).to_be_bytes()).collect()
}

fn xyz(numbers: [f64; 3]) -> Vec<u8> {
    [b"XYZ \0\0\0\0".to_vec(), fixed(numbers)].concat()
}

/// A curve of one number: the power, in 256ths.
fn power(power: f64) -> Vec<u8> {
    [b"curv\0\0\0\0\0\0\0\x01".to_vec(), ((power * 256.0) as u16).to_be_bytes().to_vec()].concat()
}

/// IEC 61966-2-1.
fn encoded(linear: f64) -> f64 {
    255.0 * (1.055 * linear.powf(1.0 / 2.4) - 0.055)
}

fn pixel(mode: ColorMode, profile: Vec<u8>, samples: &[u8]) -> [u8; 4] {
    let layer = NewLayer::raster("layer", ALL, samples.repeat(64));
    let builder = DocumentBuilder::new(8, 8).color(mode, Depth::Eight).layer(layer);
    shown(&built(builder.resource(Resource::new(id::ICC_PROFILE, profile)))).pixel(3, 3)
}

#[test]
fn a_profile_of_linear_light_is_encoded() {
    // The primaries of sRGB, adapted to D50.
    let tags = [
        (b"rXYZ", xyz([0.4361, 0.2225, 0.0139])),
        (b"gXYZ", xyz([0.3851, 0.7169, 0.0971])),
        (b"bXYZ", xyz([0.1431, 0.0606, 0.7139])),
        (b"wtpt", xyz([0.9642, 1.0, 0.8249])),
        (b"rTRC", power(1.0)),
        (b"gTRC", power(1.0)),
        (b"bTRC", power(1.0)),
    ];
    let found = pixel(ColorMode::Rgb, profile(*b"RGB ", &tags), &[0, 64, 255, 128]);
    assert_near(&found, &[0.0, encoded(64.0 / 255.0), 255.0, 128.0], 1.0);
}

#[test]
fn a_gray_profiles_curve_is_undone() {
    let tags = [(b"wtpt", xyz([0.9642, 1.0, 0.8249])), (b"kTRC", power(3.0))];
    let found = pixel(ColorMode::Grayscale, profile(*b"GRAY", &tags), &[180, 255]);
    assert_near(&found[..3], &[encoded((180.0f64 / 255.0).powi(3)); 3], 1.5);
}

#[test]
fn a_profile_that_cannot_be_read_is_passed_over() {
    assert_eq!(pixel(ColorMode::Rgb, vec![7; 200], &[1, 2, 3, 255]), [1, 2, 3, 255]);
}
