//! Blurs. About a step each is the sum of its own weights.

use psd::descriptor::Descriptor;

use super::{about_the_step, filtered, grays, pixels_of, step};
use crate::make::assert_near;

/// The integral of the bell curve (Abramowitz and Stegun, 7.1.26).
fn integral(z: f64) -> f64 {
    let t = 1.0 / (1.0 + 0.327_591_1 * (z.abs() / 2f64.sqrt()));
    let sum =
        t * (0.254_829_592 + t * (-0.284_496_736 + t * (1.421_413_741 + t * (-1.453_152_027 + t * 1.061_405_429))));
    let erf = 1.0 - sum * (-z * z / 2.0).exp();
    0.5 * (1.0 + erf.copysign(z))
}

#[test]
fn a_gaussian_blurs_a_step_to_the_integral_of_the_bell_curve() {
    for radius in [1.5, 3.0] {
        let found = about_the_step(&filtered(Descriptor::new("GsnB").with("Rds ", pixels_of(radius)), step()));
        let wanted: Vec<f64> = (24..40).map(|x| 255.0 * integral((f64::from(x) + 0.5 - 32.0) / radius)).collect();
        assert_near(&found, &wanted, 4.0);
    }
}

#[test]
fn a_box_blur_is_the_mean_of_its_square() {
    let found = about_the_step(&filtered(Descriptor::new("boxblur").with("Rds ", pixels_of(3.0)), step()));
    // Of seven columns about each, those from 32 on are white.
    let wanted: Vec<f64> = (24..40).map(|x| 255.0 * f64::from((x + 4 - 32i32).clamp(0, 7)) / 7.0).collect();
    assert_near(&found, &wanted, 1.0);
}

#[test]
fn a_motion_blur_is_the_mean_along_its_line() {
    let blur = |angle: i32| Descriptor::new("MtnB").with("Angl", angle).with("Dstn", pixels_of(9.0));
    let across = about_the_step(&filtered(blur(0), step()));
    let wanted: Vec<f64> = (24..40).map(|x| 255.0 * f64::from((x + 5 - 32i32).clamp(0, 9)) / 9.0).collect();
    assert_near(&across, &wanted, 3.0);
    let along = about_the_step(&filtered(blur(90), step()));
    assert_near(&along, &[[0.0; 8], [255.0; 8]].concat(), 1.0);
}

#[test]
fn a_surface_blur_keeps_edges_above_its_threshold() {
    let rough = || grays(|x, y| if x < 32 { 60 + ((x + y) % 2) as u8 * 4 } else { 200 });
    let blur = Descriptor::new("surfaceBlur").with("Rds ", pixels_of(4.0)).with("Thsh", 20);
    let found = about_the_step(&filtered(blur, rough()));
    assert_near(&found, &[[62.0; 8], [200.0; 8]].concat(), 1.0);
}

#[test]
fn average_is_the_mean_of_all() {
    let found = filtered(Descriptor::new("Avrg"), grays(|x, _| if x < 16 { 0 } else { 200 }));
    assert_near(&about_the_step(&found), &[150.0; 16], 1.0);
}
