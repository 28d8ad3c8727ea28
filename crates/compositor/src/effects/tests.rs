//! What effects promise, on shapes whose answer geometry gives.

use pixels::{PlaneSource, Samples};

use super::*;
use crate::fill::{ColourStop, Fill, Gradient, GradientFill, Interpolation, OpacityStop, PatternFill, Ramp, Tile};

const CANVAS: Rect = Rect::new(0, 0, 64, 64);
const BLACK: Colour = [0.0; 4];

/// An opaque rectangle.
fn block(rect: Rect) -> Plane {
    Plane::new(rect, Samples::Eight(vec![255; rect.area() as usize]))
}

fn shadow() -> Shadow {
    Shadow {
        blend: BlendMode::Multiply,
        opacity: 0.75,
        colour: BLACK,
        angle: 90.0,
        distance: 0.0,
        size: 0.0,
        spread: 0.0,
        contour: Contour::linear(),
        noise: 0.0,
        concealed: true,
    }
}

fn stroke(size: f32, position: Position) -> Effect {
    Effect::Stroke(Stroke {
        blend: BlendMode::Normal,
        opacity: 1.0,
        paint: BLACK.into(),
        size,
        position,
        overprint: false,
    })
}

fn prepare(effect: Effect, shape: &Plane) -> Vec<Overlay> {
    Effects::new(vec![effect]).prepare(shape, CANVAS)
}

fn at(overlay: &Overlay, x: i32, y: i32) -> f32 {
    let mut alpha = [0.0];
    let mut colour = vec![vec![0.0]; 3];
    overlay.row(y, x, 1, &mut colour, &mut alpha);
    alpha[0]
}

fn covered(overlay: &Overlay) -> Vec<(i32, i32)> {
    let pixels = (0..64).flat_map(|y| (0..64).map(move |x| (x, y)));
    pixels.filter(|(x, y)| at(overlay, *x, *y) > 0.5).collect()
}

fn inside(rect: Rect) -> Vec<(i32, i32)> {
    (rect.top..rect.bottom).flat_map(|y| (rect.left..rect.right).map(move |x| (x, y))).collect()
}

#[test]
fn a_hard_shadow_is_the_shape_moved_away_from_the_light() {
    let shape = Rect::new(20, 20, 30, 30);
    for (angle, dx, dy) in [(90.0, 0, 10), (0.0, -10, 0), (180.0, 10, 0), (-90.0, 0, -10), (30.0, -9, 5)] {
        let effect = Effect::DropShadow(Shadow { angle, distance: 10.0, ..shadow() });
        let overlays = prepare(effect, &block(shape));
        assert_eq!(covered(&overlays[0]), inside(shape.translate(dx, dy)), "angle {angle}");
    }
}

#[test]
fn a_blurred_shadow_is_half_strong_on_a_straight_edge_and_ends_at_its_size() {
    let effect = Effect::DropShadow(Shadow { size: 8.0, ..shadow() });
    let overlay = &prepare(effect, &block(Rect::new(20, 0, 64, 64)))[0];
    let across = f32::midpoint(at(overlay, 19, 32), at(overlay, 20, 32));
    assert!((across - 0.5).abs() < 1e-3);
    assert_eq!(at(overlay, 20 - 8, 32), 0.0);
    assert!(at(overlay, 20 - 7, 32) > 0.0);
}

#[test]
fn spread_makes_the_shadow_larger_and_never_fainter() {
    let shape = block(Rect::new(24, 24, 40, 40));
    let of = |spread| prepare(Effect::DropShadow(Shadow { size: 10.0, spread, ..shadow() }), &shape).remove(0);
    let (none, half, all) = (of(0.0), of(0.5), of(1.0));
    for (x, y) in inside(Rect::new(24, 10, 30, 30)) {
        assert!(at(&none, x, y) <= at(&half, x, y) + 1e-3 && at(&half, x, y) <= at(&all, x, y) + 1e-3);
    }
    assert_eq!(at(&all, 30, 14), 1.0);
}

