//! Sharpening, noise, and ranks.

use psd::descriptor::{Descriptor, Value};

use super::{about_the_step, filtered, grays, pixels_of, step};
use crate::make::{assert_near, percent};

/// A dot on gray.
fn dot(ground: u8, dot: u8) -> pixels::Picture {
    grays(|x, y| if (x, y) == (32, 32) { dot } else { ground })
}

/// Adobe's manual: the picture and a share of its difference from a blurred one.
#[test]
fn an_unsharp_mask_adds_what_a_blur_takes_away() {
    let soft = |x: u32| if x < 32 { 100 } else { 150 };
    let blurred =
        about_the_step(&filtered(Descriptor::new("GsnB").with("Rds ", pixels_of(2.0)), grays(|x, _| soft(x))));
    let mask = |threshold: i32| {
        let mask = Descriptor::new("UnsM").with("Amnt", percent(80.0)).with("Rds ", pixels_of(2.0));
        about_the_step(&filtered(mask.with("Thsh", threshold), grays(|x, _| soft(x))))
    };
    let wanted: Vec<f64> = (24..40)
        .zip(&blurred)
        .map(|(x, blurred)| f64::from(soft(x)) + 0.8 * (f64::from(soft(x)) - f64::from(*blurred)))
        .collect();
    assert_near(&mask(0), &wanted, 2.0);
    assert_near(&mask(60), &[[100.0; 8], [150.0; 8]].concat(), 0.0);
}

#[test]
fn high_pass_leaves_gray_and_what_a_blur_takes_away() {
    let blurred = about_the_step(&filtered(
        Descriptor::new("GsnB").with("Rds ", pixels_of(2.0)),
        grays(|x, _| if x < 32 { 100 } else { 150 }),
    ));
    let passed = about_the_step(&filtered(
        Descriptor::new("HghP").with("Rds ", pixels_of(2.0)),
        grays(|x, _| if x < 32 { 100 } else { 150 }),
    ));
    let wanted: Vec<f64> = (24..40)
        .zip(&blurred)
        .map(|(x, blurred)| 128.0 + if x < 32 { 100.0 } else { 150.0 } - f64::from(*blurred))
        .collect();
    assert_near(&passed, &wanted, 2.0);
}

#[test]
fn noise_is_as_strong_as_it_says_and_gray_where_it_is_asked_to_be() {
    let noise = |distribution: &str, monochrome: bool| {
        let noise = Descriptor::new("AdNs").with("Dstr", Value::enumeration_of("Dstr", distribution));
        filtered(noise.with("Nose", percent(10.0)).with("Mnch", monochrome).with("FlRs", 7), grays(|_, _| 128))
    };
    // Uniform between plus and minus a tenth of 255; a bell curve of that deviation.
    for (distribution, deviation) in [("Unfr", 25.5 / 3f64.sqrt()), ("Gsn ", 25.5)] {
        let picture = noise(distribution, true);
        assert!(picture.rgba().chunks_exact(4).all(|pixel| pixel[0] == pixel[1] && pixel[3] == 255));
        let differences = picture.rgba().chunks_exact(4).map(|pixel| f64::from(pixel[0]) - 128.0);
        let found = (differences.map(|d| d * d).sum::<f64>() / 4096.0).sqrt();
        assert!((found / deviation - 1.0).abs() < 0.06, "{distribution}: {found} for {deviation}");
    }
    assert!(noise("Unfr", false).rgba().chunks_exact(4).any(|pixel| pixel[0] != pixel[1]));
}

#[test]
fn ranks_take_the_least_the_middle_and_the_most() {
    let at =
        |class: &str, picture: pixels::Picture| filtered(Descriptor::new(class).with("Rds ", pixels_of(1.0)), picture);
    assert_eq!(at("Mdn ", dot(100, 255)).pixel(32, 32)[0], 100);
    let least = at("Mnm ", dot(100, 0));
    assert_eq!([30, 31, 32, 33, 34].map(|x| least.pixel(x, 33)[0]), [100, 0, 0, 0, 100]);
    let most = at("Mxm ", dot(100, 255));
    assert_eq!([30, 31, 32, 33, 34].map(|x| most.pixel(x, 31)[0]), [100, 255, 255, 255, 100]);
    assert_near(&about_the_step(&at("Mdn ", step())), &[[0.0; 8], [255.0; 8]].concat(), 0.0);
}
