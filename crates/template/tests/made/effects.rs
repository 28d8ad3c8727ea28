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

/// A block of patterns with one of four gray columns.
fn pattern_block(id: &str, columns: [u8; 4]) -> Vec<u8> {
    let numbers = |numbers: &[u32]| numbers.iter().flat_map(|number| number.to_be_bytes()).collect::<Vec<u8>>();
    let block = |data: &[u8]| [numbers(&[data.len() as u32]), data.to_vec()].concat();
    // One row of four pixels, 8 bits, not compressed.
    let plane = block(&[numbers(&[8, 0, 0, 1, 4]), vec![0, 8, 0], columns.to_vec()].concat());
    let planes = block(&[numbers(&[0, 0, 1, 4, 1, 1]), plane, numbers(&[0, 0])].concat());
    let (name, gray) = (numbers(&[0]), 1);
    let id = [vec![id.len() as u8], id.as_bytes().to_vec()].concat();
    let pattern = [numbers(&[1, gray]), vec![0, 1, 0, 4], name, id, numbers(&[3]), planes].concat();
    let padding = vec![0; pattern.len().next_multiple_of(4) - pattern.len()];
    [block(&pattern), padding].concat()
}

/// The middle of gray that is roughened by four columns, lit from the right.
fn textured(columns: [u8; 4], depth: f64, inverted: bool) -> [u8; 4] {
    let tone = |bevel: Descriptor, [mode, colour, opacity]: [&str; 3], value: f64| {
        let bevel = bevel.with(mode, Value::enumeration_of("BlnM", "Nrml")).with(opacity, 100.0);
        bevel.with(colour, Color::rgb_descriptor([value; 3]))
    };
    let bevel = tone(Descriptor::new("ebbl"), ["hglM", "hglC", "hglO"], 255.0);
    let bevel = tone(bevel, ["sdwM", "sdwC", "sdwO"], 0.0)
        .with("bvlS", Value::enumeration_of("BESl", "InrB"))
        .with("bvlT", Value::enumeration_of("bvlT", "SfBL"))
        .with("uglg", false)
        .with("lagl", 0.0)
        .with("Lald", 45.0)
        .with("srgR", 100.0)
        .with("blur", Value::pixels(0.0))
        .with("useTexture", true)
        .with("Ptrn", Descriptor::new("Ptrn").with("Idnt", "ff61"))
        .with("textureDepth", depth)
        .with("InvT", inverted);
    let layer = filled("gray", [128; 3]).block(b"lfx2", effects("ebbl", bevel));
    let mut document = DocumentBuilder::new(SIDE, SIDE).layer(layer).build().expect("a small document can be made");
    document.layers.blocks.set(b"Patt", pattern_block("ff61", columns));
    picture_of(&document).pixel(5, 4)
}

#[test]
fn a_bevels_texture_is_lit_as_its_pattern_rises_and_falls() {
    const GRAY: [u8; 4] = [128, 128, 128, 255];
    let ramp = [0, 85, 170, 255];
    // Column 5 lies on the ramp: it rises away from the light, and falls towards it when it is turned over.
    let (rising, falling) = (textured(ramp, 50.0, false), textured(ramp, 50.0, true));
    assert!(rising[0] < 100 && falling[0] > 160, "{rising:?}, {falling:?}");
    assert_eq!(textured(ramp, -50.0, false), falling);
    assert_eq!(textured([200; 4], 50.0, false), GRAY);
    assert_eq!(textured(ramp, 0.0, false), GRAY);
}
