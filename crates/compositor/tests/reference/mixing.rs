//! The mix: ISO 32000-2, 11.3.6, of a layer with alpha and opacity on one with alpha.

use std::sync::Arc;

use compositor::blend::BlendMode;
use compositor::paint::paint;
use compositor::plan::plan;
use compositor::scene::{Content, Layer, LayerKey, Raster, Scene};
use pixels::{ColourModel, Depth, Plane, PlaneSource, Rect, Samples, Size};
use proptest::prelude::*;

use super::apart;
use super::blending::blended;

fn layer([r, g, b, alpha]: [f32; 4]) -> Layer {
    let plane = |value: f32| {
        let samples = Samples::ThirtyTwo(vec![value]);
        Arc::new(Plane::new(Rect::new(0, 0, 1, 1), samples)) as Arc<dyn PlaneSource>
    };
    let raster = Raster { colour: [r, g, b].map(plane).to_vec(), alpha: Some(plane(alpha)) };
    Layer::new(LayerKey(0), "layer", Content::Pixels(raster))
}

/// One pixel of a picture of these layers, colour and alpha.
fn painted(layers: Vec<Layer>) -> [f32; 4] {
    let size = Size::new(1, 1);
    let scene = Scene { size, model: ColourModel::Rgb, depth: Depth::ThirtyTwo, layers, slots: Vec::new() };
    let surface = paint(&plan(&scene), &[]).expect("planes in memory can be read");
    let mut pixel = [0.0; 4];
    for (channel, sample) in pixel.iter_mut().enumerate() {
        surface.read_row(channel, 0, 0, std::slice::from_mut(sample));
    }
    pixel
}

fn samples() -> impl Strategy<Value = [f32; 4]> {
    prop::array::uniform4(prop_oneof![1 => Just(0.0f32), 1 => Just(1.0f32), 4 => 0.0f32..=1.0])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_layer_meets_the_picture_by_the_union_of_their_alphas(below in samples(), above in samples(), opacity in 0.0f32..=1.0) {
        let [cb, cs] = [below, above].map(|[r, g, b, _]| [r, g, b].map(f64::from));
        for mode in BlendMode::ALL.into_iter().filter(|mode| *mode != BlendMode::Dissolve) {
            let mut over = layer(above);
            (over.blend, over.opacity) = (mode, opacity);
            let [r, g, b, alpha] = painted(vec![layer(below), over]);
            let (ab, a_s) = (f64::from(below[3]), f64::from(above[3]) * f64::from(opacity));
            let union = ab + a_s - ab * a_s;
            prop_assert!((f64::from(alpha) - union).abs() < 1e-5, "{mode:?}: {alpha} for {union}");
            if union < 1e-3 {
                continue;
            }
            // B itself has tests of its own.
            let mixed = blended(mode, ColourModel::Rgb, Depth::ThirtyTwo, cb, cs).map(f64::from);
            let wanted: [f64; 3] = std::array::from_fn(|channel| {
                let [cb, cs, mixed] = [cb[channel], cs[channel], mixed[channel]];
                (1.0 - a_s / union) * cb + a_s / union * ((1.0 - ab) * cs + ab * mixed)
            });
            prop_assert!(apart([r, g, b], wanted) < 1e-4, "{mode:?}: {r} {g} {b} for {wanted:?}");
        }
    }
}
