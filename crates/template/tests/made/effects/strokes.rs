//! Strokes.

use psd::descriptor::{Descriptor, Value};
use psd::layers::Rect;

use super::{MIDDLE, colours, red, styled, with_effect};
use crate::make::{
    ALL, BLACK, BLUE, RED, WHITE, assert_near, black_to_white, block, built, document, drawn, effects, filled, losses,
    noise, pattern, pattern_block, rgb, row, shown,
};

fn stroke(position: &str, size: f64) -> Descriptor {
    let stroke = red().with("Styl", Value::enumeration_of("FStl", position)).with("Sz  ", Value::pixels(size));
    stroke.with("PntT", Value::enumeration_of("FrFl", "SClr"))
}

fn of_gradient(mut stroke: Descriptor, gradient: Descriptor, style: &str) -> Descriptor {
    stroke.set("PntT", Value::enumeration_of("FrFl", "GrFl"));
    stroke.set("Type", Value::enumeration_of("GrdT", style));
    stroke.set("Grad", gradient);
    stroke
}

#[test]
fn a_stroke_lies_on_the_side_of_the_edge_that_it_says() {
    let row = |position, size| colours(&with_effect(MIDDLE, "FrFX", stroke(position, size)), 3)[..6].to_vec();
    assert_eq!(row("OutF", 1.0), [WHITE, RED, BLACK, BLACK, BLACK, RED]);
    assert_eq!(row("InsF", 1.0), [WHITE, WHITE, RED, BLACK, RED, WHITE]);
    assert_eq!(row("CtrF", 2.0), [WHITE, RED, RED, BLACK, RED, RED]);
}

#[test]
fn a_stroke_knocks_out_the_layer_unless_it_overprints() {
    let half = |overprints| {
        let mut stroke = stroke("InsF", 1.0).with("overprint", overprints);
        stroke.set("Opct", 20.0);
        with_effect(MIDDLE, "FrFX", stroke).pixel(2, 3)
    };
    // A fifth of red on white, or on the black of the layer.
    assert_eq!(half(false), [255, 204, 204, 255]);
    assert_eq!(half(true), [51, 0, 0, 255]);
}

#[test]
fn a_strokes_gradient_spans_the_line_from_outside_to_outside() {
    let gradient = of_gradient(stroke("OutF", 1.0).with("Angl", 0.0), black_to_white(), "Lnr ");
    let square = Rect { top: 2, left: 2, bottom: 6, right: 6 };
    let found = row(&with_effect(square, "FrFX", gradient), 1);
    // Columns 1 to 6 of a span from 1 to 7; the corners are round.
    let wanted: Vec<f64> = (1..5).map(|step| 255.0 * f64::from(step) / 6.0).collect();
    assert_near(&found[2..6], &wanted, 1.0);
}

#[test]
fn a_stroke_can_be_a_pattern() {
    let mut dotted = stroke("OutF", 1.0).with("Ptrn", pattern("dots")).with("Algn", false);
    dotted.set("PntT", Value::enumeration_of("FrFl", "Ptrn"));
    let block = pattern_block("dots", &[[255, 0, 0], [0, 0, 255], [0, 0, 255]]);
    let picture = shown(&built(document([styled(MIDDLE, "FrFX", dotted)]).block(b"Patt", block)));
    assert_eq!(colours(&picture, 1)[2..5], [BLUE, RED, BLUE]);
}

#[test]
fn a_shape_burst_runs_across_the_line_from_its_outer_side() {
    let burst = of_gradient(stroke("OutF", 4.0), black_to_white(), "shapeburst");
    let found = row(&with_effect(Rect { right: 4, ..ALL }, "FrFX", burst), 4);
    // Middles of pixels: 7/8, 5/8, 3/8 and 1/8 of the way in.
    assert_near(&found[4..], &[223.0, 159.0, 96.0, 32.0], 1.0);
}

#[test]
fn of_several_strokes_the_first_lies_on_top() {
    let mut blue = stroke("OutF", 2.0);
    blue.set("Clr ", rgb([0, 0, 255]));
    let list: Vec<Value> = vec![stroke("OutF", 1.0).into(), blue.into()];
    let shape = block("shape", MIDDLE, [0; 3]).block(b"lmfx", effects([("frameFXMulti", list.into())]));
    let picture = drawn([filled("white", [255; 3]), shape]);
    assert_eq!(colours(&picture, 3)[4..], [BLACK, RED, BLUE, WHITE]);
}

#[test]
fn a_stroke_of_a_noise_gradient_is_told() {
    for style in ["Lnr ", "shapeburst"] {
        let waves = of_gradient(stroke("OutF", 1.0), noise(), style);
        assert_eq!(losses([styled(MIDDLE, "FrFX", waves)]), ["shape: stroke"], "{style}");
    }
}
