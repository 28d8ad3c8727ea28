//! What the painter does with small scenes whose answer can be worked out by hand.

use std::sync::Arc;

use compositor::adjust::{Adjustment, ChannelMixer, Mix, Settings};
use compositor::blend::BlendMode;
use compositor::effects::{
    Bevel, BevelPaint, BevelStyle, BevelTechnique, Contour, Effect, Effects, FillOverlay, Position, Stroke,
};
use compositor::fill::Fill;
use compositor::paint::{Surface, paint};
use compositor::plan::plan;
use compositor::scene::{Content, Group, Knockout, Layer, LayerKey, Mask, Raster, Scene};
use pixels::{ColourModel, Depth, Plane, PlaneSource, Rect, Samples, Size};

fn plane(rect: Rect, value: u8) -> Arc<dyn PlaneSource> {
    Arc::new(Plane::new(rect, Samples::Eight(vec![value; rect.area() as usize])))
}

/// A layer of one colour and alpha over `rect`.
fn solid(name: &str, rect: Rect, [r, g, b, a]: [u8; 4]) -> Layer {
    let raster = Raster { colour: vec![plane(rect, r), plane(rect, g), plane(rect, b)], alpha: Some(plane(rect, a)) };
    Layer::new(LayerKey(0), name, Content::Pixels(raster))
}

fn group(name: &str, pass_through: bool, layers: Vec<Layer>) -> Layer {
    Layer::new(LayerKey(0), name, Content::Group(Group { layers, pass_through }))
}

const ALL: Rect = Rect::new(0, 0, 4, 20);

fn painted(layers: Vec<Layer>) -> Surface {
    let scene =
        Scene { size: Size::new(4, 20), model: ColourModel::Rgb, depth: Depth::Eight, layers, slots: Vec::new() };
    paint(&plan(&scene), &[]).expect("decoded planes can be read")
}

fn pixel(surface: &Surface, x: u32, y: u32) -> [u8; 4] {
    surface.to_picture().pixel(x, y)
}

#[test]
fn half_a_layer_mixes_with_what_lies_below() {
    let surface = painted(vec![solid("white", ALL, [255; 4]), solid("black", ALL, [0, 0, 0, 128])]);
    assert_eq!(pixel(&surface, 3, 19), [127, 127, 127, 255]);
}

#[test]
fn colour_on_a_transparent_canvas_stays_pure() {
    let mut red = solid("red", ALL, [200, 10, 0, 100]);
    red.opacity = 0.5;
    assert_eq!(pixel(&painted(vec![red]), 0, 0), [200, 10, 0, 50]);
}

#[test]
fn a_blend_mode_does_not_act_on_transparency() {
    let mut multiply = solid("multiply", ALL, [100, 100, 100, 255]);
    multiply.blend = BlendMode::Multiply;
    assert_eq!(pixel(&painted(vec![multiply]), 1, 1), [100, 100, 100, 255]);
}

#[test]
fn a_pass_through_group_blends_with_the_backdrop_and_an_isolated_one_does_not() {
    let child = || {
        let mut child = solid("gray", ALL, [128, 128, 128, 255]);
        child.blend = BlendMode::Multiply;
        child
    };
    let backdrop = || solid("backdrop", ALL, [128, 128, 128, 255]);
    let passed = painted(vec![backdrop(), group("pass", true, vec![child()])]);
    let isolated = painted(vec![backdrop(), group("isolated", false, vec![child()])]);
    assert_eq!(pixel(&passed, 0, 0)[0], 64);
    assert_eq!(pixel(&isolated, 0, 0)[0], 128);
}

#[test]
fn a_pass_through_groups_opacity_mixes_old_and_new_backdrop() {
    let mut pass = group("pass", true, vec![solid("white", ALL, [255; 4])]);
    pass.opacity = 0.25;
    let surface = painted(vec![solid("black", ALL, [0, 0, 0, 255]), pass]);
    assert_eq!(pixel(&surface, 2, 2), [64, 64, 64, 255]);
}

