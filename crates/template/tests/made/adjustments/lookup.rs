//! Colour lookup: by `.cube` text, by an ICC profile, by tables that we don't read.

use psd::descriptor::{Descriptor, Value};
use psd::{Bytes, Key};

use super::{adjusted, adjustment};
use crate::make::{assert_near, bytes, losses};

fn lookup(settings: &Descriptor) -> Vec<u8> {
    [vec![0, 1], bytes(settings)].concat()
}

fn raw(data: impl Into<Bytes>) -> Value {
    Value::Raw { key: Key::new(b"tdta"), data: data.into() }
}

#[test]
fn a_colour_lookup_without_a_table_changes_nothing() {
    assert_eq!(adjusted([100, 9, 200], *b"clrL", &lookup(&Descriptor::new("null"))), [100, 9, 200]);
}

/// Adobe's "Cube LUT specification 1.0": red runs fastest.
#[test]
fn a_cube_is_read_between_its_corners() {
    // Red from green, green from blue, blue half of red.
    let corner = |at: u32| format!("{} {} {}\n", at >> 1 & 1, at >> 2 & 1, f64::from(at & 1) / 2.0);
    let cube = format!("LUT_3D_SIZE 2\n{}", (0..8).map(corner).collect::<String>());
    let data = lookup(&Descriptor::new("null").with("LUT3DFileData", raw(cube.into_bytes())));
    assert_near(&adjusted([100, 50, 200], *b"clrL", &data), &[50.0, 200.0, 50.0], 1.0);
}

/// A profile of this class with a grid of two colours a side (ICC.1:2010, 10.10, `lut16Type`): the first channel is the
/// slowest.
fn profile(class: [u8; 4], space: [u8; 4], of: impl Fn([u16; 3]) -> [u16; 3]) -> Vec<u8> {
    let straight = [0u16, 65535].repeat(3);
    let corner = |at: u16| of([at >> 2 & 1, at >> 1 & 1, at & 1].map(|bit| bit * 65535));
    let samples = [straight.clone(), (0..8).flat_map(corner).collect(), straight].concat();
    let samples: Vec<u8> = samples.iter().flat_map(|sample| sample.to_be_bytes()).collect();
    let lut = [b"mft2\0\0\0\0\x03\x03\x02\0".to_vec(), vec![0; 36], vec![0, 2, 0, 2], samples].concat();
    let mut header = vec![0; 128];
    header[12..16].copy_from_slice(&class);
    header[16..20].copy_from_slice(&space);
    header[20..24].copy_from_slice(&space);
    let tag = [1u32.to_be_bytes(), *b"A2B0", 144u32.to_be_bytes(), (lut.len() as u32).to_be_bytes()].concat();
    [header, tag, lut].concat()
}

#[test]
fn a_device_link_maps_rgb_to_rgb() {
    let turned = profile(*b"link", *b"RGB ", |[r, g, b]| [g, b, 65535 - r]);
    let data = lookup(&Descriptor::new("null").with("profile", raw(turned)));
    assert_near(&adjusted([100, 50, 200], *b"clrL", &data), &[50.0, 200.0, 155.0], 1.0);
}

#[test]
fn an_abstract_profile_maps_lab_to_lab() {
    let grayed = profile(*b"abst", *b"Lab ", |[l, _, _]| [l, 32768, 32768]);
    let data = lookup(&Descriptor::new("null").with("profile", raw(grayed)));
    let [r, g, b] = adjusted([200, 60, 60], *b"clrL", &data);
    // Its lightness, and no colour.
    assert!(r.abs_diff(g) <= 3 && g.abs_diff(b) <= 3 && (80..140).contains(&r), "{r} {g} {b}");
}

#[test]
fn other_tables_are_told_and_change_nothing() {
    let table = || lookup(&Descriptor::new("null").with("LUT3DFileData", raw(&b"\x93NUMPY"[..])));
    assert_eq!(losses([adjustment(*b"clrL", table())]), ["adjustment: colour lookup by a table of another kind"]);
    assert_eq!(adjusted([100, 9, 200], *b"clrL", &table()), [100, 9, 200]);
    let profile = || lookup(&Descriptor::new("null").with("profile", raw(profile(*b"mntr", *b"RGB ", |rgb| rgb))));
    assert_eq!(losses([adjustment(*b"clrL", profile())]), ["adjustment: colour lookup by a profile of another kind"]);
}
