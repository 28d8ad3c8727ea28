//! Gradients: where a place lies on its line, and what colour that is.
//!
//! The geometry is that of SVG 2, 14 (a linear and a radial gradient) and of Adobe's manual (the other styles); Photoshop
//! asks at the corner of each pixel. On a canvas of eight pixels the line from the middle to the edge has four.

use psd::descriptor::{Descriptor, Value};
use psd::tagged::Color;

use crate::make::{assert_near, black_to_white, bytes, drawn, empty, flat, gradient, row};

fn fill(style: &str) -> Descriptor {
    let style = Value::enumeration_of("GrdT", style);
    Descriptor::new("null").with("Grad", black_to_white()).with("Type", style).with("Angl", 0.0)
}

/// The picture of a gradient fill on white.
fn picture(fill: &Descriptor) -> pixels::Picture {
    drawn([flat(255), empty("gradient").block(b"GdFl", bytes(fill))])
}

/// The gray at each place, with how far along the gradient it lies.
#[track_caller]
fn lies(fill: &Descriptor, places: &[(u32, u32, f64)]) {
    let picture = picture(fill);
    for (x, y, along) in places {
        let found = f64::from(picture.pixel(*x, *y)[0]);
        assert!((found - 255.0 * along).abs() <= 1.0, "{x}, {y}: {found}");
    }
}

#[test]
fn a_linear_gradient_runs_along_its_angle() {
    lies(&fill("Lnr "), &[(0, 3, 0.0), (2, 0, 0.25), (6, 7, 0.75)]);
    let mut up = fill("Lnr ");
    up.set("Angl", 90.0);
    lies(&up, &[(3, 0, 1.0), (3, 2, 0.75), (3, 6, 0.25)]);
}

#[test]
fn a_radial_gradient_is_the_distance_from_the_middle() {
    let diagonal = 0.5f64.sqrt();
    lies(&fill("Rdl "), &[(4, 4, 0.0), (7, 4, 0.75), (4, 1, 0.75), (6, 6, diagonal), (0, 0, 1.0)]);
}

#[test]
fn an_angle_gradient_goes_round_counterclockwise() {
    lies(&fill("Angl"), &[(6, 4, 0.0), (6, 2, 0.125), (4, 2, 0.25), (2, 4, 0.5), (4, 6, 0.75), (6, 6, 0.875)]);
}

#[test]
fn a_reflected_gradient_runs_both_ways_from_the_middle() {
    lies(&fill("Rflc"), &[(4, 0, 0.0), (7, 3, 0.75), (1, 3, 0.75), (0, 7, 1.0)]);
}

#[test]
fn a_diamond_gradient_adds_both_distances() {
    lies(&fill("Dmnd"), &[(4, 4, 0.0), (6, 5, 0.75), (3, 2, 0.75), (6, 6, 1.0)]);
}

#[test]
fn reverse_scale_and_offset_do_what_they_say() {
    let linear = || fill("Lnr ");
    lies(&linear().with("Rvrs", true), &[(2, 3, 0.75), (6, 3, 0.25)]);
    lies(&linear().with("Scl ", 50.0), &[(1, 3, 0.0), (3, 3, 0.25), (5, 3, 0.75), (7, 3, 1.0)]);
    let offset = Descriptor::new("Pnt ").with("Hrzn", 25.0).with("Vrtc", 0.0);
    lies(&linear().with("Ofst", offset), &[(2, 3, 0.0), (4, 3, 0.25), (6, 3, 0.5)]);
}

/// Catmull and Rom, "A class of local interpolating splines" (1974), the first and the last stop counted twice: between
/// two stops -u³ + 3/2 u² + 1/2 u.
#[test]
fn smoothness_is_the_way_from_straight_lines_to_a_spline() {
    let smooth = |u: f64| -u.powi(3) + 1.5 * u * u + 0.5 * u;
    for (stored, share) in [(0.0, 0.0), (2048.0, 0.5), (4096.0, 1.0)] {
        let mut stops = black_to_white();
        stops.set("Intr", stored);
        let mut fill = fill("Lnr ");
        fill.set("Grad", stops);
        let wanted: Vec<f64> =
            (0..8).map(|x| f64::from(x) / 8.0).map(|u| 255.0 * (u + share * (smooth(u) - u))).collect();
        assert_near(&row(&picture(&fill), 3), &wanted, 1.0);
    }
}

