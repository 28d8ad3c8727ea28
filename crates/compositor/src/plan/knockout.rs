//! Knockout: layers that show, within their shape, a picture from further down instead of the one right below them.
//!
//! That picture has to be kept while others are drawn over it. So where a layer knocks out, the group (for shallow) or
//! the document above its background (for deep) is drawn on a copy, and the canvas below the copy stays as it was: a
//! **floor**, which the layer's inside begins with.

use super::Step;
use super::build::{Builder, begin, plain_draw};
use super::{Coverage, Draw, Target};
use crate::scene::{Content, Knockout, Layer};

/// The canvases, counted from the bottom of the stack, that layers knock out to; none where there is none to reach.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Floors {
    shallow: Option<usize>,
    deep: Option<usize>,
}

impl Builder {
    /// The document's layers, with floors where some layer needs one.
    pub(super) fn document(&mut self, layers: &[Layer], out: &mut Vec<Step>) {
        let knocks = |layer: &Layer| knocks_out(layer, Knockout::Deep) || own_knockout(layer, Knockout::Shallow);
        if !layers.iter().any(knocks) {
            return self.layers(layers, out);
        }
        let (background, rest) = layers.split_at(usize::from(layers.first().is_some_and(is_background)));
        self.layers(background, out);
        self.floors = Floors { shallow: Some(0), deep: Some(0) };
        self.on_a_copy(rest, out, |builder, out| builder.layers(rest, out));
    }

    /// A group's layers on the canvas it has begun, which becomes their floor where one of them needs it.
    pub(super) fn group(&mut self, layers: &[Layer], out: &mut Vec<Step>) {
        self.on_floor(layers, out, |builder, out| builder.layers(layers, out));
    }

    /// Draws layers with the canvas as it is as their shallow floor, where one of them needs it: that of a group is what
    /// lies below the group, that of a clipping run the run's base (Adobe's manual, "Create a knockout").
    pub(super) fn on_floor(
        &mut self,
        layers: &[Layer],
        out: &mut Vec<Step>,
        draw: impl FnOnce(&mut Self, &mut Vec<Step>),
    ) {
        if !layers.iter().any(|layer| own_knockout(layer, Knockout::Shallow)) {
            return draw(self, out);
        }
        let outer = self.floors;
        self.floors.shallow = Some(depth(out) - 1);
        self.on_a_copy(layers, out, draw);
        self.floors = outer;
    }

    fn on_a_copy(&mut self, layers: &[Layer], out: &mut Vec<Step>, draw: impl FnOnce(&mut Self, &mut Vec<Step>)) {
        let Some(first) = layers.first() else { return };
        let start = begin(out, 1);
        draw(self, out);
        self.end(start, Draw { coverage: Coverage::default(), ..plain_draw(first, Target::Mix) }, out);
    }

    /// How far down the stack the picture lies that `layer` knocks out to; `None` when it knocks out nothing.
    pub(super) fn floor(&self, layer: &Layer, out: &[Step]) -> Option<usize> {
        let floor = match layer.options.knockout {
            Knockout::None => None,
            Knockout::Shallow => self.floors.shallow,
            Knockout::Deep => self.floors.deep,
        };
        floor.map(|floor| depth(out) - floor)
    }
}

/// How many canvases there are after these steps.
fn depth(steps: &[Step]) -> usize {
    steps.iter().fold(1, |depth, step| match step {
        Step::Begin { .. } => depth + 1,
        Step::End(_) => depth - 1,
        Step::Draw(_) => depth,
    })
}

/// Photoshop's background layer is the one without transparency.
fn is_background(layer: &Layer) -> bool {
    matches!(&layer.content, Content::Pixels(raster) if raster.alpha.is_none()) && layer.masks.is_empty()
}

/// Whether a layer knocks out so.
fn own_knockout(layer: &Layer, knockout: Knockout) -> bool {
    layer.visible && layer.options.knockout == knockout
}

/// Whether one inside it does.
fn knocks_out(layer: &Layer, knockout: Knockout) -> bool {
    let inside = |layers: &[Layer]| layers.iter().any(|layer| knocks_out(layer, knockout));
    layer.visible
        && (layer.options.knockout == knockout
            || inside(&layer.clipped)
            || matches!(&layer.content, Content::Group(group) if inside(&group.layers)))
}