#[test]
fn what_is_clipped_shows_only_where_its_base_does() {
    let mut base = solid("base", Rect::new(0, 0, 2, 20), [10, 20, 30, 128]);
    base.clipped = vec![solid("clipped", ALL, [200, 100, 0, 255])];
    let surface = painted(vec![base]);
    assert_eq!(pixel(&surface, 0, 0), [200, 100, 0, 128]);
    assert_eq!(pixel(&surface, 3, 0)[3], 0);
}

#[test]
fn a_hidden_base_hides_what_is_clipped_to_it() {
    let mut base = solid("base", ALL, [10, 20, 30, 255]);
    base.visible = false;
    base.clipped = vec![solid("clipped", ALL, [200, 100, 0, 255])];
    assert_eq!(pixel(&painted(vec![base]), 0, 0)[3], 0);
}

#[test]
fn a_mask_counts_inside_its_rectangle_and_its_default_outside() {
    let mut white = solid("white", ALL, [255; 4]);
    white.masks =
        vec![Mask { plane: plane(Rect::new(0, 0, 1, 20), 51), outside: 1.0, density: 1.0, hides_effects: false }];
    let surface = painted(vec![white.clone()]);
    assert_eq!((pixel(&surface, 0, 5)[3], pixel(&surface, 1, 5)[3]), (51, 255));
    white.masks[0].outside = 0.0;
    white.masks[0].density = 0.5;
    let surface = painted(vec![white]);
    // At half density a mask of 0.2 lets through 0.6, and one of 0 lets through a half.
    assert_eq!((pixel(&surface, 0, 5)[3], pixel(&surface, 1, 5)[3]), (153, 128));
}

#[test]
fn in_8_bits_an_adjustment_is_told_whole_bytes() {
    let twice = |channel: usize| {
        let mut mix = Mix::default();
        mix.weights[channel] = 200.0;
        mix
    };
    let mixer = ChannelMixer { rows: (0..3).map(twice).collect(), monochrome: false };
    let mixer = Adjustment::new(Settings::ChannelMixer(mixer), Depth::Eight);
    let doubled = Layer::new(LayerKey(0), "twice", Content::Adjustment(Arc::new(mixer)));
    // 200 at 128 of 255 over black is 100.4, and twice the byte 100 is 200, not 201.
    let layers = vec![solid("black", ALL, [0, 0, 0, 255]), solid("half", ALL, [200, 200, 200, 128]), doubled];
    assert_eq!(pixel(&painted(layers), 1, 1), [200, 200, 200, 255]);
}

#[test]
fn what_is_clipped_to_an_adjustment_shows_where_the_adjustment_does() {
    let invert = Adjustment::new(Settings::Invert, Depth::Eight);
    let mut base = Layer::new(LayerKey(0), "invert", Content::Adjustment(Arc::new(invert)));
    base.masks =
        vec![Mask { plane: plane(Rect::new(0, 0, 2, 20), 255), outside: 0.0, density: 1.0, hides_effects: false }];
    base.clipped = vec![solid("clipped", Rect::new(1, 0, 4, 20), [9, 9, 9, 255])];
    let surface = painted(vec![solid("backdrop", ALL, [200, 100, 0, 255]), base]);
    assert_eq!(pixel(&surface, 0, 3), [55, 155, 255, 255]);
    assert_eq!(pixel(&surface, 1, 3), [9, 9, 9, 255]);
    assert_eq!(pixel(&surface, 3, 3), [200, 100, 0, 255]);
}

#[test]
fn knockout_shows_the_groups_floor_or_the_background() {
    let opaque = |name, value: u8| {
        let raster = Raster { colour: vec![plane(ALL, value); 3], alpha: None };
        Layer::new(LayerKey(0), name, Content::Pixels(raster))
    };
    let layers = |knockout, pass_through| {
        let mut hole = solid("hole", Rect::new(0, 0, 2, 20), [9, 9, 9, 255]);
        hole.fill_opacity = 0.0;
        hole.options.knockout = knockout;
        let inside = vec![solid("inside", ALL, [200, 200, 200, 255]), hole];
        vec![opaque("background", 10), solid("middle", ALL, [100; 4]), group("group", pass_through, inside)]
    };
    let seen = |knockout, pass_through| {
        let surface = painted(layers(knockout, pass_through));
        [pixel(&surface, 1, 3)[0], pixel(&surface, 3, 3)[0]]
    };
    let middle = 10 + (90.0 * 100.0 / 255.0) as u8;
    for pass_through in [true, false] {
        assert_eq!(seen(Knockout::None, pass_through), [200, 200]);
        assert_eq!(seen(Knockout::Shallow, pass_through), [middle, 200]);
        assert_eq!(seen(Knockout::Deep, pass_through), [10, 200]);
    }
    // Without a background there is nothing to see.
    let rest = layers(Knockout::Deep, true).split_off(1);
    assert_eq!(pixel(&painted(rest), 1, 3)[3], 0);
}

