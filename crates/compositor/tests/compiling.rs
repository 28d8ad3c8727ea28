//! A compiled plan draws what the plain painter draws.

use std::sync::Arc;

use compositor::blend::BlendMode;
use compositor::compile::Compiled;
use compositor::filter::SmartFilters;
use compositor::paint::{SlotContent, Surface, paint};
use compositor::plan::plan;
use compositor::scene::{Content, Group, Layer, LayerKey, Mask, Raster, Scene, Slot, SlotIndex};
use pixels::geometry::{Placement, Quad};
use pixels::{ColourModel, Depth, Picture, Plane, PlaneSource, Rect, Samples, Size};
use proptest::prelude::*;

const SIZE: Size = Size::new(40, 30);

/// Noise that depends on the seed alone.
fn noise(rect: Rect, seed: u32) -> Arc<dyn PlaneSource> {
    let mut state = seed.wrapping_mul(2_654_435_761).wrapping_add(1);
    let bytes = (0..rect.area()).map(|_| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    });
    Arc::new(Plane::new(rect, Samples::Eight(bytes.collect())))
}

fn opaque(seed: u32) -> Layer {
    let rect = Rect::of_size(SIZE);
    let raster = Raster { colour: (0..3).map(|c| noise(rect, seed + c)).collect(), alpha: None };
    Layer::new(LayerKey(seed), "opaque", Content::Pixels(raster))
}

fn any_layer() -> impl Strategy<Value = Layer> {
    let modes = prop::sample::select(vec![
        BlendMode::Normal,
        BlendMode::Multiply,
        BlendMode::Screen,
        BlendMode::Overlay,
        BlendMode::SoftLight,
    ]);
    (modes, 0u32..1000, 0i32..30, 0i32..20, 0.2f32..=1.0, any::<bool>()).prop_map(
        |(blend, seed, left, top, opacity, masked)| {
            let rect = Rect::new(left - 5, top - 5, left + 25, top + 20);
            let raster =
                Raster { colour: (0..3).map(|c| noise(rect, seed + c)).collect(), alpha: Some(noise(rect, seed + 3)) };
            let mut layer = Layer::new(LayerKey(seed), "layer", Content::Pixels(raster));
            (layer.blend, layer.opacity) = (blend, opacity);
            if masked {
                layer.masks.push(Mask {
                    plane: noise(rect.inflate(-4), seed + 9),
                    outside: 1.0,
                    density: 0.8,
                    hides_effects: false,
                });
            }
            layer
        },
    )
}

fn slot_layer(index: usize) -> Layer {
    Layer::new(LayerKey(9000 + index as u32), "slot", Content::Slot(SlotIndex(index)))
}

fn slot(quad: Quad) -> Slot {
    let rect = quad.bounds().intersect(Rect::of_size(SIZE));
    let stored = Raster { colour: (0..3).map(|c| noise(rect, 77 + c)).collect(), alpha: None };
    Slot { placement: Placement::new([0.0, 0.0, 16.0, 16.0], None, quad), filters: SmartFilters::default(), stored }
}

fn scene(below: Vec<Layer>, between: Vec<Layer>, above: Vec<Layer>, grouped: bool, clip: bool) -> Scene {
    let mut layers = vec![opaque(1)];
    layers.extend(below);
    let mut first = slot_layer(0);
    if clip {
        first.clipped.clone_from(&between);
    }
    layers.push(first);
    layers.extend(between);
    layers.push(slot_layer(1));
    if grouped {
        let mut group =
            Layer::new(LayerKey(5000), "group", Content::Group(Group { layers: above, pass_through: false }));
        group.blend = BlendMode::Multiply;
        group.opacity = 0.7;
        layers.push(group);
    } else {
        layers.extend(above);
    }
    let slots = vec![slot(Quad::upright(3.0, 2.0, 20.0, 18.0)), slot(Quad::upright(15.0, 10.0, 38.0, 29.0))];
    Scene { size: SIZE, model: ColourModel::Rgb, depth: Depth::Eight, layers, slots }
}

fn furthest(a: &Surface, b: &Surface) -> u8 {
    let (a, b) = (a.to_picture(), b.to_picture());
    a.rgba().iter().zip(b.rgba()).map(|(a, b)| a.abs_diff(*b)).max().unwrap_or(0)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn compiled_and_plain_pictures_agree(
        below in prop::collection::vec(any_layer(), 0..3),
        between in prop::collection::vec(any_layer(), 0..3),
        above in prop::collection::vec(any_layer(), 0..5),
        grouped: bool,
        clip: bool,
        colour: [u8; 3],
    ) {
        let plan = plan(&scene(below, between, above, grouped, clip));
        let [r, g, b] = colour;
        let frame = SlotContent::Frame(Arc::new(Picture::filled(Size::new(16, 16), [r, g, b, 200])));
        let contents = [frame, SlotContent::Stored];
        let plain = paint(&plan, &contents).unwrap();
        let compiled = Compiled::new(plan).unwrap();
        // Groups that no slot changes are kept in 16 bits, which may tip a rounding.
        prop_assert!(furthest(&compiled.render(&contents).unwrap(), &plain) <= 1);
    }
}

#[test]
fn without_fills_the_compiled_picture_is_the_plain_one() {
    let plan = plan(&scene(Vec::new(), vec![opaque(40)], Vec::new(), true, true));
    let plain = paint(&plan, &[]).unwrap();
    let compiled = Compiled::new(plan).unwrap();
    assert_eq!(furthest(compiled.finished(), &plain), 0);
    assert_eq!(furthest(&compiled.render(&[]).unwrap(), &plain), 0);
}