#[test]
fn an_inner_shadow_falls_from_the_edge_that_the_light_meets() {
    let shape = Rect::new(20, 20, 40, 40);
    let effect = Effect::InnerShadow(Shadow { angle: 90.0, distance: 3.0, ..shadow() });
    let overlays = prepare(effect, &block(shape));
    assert_eq!(covered(&overlays[0]), inside(Rect::new(20, 20, 40, 23)));
}

#[test]
fn strokes_of_a_square_have_their_width_on_their_side() {
    let shape = Rect::new(20, 20, 30, 30);
    let outside = prepare(stroke(2.0, Position::Outside), &block(shape));
    let across = |overlay: &Overlay| (0..64).filter(|x| at(overlay, *x, 25) > 0.5).collect::<Vec<_>>();
    assert_eq!(across(&outside[0]), (18..32).collect::<Vec<_>>());
    let within = prepare(stroke(2.0, Position::Inside), &block(shape));
    assert_eq!(across(&within[0]), [20, 21, 28, 29]);
    let centre = prepare(stroke(2.0, Position::Centre), &block(shape));
    // Both parts have the whole line: the shape shows each its side of it.
    assert_eq!(across(&centre[0]), [19, 20, 29, 30]);
    assert_eq!(across(&centre[1]), [19, 20, 29, 30]);
}

#[test]
fn a_soft_glow_doubles_its_blur_at_the_default_range() {
    let shape = block(Rect::new(20, 0, 64, 64));
    let blurred = prepare(Effect::DropShadow(Shadow { size: 9.0, ..shadow() }), &shape).remove(0);
    let glow = prepare(Effect::OuterGlow(glow()), &shape).remove(0);
    for x in 8..30 {
        assert!((at(&glow, x, 30) - (2.0 * at(&blurred, x, 30)).min(1.0)).abs() < 1e-3);
    }
}

fn glow() -> Glow {
    Glow {
        blend: BlendMode::Screen,
        opacity: 0.5,
        paint: BLACK.into(),
        technique: Technique::Softer,
        source: Source::Edge,
        size: 9.0,
        spread: 0.0,
        range: 0.5,
        jitter: 0.0,
        contour: Contour::linear(),
        noise: 0.0,
    }
}

#[test]
fn an_inner_glow_from_the_centre_is_what_one_from_the_edge_leaves() {
    let shape = block(Rect::new(10, 10, 50, 50));
    let edge = prepare(Effect::InnerGlow(glow()), &shape).remove(0);
    let centre = prepare(Effect::InnerGlow(Glow { source: Source::Centre, ..glow() }), &shape).remove(0);
    for (x, y) in inside(Rect::new(10, 10, 50, 50)) {
        assert!((at(&edge, x, y) + at(&centre, x, y) - 1.0).abs() < 1e-3);
    }
}

#[test]
fn a_precise_glow_fades_evenly_to_its_size() {
    let shape = block(Rect::new(20, 0, 64, 64));
    let overlay =
        prepare(Effect::OuterGlow(Glow { technique: Technique::Precise, size: 10.0, ..glow() }), &shape).remove(0);
    for distance in 1..=10 {
        let expected = 1.0 - distance as f32 / 10.0;
        assert!((at(&overlay, 20 - distance, 30) - expected).abs() < 1e-3);
    }
}

#[test]
fn a_ramp_gives_colour_and_opacity_by_coverage() {
    let shape = block(Rect::new(20, 0, 64, 64));
    let ramp = Paint::Strength(Ramp::new(&gradient(), pixels::ColourModel::Rgb));
    let overlay = prepare(Effect::OuterGlow(Glow { paint: ramp, ..glow() }), &shape).remove(0);
    let mut colour = vec![vec![0.0]; 3];
    let mut alpha = [0.0];
    overlay.row(30, 40, 1, &mut colour, &mut alpha);
    assert_eq!((alpha[0], colour[0][0]), (0.9, 1.0));
    overlay.row(30, 11, 1, &mut colour, &mut alpha);
    assert_eq!((alpha[0], colour[0][0]), (0.0, 0.0));
}