#[test]
fn the_edge_of_a_plain_group_shows_what_is_clipped_to_it_and_not_what_that_covers() {
    let mut base = group("group", true, vec![solid("half black", ALL, [0, 0, 0, 128])]);
    base.clipped = vec![solid("red", ALL, [255, 0, 0, 255])];
    assert_eq!(pixel(&painted(vec![solid("white", ALL, [255; 4]), base]), 0, 0), [255, 127, 127, 255]);
}

#[test]
fn a_group_of_adjustments_that_others_are_clipped_to_changes_nothing() {
    let invert = Adjustment::new(Settings::Invert, Depth::Eight);
    let mut base = group("group", true, vec![Layer::new(LayerKey(0), "invert", Content::Adjustment(Arc::new(invert)))]);
    let backdrop = || solid("backdrop", ALL, [200, 100, 0, 255]);
    assert_eq!(pixel(&painted(vec![backdrop(), base.clone()]), 0, 0), [55, 155, 255, 255]);
    base.clipped = vec![solid("clipped", ALL, [9, 9, 9, 255])];
    assert_eq!(pixel(&painted(vec![backdrop(), base]), 0, 0), [200, 100, 0, 255]);
}

#[test]
fn an_effects_opacity_weakens_its_colour_in_the_special_modes() {
    let overlay = |blend| {
        let fill = Fill::Solid([200.0 / 255.0; 4]);
        let effects = Effects::new(vec![Effect::FillOverlay(FillOverlay { blend, opacity: 0.5, fill })]);
        let mut layer = solid("layer", ALL, [100, 100, 100, 255]);
        layer.effects = Some(Arc::new(effects));
        pixel(&painted(vec![layer]), 0, 0)[0]
    };
    assert_eq!(overlay(BlendMode::LinearDodge), 200, "100 + 200 / 2, where a mix with 255 would give 178");
    assert_eq!(overlay(BlendMode::Difference), 0, "|100 - 200 / 2|, where a mix of 100 with itself would give 100");
    assert_eq!(overlay(BlendMode::Normal), 150);
}

#[test]
fn an_emboss_lies_on_the_edge_of_type_as_it_was_mixed() {
    let paint = |colour| BevelPaint { blend: BlendMode::Normal, opacity: 1.0, colour };
    let emboss = Effect::Bevel(Bevel {
        style: BevelStyle::Emboss,
        technique: BevelTechnique::Smooth,
        depth: 1.0,
        size: 8.0,
        soften: 0.0,
        angle: 90.0,
        altitude: 30.0,
        gloss: Contour::linear(),
        profile: Contour::linear(),
        texture: None,
        highlight: paint([1.0; 4]),
        shadow: paint([0.0; 4]),
    });
    let emboss = Arc::new(Effects::new(vec![emboss]));
    // The letter's upper edge, half covered, is row 10.
    let letter = |gray: u8, embossed: bool| {
        let alpha = (0..80).map(|pixel| [0, 128, 255][(pixel / 4_usize).saturating_sub(9).min(2)]).collect();
        let mut letter = solid("letter", ALL, [gray, gray, gray, 255]);
        if let Content::Pixels(raster) = &mut letter.content {
            raster.alpha = Some(Arc::new(Plane::new(ALL, Samples::Eight(alpha))));
        }
        letter.options.text_gamma = true;
        letter.effects = embossed.then(|| emboss.clone());
        pixel(&painted(vec![solid("page", ALL, [128, 128, 128, 255]), letter]), 2, 10)[0]
    };
    // A letter in the page's colour shows how much of the light covers the edge.
    let light = (f32::from(letter(128, true)) - 128.0) / 127.0;
    let bare = f32::from(letter(0, false));
    assert!(light > 0.2 && bare > 70.0, "{light}, {bare}");
    let expected = bare + (255.0 - bare) * light;
    assert!((f32::from(letter(0, true)) - expected).abs() <= 1.0, "{} for {expected}", letter(0, true));
}

