//! Outer glow and inner glow.

use psd::descriptor::{Descriptor, Value};

use super::{BAND, colours, red, reddened, styled, with_effect};
use crate::make::{BLACK, LEFT, RED, WHITE, assert_near, effect, gradient, losses, noise};

fn glow(technique: &str, spread: f64, size: f64) -> Descriptor {
    red().with("GlwT", Value::enumeration_of("BETE", technique)).with("Ckmt", spread).with("blur", Value::pixels(size))
}

#[test]
fn an_outer_glow_surrounds_the_shape_and_ends_at_its_size() {
    for technique in ["SfBL", "PrBL"] {
        let row = reddened(&with_effect(LEFT, "OrGl", glow(technique, 0.0, 3.0)), 4);
        assert_eq!(row[0], 255, "the shape is black: {technique}");
        let outside = &row[4..];
        assert!(outside.iter().rev().is_sorted() && outside[0] > 60, "{technique}: {row:?}");
        assert_eq!(outside[3], 0, "{technique}");
    }
}

#[test]
fn full_spread_makes_the_glow_a_line() {
    let row = colours(&with_effect(LEFT, "OrGl", glow("PrBL", 100.0, 2.0)), 4);
    assert_eq!(row, [BLACK, BLACK, BLACK, BLACK, RED, RED, WHITE, WHITE]);
}

#[test]
fn an_inner_glow_comes_from_the_edge_or_from_the_middle() {
    let inner = |source: &str| {
        let glow = glow("PrBL", 100.0, 1.0).with("glwS", Value::enumeration_of("IGSr", source));
        colours(&with_effect(BAND, "IrGl", glow), 4)
    };
    assert_eq!(inner("SrcE"), [WHITE, WHITE, RED, BLACK, BLACK, RED, WHITE, WHITE]);
    assert_eq!(inner("SrcC"), [WHITE, WHITE, BLACK, RED, RED, BLACK, WHITE, WHITE]);
}

fn of_gradient(gradient: Descriptor) -> Descriptor {
    let glow = effect().with("GlwT", Value::enumeration_of("BETE", "PrBL")).with("Grad", gradient);
    glow.with("Ckmt", 100.0).with("blur", Value::pixels(2.0))
}

/// Photoshop's manual: a glow's gradient runs from the strongest place, by the shape, outwards.
#[test]
fn a_glows_gradient_begins_where_the_glow_is_strongest() {
    let row = crate::make::row(&with_effect(LEFT, "OrGl", of_gradient(gradient(&[(0.0, 100), (1.0, 200)]))), 4);
    let strongest = f64::from(row[4]);
    assert!((strongest - 100.0).abs() <= 2.0 || (strongest - 200.0).abs() <= 2.0, "{row:?}");
    assert_near(&row[6..], &[255.0, 255.0], 0.0);
}

#[test]
fn a_glow_of_a_noise_gradient_is_told() {
    assert_eq!(losses([styled(LEFT, "OrGl", of_gradient(noise()))]), ["shape: glow"]);
}