#[test]
fn parts_are_known_before_pixels_and_in_photoshops_order() {
    let effects = Effects::new(vec![
        stroke(3.0, Position::Centre),
        Effect::InnerShadow(shadow()),
        Effect::DropShadow(Shadow { concealed: false, ..shadow() }),
        fill(Fill::Solid(BLACK)),
        fill(Fill::Gradient(GradientFill::new(Ramp::new(&gradient(), pixels::ColourModel::Rgb)))),
    ]);
    let parts = effects.parts();
    let found: Vec<_> = parts.iter().map(|part| (part.name, part.place)).collect();
    assert_eq!(
        found,
        [
            ("drop shadow", Place::Under),
            ("gradient overlay", Place::Inside),
            ("colour overlay", Place::Inside),
            ("inner shadow", Place::Inside),
            ("stroke", Place::Behind),
            ("stroke", Place::Inside),
        ]
    );
    assert_eq!(effects.prepare(&block(Rect::new(5, 5, 9, 9)), CANVAS).len(), parts.len());
}

#[test]
fn nothing_reaches_further_than_it_says_or_leaves_the_canvas() {
    let shape = Rect::new(50, 30, 60, 40);
    let effects = [
        Effect::DropShadow(Shadow { distance: 7.0, size: 5.0, spread: 0.4, ..shadow() }),
        Effect::OuterGlow(glow()),
        stroke(5.0, Position::Outside),
    ];
    for effect in effects {
        let effects = Effects::new(vec![effect]);
        for overlay in effects.prepare(&block(shape), CANVAS) {
            assert!(CANVAS.contains(overlay.rect()));
            assert!(shape.inflate(effects.reach()).contains(overlay.rect()));
        }
    }
}

#[test]
fn a_shape_beyond_the_canvas_still_throws_its_shadow_onto_it() {
    let effect = Effect::DropShadow(Shadow { angle: 180.0, distance: 10.0, ..shadow() });
    let overlays = prepare(effect, &block(Rect::new(-8, 10, -2, 20)));
    assert_eq!(covered(&overlays[0]), inside(Rect::new(2, 10, 8, 20)));
}

#[test]
fn an_empty_shape_has_overlays_that_cover_nothing() {
    let none = Plane::new(Rect::default(), Samples::Eight(Vec::new()));
    for effect in [Effect::DropShadow(shadow()), Effect::InnerGlow(glow()), stroke(4.0, Position::Centre)] {
        assert!(prepare(effect, &none).iter().all(|overlay| covered(overlay).is_empty()));
    }
}

#[test]
fn noise_keeps_the_mean_coverage() {
    let shape = block(Rect::new(32, 0, 64, 64));
    let of = |noise| prepare(Effect::DropShadow(Shadow { size: 30.0, noise, ..shadow() }), &shape).remove(0);
    let mean = |overlay: &Overlay| {
        let pixels = inside(Rect::new(20, 0, 44, 64));
        pixels.iter().map(|(x, y)| at(overlay, *x, *y)).sum::<f32>() / pixels.len() as f32
    };
    let (plain, noisy) = (of(0.0), of(1.0));
    assert!((mean(&plain) - mean(&noisy)).abs() < 0.03);
    let mut row = vec![0.0; 24];
    noisy.coverage().read_row(30, 20, &mut row).unwrap();
    assert!(row.iter().all(|sample| *sample == 0.0 || *sample == 1.0));
}

fn fill(fill: Fill) -> Effect {
    Effect::FillOverlay(FillOverlay { blend: BlendMode::Normal, opacity: 1.0, fill })
}