#[test]
fn channels_that_a_layer_may_not_change_keep_the_backdrop_under_its_effects_too() {
    let fill = Fill::Solid([1.0, 1.0, 1.0, 0.0]);
    let overlay = Effect::FillOverlay(FillOverlay { blend: BlendMode::Normal, opacity: 1.0, fill });
    let mut layer = solid("layer", ALL, [9, 9, 9, 255]);
    layer.effects = Some(Arc::new(Effects::new(vec![overlay])));
    layer.options.channels = [true, true, false, true];
    assert_eq!(pixel(&painted(vec![solid("backdrop", ALL, [0, 0, 129, 255]), layer]), 1, 1), [255, 255, 129, 255]);
}

#[test]
fn a_shapes_outline_lies_above_what_is_clipped_and_above_overlays_but_below_strokes() {
    let rect = Rect::new(0, 0, 2, 20);
    let mut shape = solid("shape", ALL, [10, 20, 30, 255]);
    let colour = vec![plane(rect, 200), plane(rect, 0), plane(rect, 0)];
    shape.outline = Some(Raster { colour, alpha: Some(plane(rect, 255)) });
    let outlined = |shape: &Layer| {
        let surface = painted(vec![shape.clone()]);
        [pixel(&surface, 1, 9), pixel(&surface, 3, 9)]
    };
    let (line, inside) = ([200, 0, 0, 255], [10, 20, 30, 255]);
    assert_eq!(outlined(&shape), [line, inside]);
    let mut clipping = Layer { clipped: vec![solid("clipped", ALL, [0, 99, 0, 255])], ..shape.clone() };
    assert_eq!(outlined(&clipping), [line, [0, 99, 0, 255]]);
    clipping.options.clipped_as_group = false;
    assert_eq!(outlined(&clipping), [line, [0, 99, 0, 255]]);
    clipping.clipped[0].visible = false;
    assert_eq!(outlined(&clipping), [line, inside]);
    let overlay = Effect::FillOverlay(FillOverlay {
        blend: BlendMode::Normal,
        opacity: 1.0,
        fill: Fill::Solid([0.0, 0.0, 1.0, 0.0]),
    });
    let stroke = Effect::Stroke(Stroke {
        blend: BlendMode::Normal,
        opacity: 1.0,
        paint: [1.0; 4].into(),
        size: 1.0,
        position: Position::Inside,
        overprint: false,
    });
    shape.effects = Some(Arc::new(Effects::new(vec![overlay.clone()])));
    assert_eq!(outlined(&shape), [line, [0, 0, 255, 255]]);
    shape.effects = Some(Arc::new(Effects::new(vec![overlay, stroke])));
    assert_eq!(pixel(&painted(vec![shape.clone()]), 0, 9), [255; 4]);
    assert_eq!(outlined(&shape)[0], line);
    shape.options.interior_effects_as_group = true;
    assert_eq!(outlined(&shape)[0], line);
}

#[test]
fn a_plan_is_text_that_names_every_step() {
    let mut base = solid("base", ALL, [10, 20, 30, 255]);
    base.blend = BlendMode::Screen;
    base.clipped = vec![solid("on it", ALL, [200, 100, 0, 255])];
    let mut pass = group("folder", true, vec![base]);
    pass.opacity = 0.5;
    let scene = Scene {
        size: Size::new(4, 20),
        model: ColourModel::Rgb,
        depth: Depth::Eight,
        layers: vec![pass],
        slots: Vec::new(),
    };
    let expected = "\
s0 = pixels 0,0..4,20
s1 = pixels 0,0..4,20
begin copy
  begin empty
    draw s0 'base' Normal
    draw s1 'on it' Normal atop
  end 'base' Screen
end 'folder' Normal opacity 0.500 mix
";
    assert_eq!(plan(&scene).to_string(), expected);
}
