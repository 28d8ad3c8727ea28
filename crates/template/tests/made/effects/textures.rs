//! A bevel's texture: a pattern as a relief.

use psd::descriptor::{Descriptor, Value};

use crate::make::{built, document, effect, effects, filled, losses, pattern, pattern_block, rgb, shown};

/// A bevel of no size, lit from the right, that is rough by a pattern.
fn rough(depth: f64, inverted: bool) -> Descriptor {
    let normal = || Value::enumeration_of("BlnM", "Nrml");
    let tones = effect().with("hglC", rgb([255; 3])).with("hglO", 100.0).with("hglM", normal());
    tones
        .with("sdwC", rgb([0; 3]))
        .with("sdwO", 100.0)
        .with("sdwM", normal())
        .with("bvlS", Value::enumeration_of("BESl", "InrB"))
        .with("bvlT", Value::enumeration_of("bvlT", "SfBL"))
        .with("uglg", false)
        .with("lagl", 0.0)
        .with("Lald", 45.0)
        .with("srgR", 100.0)
        .with("blur", Value::pixels(0.0))
        .with("useTexture", true)
        .with("Ptrn", pattern("ramp"))
        .with("textureDepth", depth)
        .with("InvT", inverted)
}

/// A place on the slope of gray that is roughened by four columns.
fn textured(columns: [u8; 4], depth: f64, inverted: bool) -> u8 {
    let layer = filled("gray", [128; 3]).block(b"lfx2", effects([("ebbl", rough(depth, inverted).into())]));
    let block = pattern_block("ramp", &columns.map(|gray| [gray; 3]));
    shown(&built(document([layer]).block(b"Patt", block))).pixel(5, 4)[0]
}

#[test]
fn a_texture_is_lit_as_its_pattern_rises_and_falls() {
    let ramp = [0, 85, 170, 255];
    // Column 5 lies on the ramp: it rises away from the light, and falls towards it when it is turned over.
    let (rising, falling) = (textured(ramp, 50.0, false), textured(ramp, 50.0, true));
    assert!(rising < 100 && falling > 160, "{rising} {falling}");
    assert_eq!(textured(ramp, -50.0, false), falling);
    assert_eq!(textured([200; 4], 50.0, false), 128);
    assert_eq!(textured(ramp, 0.0, false), 128);
}

#[test]
fn a_texture_that_the_file_lacks_is_told() {
    let layer = filled("gray", [128; 3]).block(b"lfx2", effects([("ebbl", rough(50.0, false).into())]));
    assert_eq!(losses([layer]), ["gray: bevel texture"]);
}