/// From white at 90 % to black at 0 %.
fn gradient() -> Gradient {
    let colour = |location, sample| ColourStop { location, midpoint: 0.5, colour: [sample; 4] };
    let opacity = |location, opacity| OpacityStop { location, midpoint: 0.5, opacity };
    Gradient {
        colours: vec![colour(0.0, 1.0), colour(1.0, 0.0)],
        opacities: vec![opacity(0.0, 0.9), opacity(1.0, 0.0)],
        smoothness: 0.0,
        interpolation: Interpolation::Classic,
    }
}

#[test]
fn a_gradient_overlay_spans_the_shape_also_where_the_canvas_cuts_it() {
    let ramp = Ramp::new(&gradient(), pixels::ColourModel::Rgb);
    let overlay = prepare(fill(Fill::Gradient(GradientFill::new(ramp))), &block(Rect::new(-64, 0, 64, 8))).remove(0);
    let (mut colour, mut alpha) = (vec![vec![0.0]; 3], [0.0]);
    overlay.row(4, 0, 1, &mut colour, &mut alpha);
    assert!((colour[0][0] - 0.5).abs() < 1e-2);
}

#[test]
fn a_centred_stroke_covers_a_soft_pixel_alike_inside_and_outside() {
    let mut samples = vec![0; 64];
    samples[..32].fill(255);
    samples[32..40].fill(64);
    let shape = Plane::new(Rect::new(20, 20, 28, 28), Samples::Eight(samples));
    let parts = prepare(stroke(1.0, Position::Centre), &shape);
    // A quarter covered: three quarters of a pixel from what is full, and so three quarters of the line.
    for part in &parts {
        assert!((at(part, 24, 24) - 0.75).abs() < 0.01, "{}", at(part, 24, 24));
    }
}

#[test]
fn a_strokes_gradient_spans_what_lies_beyond_the_shape_too() {
    let shape = block(Rect::new(20, 20, 30, 30));
    let ends = |position| {
        let paint = Fill::Gradient(GradientFill::new(Ramp::new(&gradient(), pixels::ColourModel::Rgb))).into();
        let Effect::Stroke(stroke) = stroke(5.0, position) else { unreachable!("it is a stroke") };
        let overlays = prepare(Effect::Stroke(Stroke { paint, ..stroke }), &shape);
        let mut colour = vec![vec![0.0; 64]; 3];
        overlays[0].paint_row(25, 0, 64, &mut colour, &mut [0.0; 64]);
        let first = (0..64).rposition(|x| colour[0][x] == colour[0][0]).unwrap_or_default();
        let last = (0..64).position(|x| colour[0][x] == colour[0][63]).unwrap_or_default();
        (first, last)
    };
    assert_eq!(ends(Position::Inside), (20, 30));
    assert_eq!(ends(Position::Outside), (15, 35));
}

fn satin() -> Satin {
    Satin {
        blend: BlendMode::Multiply,
        opacity: 0.5,
        colour: BLACK,
        angle: 0.0,
        distance: 4.0,
        size: 0.0,
        invert: false,
        contour: Contour::linear(),
    }
}

#[test]
fn hard_satin_covers_where_two_moved_copies_differ() {
    let shape = Rect::new(20, 20, 40, 40);
    let overlay = prepare(Effect::Satin(satin()), &block(shape)).remove(0);
    let middle: Vec<_> = inside(Rect::new(24, 20, 36, 40));
    let sides: Vec<_> = inside(shape).into_iter().filter(|pixel| !middle.contains(pixel)).collect();
    assert_eq!(covered(&overlay), sides);
    let inverted = prepare(Effect::Satin(Satin { invert: true, ..satin() }), &block(shape)).remove(0);
    assert_eq!(covered(&inverted), middle);
}

fn bevel(style: BevelStyle) -> Bevel {
    let paint = BevelPaint { blend: BlendMode::Screen, opacity: 1.0, colour: BLACK };
    Bevel {
        style,
        technique: BevelTechnique::Smooth,
        depth: 1.0,
        size: 6.0,
        soften: 0.0,
        angle: 90.0,
        altitude: 30.0,
        gloss: Contour::linear(),
        profile: Contour::linear(),
        texture: None,
        highlight: paint,
        shadow: paint,
    }
}