#[test]
fn a_midpoint_is_where_two_stops_mix_half_and_half() {
    let mut stops = black_to_white();
    let Some(Value::List(list)) = stops.get_mut("Clrs") else { panic!("a list of stops") };
    let Value::Object(last) = &mut list[1] else { panic!("a stop") };
    last.set("Mdpn", 25);
    let mut fill = fill("Lnr ");
    fill.set("Grad", stops);
    lies(&fill, &[(1, 3, 0.25), (2, 3, 0.5), (5, 3, 0.75)]);
}

#[test]
fn colours_before_the_first_stop_and_behind_the_last_are_theirs() {
    let mut fill = fill("Lnr ");
    fill.set("Grad", gradient(&[(0.25, 51), (0.5, 204), (0.75, 102)]));
    let found = row(&picture(&fill), 3);
    assert_near(&found, &[51.0, 51.0, 51.0, 127.5, 204.0, 153.0, 102.0, 102.0], 1.0);
}

#[test]
fn opacity_has_stops_of_its_own() {
    let stop = |location: i32, opacity: f64| {
        Value::from(Descriptor::new("TrnS").with("Lctn", location).with("Mdpn", 50).with("Opct", opacity))
    };
    let mut stops = gradient(&[(0.0, 0), (1.0, 0)]);
    stops.set("Trns", vec![stop(0, 100.0), stop(4096, 0.0)]);
    let mut fill = fill("Lnr ");
    fill.set("Grad", stops);
    // Black above white: 255 (1 - alpha).
    lies(&fill, &[(0, 3, 0.0), (2, 3, 0.25), (6, 3, 0.75)]);
}

/// The methods of Photoshop 2022: in linear light (IEC 61966-2-1), in Oklab (Ottosson, 2020; of grays its lightness is the
/// cube root of light), and in stripes.
#[test]
fn colours_mix_in_the_space_that_the_method_names() {
    let linear = |encoded: f64| ((encoded + 0.055) / 1.055).powf(2.4);
    let encoded = |linear: f64| 1.055 * linear.powf(1.0 / 2.4) - 0.055;
    let middle = |method: &str| {
        let mut fill = fill("Lnr ").with("gs99", Value::enumeration_of("gradientInterpolationMethodType", method));
        fill.set("Grad", gradient(&[(0.0, 51), (1.0, 255)]));
        picture(&fill).pixel(4, 3)[0]
    };
    let light = f64::midpoint(linear(0.2), 1.0);
    assert_near(&[middle("Gcls")], &[153.0], 1.0);
    assert_near(&[middle("Lnr ")], &[255.0 * encoded(light)], 1.0);
    let perceived = f64::midpoint(linear(0.2).cbrt(), 1.0).powi(3);
    assert_near(&[middle("Perc")], &[255.0 * encoded(perceived)], 1.0);
    assert_eq!(middle("stripes"), 51);
}

#[test]
fn the_tools_own_colours_are_its_defaults() {
    let stop = |location: i32, kind: &str| {
        let stop = Descriptor::new("Clrt").with("Lctn", location).with("Mdpn", 50);
        Value::from(
            stop.with("Type", Value::enumeration_of("Clry", kind)).with("Clr ", Color::rgb_descriptor([9.0; 3])),
        )
    };
    let mut stops = black_to_white();
    stops.set("Clrs", vec![stop(0, "FrgC"), stop(4096, "BckC")]);
    let mut fill = fill("Lnr ");
    fill.set("Grad", stops);
    lies(&fill, &[(0, 3, 0.0), (2, 3, 0.25), (6, 3, 0.75)]);
}
