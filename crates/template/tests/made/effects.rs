//! Effects: one question a test.

use super::*;

/// A black rectangle on white, with one effect.
fn with_effect(rect: Rect, key: &str, effect: Descriptor) -> Picture {
    let pixels = ((rect.right - rect.left) * (rect.bottom - rect.top)) as usize;
    let layer = NewLayer::raster("shape", rect, [0, 0, 0, 255].repeat(pixels));
    drawn([filled("white", [255; 3]), layer.block(b"lfx2", effects(key, effect))])
}

const MIDDLE: Rect = Rect { top: 2, left: 2, bottom: 5, right: 5 };

fn effect() -> Descriptor {
    Descriptor::new("null").with("Opct", 100.0).with("Md  ", Value::enumeration_of("BlnM", "Nrml"))
}

fn red() -> Descriptor {
    Color::rgb_descriptor([255.0, 0.0, 0.0])
}

const RED: [u8; 4] = [255, 0, 0, 255];
const BLACK: [u8; 4] = [0, 0, 0, 255];
const WHITE: [u8; 4] = [255; 4];

#[test]
fn a_hard_shadow_is_the_shape_moved_away_from_the_light() {
    let shadow = effect().with("Clr ", red()).with("lagl", 180.0).with("uglg", false);
    let shadow = shadow.with("Dstn", Value::pixels(2.0)).with("blur", Value::pixels(0.0));
    let picture = with_effect(MIDDLE, "DrSh", shadow);
    let row: Vec<_> = (1..8).map(|x| picture.pixel(x, 3)).collect();
    assert_eq!(row, [WHITE, BLACK, BLACK, BLACK, RED, RED, WHITE]);
    assert_eq!(picture.pixel(5, 1), WHITE);
}

#[test]
fn an_overlays_opacity_mixes_it_with_the_layer() {
    let mut overlay = effect().with("Clr ", red());
    overlay.set("Opct", 20.0);
    assert_eq!(with_effect(MIDDLE, "SoFi", overlay).pixel(3, 3), [51, 0, 0, 255]);
}

fn stroke(position: &str, size: f64) -> Descriptor {
    let stroke = effect().with("Styl", Value::enumeration_of("FStl", position)).with("Sz  ", Value::pixels(size));
    stroke.with("PntT", Value::enumeration_of("FrFl", "SClr")).with("Clr ", red())
}

#[test]
fn a_stroke_lies_on_the_side_of_the_edge_that_it_says() {
    let row = |position| {
        let picture = with_effect(MIDDLE, "FrFX", stroke(position, 1.0));
        (0..6).map(|x| picture.pixel(x, 3)).collect::<Vec<_>>()
    };
    assert_eq!(row("OutF"), [WHITE, RED, BLACK, BLACK, BLACK, RED]);
    assert_eq!(row("InsF"), [WHITE, WHITE, RED, BLACK, RED, WHITE]);
}

#[test]
fn a_shape_burst_runs_across_the_line_from_its_outer_side() {
    let stop = |location: i32, value: f64| {
        let stop = Descriptor::new("Clrt").with("Lctn", location).with("Mdpn", 50);
        stop.with("Clr ", Color::rgb_descriptor([value; 3])).with("Type", Value::enumeration_of("Clry", "UsrS"))
    };
    let stops: Vec<Value> = vec![stop(0, 0.0).into(), stop(4096, 255.0).into()];
    let gradient = Descriptor::new("Grdn").with("Intr", 0.0).with("Clrs", stops).with("Trns", Vec::<Value>::new());
    let mut burst = stroke("OutF", 4.0).with("Grad", gradient);
    burst.set("PntT", Value::enumeration_of("FrFl", "GrFl"));
    burst.set("Type", Value::enumeration_of("GrdT", "shapeburst"));
    let picture = with_effect(Rect { right: 4, ..ALL }, "FrFX", burst);
    let row: Vec<_> = (4..8).map(|x| i32::from(picture.pixel(x, 4)[0])).collect();
    // Middles of pixels: 7/8, 5/8, 3/8 and 1/8 of the way in.
    let near = row.iter().zip([223, 159, 96, 32]).all(|(found, wanted): (&i32, i32)| (found - wanted).abs() <= 1);
    assert!(near, "{row:?}");
}