#[test]
fn an_inner_bevel_lights_the_upper_slope_and_shades_the_lower_one() {
    for technique in [BevelTechnique::Smooth, BevelTechnique::ChiselHard, BevelTechnique::ChiselSoft] {
        let overlays =
            prepare(Effect::Bevel(Bevel { technique, ..bevel(BevelStyle::Inner) }), &block(Rect::new(10, 10, 50, 50)));
        let [highlight, shadow] = &overlays[..] else { panic!("{technique:?}") };
        assert!(at(highlight, 30, 12) > 0.2 && at(highlight, 30, 47) == 0.0, "{technique:?}");
        assert!(at(shadow, 30, 47) > 0.2 && at(shadow, 30, 12) == 0.0, "{technique:?}");
        assert_eq!((at(highlight, 30, 30), at(shadow, 30, 30)), (0.0, 0.0), "flat ground, {technique:?}");
    }
}

#[test]
fn a_bevel_down_is_the_bevel_up_lit_from_below() {
    let shape = block(Rect::new(10, 10, 50, 50));
    let down = prepare(Effect::Bevel(Bevel { depth: -1.0, ..bevel(BevelStyle::Emboss) }), &shape);
    let below = prepare(Effect::Bevel(Bevel { angle: -90.0, ..bevel(BevelStyle::Emboss) }), &shape);
    for (one, other) in down.iter().zip(&below) {
        for y in 0..64 {
            assert!((at(one, 30, y) - at(other, 30, y)).abs() < 1e-3);
        }
    }
}

#[test]
fn a_pillow_is_an_emboss_turned_over_outside() {
    let shape = block(Rect::new(10, 10, 50, 50));
    let emboss = prepare(Effect::Bevel(bevel(BevelStyle::Emboss)), &shape);
    let pillow = prepare(Effect::Bevel(bevel(BevelStyle::Pillow)), &shape);
    assert_eq!((emboss.len(), pillow.len()), (2, 4));
    for y in 0..64 {
        assert!((at(&emboss[0], 30, y) - at(&pillow[1], 30, y)).abs() < 1e-3);
        assert!((at(&emboss[0], 30, y) - at(&pillow[2], 30, y)).abs() < 1e-3);
    }
}

#[test]
fn a_chiselled_stroke_is_an_even_slope_on_both_sides_of_its_line() {
    // Light 45 degrees above the right; slopes of 45 degrees meet it squarely or lie in the dark.
    let style = BevelStyle::Stroke { size: 12.0, position: Position::Outside };
    let (technique, size) = (BevelTechnique::ChiselHard, 4.0);
    let chiselled = Bevel { technique, size, angle: 0.0, altitude: 45.0, ..bevel(style) };
    let overlays = prepare(Effect::Bevel(chiselled), &block(Rect::new(20, 20, 44, 44)));
    let lit: Vec<_> = (0..64).filter(|x| at(&overlays[0], *x, 32) > 0.99).collect();
    let dark: Vec<_> = (0..64).filter(|x| at(&overlays[1], *x, 32) > 0.99).collect();
    // The line is the columns 8 to 19 and 44 to 55; the fourth pixel of a slope is half on its top.
    assert_eq!((lit, dark), (vec![17, 18, 19, 53, 54, 55], vec![8, 9, 10, 44, 45, 46]));
    assert_eq!((at(&overlays[0], 14, 32), at(&overlays[1], 14, 32)), (0.0, 0.0), "the flat top");
}

/// Four columns of a bevel's texture, over the whole canvas.
fn texture(columns: [u8; 4], height: f32) -> Option<Texture> {
    let tile = Tile::new(pixels::Size::new(4, 1), vec![Samples::Eight(columns.to_vec())], None)?;
    Some(Texture { pattern: PatternFill::new(std::sync::Arc::new(tile)), height })
}

fn textured(texture: Option<Texture>, style: BevelStyle) -> Vec<Overlay> {
    let bevel = Bevel { size: 0.0, angle: 0.0, altitude: 45.0, texture, ..bevel(style) };
    prepare(Effect::Bevel(bevel), &block(Rect::new(8, 8, 40, 40)))
}

#[test]
fn a_flat_texture_changes_nothing() {
    for style in [BevelStyle::Inner, BevelStyle::Outer, BevelStyle::Emboss, BevelStyle::Pillow] {
        let of = |texture| {
            let bevel = Bevel { texture, ..bevel(style) };
            prepare(Effect::Bevel(bevel), &block(Rect::new(8, 8, 40, 40)))
        };
        for (plain, flat) in of(None).iter().zip(of(texture([90; 4], 20.0))) {
            for y in 0..64 {
                assert!((0..64).all(|x| at(plain, x, y) == at(&flat, x, y)), "{style:?}, row {y}");
            }
        }
    }
}

#[test]
fn a_textures_slope_is_lit_by_lamberts_law() {
    // 0, 85, 170, 255 at six pixels of height: two up for each to the right, so the light from the right, 45 degrees up,
    // meets the middle columns at (1 - 2) / root 2 / root 5 < 0: unlit. Falling, at (1 + 2) / root 10.
    let rising = textured(texture([0, 85, 170, 255], 6.0), BevelStyle::Inner);
    let falling = textured(texture([0, 85, 170, 255], -6.0), BevelStyle::Inner);
    let (flat, facing) = (0.5_f32.sqrt(), 3.0 / 10.0_f32.sqrt());
    for x in [17, 18] {
        assert!(at(&rising[0], x, 20) == 0.0 && at(&rising[1], x, 20) > 0.9999);
        assert!((at(&falling[0], x, 20) - (facing - flat) / (1.0 - flat)).abs() < 1e-3);
        assert_eq!(at(&falling[1], x, 20), 0.0);
    }
}

#[test]
fn a_texture_stays_on_what_the_slope_raises() {
    let rough = || texture([0, 85, 170, 255], 6.0);
    for style in [BevelStyle::Inner, BevelStyle::Outer, BevelStyle::Emboss] {
        for overlay in textured(rough(), style) {
            assert!((0..64).all(|x| at(&overlay, x, 4) == 0.0 && at(&overlay, x, 44) == 0.0), "{style:?}");
        }
    }
}

#[test]
fn a_stroke_bevel_stays_on_the_stroke() {
    let style = BevelStyle::Stroke { size: 6.0, position: Position::Outside };
    let overlays = prepare(Effect::Bevel(bevel(style)), &block(Rect::new(20, 20, 44, 44)));
    assert!(at(&overlays[0], 32, 16) > 0.1);
    assert_eq!((at(&overlays[0], 32, 12), at(&overlays[0], 32, 24)), (0.0, 0.0));
}

#[test]
fn a_stroke_knocks_out_where_something_could_show_through_it() {
    let of = |opacity, overprint| {
        let paint = BLACK.into();
        let (blend, position) = (BlendMode::Normal, Position::Outside);
        let stroke = Stroke { blend, opacity, paint, size: 3.0, position, overprint };
        Effects::new(vec![Effect::Stroke(stroke)]).parts()[0].knocks_out
    };
    assert_eq!((of(0.5, false), of(0.5, true), of(1.0, false)), (true, false, false));
}

#[test]
fn a_gradient_spans_what_is_at_least_half_covered() {
    let mut samples = vec![255; 40 * 10];
    for row in samples.chunks_exact_mut(40) {
        (row[0], row[39]) = (127, 128);
    }
    let rect = Rect::new(10, 20, 50, 30);
    assert_eq!(solid_bounds(&Plane::new(rect, Samples::Eight(samples))), Rect::new(11, 20, 50, 30));
    assert_eq!(solid_bounds(&Plane::new(rect, Samples::Eight(vec![9; 400]))), rect);
}
